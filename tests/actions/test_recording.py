"""The record is a chain: whatever is changed in it afterwards is found, and where."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consult.actions.recording import digest_of_entry, first_broken, record
from consult.domain.people import Actor
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from tests.factories import Play

NOW = datetime(2021, 2, 1, 9, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def chain(play: Play) -> int:
    """A chain of six entries and more."""
    play.comment()
    play.ask()
    assert first_broken(play.session, play.consultation.id) is None
    play.session.commit()
    return play.consultation.id


def tamper(session: Session, chain: int, sequence: int, /, **values: Any) -> None:
    at = (AuditEntry.chain == chain) & (AuditEntry.sequence == sequence)
    session.execute(update(AuditEntry).where(at).values(**values))
    session.expire_all()


@pytest.mark.parametrize(
    "values",
    [
        {"details": {"changed": "afterwards"}},
        {"actor_id": None},
        {"act": "something else"},
        {"subject": "person 99"},
        {"at": NOW},
        {"salt": "0" * 32},
        {"details_digest": "0" * 64},
        {"digest": "0" * 64},
        {"previous": "0" * 64},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_changed_entry_is_found(play: Play, chain: int, values: dict[str, Any]) -> None:
    tamper(play.session, chain, 3, **values)
    assert first_broken(play.session, chain) == 3


def test_an_entry_changed_with_its_own_digest_breaks_the_next(play: Play, chain: int) -> None:
    entry = play.session.get_one(AuditEntry, (chain, 3))
    entry.act = "something else"
    entry.digest = digest_of_entry(entry)
    play.session.flush()
    assert first_broken(play.session, chain) == 4


@pytest.mark.parametrize(("sequence", "found"), [(1, 2), (3, 4)])
def test_a_deleted_entry_is_found(play: Play, chain: int, sequence: int, found: int) -> None:
    play.session.execute(delete(AuditEntry).where(AuditEntry.chain == chain, AuditEntry.sequence == sequence))
    assert first_broken(play.session, chain) == found


def test_entries_put_in_another_order_are_found(play: Play, chain: int) -> None:
    for before, after in ((3, 900), (4, 3), (900, 4)):
        tamper(play.session, chain, before, sequence=after)
    assert first_broken(play.session, chain) == 3


def test_an_entry_put_in_between_is_found(play: Play, chain: int) -> None:
    third = play.session.get_one(AuditEntry, (chain, 3))
    copy = {column.name: getattr(third, column.name) for column in AuditEntry.__table__.columns}
    length = max(play.session.scalars(select(AuditEntry.sequence).where(AuditEntry.chain == chain)))
    play.session.add(AuditEntry(**{**copy, "sequence": length + 1}))
    play.session.flush()
    assert first_broken(play.session, chain) == length + 1


def test_an_entry_of_another_chain_is_found(play: Play, chain: int) -> None:
    tamper(play.session, chain, 1, chain=900)
    assert first_broken(play.session, 900) == 1


def test_erased_details_leave_the_chain_whole(play: Play, chain: int) -> None:
    tamper(play.session, chain, 3, details=None)
    assert first_broken(play.session, chain) is None


def test_an_empty_chain_is_whole(session: Session) -> None:
    assert first_broken(session, 123) is None


def test_what_is_recorded_is_what_comes_back(session: Session) -> None:
    details = {"text": "Ŵyn 👩‍👩‍👧 “quoted”\n", "when": NOW, "nested": {"b": [1, None, True], "a": ""}}
    entry = record(session, "try", "this", consultation=None, by=None, now=NOW, **details)
    session.commit()
    session.expire_all()
    assert (entry.sequence, entry.at, entry.actor_id, entry.act, entry.subject) == (1, NOW, None, "try", "this")
    assert entry.details == {**details, "when": str(NOW)}
    assert first_broken(session, 0) is None


def test_chains_are_apart(play: Play) -> None:
    other = play.session.scalars(select(Consultation).where(Consultation.id != play.consultation.id)).one()
    actor = Actor(play.cast.clerk.id, play.cast.clerk.name)
    last = [
        record(play.session, "try", "this", consultation=where, by=actor, now=play.now + timedelta(seconds=n)).sequence
        for n, where in enumerate((other, play.consultation, other))
    ]
    assert last[2] == last[0] + 1
    assert {first_broken(play.session, one) for one in (0, other.id, play.consultation.id)} == {None}
