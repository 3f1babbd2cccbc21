"""A digest as JSON: the same words as the paper, for other programs."""

import json
from base64 import b64encode
from dataclasses import asdict
from datetime import date

from consult.domain.digest import Digest

FORMAT = "consult-digest/1"


def to_json(digest: Digest) -> str:
    """The digest's fields by name, in alphabetical order, ending with a new line.

    Dates and times are ISO 8601 with their offset. A change is a list of pieces with `op` "same", "deleted" or
    "inserted". Pictures are base64. `format` names this shape.
    """
    document = {"format": FORMAT, **asdict(digest)}
    return json.dumps(document, default=_plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no place in a digest")
