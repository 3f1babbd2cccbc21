"""Words taken out of a text: found however they were typed, taken out exactly (R17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.redacting import REDACTED, Stretch, holds, places, redacted, redacted_within, stretches


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Ask Jo Bloggs, please.", "Jo Bloggs", "Ask [redacted], please."),
        ("Ask  Jo\nBloggs, please.", "jo bloggs", "Ask  [redacted], please."),
        ("JO BLOGGS and Jo Bloggs’s son", "Jo Bloggs", "[redacted] and [redacted]’s son"),
        ("Ann made the annual plan; Ann’s.", "Ann", "[redacted] made the annual plan; [redacted]’s."),
        ("the ‘old’ mill-house", "the 'old' mill–house", "[redacted]"),
        ("Zoë and Zoe\u0308", "Zoë", "[redacted] and [redacted]"),
        ("again and again and again", "again and again", "[redacted]"),
        ("He met [redacted] at the school", "met [redacted] at", "He [redacted] the school"),
        ("He met [redacted] at the school", "redacted", "He met [redacted] at the school"),
        ("1,234 and 234", "234", "1,[redacted] and [redacted]"),
        ("Nothing here", "elsewhere", "Nothing here"),
    ],
)  # fmt: skip
def test_every_place_goes_and_nothing_else(text: str, words: str, left: str) -> None:
    assert redacted(text, words) == left
    assert redacted(left, words) == left
    assert holds(text, words) is (left != text)


def test_the_view_marks_each_place() -> None:
    assert stretches("Ask Jo or Jo.", "Jo") == (
        Stretch("Ask "), Stretch(REDACTED, redacted=True), Stretch(" or "), Stretch(REDACTED, redacted=True), Stretch("."),
    )  # fmt: skip


def test_within_lists_and_mappings() -> None:
    value = {"before": ["Jo", 3, None], "after": {"text": "Ask Jo."}, "at": 7}
    assert holds(value, "jo")
    left = redacted_within(value, "jo")
    assert left == {"before": [REDACTED, 3, None], "after": {"text": f"Ask {REDACTED}."}, "at": 7}
    assert not holds(left, "jo")


@given(st.text(alphabet="ab [] \n’'", max_size=40), st.text(alphabet="ab ’'", min_size=1, max_size=6))
def test_afterwards_the_words_stand_nowhere(text: str, words: str) -> None:
    left = redacted(text, words)
    assert places(left, words) == []
    assert (
        "".join(one.text for one in stretches(text, words) if not one.redacted) == left.replace(REDACTED, "")
        or REDACTED in text
    )
