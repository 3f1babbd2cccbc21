"""A section by its heading, a paragraph by its number, as people write them."""

import pytest

from consult.domain.pointing import Named, point
from consult.domain.refusals import Refused

DRAFT = (
    Named("", "Foreword", 1, ("", "")),
    Named("1", "Prevent", 1, ("1", "2", "2(a)", "")),
    Named("1.1", "Measures", 2, ("3",)),
    Named("2", "County Lines", 1, ("4", "5")),
    Named("2.1", "Measures", 2, ("6", "6(a)")),
    Named("", "2030 and beyond", 1, ()),
)


@pytest.mark.parametrize(
    ("heading", "label", "found"),
    [
        (None, None, (None, None)),
        ("Prevent", None, (1, None)),
        ("  county   LINES ", None, (3, None)),
        ("1. Prevent", None, (1, None)),
        ("7 Prevent:", None, (1, None)),
        ("2.1 Measures", None, (4, None)),
        ("2030 and beyond", None, (5, None)),
        ("Prevent", "2(a)", (1, 2)),
        ("Prevent", "2 (A)", (1, 2)),
        ("Prevent", "paragraph 2.", (1, 1)),
        ("County Lines", "6(a)", (4, 1)),  # it stands in a section below
        ("Measures", "6", (4, 0)),  # the paragraph says which of the two
        (None, "5", (3, 1)),
        ("Foreword", "", (0, None)),
    ],
)
def test_what_is_called_so_is_found(
    heading: str | None, label: str | None, found: tuple[int | None, int | None]
) -> None:
    assert point(DRAFT, heading, label) == found


@pytest.mark.parametrize(
    ("heading", "label", "reason"),
    [
        ("Protect", None, "The draft has no section “Protect”. Write a heading as the draft has it."),
        (
            "Measures",
            None,
            "There is more than one “Measures” in the draft: “1.1 Measures”, “2.1 Measures”. "
            "Write the heading with its number.",
        ),
        (
            "measures",
            "9",
            "There is more than one “measures” in the draft: “1.1 Measures”, “2.1 Measures”. "
            "Write the heading with its number.",
        ),
        ("Prevent", "4", "There is no paragraph 4 under “Prevent”, which has 1 to 3."),
        ("Foreword", "1", "There is no paragraph 1 under “Foreword”: its paragraphs have no numbers."),
        (None, "9", "There is no paragraph 9 in the draft, which has 1 to 6(a)."),
    ],
)
def test_what_is_not_there_or_could_be_two_is_refused(heading: str | None, label: str | None, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        point(DRAFT, heading, label)
    assert refusal.value.reason == reason


def test_a_number_that_stands_twice_is_refused_with_both_places() -> None:
    twice = (Named("1", "Aims", 1, ("1", "2")), Named("2", "Means", 1, ("1",)))
    assert point(twice, "Means", "1") == (1, 0)
    with pytest.raises(Refused, match=r"more than one paragraph 1 in the draft: “1 Aims, paragraph 1”, “2 Means, "):
        point(twice, None, "1")
