"""Where pages end, on blocks of bare numbers."""

import pytest

from consult.pack.press.breaking import FORCED, Slice, atoms_of, collapsed, pages
from consult.pack.press.parts import AVOIDED, DIRE, FREE, NOTHING, Cut, Part
from consult.pack.press.unknown import Unknown

ROOMS = (100.0, 100.0)


def block(height: float, *cuts: Cut) -> Part:
    return NOTHING._replace(bottom=height, cuts=cuts)


def set_on_pages(*blocks: tuple[Part, float, int]) -> list[list[Slice]]:
    atoms = [
        atom
        for number, (part, gap, level) in enumerate(blocks)
        for atom in atoms_of(number, part, gap, level, repeats=False)
    ]
    return pages(atoms, ROOMS)


def shown(made: list[list[Slice]]) -> list[list[tuple[int, float, float, float]]]:
    return [[(piece.part, piece.start, piece.end, piece.y) for piece in page] for page in made]


def test_the_margin_at_an_unforced_break_is_dropped_and_at_a_forced_one_kept() -> None:
    made = set_on_pages((block(60), 5, FORCED), (block(60), 10, FREE), (block(20), 10, FORCED))
    assert shown(made) == [[(0, 0, 60, 5)], [(1, 0, 60, 0)], [(2, 0, 20, 10)]]


def test_a_heading_goes_with_what_it_heads() -> None:
    made = set_on_pages((block(80), 0, FORCED), (block(10), 0, FREE), (block(30), 0, AVOIDED))
    assert shown(made) == [[(0, 0, 80, 0)], [(1, 0, 10, 0), (2, 0, 30, 10)]]


def test_a_block_is_parted_where_it_may_be_and_what_lies_between_is_dropped() -> None:
    made = set_on_pages((block(150, Cut(FREE, 70, 80, -1), Cut(DIRE, 95, 95, -1)), 0, FORCED))
    assert shown(made) == [[(0, 0, 70, 0)], [(0, 80, 150, 0)]]


def test_what_is_to_stay_together_is_parted_where_nothing_else_helps() -> None:
    made = set_on_pages((block(150, Cut(AVOIDED, 60, 60, -1), Cut(DIRE, 90, 90, -1)), 0, FORCED))
    assert shown(made) == [[(0, 0, 60, 0)], [(0, 60, 150, 0)]]


def test_a_table_draws_its_head_again_where_a_page_begins_with_it() -> None:
    table = block(150, Cut(FREE, 90, 90, 0))._replace(heads=((0, 12),))
    assert set_on_pages((table, 0, FORCED))[1] == [Slice(0, 90, 150, 12, 0, 0)]


def test_what_is_taller_than_a_page_is_not_known() -> None:
    with pytest.raises(Unknown, match="taller than a page"):
        set_on_pages((block(120), 0, FORCED))


def test_margins_that_meet_are_one() -> None:
    assert [collapsed(margins) for margins in ([], [3, 8, 5], [8, -3], [-2, -6])] == [0, 8, 5, -6]
