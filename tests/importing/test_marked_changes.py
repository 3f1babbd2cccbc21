"""Tracked changes of a marked-up Word copy: gathered by author and paragraph into one wording, before and after."""

import pytest

from consult.domain.marked_copy import Untaken
from consult.importing.marked import read_marked_copy
from tests.importing.marked_files import (
    ONE,
    TWO,
    Note,
    changes,
    cut,
    file,
    footnote_ref,
    ins,
    moved,
    on,
    only,
    p,
    read,
    t,
    table,
    tr,
)

FORMATTED = '<w:b/><w:rPrChange w:id="7" w:author="{}"><w:rPr>{}</w:rPr></w:rPrChange>'


def test_the_changes_of_one_author_in_one_paragraph_are_one_wording() -> None:
    copy = read(
        p("We will ", cut("try"), ins("endeavour"), " to ", cut("cut"), ins("reduce"), " harm", ins(" by half"), ".")
    )
    assert changes(copy) == [(ONE, "We will try to cut harm.", "We will endeavour to reduce harm by half.")]


def test_two_authors_make_two_wordings_each_of_the_original() -> None:
    copy = read(p("Reduce ", cut("serious "), "harm", ins(" by half", TWO), "."), p("Other ", cut("text", TWO), "."))
    assert changes(copy) == [
        (ONE, "Reduce serious harm.", "Reduce harm."),
        (TWO, "Reduce serious harm.", "Reduce serious harm by half."),
        (TWO, "Other text.", "Other ."),
    ]


def test_words_inserted_by_one_and_struck_out_by_another_stay_the_first_one_s() -> None:
    struck = ins(cut("not ", TWO), ONE)
    copy = read(p("It is ", struck, "so."))
    assert changes(copy) == [(ONE, "It is so.", "It is not so.")]
    assert copy.untaken == (
        Untaken(TWO, "Words that somebody else had inserted were struck out: they are not in the draft.", 0),
    )


def test_words_an_author_inserted_and_struck_out_again_are_nothing() -> None:
    copy = read(p("It is ", ins(cut("not ")), "so."), p("x", ins("y")))
    assert changes(copy) == [(ONE, "x", "xy")]


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        ([p("One.", end=ins()), p(" Two.")], "One. Two.", "One.\n Two."),
        ([p("One ", end=cut()), p("two.")], "One \ntwo.", "One two."),
        ([p("Sho", end=cut()), p("rt.")], "Sho\nrt.", "Short."),
        ([p("One.", end=ins()), p(ins("New."))], "One.", "One.\nNew."),
        ([p("One."), p(ins("New."), end=ins()), p("Two.")], "One.", "One.\nNew."),
        ([p("H", style="Heading1"), p(ins("New."), end=ins()), p("Two.")], "Two.", "New.\nTwo."),
        ([p("H", style="Heading1"), p(ins("New."), end=ins())], "H", "H\nNew."),
        ([p(cut("Gone."), end=cut()), p("Two.")], "Gone.", ""),
        ([p("One."), p(cut("Gone."))], "Gone.", ""),
        ([p("One.", end=cut()), p(cut("Gone.")), p("Two.")], "Gone.", ""),
        ([p("A ", cut("x"), end=cut()), p(cut("gone"), end=cut()), p(cut("y "), "b")], "A x\ngone\ny b", "A b"),
        ([p("One "), p(""), p("two", ins("!"))], "two", "two!"),
        ([p(ins("New."), end=ins()), table(["a", "b"]), p("Two.")], "", "New.\n"),
        ([p("One."), p(ins("Typed on an empty line.")), p("Two.")], "One.", "One.\nTyped on an empty line."),
    ],
)  # fmt: skip
def test_paragraphs_split_joined_added_and_deleted(body: list[str], before: str, after: str) -> None:
    assert changes(read(*body)) == [(ONE, before, after)]


def test_several_paragraphs_deleted_are_each_deleted() -> None:
    copy = read(p(cut("One."), end=cut()), p(cut("Two."), end=cut()), p("Three."))
    assert changes(copy) == [(ONE, "One.", ""), (ONE, "Two.", "")]


def test_a_paragraph_moved_names_where_from_and_where_to() -> None:
    copy = read(
        p("One."), p(moved("From", "Two."), end=cut()), p("Three."), p(moved("To", "Two."), end=ins()), p("Four.")
    )
    assert changes(copy) == [(ONE, "Two.", ""), (ONE, "Three.", "Three.\nTwo.")]
    assert [(mark.moved_to, mark.moved_from) for mark in copy.marks] == [((2,), ()), ((), (1,))]


def test_words_moved_within_a_paragraph_are_one_change() -> None:
    copy = read(p("A ", moved("From", "b "), "c ", moved("To", "b "), "d"))
    assert changes(copy) == [(ONE, "A b c d", "A c b d")]
    assert (only(copy).moved_to, only(copy).moved_from) == ((), ())


