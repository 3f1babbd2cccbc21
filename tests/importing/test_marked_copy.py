"""Margin comments of a marked-up Word copy: on which words they stand, in the text as it was before any change."""

import json
from datetime import UTC, datetime

from consult.domain.marked_copy import CopyKind, CopyParagraph, Reply, from_document, to_document
from consult.importing.marked import read_marked_copy
from tests.importing.fixtures import append_xml, new_document, saved
from tests.importing.marked_files import (
    ONE,
    TWO,
    Note,
    changes,
    comment,
    cut,
    end,
    file,
    footnote_ref,
    ins,
    moved,
    on,
    only,
    p,
    read,
    ref,
    start,
    t,
    table,
    tr,
)

HEADING = p("Prevent", style="Heading1")


def test_a_comment_over_formatted_runs_stands_on_the_words_as_they_read() -> None:
    copy = read(
        HEADING,
        p("The rise is ", start(1), "ve", t("ry", "<w:b/>"), t(" large", "<w:i/>"), end(1), "."),
        comments=[Note(1, "By how much?")],
    )
    assert comment(copy) == ("The rise is very large.", "very large", "By how much?")
    mark = only(copy)
    assert (mark.author, mark.at, mark.first, mark.last) == (ONE, datetime(2021, 2, 3, 10, tzinfo=UTC), 1, 1)


def test_the_paragraphs_are_those_of_the_draft_that_was_sent() -> None:
    copy = read(
        p("Contents", style="TOC1"),
        p("The strategy", style="Title"),
        HEADING,
        p("One ", ins("new "), cut("old "), "text.", numbered=True),
        p("", numbered=True),
        p(ins("Wholly new."), end=ins(), numbered=True),
        p("Last ", on(1, "one"), ".", numbered=True),
        comments=[Note(1, "x")],
    )
    assert copy.paragraphs == (
        CopyParagraph("The strategy", CopyKind.TITLE),
        CopyParagraph("Prevent", CopyKind.HEADING),
        CopyParagraph("One old text.", CopyKind.TEXT, "1."),
        CopyParagraph("Last one.", CopyKind.TEXT, "3."),
    )


def test_a_comment_over_several_paragraphs() -> None:
    copy = read(
        p("First, ", start(1), "from here."), p("All of this."), p("To here", end(1), " only."), comments=[Note(1, "x")]
    )
    assert comment(copy) == (
        "First, from here.\nAll of this.\nTo here only.",
        "from here.\nAll of this.\nTo here",
        "x",
    )
    assert (only(copy).first, only(copy).last) == (0, 2)


def test_range_marks_that_stand_between_the_paragraphs() -> None:
    copy = read(
        p("One."), start(1), p("Two."), '<w:commentRangeEnd w:id="1"/>', p("Three.", ref(1)), comments=[Note(1, "x")]
    )
    assert comment(copy)[1] == "Two."


def test_a_comment_in_a_cell_of_a_table() -> None:
    copy = read(
        p("Before."),
        table(["Measure", "Target"], ["Referrals", p("Fall by ", on(1, "10%"))]),
        comments=[Note(1, "Why?")],
    )
    assert comment(copy) == ("Measure\tTarget\nReferrals\tFall by 10%", "10%", "Why?")
    assert copy.paragraphs[1].kind is CopyKind.TABLE


def test_a_comment_over_two_cells() -> None:
    copy = read(table(["a", p(start(1), "b")], [p("c", end(1)), "d"]), comments=[Note(1, "x")])
    assert comment(copy)[1] == "b\nc"


def test_a_box_drawn_as_a_table_of_one_cell_is_paragraphs() -> None:
    copy = read(table([p("One.") + p("Two ", on(1, "words"), ".")]), comments=[Note(1, "x")])
    assert [paragraph.text for paragraph in copy.paragraphs] == ["One.", "Two words."]
    assert comment(copy)[:2] == ("Two words.", "words")


def test_a_comment_on_deleted_words_stands_on_them() -> None:
    copy = read(p("We will ", start(1), cut("never"), end(1), " stop."), comments=[Note(1, "Sure?")])
    assert comment(copy, 1 if copy.marks[0].text else 2) == ("We will never stop.", "never", "Sure?")
    assert [mark.struck for mark in copy.marks if mark.text] == [True]


def test_a_comment_on_inserted_words_stands_where_they_were_put_and_names_them() -> None:
    copy = read(p("We will ", start(1), ins("always ", TWO), end(1), "stop."), comments=[Note(1, "Really?")])
    _, mark = copy.marks
    assert (mark.text, mark.inserted, mark.first, mark.start, mark.end) == ("Really?", "always", 0, 8, 8)


def test_a_comment_on_a_new_paragraph_stands_with_what_it_comes_after() -> None:
    copy = read(p("Old."), p(on(1, ins("New.")), end=ins()), p("Next."), comments=[Note(1, "x")])
    mark = copy.marks[1]
    assert (mark.text, mark.inserted, mark.first, mark.start) == ("x", "New.", 0, 4)


def test_a_comment_on_no_words_stands_between_them() -> None:
    for marked in (ref(1), start(1) + end(1)):
        copy = read(p("One."), p("Two ", marked, "words."), comments=[Note(1, "x")])
        mark = only(copy)
        assert (mark.first, mark.last, copy.words(mark), mark.start) == (1, 1, "", 4)


