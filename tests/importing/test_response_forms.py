"""Response forms out, filled in and in again: nothing is lost, in either layout and either program."""

import time
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.workbook import Workbook

from consult.domain.anchoring import find
from consult.domain.dispositions import Kind, Stance
from consult.domain.response_form import COMMENTS_SHEET, Entries, Entry, Layout, check, identity_of
from consult.importing.response_forms import read_response_form
from tests.response_forms import (
    AT,
    cells_of,
    filled,
    form_table,
    further_rows,
    in_excel,
    in_word,
    made,
    one_section,
    typing,
    whole_draft,
    writing,
)  # fmt: skip

KINDS = ["xlsx", "docx"]
DRAFT, SECTION = whole_draft(), one_section()
PARAGRAPHS = SECTION.sections[0].paragraphs
MORE = further_rows(SECTION)
TYPED = {
    3: {
        "quote": "38 lines",
        "stance": "Support",
        "comment": "  Two spaces before,\ntwo lines,\n\nan empty one\tand a tab.  ",
        "suggested": "= thirty-eight lines",
    },
    4: {"stance": "object", "comment": "Mae’r cynllun yn dda iawn, ŵ ŷ Ŵ Ŷ"},
    5: {"stance": "SUPPORT WITH CONDITIONS", "comment": "Zażółć gęślą jaźń", "suggested": "-1 +1 @one"},
    6: {
        "stance": "Observation",
        "comment": "هذا تعليق على الجدول",
        "quote": "Head of Intelligence, Norfolk Constabulary",
    },
    2: {"stance": "For", "comment": "👩🏽‍⚖️ 🦊 e\u0301 “quoted” & <b>not bold</b> 12"},
    MORE: {"paragraph": "4", "stance": "Against", "comment": "=SUM(A1:A9) is what I would call it"},
    MORE + 1: {"section": "County Lines", "paragraph": "unnumbered 1", "stance": "agree", "comment": "12"},
}
IN_ISO = {
    2: {"council": "Norwich City Council", "type": "ge", "comment": "On the whole, good.\nأحسنت"},
    3: {"section": "Serious violence", "type": "te", "comment": "On the section", "suggested": "Delete it 🦊"},
    4: {"section": "Serious violence", "paragraph": "8", "type": "ed", "comment": " Put “map” first.\n"},
    5: {
        "paragraph": "14",
        "type": "te",
        "comment": "Dwyieithog ŵ",
        "suggested": "The refresh will be put to the partnership once all of the panel's comments have been answered.",
    },
}


def entries(data: bytes) -> tuple[Entry, ...]:
    found = check(read_response_form(data), DRAFT)
    assert isinstance(found, Entries), [str(fault) for fault in found.faults]
    return found.entries


@pytest.mark.parametrize("kind", KINDS)
def test_a_response_form_comes_back_to_the_letter(kind: str) -> None:
    read = read_response_form(filled(TYPED, kind=kind), f"form.{kind}")
    assert cells_of(read.rows) == TYPED
    assert (read.identity, read.faults) == (identity_of(SECTION, Layout.RESPONSE), ())


@pytest.mark.parametrize("kind", KINDS)
def test_an_iso_template_comes_back_to_the_letter(kind: str) -> None:
    read = read_response_form(filled(IN_ISO, Layout.ISO, kind))
    assert cells_of(read.rows, Layout.ISO) == IN_ISO
    assert (read.identity, read.faults) == (identity_of(SECTION, Layout.ISO), ())


