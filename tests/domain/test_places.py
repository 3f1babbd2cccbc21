"""Where something stands, how the draft is cut into parts, and who answers for each section."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.places import chapters, heading_levels, owners, place_in_words, written_out


@dataclass(frozen=True)
class Heading:
    level: int
    authority_id: int | None = None


def headings(levels: list[int]) -> list[Heading]:
    return [Heading(level) for level in levels]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ((None,), "The whole draft"),
        (("Prevent",), "Prevent"),
        (("Prevent", "6(a)"), "Prevent, paragraph 6(a)"),
        (("Prevent", "", 2), "Prevent, unnumbered paragraph 2"),
    ],
)
def test_places_in_words(where: tuple[str | None, ...], words: str) -> None:
    assert place_in_words(*where) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("levels", "parts"),
    [
        ([], []),
        ([1], [[0]]),
        ([1, 1, 1], [[0], [1], [2]]),
        ([1, 2, 2, 1, 2], [[0, 1, 2], [3, 4]]),
        ([1, 2, 3, 2, 3], [[0], [1, 2], [3, 4]]),  # a lone top heading holds no parts, but stands first
        ([2, 1, 2, 1], [[0], [1, 2], [3]]),  # what comes before the first of them is a part too
        ([3, 3], [[0], [1]]),
        ([1, 2, 3], [[0], [1, 2]]),
    ],
)
def test_chapters(levels: list[int], parts: list[list[int]]) -> None:
    assert [list(part) for part in chapters(headings(levels))] == parts


LEVELS = st.lists(st.integers(1, 6), max_size=40)


@given(LEVELS)
def test_chapters_hold_every_section_once_in_order(levels: list[int]) -> None:
    parts = chapters(headings(levels))
    assert [n for part in parts for n in part] == list(range(len(levels)))
    assert all(len(part) for part in parts)


@pytest.mark.parametrize(
    ("levels", "found"),
    [([], []), ([2], [1]), ([1, 2, 3, 2], [1, 2, 3, 2]), ([1, 3, 2, 5, 5], [1, 2, 2, 3, 3]), ([2, 1, 2], [1, 2, 3])],
)
def test_headings_of_a_page(levels: list[int], found: list[int]) -> None:
    assert heading_levels(headings(levels)) == found


@given(LEVELS)
def test_a_page_has_one_first_heading_and_skips_none(levels: list[int]) -> None:
    found = heading_levels(headings(levels))
    assert found.count(1) == min(1, len(found))
    assert all(after <= before + 1 for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("sections", "lead", "found"),
    [
        ([], 9, []),
        ([(1, None), (1, 2), (2, None), (3, None), (1, None)], 9, [9, 2, 2, 2, 9]),
        ([(1, 2), (2, 3), (3, None), (2, None)], 9, [2, 3, 3, 2]),
        ([(1, 2), (3, None), (2, 4), (3, None)], 9, [2, 2, 4, 4]),
        ([(2, 2), (1, None)], 9, [2, 9]),
        ([(1, None)], None, [None]),
    ],
)
def test_owners(sections: list[tuple[int, int | None]], lead: int | None, found: list[int | None]) -> None:
    assert owners([Heading(*section) for section in sections], lead) == found


@given(st.lists(st.tuples(st.integers(1, 6), st.none() | st.integers(1, 5)), max_size=30))
def test_every_section_has_an_owner_where_there_is_a_lead(sections: list[tuple[int, int | None]]) -> None:
    found = owners([Heading(*section) for section in sections], 9)
    assert None not in found
    assert all(named in (None, owner) for (_, named), owner in zip(sections, found, strict=True))


@pytest.mark.parametrize(
    ("counts", "most"),
    [
        ([], 20),
        ([500], 20),
        ([20] * 10, 20),
        ([21] * 10, 20),
        ([20] * 11, 18),
        ([500] * 25, 8),
        ([1] * 200, 20),
        ([1] * 201, 1),
        ([2] * 900, 1),
    ],
)
def test_a_page_shows_as_many_comments_at_each_place_as_it_can_bear(counts: list[int], most: int) -> None:
    assert written_out(counts) == most
