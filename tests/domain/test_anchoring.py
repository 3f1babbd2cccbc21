"""Any passage of any text is found again where it stands; words that stand twice are never guessed."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consult.domain.anchoring import CONTEXT, Anchor, anchor_at, find, passage
from consult.domain.refusals import Refused
from tests.domain.texts import texts

PARAGRAPH = "More work is planned. More work is needed, and the panel’s “asks” are met by 2021–2025."


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(texts())
    assume(text.strip())
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(passages())
def test_an_anchor_gives_its_passage_back(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    assume(text[start:end].strip())
    anchor = anchor_at(text, start, end)
    assert anchor.exact == text[anchor.start : anchor.end] == text[start:end].strip()
    assert anchor.prefix == text[max(0, anchor.start - CONTEXT) : anchor.start]
    assert anchor.suffix == text[anchor.end : anchor.end + CONTEXT]


@given(passages())
def test_every_passage_is_found_where_it_stands(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    assume(text[start:end].strip())
    anchor = anchor_at(text, start, end)
    assert find(text, anchor.exact, near=anchor.start) == anchor


@given(passages())
def test_a_passage_is_found_or_refused_but_never_guessed(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    exact = text[start:end].strip()
    assume(exact)
    places = [n for n in range(len(text)) if text.startswith(exact, n)]
    try:
        found = find(text, exact)
    except Refused:
        return
    assert [found.start] == places


@given(passages(), st.sampled_from(["\n", "  ", "\u00a0", " \r\n "]))
def test_white_space_may_be_typed_otherwise(passage: tuple[str, int, int], space: str) -> None:
    text, start, end = passage
    assume(text[start:end].strip())
    anchor = anchor_at(text, start, end)
    typed = space + space.join(anchor.exact.split()) + space
    assert find(text, typed, near=anchor.start) == anchor


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        ("the panel's", "the panel’s"),
        ('"asks"', "“asks”"),
        ("2021-2025", "2021–2025"),
        ("MORE WORK IS NEEDED", "More work is needed"),
        ("  planned.\nMore ", "planned. More"),
    ],
)
def test_quotation_marks_dashes_and_case_may_be_typed_otherwise(typed: str, exact: str) -> None:
    assert find(PARAGRAPH, typed).exact == exact


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        (PARAGRAPH, "More work is", "These words stand 2 times in the paragraph. Add the words before or after them."),
        ("no no no", "no no", "These words stand 2 times in the paragraph. Add the words before or after them."),
        (PARAGRAPH, "Less work", "These words are not in the paragraph. Copy them from it exactly."),
        (PARAGRAPH, "plan ned", "These words are not in the paragraph. Copy them from it exactly."),
        ("", "work", "These words are not in the paragraph. Copy them from it exactly."),
        (PARAGRAPH, " \n ", "Write the words you are commenting on."),
        ("anything", ".*", "These words are not in the paragraph. Copy them from it exactly."),
    ],
)
def test_refusals(text: str, quote: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        find(text, quote)
    assert (refusal.value.reason, refusal.value.field) == (reason, "quote")


@pytest.mark.parametrize(("near", "start"), [(0, 0), (22, 22), (90, 22)])
def test_of_two_places_the_nearest_to_where_one_was_is_meant(near: int, start: int) -> None:
    assert find(PARAGRAPH, "More work is", near=near).start == start


def test_marking_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="No words are marked"):
        anchor_at(" a ", 0, 1)


def test_positions_beyond_the_text_are_brought_into_it() -> None:
    assert anchor_at(" all ", -5, 99) == Anchor("all", 1, 4, " ", " ")


def test_a_quote_made_to_take_long_is_refused_all_the_same() -> None:
    with pytest.raises(Refused, match="are not in the paragraph"):
        find("a " * 5_000, "a " * 1_000 + "b")


@given(passages())
def test_marked_words_stand_where_they_were_marked(marked: tuple[str, int, int]) -> None:
    text, start, end = marked
    assume(text[start:end].strip())
    anchor = anchor_at(text, start, end)
    for sent in (text[start:end], unicodedata.normalize("NFC", text[start:end]), f" {anchor.exact}\r\n"):
        assert passage(text, sent, start, end) == anchor


@given(passages())
def test_a_text_in_one_form_of_unicode_is_found_in_another(marked: tuple[str, int, int]) -> None:
    text, start, end = marked
    text = unicodedata.normalize("NFC", text)
    assume(text[start:end].strip() and unicodedata.is_normalized("NFC", text[start:end]))
    anchor = anchor_at(text, min(start, len(text)), min(end, len(text)))
    assert find(text, unicodedata.normalize("NFD", anchor.exact), near=anchor.start).exact == anchor.exact


@pytest.mark.parametrize(
    ("quote", "start", "end", "found"),
    [
        ("More work is", 22, 34, 22),  # marked at its second place
        ("More work is", 0, 12, 0),
        ("More work", 22, 34, 22),  # corrected: a word less
        ("work is needed", 22, 34, 27),
        ("More work is", 50, 60, None),  # marked elsewhere: not guessed
        ("More work is", 0, 40, None),  # both places were marked
        ("More work is", 22, 20, None),
        ("More work is", -4, 9, None),
    ],
)
def test_corrected_words_stand_where_they_meet_the_marked_ones(
    quote: str, start: int, end: int, found: int | None
) -> None:
    if found is None:
        with pytest.raises(Refused, match="stand 2 times"):
            passage(PARAGRAPH, quote, start, end)
    else:
        anchor = passage(PARAGRAPH, quote, start, end)
        assert (anchor.exact, anchor.start) == (quote, found)


def test_a_letter_is_not_found_inside_another() -> None:
    with pytest.raises(Refused):
        find("\u00e9t\u00e9", "e")
    assert find("e\u0301te\u0301", "\u00e9t").end == 3
