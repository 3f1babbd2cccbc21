"""The letters people get: each written in the transaction of the change it tells of, and sent after it."""

from collections.abc import Mapping
from datetime import datetime

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.orm import Session

from consult.domain.retention import is_erased
from consult.resources import TEMPLATES
from consult.store.packs import Letter

UNSENT = "consult_unsent_letters"
"""Key in `session.info`: letters were written, and somebody should be told once they are committed."""

_LONGEST_SUBJECT = 300

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES / "mail"),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701  (plain text, never HTML)
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def write(session: Session, template: str, *, to: str, now: datetime, **facts: object) -> Letter:
    """Writes a letter from `templates/mail/<template>.txt`, whose first line is the subject.

    One to somebody whose address was erased is not kept, and never sent.
    """
    words: Mapping[str, object] = facts
    subject, _, text = _templates.get_template(f"{template}.txt").render(words).partition("\n")
    letter = Letter(
        to=to, subject=_short(" ".join(subject.split())), text=text.lstrip("\n"), written_at=now, due_at=now
    )
    if not is_erased(to):
        session.add(letter)
        session.info[UNSENT] = True
    return letter


def _short(subject: str) -> str:
    """A consultation's title may fill the line by itself."""
    return subject if len(subject) <= _LONGEST_SUBJECT else f"{subject[: _LONGEST_SUBJECT - 2].rstrip()} …"
