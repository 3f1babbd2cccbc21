"""A chain by itself, and held against what is known of it elsewhere: each column, each order, each end."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from consult.domain.audit_chain import (
    FIRST,
    Broken,
    Checked,
    Entry,
    Head,
    checked,
    digest_of_details,
    digest_of_entry,
)

NOW = datetime(2021, 2, 1, 9, tzinfo=UTC)


def bound(entry: Entry) -> Entry:
    return replace(entry, digest=digest_of_entry(entry))


def chain(*details: dict[str, Any]) -> list[Entry]:
    """One entry with each of these details, as they are recorded."""
    found: list[Entry] = []
    for n, one in enumerate(details, 1):
        salt, previous = f"salt{n}", found[-1].digest if found else FIRST
        digest = digest_of_details(salt, one)
        found.append(bound(Entry(7, n, NOW, 3, "submit", f"comment C-{n:04d}", one, salt, digest, previous, "")))
    return found


WHOLE = chain(*({"text": f"Words {n}"} for n in range(1, 7)))
OTHERWISE: dict[str, Any] = {
    "chain": 8, "sequence": 9, "at": NOW + timedelta(microseconds=1), "actor_id": None, "act": "withdraw",
    "subject": "comment C-0009", "details": {"text": "Other words"}, "salt": "salt", "details_digest": "0" * 64,
    "previous": "0" * 64, "digest": "0" * 64,
}  # fmt: skip


def test_a_whole_chain_is_whole() -> None:
    assert checked(WHOLE) == Checked(6, WHOLE[-1].digest)
    assert checked(()) == Checked(0, FIRST)


def test_every_column_has_its_case() -> None:
    assert set(OTHERWISE) == {field.name for field in fields(Entry)}


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("column", OTHERWISE)
def test_any_column_changed_in_any_entry_is_found_there(column: str, at: int) -> None:
    entries = list(WHOLE)
    entries[at] = replace(entries[at], **{column: OTHERWISE[column]})
    if entries[at] == WHOLE[at]:  # the first entry is bound to nothing anyway
        assert (column, at) == ("previous", 0)
        return
    found = checked(entries)
    assert found.broken is not None
    assert (found.broken.entry, found.entries) == (entries[at], at)


def test_why_is_said() -> None:
    def why(**changed: Any) -> str:
        found = checked([*WHOLE[:2], replace(WHOLE[2], **changed), *WHOLE[3:]]).broken
        assert found is not None
        return found.why

    assert why(details={"text": "Other words"}) == "its details are not those that were recorded"
    assert why(act="withdraw") == "it is not as it was recorded"
    assert why(previous=FIRST) == "it does not follow on from the entry before it"
    assert why(sequence=4) == "entry 3 is missing before it"


@pytest.mark.parametrize("at", range(5))
def test_a_deleted_entry_is_found_at_the_next(at: int) -> None:
    entries = [*WHOLE[:at], *WHOLE[at + 1 :]]
    assert checked(entries).broken == Broken(at + 2, f"entry {at + 1} is missing before it", WHOLE[at + 1])


@pytest.mark.parametrize("at", range(5))
def test_two_that_changed_places_are_found_at_the_first(at: int) -> None:
    one, other = replace(WHOLE[at + 1], sequence=at + 1), replace(WHOLE[at], sequence=at + 2)
    found = checked([*WHOLE[:at], one, other, *WHOLE[at + 2 :]])
    assert found.broken is not None
    assert (found.broken.sequence, found.broken.entry) == (at + 1, one)


def test_erased_details_leave_it_whole() -> None:
    assert checked([replace(one, details=None) for one in WHOLE]) == Checked(6, WHOLE[-1].digest)


@pytest.mark.parametrize("left", range(6))
def test_an_end_cut_off_is_found_where_something_tells_of_it(left: int) -> None:
    cut = WHOLE[:left]
    assert checked(cut).broken is None  # in itself it is whole
    told = [Head(2, WHOLE[1].digest, "pack 1"), Head(6, WHOLE[5].digest, "pack 2")]
    why = f"the last entries were cut off: pack 2 tells of 6, and there are {left}"
    assert checked(cut, told).broken == Broken(left + 1, why)
    assert checked(WHOLE, told).broken is None


def test_a_chain_written_anew_is_whole_in_itself_and_found_by_its_head() -> None:
    anew = chain(*({"text": f"Other words {n}"} for n in range(1, 7)))
    assert checked(anew).broken is None
    for heads in (
        [Head(4, WHOLE[3].digest, "pack 1")],
        [Head(4, WHOLE[3].digest, "pack 1"), Head(4, anew[3].digest, "what was kept")],
        [Head(4, anew[3].digest, "what was kept"), Head(4, WHOLE[3].digest, "pack 1")],
    ):
        why = "it, or one before it, was written anew: pack 1 tells of another"
        assert checked(anew, heads).broken == Broken(4, why, anew[3])


def test_what_cannot_be_read_is_broken_there() -> None:
    def read() -> Iterator[Entry]:
        yield from WHOLE[:2]
        raise ValueError("no time")

    assert checked(read()) == Checked(2, WHOLE[1].digest, Broken(3, "what stands there cannot be read"))
