"""What a pack holds, item by item; and what came or changed since."""

from dataclasses import replace
from datetime import date

import pytest

from consult.domain.digest import CommitmentEntry, Digest
from consult.domain.manifest import changed, content_hash, from_json, holds, items, manifest
from consult.domain.pack_options import Options, Order
from consult.domain.publication import Publication
from tests.pack import digests

LATE = CommitmentEntry(
    reference="IR-0001", kind="Information request", by="Member for Norwich City Council", body="Norwich City Council",
    place="", text="Referrals by year.", authority="Norfolk Constabulary", owner="", basis="", source="",
    issued_on=date(2021, 2, 1), due_on=date(2021, 2, 8), words="Due by 8 February 2021, not received to date (2 days)",
    status="Awaited", days_overdue=2,
)  # fmt: skip
OUT = Publication(number=2, supplement_to=1, urgency="A letter came.", chain_sequence=7, chain_head="f" * 64)


@pytest.fixture(scope="module")
def digest() -> Digest:
    return digests.digest(comments=12, questions=3)


def test_every_item_has_its_hash(digest: Digest) -> None:
    assert list(items(digest)) == [f"C-{n:04}" for n in range(1, 13)] + ["Q-001", "Q-002", "Q-003"]
    assert {len(one) for one in items(digest).values()} == {64}


def test_it_is_read_back_as_it_was_written(digest: Digest) -> None:
    options = Options(order=Order.AUTHORITY, since=1)
    told = manifest(digest, consultation="safety", options=options, publication=OUT, printed=["Q-001", "C-0002"])
    assert told.printed == ("C-0002", "Q-001")
    assert from_json(told.as_json()) == told
    assert told.as_bytes() == from_json(told.as_json()).as_bytes()


@pytest.mark.parametrize("damage", [{"format": "another"}, {"items": 3}, {"made_at": "never"}, {"chain": {}}])
def test_what_is_none_is_not_read(digest: Digest, damage: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(manifest(digest).as_json() | damage)


def test_what_came_and_what_changed_is_told_and_nothing_else(digest: Digest) -> None:
    before = items(digest)
    asked, *others = digest.questions
    now = replace(digest, questions=(replace(asked, text="Asked otherwise?"), *others, digests.question(9, ("NHS",))))
    assert changed(before, manifest(digest)) == frozenset()
    assert changed(before, manifest(now)) == {asked.reference, "Q-009"}


def test_being_later_by_a_day_is_no_change() -> None:
    tomorrow = replace(LATE, days_overdue=LATE.days_overdue + 1, words="Later still.")
    answered = replace(LATE, status="Answered")
    assert content_hash(LATE) == content_hash(tomorrow) != content_hash(answered)


def test_a_pack_holds_what_it_prints() -> None:
    whole, narrowed = (
        {"items": {"C-0001": "", "C-0002": ""}, "printed": []},
        {"items": {"C-0001": ""}, "printed": ["C-0001"]},
    )
    assert holds({"1": whole}, ["C-0002"])
    assert not holds({"1": {**whole, "printed": ["C-0001"]}}, ["C-0002"])
    assert holds({"1": narrowed, "2": whole}, ["C-0002"])