def test_a_comment_on_an_empty_line_has_no_place_but_what_stands_before() -> None:
    mark = only(read(p("One."), p("", on(1, "")), p("Two."), comments=[Note(1, "x")]))
    assert (mark.first, mark.near, mark.text) == (None, 0, "x")


def test_a_comment_that_the_text_does_not_refer_to_is_kept_without_a_place() -> None:
    mark = only(read(p("One."), comments=[Note(1, "x")]))
    assert (mark.first, mark.near, mark.text) == (None, None, "x")


def test_a_comment_on_a_table_of_contents_has_no_place() -> None:
    mark = only(read(p(on(1, "Prevent ... 3"), style="TOC1"), HEADING, comments=[Note(1, "x")]))
    assert mark.first is None


def test_comments_on_a_heading_a_list_item_and_a_footnote() -> None:
    copy = read(
        p(on(1, "Prevent"), style="Heading1"),
        p("Work with ", on(2, "schools"), footnote_ref(2), ";", numbered=True),
        p("Next", style="Heading1"),
        comments=[Note(1, "Heading"), Note(2, "Item"), Note(3, "Note")],
        footnotes={2: p("Figures of ", on(3, "2020"), ".")},
    )
    assert [(mark.text, copy.words(mark), copy.paragraphs[mark.first or 0]) for mark in copy.marks] == [
        ("Heading", "Prevent", CopyParagraph("Prevent", CopyKind.HEADING)),
        ("Item", "schools", CopyParagraph("Work with schools[1];", CopyKind.TEXT, "1.")),
        ("Note", "2020", CopyParagraph("Figures of 2020.", CopyKind.NOTE)),
    ]
    assert copy.paragraphs[3].text == "Next"  # the note stands at the end of its section


def test_replies_are_folded_in_in_order_and_a_thread_can_be_resolved() -> None:
    notes = [
        Note(1, "By how much?\nAnd why?", done=True),
        Note(2, "Agreed.", TWO, "2021-02-05T08:00:00Z", under=1, done=True),
        Note(3, "Also here.", ONE, "", under=2),
        Note(4, "Another.", TWO),
    ]
    copy = read(p(on(1, "The rise"), ref(2), ref(3), " is ", on(4, "large"), "."), comments=notes)
    first, second = copy.marks
    assert (first.text, first.resolved) == ("By how much?\nAnd why?", True)
    assert first.replies == (
        Reply(TWO, datetime(2021, 2, 5, 8, tzinfo=UTC), "Agreed."),
        Reply(ONE, None, "Also here."),
    )
    assert (second.author, second.resolved, second.replies) == (TWO, False, ())


def test_replies_that_lead_in_a_circle_or_nowhere_stand_by_themselves() -> None:
    notes = [Note(1, "a", under=2), Note(2, "b", under=1), Note(3, "c", under=3)]
    copy = read(p(on(1, "One"), on(2, "two"), on(3, "three")), comments=notes)
    assert sorted(mark.text for mark in copy.marks) == ["a", "b", "c"]


def test_without_word_s_table_of_threads_each_comment_stands_by_itself() -> None:
    data = file(p(on(1, "One"), ref(2)), comments=[Note(1, "a"), Note(2, "b", under=1)], extended=False)
    assert [mark.text for mark in read_marked_copy(data, "copy.docx").marks] == ["a", "b"]


def test_dates_that_are_none_are_left_out() -> None:
    dates = [
        "",
        "yesterday",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "2021-02-03T10:00:00",
    ]
    notes = [Note(n, "x", date=date) for n, date in enumerate(dates)]
    copy = read(p(*(on(n, "word ") for n in range(len(dates)))), comments=notes)
    assert [mark.at for mark in copy.marks] == [None] * 5 + [datetime(2021, 2, 3, 10, tzinfo=UTC)]


def test_words_in_controls_fields_links_and_boxes_are_words() -> None:
    document = new_document()
    paragraph = document.add_paragraph("See ")
    words = "<w:commentRangeStart w:id='0'/><w:r><w:t>In the box</w:t></w:r><w:commentRangeEnd w:id='0'/>"
    box = f"<w:txbxContent><w:p>{words}</w:p></w:txbxContent>"
    append_xml(
        paragraph,
        "<w:sdt><w:sdtContent><w:r><w:t>control </w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>field </w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:hyperlink><w:ins w:id='9' w:author='A'><w:r><w:t>not </w:t></w:r></w:ins><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>",
    )
    document.add_comment(document.add_paragraph("").add_run("Later"), "x", author=ONE)
    copy = read_marked_copy(saved(document), "copy.docx")
    assert [paragraph.text for paragraph in copy.paragraphs] == ["See control field link", "In the box", "Later"]
    assert changes(copy) == [("A", "See control field link", "See control field not link")]


def test_the_copy_goes_through_json_and_comes_back_the_same() -> None:
    copy = read(
        HEADING,
        p("One ", cut("two"), ins("deux", TWO), on(1, "three"), moved("From", " four"), "."),
        p(moved("To", "four"), "Ŵy مرحبا 👩‍👩‍👧.", footnote_ref(3)),
        table(["a", "b"], tr(["c", "d"], cut())),
        comments=[Note(1, "Why?", done=True), Note(2, "So.", TWO, "", under=1)],
        footnotes={3: p("A note.")},
    )
    assert from_document(json.loads(json.dumps(to_document(copy)))) == copy
    assert len(copy.marks) == 5
