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

    `form_key` marks the form; `revision` is that of the keeping this window knows of, 0 for none.
    """

    kind: str
    words: Mapping[str, Any]
    form_key: str
    revision: int = 0
    place: Place | None = None


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
    if row is not None and row.words == begun.words:
        return Kept(row)
    if row is not None and row.revision == begun.revision:
        row.words, row.revision, row.saved_at = dict(begun.words), row.revision + 1, now
        session.flush()
        return Kept(row)
    gone = unsent.words_sent(session, by.person_id, begun.form_key)
    if gone is not None and gone.split() == str(begun.words.get("text") or begun.words.get("parts") or "").split():
        return None
    key = begun.form_key if row is None and gone is None else new_key()
    return Kept(_new(session, consultation, begun, key, by, now), apart=key != begun.form_key)


def sent(session: Session, *, author_id: int, begun: Begun) -> Unsent | None:
    """Ends the keeping of a form that has been sent.

    Where another window had gone on writing on the same form, its words stay as a text of their own, which is returned.
    """
    row = unsent.by_key(session, author_id, begun.form_key)
    if row is None:
        return None
    if row.revision == begun.revision or row.words == begun.words:
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
        words=dict(begun.words),
        revision=1,
        saved_at=now,
    )
    session.add(row)
    session.flush()
    return row
