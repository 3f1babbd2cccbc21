"""The mark of a form, signed together with its author: by it, words that arrive without a session find the one who typed them.

It opens nothing but that person's own heap of unsent texts, and only to add to it (docs/decisions).
"""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

_PURPOSE = "form key"


def signed(key: str, person_id: int) -> str:
    """What stands in the form."""
    return str(_serializer().dumps([key, person_id]))


def opened(value: str | None) -> tuple[str, int] | None:
    """The key and the author's id; None where it is not one of ours."""
    try:
        key, person_id = _serializer().loads(value or "")
    except (BadSignature, TypeError, ValueError):
        return None
    return str(key), int(person_id)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=_PURPOSE)
