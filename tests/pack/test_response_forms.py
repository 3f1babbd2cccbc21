"""Response forms as they are handed out: easy to fill in, hard to spoil, and nothing in them but what belongs there."""

# ruff: noqa: DTZ001 - Office files know no time zones
import io
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from consult.domain.response_form import (
    COLUMNS,
    COMMENTS_SHEET,
    GUIDE_SHEET,
    IDENTITY_SHEET,
    Form,
    FormParagraph,
    FormSection,
    Layout,
    check,
    form_rows,
    identity_of,
)
from consult.importing.response_forms import read_response_form
from tests.response_forms import form_table, made, one_section, whole_draft

SECTION, DRAFT = one_section(), whole_draft()
ROWS = form_rows(SECTION)
ALL = [(layout, kind) for layout in Layout for kind in ("xlsx", "docx")]
HOSTILE = [
    '=HYPERLINK("https://example.org")', "+1", "-1", "@a", "\t=1", "<w:p/>&amp;", "]]>", "a\x00\x07b", "a\u202eb", "_x0041_",
    "x" * 40_000, "🦊" * 20_000, "", " ", "\n\n", "a\r\nb\rc", "’“”–", "\ufffe\uffff",
]  # fmt: skip


def sheet(layout: Layout = Layout.RESPONSE) -> Worksheet:
    tab = openpyxl.load_workbook(io.BytesIO(made(SECTION, layout)))[COMMENTS_SHEET]
    assert isinstance(tab, Worksheet)
    return tab


def test_each_paragraph_has_its_row_and_further_rows_stand_below() -> None:
    rows = [row[:4] for row in sheet().iter_rows(min_row=2, values_only=True)]
    assert rows[: len(ROWS)] == [(str(row.number), row.section, row.paragraph, row.text) for row in ROWS]
    assert (
        rows[len(ROWS) :]
        == [("+", None, None, "(A further comment. On the left, write the number of its paragraph.)")] * 20
    )


def test_the_row_numbers_are_the_sheets_own() -> None:
    assert [row[0].row for row in sheet().iter_rows(min_row=2, max_row=len(ROWS) + 1)] == [row.number for row in ROWS]


@pytest.mark.parametrize("layout", list(Layout))
def test_what_is_the_drafts_is_locked_and_what_is_to_be_filled_in_is_not(layout: Layout) -> None:
    tab = sheet(layout)
    assert (tab.protection.sheet, tab.protection.password) == (True, None)
    locked = [cell.protection.locked for cell in tab[2]]
    assert locked == [column.fixed for column in COLUMNS[layout]]
    assert {cell.number_format for cell in tab[2] if not cell.protection.locked} == {"@"}
    assert {cell.protection.locked for cell in tab[1]} == {True}


def test_the_place_of_a_further_comment_can_be_typed() -> None:
    locked = [cell.protection.locked for cell in sheet()[len(ROWS) + 2]]
    assert locked == [True, False, False, True, False, False, False, False]


def test_views_and_types_are_chosen_from_a_list_and_every_cell_has_a_hint() -> None:
    found = {
        str(one.sqref)[0]: (one.type, one.formula1, bool(one.prompt)) for one in sheet().data_validations.dataValidation
    }
    assert found == {
        "E": ("textLength", "10000", True),
        "F": ("list", '"Support,Support with conditions,Object,Observation"', True),
        "G": ("textLength", "10000", True),
        "H": ("textLength", "10000", True),
    }
    types = [one.formula1 for one in sheet(Layout.ISO).data_validations.dataValidation if one.type == "list"]
    assert types == ['"ge,te,ed"']


def test_the_isos_eight_columns() -> None:
    assert [cell.value for cell in sheet(Layout.ISO)[1]] == [
        "MB/NC (your council)", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment", "Comments",
        "Proposed change", "Observations of the secretariat",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", list(Layout))
def test_the_book_opens_on_the_guide_and_hides_the_identity(layout: Layout) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(SECTION, layout)))
    assert [(tab.title, tab.sheet_state) for tab in book.worksheets] == [
        (GUIDE_SHEET, "visible"), (COMMENTS_SHEET, "visible"), (IDENTITY_SHEET, "hidden"),
    ]  # fmt: skip
    assert book.active is book.worksheets[0]
    assert (book.properties.language, book.properties.modified) == ("en-GB", datetime(2021, 2, 1, 10))
    tab = book[COMMENTS_SHEET]
    assert (tab.print_title_rows, tab.page_setup.orientation) == ("$1:$1", "landscape")


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", list(Layout))
def test_the_guide_says_what_the_form_is_about(layout: Layout, kind: str) -> None:
    data = made(SECTION, layout, kind)
    if kind == "xlsx":
        tab = openpyxl.load_workbook(io.BytesIO(data))[GUIDE_SHEET]
        words = "\n".join(str(value) for row in tab.iter_rows(values_only=True) for value in row if value)
    else:
        words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    about = "County Lines" if layout is Layout.RESPONSE else "The whole draft"
    for said in (SECTION.title, SECTION.panel, SECTION.closes, SECTION.contact, "Version 3", about, "may be published"):
        assert said in words


