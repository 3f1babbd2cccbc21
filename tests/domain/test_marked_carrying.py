"""What is carried from the copy's paragraph to the draft's: the same words, or nothing."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consult.domain.marked_carrying import Carrier, bare
from consult.domain.marked_copy import CopyKind, CopyParagraph, Edit, applied
from consult.domain.marked_spots import key_of
from tests.domain.texts import texts

TEXT = "The plan is the plan, and the panel’s “asks” are met by 2021–2025 in the end."


@st.composite
def _retyped(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with other white space, quotation marks and dashes."""
    text = draw(texts())
    assume(text.strip())
    other = text.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-"}))
    space = draw(st.sampled_from([" ", "  ", "\n", "\t"]))
    return text, re.sub(r"\s+", space, other)


@given(_retyped(), st.data())
def test_words_are_found_in_the_text_however_it_was_typed(held: tuple[str, str], data: st.DataObject) -> None:
    draft, copy = held
    start = data.draw(st.integers(0, len(copy) - 1))
    end = data.draw(st.integers(start + 1, len(copy)))
    anchor = Carrier(copy, draft).words(start, end)
    if anchor is not None:
        assert key_of(anchor.exact) == key_of(copy[start:end])
    if anchor is not None and len(key_of(copy).split()) == len(set(key_of(copy).split())):
        assert key_of(draft[: anchor.start]).replace(" ", "") == key_of(copy[:start]).replace(" ", "")


@given(texts(), st.data())
def test_edits_of_the_same_text_are_the_same_edits(text: str, data: st.DataObject) -> None:
    assume(len(text.split()) > 3)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    carried = Carrier(text, text).wording([Edit(start, end, "NEW")])
    assert carried in (None, applied(text, [Edit(start, end, "NEW")]))


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 8, 0), (12, 20, 12), (26, 29, 26), (30, 37, 30), (4, 8, 4), (16, 20, 16), (5, 7, 5), (73, 77, 73)],
)
def test_words_that_stand_often_are_found_at_their_own_place(start: int, end: int, found: int) -> None:
    anchor = Carrier(TEXT, TEXT).words(start, end)
    assert anchor is not None
    assert (anchor.start, anchor.end) == (found, found + end - start)


@pytest.mark.parametrize(
    ("copy", "words", "found"),
    [
        ("Quite other words. The plan, he said, is met.", "plan", False),  # it stands often in the draft
        ("Quite other words were met here.", "met", True),  # once in either
        ("He met and met them.", "met", False),  # twice in the copy: which was meant?
        ("Quite other words.", "words", False),
        (f"In all honesty, {TEXT[0].lower()}{TEXT[1:]}", "the plan, and", True),
        (TEXT.replace("are met by", "were seen to be met by"), "by 2021–2025 in", True),
    ],
)
def test_in_a_text_that_was_altered_words_are_found_only_where_there_is_no_doubt(
    copy: str, words: str, found: bool
) -> None:
    start = copy.index(words)
    anchor = Carrier(copy, TEXT).words(start, start + len(words))
    assert (anchor is not None) == found
    assert anchor is None or anchor.exact == words


def test_an_edit_of_words_that_the_draft_does_not_have_is_not_carried() -> None:
    copy = TEXT.replace("asks", "wishes")
    carrier = Carrier(copy, TEXT)
    at = copy.index("wishes")
    assert carrier.wording([Edit(at, at + 6, "hopes")]) is None
    assert carrier.wording([Edit(4, 8, "strategy")]) == TEXT.replace("plan", "strategy", 1)


def test_the_numbers_typed_before_paragraphs_are_left_out() -> None:
    held = bare(
        [CopyParagraph("12. One."), CopyParagraph("(a)\tTwo."), CopyParagraph("• Three."), CopyParagraph("4 five.")]
    )
    assert held.text == "One.\nTwo.\nThree.\n4 five."
    assert [held.at(offset) for offset in (0, 3, 4, 5, 9, 13, 14)] == [0, 0, 0, 1, 5, 5, 6]
    assert held.edits([Edit(0, 2, "13"), Edit(4, 7, "Uno")]) == (Edit(0, 3, "Uno"),)
    assert (
        bare([CopyParagraph("1. 2\t3", CopyKind.TABLE), CopyParagraph("3.1 Foo", CopyKind.HEADING)]).text
        == "1. 2\t3\nFoo"
    )