@pytest.mark.parametrize("kind", KINDS)
def test_each_comment_finds_its_place(kind: str) -> None:
    four, five, six, table = PARAGRAPHS
    section = SECTION.sections[0].key
    assert entries(filled(TYPED, kind=kind)) == (
        Entry(2, section, "", Stance.SUPPORT, "👩🏽‍⚖️ 🦊 é “quoted” & <b>not bold</b> 12"),
        Entry(
            3, section, four.key, Stance.SUPPORT, "Two spaces before,\ntwo lines,\n\nan empty one\tand a tab.",
            find(four.text, "38 lines"), "= thirty-eight lines",
        ),
        Entry(4, section, five.key, Stance.OBJECT, "Mae’r cynllun yn dda iawn, ŵ ŷ Ŵ Ŷ"),
        Entry(5, section, six.key, Stance.SUPPORT_WITH_CONDITIONS, "Zażółć gęślą jaźń", None, "-1 +1 @one"),
        Entry(
            6, section, table.key, Stance.OBSERVATION, "هذا تعليق على الجدول",
            find(table.text, "Head of Intelligence, Norfolk Constabulary"),
        ),
        Entry(MORE, section, four.key, Stance.OBJECT, "=SUM(A1:A9) is what I would call it"),
        Entry(MORE + 1, section, table.key, Stance.SUPPORT, "12"),
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_comment_of_an_iso_template_finds_its_place(kind: str) -> None:
    violence = next(one for one in DRAFT.sections if one.heading == "Serious violence")
    last = DRAFT.sections[-1]
    wording = IN_ISO[5]["suggested"]
    assert entries(filled(IN_ISO, Layout.ISO, kind)) == (
        Entry(2, "", "", Stance.OBSERVATION, "On the whole, good.\nأحسنت", council="Norwich City Council"),
        Entry(3, violence.key, "", Stance.OBSERVATION, "On the section\n\nProposed change: Delete it 🦊"),
        Entry(
            4, violence.key, violence.paragraphs[1].key, Stance.OBSERVATION, "Put “map” first.", kind=Kind.DRAFTING_POINT
        ),
        Entry(5, last.key, last.paragraphs[1].key, Stance.OBSERVATION, "Dwyieithog ŵ", suggested=wording),
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_whole_draft_has_a_row_and_so_has_each_paragraph(kind: str) -> None:
    cells = {2: {"stance": "support", "comment": "Good."}, 4: {"stance": "object", "comment": "Not so good."}}
    first = DRAFT.sections[0]
    assert entries(filled(cells, kind=kind, form=DRAFT)) == (
        Entry(2, "", "", Stance.SUPPORT, "Good."),
        Entry(4, first.key, first.paragraphs[0].key, Stance.OBJECT, "Not so good."),
    )


def test_rows_may_be_deleted_sorted_and_copied() -> None:
    def change(book: Workbook) -> None:
        tab = book[COMMENTS_SHEET]
        tab.delete_rows(3)
        tab.move_range("A4:H4", rows=40)  # row 5, after the other was deleted
        for n in range(1, 5):
            tab.cell(60, n).value = tab.cell(3, n).value
        tab.cell(60, 6).value, tab.cell(60, 7).value = "Object", "A second one"

    cells = {4: {"stance": "support", "comment": "One"}, 5: {"stance": "support", "comment": "Two"}}
    section, (_, five, six, _) = SECTION.sections[0].key, PARAGRAPHS
    assert entries(in_excel(filled(cells), change)) == (
        Entry(3, section, five.key, Stance.SUPPORT, "One"),
        Entry(44, section, six.key, Stance.SUPPORT, "Two"),
        Entry(60, section, five.key, Stance.OBJECT, "A second one"),
    )


def test_a_form_of_word_may_have_another_name_and_rows_deleted() -> None:
    def change(document: Document) -> None:
        writing({4: {"stance": "support", "comment": "One"}})(document)
        rows = document.tables[-1].rows
        rows[2]._tr.getparent().remove(rows[2]._tr)

    data = in_word(made(SECTION, kind="docx"), change)
    found = check(read_response_form(data, "form.xlsx"), DRAFT)
    assert isinstance(found, Entries)
    assert [(one.row, one.paragraph_key) for one in found.entries] == [(3, PARAGRAPHS[1].key)]


def test_numbers_typed_are_words() -> None:
    cells = {3: {"stance": "support", "comment": 12}, MORE: {"paragraph": 5, "stance": "object", "comment": True}}
    section, (four, five, _, _) = SECTION.sections[0].key, PARAGRAPHS
    assert entries(filled(cells)) == (
        Entry(3, section, four.key, Stance.SUPPORT, "12"),
        Entry(MORE, section, five.key, Stance.OBJECT, "TRUE"),
    )


def test_what_excel_escapes_is_read_as_it_was_typed() -> None:
    cells = {3: {"stance": "support", "comment": "Room _x005F_x0041_, line_x000D_\ntwo"}}
    assert [one.text for one in entries(filled(cells))] == ["Room _x0041_, line\ntwo"]


def test_ten_thousand_empty_rows_are_no_matter() -> None:
    def change(book: Workbook) -> None:
        typing({3: {"stance": "support", "comment": "Yes"}})(book)
        for row in range(100, 10_100):
            book[COMMENTS_SHEET].cell(row, 7).value = " "

    data = in_excel(made(SECTION), change)
    before = time.process_time()
    assert len(entries(data)) == 1
    assert time.process_time() - before < 3


WRITTEN = {
    "with changes tracked": (
        "<w:p><w:r><w:t>Yes</w:t></w:r><w:ins w:id='1' w:author='M'><w:r><w:t xml:space='preserve'>, indeed</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='M'><w:r><w:delText>, never</w:delText></w:r></w:del></w:p>",
        "Yes, indeed",
    ),
    "with words moved": (
        "<w:p><w:moveFrom w:id='1' w:author='M'><w:r><w:t>not here</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='2' w:author='M'><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>",
        "here",
    ),
    "in a field for text": (
        "<w:p><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>In a field</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        "In a field",
    ),
    "with a link": (
        "<w:p><w:hyperlink w:anchor='a'><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>",
        "A link.",
    ),
    "as a list": (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>",
        "• One\n• Two",
    ),
    "in several runs and lines": (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>Bold </w:t></w:r><w:r><w:t>and not</w:t><w:br/><w:t>a</w:t>"
        "<w:tab/><w:t>b</w:t><w:noBreakHyphen/></w:r></w:p><w:p/><w:p><w:r><w:t>End</w:t></w:r></w:p>",
        "Bold and not\na\tb\u2011\n\nEnd",
    ),
    "with hidden text": (
        "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>",
        "Seen",
    ),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_words_are_read_as_word_shows_them(how: str) -> None:
    xml, words = WRITTEN[how]

    def change(document: Document) -> None:
        writing({3: {"stance": "support"}})(document)
        cell = form_table(document).rows[2].cells[6]._tc
        cell.remove(cell.find(qn("w:p")))
        cell.extend(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))

    read = read_response_form(in_word(made(SECTION, kind="docx"), change))
    assert read.faults == ()
    assert cells_of(read.rows) == {3: {"stance": "support", "comment": words}}


@pytest.mark.parametrize("name", ["libreoffice-response", "libreoffice-iso"])
@pytest.mark.parametrize("kind", KINDS)
def test_forms_saved_by_libreoffice_are_read_as_before(name: str, kind: str) -> None:
    layout = Layout.ISO if name.endswith("iso") else Layout.RESPONSE
    cells = IN_ISO if layout is Layout.ISO else TYPED
    data = (Path(__file__).parent / "forms" / f"{name}.{kind}").read_bytes()
    read = read_response_form(data)
    # LibreOffice itself drops spaces at the end of a paragraph.
    ended = {row: {name: text.rstrip(" ") for name, text in said.items()} for row, said in cells.items()}
    assert {
        row: {k: v.rstrip(" ") for k, v in said.items()} for row, said in cells_of(read.rows, layout).items()
    } == ended
    assert (read.identity, read.faults) == (identity_of(SECTION, layout), ())
    assert entries(data) == entries(filled(cells, layout, kind))


def test_what_was_handed_out_does_not_depend_on_the_time() -> None:
    assert AT.tzinfo is not None
    assert made(SECTION) == made(SECTION)
    assert made(SECTION, kind="docx") == made(SECTION, kind="docx")
