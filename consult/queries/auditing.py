"""The record of every change, read from its beginning; and what tells of its ends."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.audit_chain import Entry, Head
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from consult.store.packs import Issue

_AT_ONCE = 1000

_COLUMNS = (
    AuditEntry.chain, AuditEntry.sequence, AuditEntry.at, AuditEntry.actor_id, AuditEntry.act, AuditEntry.subject,
    AuditEntry.details, AuditEntry.salt, AuditEntry.details_digest, AuditEntry.previous, AuditEntry.digest,
)  # fmt: skip


def entries(session: Session, chain: int) -> Iterator[Entry]:
    """A chain in its order, a thousand rows in memory at a time.

    Raises ValueError or TypeError at a row that cannot be read, after those before it.
    """
    done = 0
    try:
        for entry in _read(session, chain, done, _AT_ONCE):
            yield entry
            done = entry.sequence
    except (ValueError, TypeError):  # among the next thousand: one by one they lead to it
        yield from _read(session, chain, done, 1)


def _read(session: Session, chain: int, after: int, at_once: int) -> Iterator[Entry]:
    wanted = select(*_COLUMNS).where(AuditEntry.chain == chain, AuditEntry.sequence > after)
    in_order = wanted.order_by(AuditEntry.sequence)
    with session.execute(in_order, execution_options={"yield_per": at_once}) as rows:  # PostgreSQL holds a cursor open
        for row in rows:
            yield Entry(*row)


def chains(session: Session) -> Sequence[int]:
    """The chains that have entries."""
    return session.scalars(select(AuditEntry.chain).distinct().order_by(AuditEntry.chain)).all()


def heads(session: Session, consultation: Consultation) -> list[Head]:
    """What is known of a consultation's chain from outside it: it began, and each pack that was issued names its end."""
    packs = session.scalars(
        select(Issue).where(Issue.consultation_id == consultation.id, Issue.state == "issued", Issue.chain_head != "")
    )
    return [
        Head(1, "", "the consultation, which began,"),
        *(Head(one.chain_sequence, one.chain_head, f"pack {one.number}") for one in packs),
    ]