def test_changes_in_a_table_are_of_the_cell_or_the_row() -> None:
    copy = read(
        table(
            ["Measure", "Target"],
            ["Referrals", p(cut("10"), ins("20"), "%")],
            tr([p(cut("Old")), p(cut("row"))], cut()),
            tr([p(ins("New")), p(ins("row"))], ins()),
        )
    )
    assert changes(copy) == [(ONE, "10%", "20%"), (ONE, "Old\trow", ""), (ONE, "", "\nNew\trow")]
    assert copy.paragraphs[0].text == "Measure\tTarget\nReferrals\t10%\nOld\trow"


def test_a_table_that_is_wholly_new_stands_after_the_paragraph_before_it() -> None:
    copy = read(p("One."), table(tr([p(ins("a")), p(ins("b"))], ins())), p("Two."))
    assert changes(copy) == [(ONE, "Two.", "a\tb\nTwo.")]


def test_a_table_that_is_wholly_deleted_is_one_change() -> None:
    gone = table(tr([p(cut("a")), p(cut("b"))], cut()), tr([p(cut("c")), p(cut("d"))], cut()))
    assert changes(read(p("One."), gone)) == [(ONE, "a\tb\nc\td", "")]


def test_a_table_beside_a_table_and_words_between_two_are_added_to_the_first() -> None:
    new = table(tr([p(ins("c")), p(ins("d"))], ins()))
    assert changes(read(table(["a", "b"]), new)) == [(ONE, "", "\nc\td")]
    assert changes(read(table(["a", "b"]), p(ins("New.")), table(["c", "d"]))) == [(ONE, "", "\nNew.")]


def test_a_table_of_contents_that_was_brought_up_to_date_is_reported() -> None:
    copy = read(p("Prevent ", cut("3"), ins("4"), style="TOC1"), p("One", ins("!")))
    assert changes(copy) == [(ONE, "One", "One!")]
    assert copy.untaken == (Untaken(ONE, "The table of contents was changed. It is made anew from the headings."),)


def test_a_change_in_a_footnote() -> None:
    data = file(p("Text", footnote_ref(2), "."), footnotes={2: p("Figures of ", cut("2019"), ins("2020"), ".")})
    assert changes(read_marked_copy(data, "copy.docx")) == [(ONE, "Figures of 2019.", "Figures of 2020.")]


def test_a_new_footnote_and_one_that_goes_are_changes_of_the_paragraph() -> None:
    ref = '<w:del w:id="5" w:author="A">' + footnote_ref(2) + "</w:del>"
    new = '<w:ins w:id="6" w:author="A">' + footnote_ref(3) + "</w:ins>"
    data = file(p("One", ref, new, "."), footnotes={2: p("Old."), 3: p(ins("New.", "A"))})
    copy = read_marked_copy(data, "copy.docx")
    assert changes(copy) == [("A", "One[1].", "One[new note].")]


def test_white_space_alone_is_reported_and_not_taken() -> None:
    copy = read(p("One", ins("  "), " two."), p("x", cut("y")))
    assert changes(copy) == [(ONE, "xy", "x")]
    assert copy.untaken == (Untaken(ONE, "Only white space was changed.", 0),)


def test_formatting_alone_is_reported_once_a_paragraph_and_not_taken() -> None:
    layout = f'<w:pPrChange w:id="8" w:author="{TWO}"><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange>'
    copy = read(
        p(t("One ", FORMATTED.format(ONE, "")), t("two", FORMATTED.format(ONE, "<w:i/>"))),
        p("Three.", extra=layout),
        table([t("a", FORMATTED.format(ONE, "")), "b"]),
    )
    assert copy.marks == ()
    assert copy.untaken == tuple(
        Untaken(author, "Only the formatting was changed.", n) for n, author in enumerate((ONE, TWO, ONE))
    )


def test_formatting_noted_as_changed_that_did_not_change_is_nothing() -> None:
    copy = read(p(t("One ", FORMATTED.format(ONE, "<w:b/>"))), p("x", cut("y")))
    assert copy.untaken == ()


def test_changes_in_the_header_of_the_pages_are_reported() -> None:
    data = file(p("One", ins("!")), header=p(cut("Draft")))
    assert read_marked_copy(data, "c").untaken == (Untaken(ONE, "The header or footer of the pages was changed."),)


def test_new_words_where_nothing_stood_are_reported() -> None:
    copy = read(p(ins("All new."), end=ins()))
    assert (copy.marks, copy.untaken) == ((), (Untaken(ONE, "“All new.” was added where the draft has nothing."),))


def test_marks_are_numbered_as_they_stand_changes_before_comments_on_the_same_words() -> None:
    copy = read(p("One ", on(2, cut("two")), on(1, "three")), p("x", ins("y")), comments=[Note(1, "b"), Note(2, "a")])
    assert [(mark.number, mark.text) for mark in copy.marks] == [(1, ""), (2, "a"), (3, "b"), (4, "")]


def test_the_time_of_a_change_is_that_of_the_last_of_it() -> None:
    copy = read(
        p("a ", ins("b", date="2021-02-04T09:30:00Z"), ins("c", date="2021-02-06T11:00:00Z"), ins("d", date=""))
    )
    assert str(only(copy).at) == "2021-02-06 11:00:00+00:00"
