"""What a member has begun to write is kept until it is sent.

It is nobody else's and no part of the record: keeping it writes no entry there (docs/decisions).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.comments import Place
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import unsent
from consult.store.consultations import Consultation
from consult.store.unsent import Unsent

MOST = 200
"""Texts one person can have waiting in one consultation; nobody writes so many, but a program could."""

LONGEST = 500_000
"""Characters of one text with all its fields: far more than can be sent, for what is too long is kept too."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What is being written: a "comment" or a "question", where (None for a question), and the form's fields as typed.

    `form_key` marks the form; `revision` is that of the keeping this window knows of, 0 for none. `window` marks the window
    it is written in, "" where nobody says, and `turn` counts what was sent from there: by these, what one window sends after
    an answer was lost is told from what another window wrote.
    """

    kind: str
    words: Mapping[str, Any]
    form_key: str
    revision: int = 0
    place: Place | None = None
    window: str = ""
    turn: int = 0

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of it: the words, and where they were written."""
        return {**self.words, **({WRITTEN_IN: f"{self.window} {self.turn}"} if self.window else {})}

    def is_of(self, row: Unsent) -> bool:
        """True for words that were written in the same window."""
        return bool(self.window) and _written_in(row)[0] == self.window

    def is_after(self, row: Unsent) -> bool:
        """True for what was sent later than those words, from the same window."""
        return self.is_of(row) and self.turn > _written_in(row)[1]


WRITTEN_IN = "written_in"
"""Beside the words: the window they were written in, and the turn."""


def _written_in(row: Unsent) -> tuple[str, int]:
    window, _, turn = str(row.words.get(WRITTEN_IN, "")).partition(" ")
    return window, int(turn or 0)


def _says(row: Unsent) -> dict[str, Any]:
    return {name: value for name, value in row.words.items() if name != WRITTEN_IN}


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the words are now. `apart`: another window held other words, so that these are a text of their own."""

    row: Unsent
    apart: bool = False


def new_key() -> str:
    """Marks one form: sent twice, it makes one item."""
    return secrets.token_urlsafe(16)


def keep(session: Session, *, consultation: Consultation, begun: Begun, by: Actor, now: datetime) -> Kept | None:
    """Keeps what is being written, over what was kept of the same form before; never over what another window wrote.

    None where these very words have been sent: a saving that was under way when they were arrives after them.

    Raises Refused for somebody not on the panel, and for more than anybody writes.
    """
    ensure(by, Act.KEEP_WORDS, scene(consultation, now))
    if sum(len(str(value)) for value in begun.words.values()) > LONGEST:
        raise Refused(f"That is too long to be kept: {LONGEST:,} characters are the most")
    row = unsent.by_key(session, by.person_id, begun.form_key)
    if row is not None and _says(row) == begun.words:
        return Kept(row)
    if row is not None and row.revision == begun.revision:
        return Kept(_written_over(session, row, begun, now))
    gone = unsent.words_sent(session, by.person_id, begun.form_key)
    if gone is not None and gone.split() == str(begun.words.get("text") or begun.words.get("parts") or "").split():
        return None
    own = _of_window(session, consultation, begun, by) if row is not None or gone is not None else None
    if own is not None:
        kept = _written_over(session, own, begun, now) if begun.is_after(own) else own
        return Kept(kept, apart=own.form_key != begun.form_key)
    key = begun.form_key if row is None and gone is None else new_key()
    return Kept(_new(session, consultation, begun, key, by, now), apart=key != begun.form_key)


def _written_over(session: Session, row: Unsent, begun: Begun, now: datetime) -> Unsent:
    row.words, row.revision, row.saved_at = begun.kept, row.revision + 1, now
    session.flush()
    return row


def _of_window(session: Session, consultation: Consultation, begun: Begun, by: Actor) -> Unsent | None:
    """What was kept of this very window last, of whose keeping it may not have heard."""
    found = [row for row in unsent.of_author(session, consultation, by.person_id) if begun.is_of(row)]
    return max(found, key=lambda row: _written_in(row)[1], default=None)


def sent(session: Session, *, author_id: int, begun: Begun) -> Unsent | None:
    """Ends the keeping of a form that has been sent.

    Where another window had gone on writing on the same form, its words stay as a text of their own, which is returned.
    """
    row = unsent.by_key(session, author_id, begun.form_key)
    if row is None:
        return None
    if row.revision == begun.revision or _says(row) == begun.words or begun.is_after(row):
        discard(session, row)
        return None
    row.form_key = new_key()
    session.flush()
    return row


def discard(session: Session, row: Unsent) -> None:
    """Throws a text away, as its author asked."""
    session.delete(row)
    session.flush()


def _new(session: Session, consultation: Consultation, begun: Begun, key: str, by: Actor, now: datetime) -> Unsent:
    waiting = select(func.count()).where(Unsent.author_id == by.person_id, Unsent.consultation_id == consultation.id)
    if (session.scalar(waiting) or 0) >= MOST:
        raise Refused(f"{MOST} texts of yours are waiting to be sent. Delete some of them first.")
    place = begun.place
    row = Unsent(
        consultation_id=consultation.id,
        author_id=by.person_id,
        form_key=key,
        kind=begun.kind,
        version_id=place.version.id if place else None,
        section_id=place.section.id if place and place.section else None,
        paragraph_id=place.paragraph.id if place and place.paragraph else None,
        words=begun.kept,
        revision=1,
        saved_at=now,
    )
    session.add(row)
    session.flush()
    return row
