"""What was accepted, taken into the text: word by word, marks kept, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain import markup
from consult.domain.dispositions import Disposition
from consult.domain.draft import Kind
from consult.domain.takings import Accepted, Edit, Taking, applied, clashing, edits, plain, taking

TEXT = "The constabulary will close lines, and the county council will help those who ran them."
HTML = TEXT.replace("close lines", '<strong>close <a href="https://example.org/">lines</a></strong>')
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "constabulary",
            "county",
            "council",
            "will",
            "close",
            "lines",
            "and",
            "help",
            "them",
            "by",
            "2022",
            ",",
            ".",
        ]
    )
)


def accepted(resulting: str = "", suggestion: str = "", *, quote: str = "", **rest: object) -> Accepted:
    at = TEXT.index(quote) if quote else None
    values = {"disposition": Disposition.ACCEPTED, "text": TEXT, "kind": Kind.PARAGRAPH, **rest}
    return Accepted(
        suggestion=suggestion, resulting=resulting, start=at, end=None if at is None else at + len(quote), **values
    )


def result(of: Accepted) -> str:
    made = taking(of)
    assert isinstance(made, Taking)
    return markup.text_of(applied(markup.escape(TEXT), made.edits))


def test_the_answers_wording_is_taken() -> None:
    wording = TEXT.replace("will help", "will, from May, help")
    assert result(accepted(wording, "something else")) == wording
    assert taking(accepted(wording)) == Taking((Edit(62, 62, ", from May,"),), sure=True)


def test_wording_for_the_words_commented_on_changes_only_these() -> None:
    made = accepted("help all those who ran them", quote="help those who ran them")
    assert result(made) == TEXT.replace("help those", "help all those")


def test_wording_like_neither_the_draft_nor_the_suggestion_is_left_to_a_person() -> None:
    assert taking(accepted("A page will be added.")) == (
        "The answer says “A page will be added.”, which is unlike the paragraph. Write the change into the section."
    )
    assert taking(accepted("See paragraph 31.")) == (
        "The answer names paragraph 31 instead of giving wording. Write the change into the section."
    )
    assert taking(accepted()) == "Neither the comment nor the answer gives wording. Write the change into the section."


def test_the_suggestion_is_offered_with_a_word_of_warning_where_the_answer_gives_no_wording() -> None:
    suggestion = TEXT.replace("lines", "every line")
    made = taking(accepted("Paragraph 31 now says so", suggestion))
    assert isinstance(made, Taking)
    assert (made.sure, made.note) == (
        False,
        "The answer names Paragraph 31 instead of giving wording. This is what its author suggested.",
    )
    in_part = taking(accepted("", suggestion, disposition=Disposition.ACCEPTED_IN_PART))
    assert isinstance(in_part, Taking)
    assert (in_part.sure, in_part.note) == (
        False,
        "Accepted in part. This is the whole of what its author suggested.",
    )


def test_a_suggestion_taken_up_in_other_words_replaces_what_was_commented_on() -> None:
    made = taking(accepted("stop them at once", "stop them at once, everywhere", quote="close lines"))
    assert made == Taking(
        (Edit(22, 33, "stop them at once"),),
        sure=False,
        note="It is unlike the draft’s words, and takes the place of the words commented on.",
    )


@pytest.mark.parametrize("kind", [Kind.TABLE, Kind.FIGURE])
def test_tables_and_figures_are_left_to_a_person(kind: Kind) -> None:
    assert taking(accepted(TEXT + " x", kind=kind)) == f"It is on a {kind.value}. Change that by hand."


def test_what_the_paragraph_says_already_is_no_change() -> None:
    assert taking(accepted(TEXT)) == "The paragraph says this already."


def test_what_is_not_changed_keeps_its_marks() -> None:
    wording = TEXT.replace("close lines", "close all lines").replace("those", "everyone")
    made = edits(TEXT, wording, 0, len(TEXT))
    assert applied(HTML, made) == (
        'The constabulary will <strong>close all <a href="https://example.org/">lines</a></strong>, and the county council '
        "will help everyone who ran them."
    )
    assert applied(HTML, edits(TEXT, TEXT.replace("close lines", "shut routes"), 0, len(TEXT))).startswith(
        "The constabulary will <strong>shut routes</strong>, and"
    )


def test_a_line_break_goes_with_the_words_around_it() -> None:
    html = "One line,<br>\nand another."
    text = markup.text_of(html)
    assert applied(html, edits(text, "One line, and a third.", 0, len(text))) == "One line,<br>\nand a third."
    assert applied(html, edits(text, "One.", 0, len(text))) == "One."


def test_changes_of_other_words_go_together_and_those_of_the_same_words_do_not() -> None:
    length = len(TEXT)
    one = edits(TEXT, TEXT.replace("close", "shut"), 0, length)
    other = edits(TEXT, TEXT.replace("those who", "the people who"), 0, length)
    third = edits(TEXT, TEXT.replace("will close lines", "will not close lines"), 0, length)
    fourth = edits(TEXT, TEXT.replace("close", "end"), 0, length)
    assert clashing(TEXT, [one, other, one]) == []
    assert clashing(TEXT, [one, other, third, fourth]) == [(0, 2), (0, 3), (2, 3)]
    assert markup.text_of(applied(TEXT, [*one, *other])) == TEXT.replace("close", "shut").replace(
        "those who", "the people who"
    )


@given(WORDS, WORDS)
def test_any_wording_is_what_comes_of_it(old: list[str], new: list[str]) -> None:
    text, wording = " ".join(old), " ".join(new)
    assert markup.text_of(applied(text, edits(text, wording, 0, len(text)))) == plain(wording)
