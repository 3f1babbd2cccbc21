"""The clerk's corrections of an imported draft."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from consult.domain import corrections
from consult.domain.draft import Draft, Figure, Kind, Paragraph, Section, Warning
from consult.domain.markup import text_of
from consult.domain.refusals import Refused

FIGURE = Figure("0" * 64, "image/png", b"png")


def _p(html: str, label: str = "", kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Paragraph:
    return Paragraph(text_of(html), html, label, level, kind)


def _draft() -> Draft:
    return Draft(
        "Strategy",
        (
            Section(
                "Prevent",
                1,
                "1",
                (
                    _p("Six[1] of", "6"),
                    _p("a <strong>b c</strong> (b) d", "6(a)", Kind.ITEM, 1),
                    _p("Note.", "[1]", Kind.NOTE),
                ),
            ),
            Section(
                "Lines",
                2,
                "",
                (
                    _p("the rest."),
                    _p("<table></table>", "", Kind.TABLE),
                    _p(f'<img src="figure:{FIGURE.sha256}" alt="">', "", Kind.FIGURE),
                ),
            ),
            Section("Abuse", 1, "2", (_p("Seven.", "7"),)),
        ),
        (
            Warning("The whole draft", "w"),
            Warning("1 Prevent, paragraph 6", "a", 0, 0),
            Warning("Lines", "heading", 1, None),
            Warning("Lines, unnumbered paragraph 1", "b", 1, 0),
            Warning("2 Abuse, paragraph 7", "c", 2, 0),
        ),
        (FIGURE,),
    )


def _texts(draft: Draft) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(s.heading, [(p.label, p.text) for p in s.paragraphs]) for s in draft.sections]


def _places(draft: Draft) -> list[tuple[str, str, int | None, int | None]]:
    return [(w.what, w.where, w.section, w.paragraph) for w in draft.warnings]


def test_heading_number_and_level_are_set_and_warnings_say_the_new_name() -> None:
    draft = corrections.set_heading(_draft(), 2, "  Domestic   abuse ")
    draft = corrections.set_level(corrections.set_number(draft, 2, "3."), 2, 2)
    assert (draft.sections[2].heading, draft.sections[2].number, draft.sections[2].level) == ("Domestic abuse", "3", 2)
    assert _places(draft)[4] == ("c", "3 Domestic abuse, paragraph 7", 2, 0)
    assert _draft().sections[2].heading == "Abuse"


def test_a_number_says_how_deep_a_paragraph_stands() -> None:
    paragraph = corrections.set_label(_draft(), 2, 0, "6(b)").sections[2].paragraphs[0]
    assert (paragraph.label, paragraph.level, paragraph.kind) == ("6(b)", 1, Kind.ITEM)
    back = corrections.set_label(_draft(), 0, 1, "7.").sections[0].paragraphs[1]
    assert (back.label, back.level, back.kind) == ("7", 0, Kind.PARAGRAPH)
    assert corrections.set_label(_draft(), 2, 0, "").sections[2].paragraphs[0].label == ""


def test_joining_within_a_section_puts_a_lost_number_back_into_the_text() -> None:
    draft = corrections.join_with_previous(_draft(), 0, 1)
    joined = draft.sections[0].paragraphs[0]
    assert (joined.label, joined.text, joined.html) == (
        "6",
        "Six[1] of (a) a b c (b) d",
        "Six[1] of (a) a <strong>b c</strong> (b) d",
    )
    assert [p.kind for p in draft.sections[0].paragraphs] == [Kind.PARAGRAPH, Kind.NOTE]


def test_joining_the_first_paragraph_takes_the_last_text_of_the_section_before() -> None:
    draft = corrections.join_with_previous(_draft(), 1, 0)
    assert _texts(draft)[0] == ("Prevent", [("6", "Six[1] of"), ("6(a)", "a b c (b) d the rest."), ("[1]", "Note.")])
    assert _places(draft)[3] == ("b", "1 Prevent, paragraph 6(a)", 0, 1)
    assert _places(draft)[2] == ("heading", "Lines", 1, None)


def test_splitting_keeps_marks_balanced_and_the_second_half_unnumbered() -> None:
    first, second = corrections.split_paragraph(_draft(), 0, 1, "c").sections[0].paragraphs[1:3]
    assert (first.html, first.label) == ("a <strong>b</strong>", "6(a)")
    assert (second.html, second.text, second.label, second.kind, second.level) == (
        "<strong>c</strong> (b) d",
        "c (b) d",
        "",
        Kind.PARAGRAPH,
        1,
    )


def test_a_second_half_that_starts_with_a_number_takes_it() -> None:
    second = corrections.split_paragraph(_draft(), 0, 1, "(b)").sections[0].paragraphs[2]
    assert (second.label, second.text, second.kind, second.level) == ("6(b)", "d", Kind.ITEM, 1)
    draft = replace(_draft(), sections=(Section("A", 1, "", (_p("One. 7. Two.", "6"),)),), warnings=())
    assert _texts(corrections.split_paragraph(draft, 0, 0, "7. Two")) == [("A", [("6", "One."), ("7", "Two.")])]


def test_warnings_stay_beside_their_paragraphs_when_others_move() -> None:
    draft = corrections.split_paragraph(_draft(), 1, 0, "rest")
    assert _places(draft)[3:] == [("b", "Lines, unnumbered paragraph 1", 1, 0), ("c", "2 Abuse, paragraph 7", 2, 0)]
    draft = corrections.merge_section_up(_draft(), 1)
    assert _places(draft)[2:] == [
        ("heading", "1 Prevent, unnumbered paragraph 1", 0, 2),
        ("b", "1 Prevent, unnumbered paragraph 2", 0, 3),
        ("c", "2 Abuse, paragraph 7", 1, 0),
    ]


def test_a_heading_that_is_none_becomes_bold_text_and_footnotes_stay_last() -> None:
    draft = corrections.merge_section_up(_draft(), 2)
    assert draft.sections[1].paragraphs[3].html == "<strong>2 Abuse</strong>"
    merged = corrections.merge_section_up(_draft(), 1).sections[0].paragraphs
    assert [p.kind for p in merged] == [
        Kind.PARAGRAPH,
        Kind.ITEM,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.TABLE,
        Kind.FIGURE,
        Kind.NOTE,
    ]


def test_a_paragraph_becomes_a_heading_and_footnotes_go_with_their_marks() -> None:
    draft = corrections.make_heading(_draft(), 0, 1)
    assert _texts(draft)[:2] == [("Prevent", [("6", "Six[1] of"), ("[1]", "Note.")]), ("a b c (b) d", [])]
    assert (draft.sections[1].level, draft.sections[1].number) == (1, "6(a)")
    first = corrections.make_heading(_draft(), 0, 0)
    assert _texts(first)[:2] == [("Prevent", []), ("Six[1] of", [("6(a)", "a b c (b) d"), ("[1]", "Note.")])]
    assert _places(first)[1] == ("a", "6 Six[1] of", 1, None)


def test_removing_takes_the_picture_nobody_uses_and_leaves_the_warning_with_the_section() -> None:
    assert corrections.remove_paragraph(_draft(), 1, 2).figures == ()
    draft = corrections.remove_paragraph(_draft(), 1, 0)
    assert draft.figures == (FIGURE,)
    assert _places(draft)[3] == ("b", "Lines", 1, None)


def test_a_warning_is_dismissed() -> None:
    assert [w.what for w in corrections.dismiss_warning(_draft(), 1).warnings] == ["w", "heading", "b", "c"]


@pytest.mark.parametrize(
    ("correct", "reason"),
    [
        (lambda d: corrections.set_heading(d, 0, "  "), "Enter a heading."),
        (lambda d: corrections.set_heading(d, 0, "x" * 301), "The heading must be 300 characters or fewer."),
        (lambda d: corrections.set_heading(d, 9, "x"), "There is no such section."),
        (lambda d: corrections.set_level(d, 0, 7), "The level of a heading is a number from 1 to 6."),
        (lambda d: corrections.set_label(d, 0, 0, "6 a"), "A paragraph number has no spaces in it."),
        (lambda d: corrections.set_label(d, 0, 0, "1" * 21), "A number must be 20 characters or fewer."),
        (lambda d: corrections.set_label(d, 0, 9, "6"), "There is no such paragraph."),
        (lambda d: corrections.join_with_previous(d, 0, 0), "There is no paragraph before this one"),
        (lambda d: corrections.join_with_previous(d, 1, 1), "Only text can be joined to text."),
        (lambda d: corrections.split_paragraph(d, 0, 1, "nowhere"), "Those words are not in the paragraph."),
        (lambda d: corrections.split_paragraph(d, 0, 1, " "), "Those words are not in the paragraph."),
        (lambda d: corrections.split_paragraph(d, 0, 1, "b"), "Those words are in the paragraph more than once."),
        (lambda d: corrections.split_paragraph(d, 0, 1, "a b"), "The paragraph already begins with those words."),
        (lambda d: corrections.split_paragraph(d, 1, 1, "x"), "Only text can be split."),
        (lambda d: corrections.merge_section_up(d, 0), "There is no section before the first one."),
        (lambda d: corrections.make_heading(d, 1, 1), "Only text can become a heading."),
        (lambda d: corrections.remove_paragraph(d, 1, -1), "There is no such paragraph."),
        (lambda d: corrections.dismiss_warning(d, 5), "There is no such warning."),
    ],
)
def test_what_cannot_be_corrected_is_refused_with_the_reason(correct: Callable[[Draft], Draft], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        correct(_draft())
    assert refused.value.reason.startswith(reason)