def test_what_is_not_known_is_not_on_the_guide() -> None:
    bare = replace(SECTION, panel="", closes="", contact="")
    tab = openpyxl.load_workbook(io.BytesIO(made(bare)))[GUIDE_SHEET]
    assert [row[0] for row in tab.iter_rows(min_row=2, max_row=5, values_only=True)] == [
        "Consultation",
        "About",
        "Draft",
        None,
    ]


def test_a_council_that_is_known_is_filled_in() -> None:
    form = replace(SECTION, council="Norwich City Council")
    tab = openpyxl.load_workbook(io.BytesIO(made(form, Layout.ISO)))[COMMENTS_SHEET]
    assert tab["A2"].value == "Norwich City Council"
    table = form_table(docx.Document(io.BytesIO(made(form, Layout.ISO, "docx"))))
    assert table.rows[1].cells[0].text == "Norwich City Council"


@pytest.mark.parametrize("layout", list(Layout))
def test_word_repeats_the_headings_and_knows_title_and_language(layout: Layout) -> None:
    document = docx.Document(io.BytesIO(made(SECTION, layout, "docx")))
    table = form_table(document)
    assert [cell.paragraphs[0].text for cell in table.rows[0].cells] == [column.heading for column in COLUMNS[layout]]
    assert [bool(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows[:3]] == [True, False, False]
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    properties = document.core_properties
    assert (properties.language, properties.author) == ("en-GB", "consult")
    assert properties.title.endswith(": Community safety strategy: annual refresh")


def test_words_keys_are_there_unseen() -> None:
    table = form_table(docx.Document(io.BytesIO(made(SECTION, kind="docx"))))
    runs = [(run.text, bool(run.font.hidden)) for run in table.rows[2].cells[0].paragraphs[0].runs]
    assert runs == [("3", False), (ROWS[1].key, True)]


@pytest.mark.parametrize(("layout", "kind"), ALL)
def test_the_same_form_is_the_same_file_and_says_which_it_is(layout: Layout, kind: str) -> None:
    data = made(DRAFT, layout, kind)
    assert data == made(DRAFT, layout, kind)
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    read = read_response_form(data)
    assert (read.identity, read.faults) == (identity_of(DRAFT, layout), ())


def hostile(texts: list[str]) -> Form:
    paragraphs = tuple(FormParagraph(f"p{n}", text[:40] if n % 2 else "", text) for n, text in enumerate(texts))
    sections = (FormSection("s1", "=1+1 & <b>", paragraphs, "1"), FormSection("s2", "@two", ()))
    return Form(
        "slug", "=Title & more", 1, sections, whole=True, panel="<p>", closes="@noon", contact="+44", council="-"
    )


def unspoilt(form: Form, layout: Layout, kind: str) -> list[str]:
    """What is said of a form that nobody touched: that it is empty, and nothing else."""
    found = check(read_response_form(made(form, layout, kind)), form)
    return [fault.wrong for fault in getattr(found, "faults", ())]


@pytest.mark.parametrize(("layout", "kind"), ALL)
def test_whatever_the_draft_says_the_form_comes_back_unaltered(layout: Layout, kind: str) -> None:
    assert unspoilt(hostile(HOSTILE), layout, kind) == ["Nothing is filled in."]


def test_no_cell_of_a_form_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(made(hostile(HOSTILE)))) as book:
        assert [name for name in book.namelist() if b"<f>" in book.read(name)] == []


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_any_draft_comes_back_unaltered(kind: str, texts: list[str]) -> None:
    assert unspoilt(hostile(texts), Layout.RESPONSE, kind) == ["Nothing is filled in."]
