"""Registers as spreadsheets: what was given is in them, as what it is, and nothing comes alive in a spreadsheet program."""

# ruff: noqa: DTZ001 - Excel knows no time zones

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from consult.pack.sheets import LONGEST_CELL, Column, ColumnKind, Link, Sheet, Value, csv_text, workbook

AT = datetime(2021, 2, 1, 10, 0, tzinfo=UTC)
SUMMER = timezone(timedelta(hours=1))
FORMULAS = [
    '=HYPERLINK("https://example.org","here")', "+44 1603 000000", "-1 is the aim", "@panel", "\t=1+1", " =1+1", "＝1+1",
    "=cmd|' /C calc'!A0", "\n=1",
]  # fmt: skip
REGISTER = Sheet(
    "Undertakings",
    [
        Column("Ref", 10, ColumnKind.LINK),
        Column("Promised", 60),
        Column("Issued", 14, ColumnKind.DATE),
        Column("Answered", 18, ColumnKind.DATETIME),
        Column("Days overdue", 10, ColumnKind.NUMBER),
    ],
    [
        [Link("U-0001", "https://consult.example.org/u/1"), "The breakdown of referrals", date(2020, 12, 18), None, 34],
        [
            "https://example.org/2",
            "=2+2",
            datetime(2021, 6, 1, 23, 30, tzinfo=SUMMER),
            datetime(2021, 6, 1, 9, 5, 7),
            0,
        ],
    ],
)


def made(*sheets: Sheet) -> bytes:
    return workbook(sheets, title="Register & undertakings", made_at=AT)


def opened(*sheets: Sheet) -> Worksheet:
    tab = openpyxl.load_workbook(io.BytesIO(made(*sheets))).worksheets[0]
    assert isinstance(tab, Worksheet)
    return tab


def column_of(*texts: Value) -> Sheet:
    return Sheet("Words", [Column("Words", 40)], [[text] for text in texts])


def read_back(text: str) -> object:
    return opened(column_of(text)).cell(2, 1).value


def test_values_are_what_they_are() -> None:
    rows = list(opened(REGISTER).iter_rows(values_only=True))
    assert rows == [
        ("Ref", "Promised", "Issued", "Answered", "Days overdue"),
        ("U-0001", "The breakdown of referrals", datetime(2020, 12, 18), None, 34),
        ("https://example.org/2", "=2+2", datetime(2021, 6, 1), datetime(2021, 6, 1, 9, 5), 0),
    ]


def test_days_are_shown_as_people_write_them() -> None:
    tab = opened(REGISTER)
    assert [tab.cell(2, 3).number_format, tab.cell(3, 4).number_format] == ["d mmm yyyy", "d mmm yyyy hh:mm"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    cell = opened(column_of(text)).cell(2, 1)
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", True)
    sheet = zipfile.ZipFile(io.BytesIO(made(column_of(text)))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


@pytest.mark.parametrize("text", ["#N/A", "12", "TRUE", "1 March", "words"])
def test_text_stays_text(text: str) -> None:
    cell = opened(column_of(text)).cell(2, 1)
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (text, "s", False)


def test_headings_are_no_formulas_either() -> None:
    assert opened(Sheet("A", [Column("=1+1")], [])).cell(1, 1).data_type == "s"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_out_as_it_went_in_but_for_what_xml_cannot_hold(text: str) -> None:
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\t\n" or c >= " ")
    kept = "".join(c for c in kept if c not in "\ufffe\uffff")
    assert (read_back(text) or "") == kept


def test_what_excel_would_take_for_an_escape_is_escaped() -> None:
    assert read_back("Room _x0041_ and x_y") == "Room _x005F_x0041_ and x_y"


@pytest.mark.parametrize("character", ["a", "é", "🦊"])
def test_a_text_too_long_for_a_cell_goes_on_beneath(character: str) -> None:
    text = character * 70_000
    tab = opened(
        Sheet("Long", [Column("Ref"), Column("Text"), Column("Days")], [["Q-1", text, 3], ["Q-2", "short", 4]])
    )
    rows = list(tab.iter_rows(min_row=2, values_only=True))
    parts = [str(row[1]) for row in rows[:-1]]
    assert rows[-1] == ("Q-2", "short", 4)
    assert {(row[0], row[2]) for row in rows[:-1]} == {("Q-1", 3)}
    assert all(len(part.encode("utf-16-le")) <= 2 * LONGEST_CELL for part in parts)
    bare = [part.removeprefix("(continued) … ").removesuffix(" … (continued in the next row)") for part in parts]
    assert "".join(bare) == text
    assert [part != shown for part, shown in zip(bare, parts, strict=True)] == [True] * len(parts)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:clerk@example.org", "mailto:clerk@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("\\\\server\\share", None),
        ("https://example.org/" + "a" * 3000, None),
    ],
)
def test_links_lead_to_the_web_or_nowhere(address: str, kept: str | None) -> None:
    cell = opened(column_of(Link("words", address))).cell(2, 1)
    assert (cell.value, cell.hyperlink.target if cell.hyperlink else None) == ("words", kept)


def test_days_before_excels_calendar_are_words() -> None:
    tab = opened(column_of(date(1899, 12, 31), datetime(1834, 8, 14, 9, 0)))
    assert [tab.cell(row, 1).value for row in (2, 3)] == ["1899-12-31", "1834-08-14 09:00"]


def test_it_is_read_and_printed_with_ease() -> None:
    tab = opened(REGISTER)
    assert (tab.freeze_panes, tab.auto_filter.ref, tab.print_title_rows) == ("A2", "A1:E3", "$1:$1")
    assert (tab.page_setup.orientation, tab.page_setup.paperSize, tab.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert tab.oddFooter.left.text == "Register && undertakings: Undertakings"
    heading, entry = tab.cell(1, 1), tab.cell(2, 2)
    assert heading.font.b
    assert (entry.alignment.wrap_text, entry.alignment.vertical) == (True, "top")
    assert tab.column_dimensions["B"].width == 62


def test_the_book_says_its_title_and_language_and_when_it_was_made() -> None:
    found = openpyxl.load_workbook(io.BytesIO(made(REGISTER))).properties
    assert (found.title, found.language, found.created, found.modified) == (
        "Register & undertakings", "en-GB", datetime(2021, 2, 1, 10), datetime(2021, 2, 1, 10),
    )  # fmt: skip


def test_the_same_list_is_the_same_file() -> None:
    assert made(REGISTER) == made(REGISTER)
    entries = zipfile.ZipFile(io.BytesIO(made(REGISTER))).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_tabs_have_names_excel_takes() -> None:
    titles = ["Questions: all [2021]", "questions all 2021", "History", "'" * 40, "A" * 40, "A" * 40]
    book = openpyxl.load_workbook(io.BytesIO(made(*(Sheet(title, [Column("A")], []) for title in titles))))
    assert book.sheetnames == [
        "Questions all 2021", "questions all 2021 (2)", "History list", "Sheet", "A" * 31, "A" * 26 + " (2)",
    ]  # fmt: skip


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        made(Sheet("A", [Column("A"), Column("B")], [["one"]]))
    with pytest.raises(ValueError):
        csv_text(Sheet("A", [Column("A"), Column("B")], [["one"]]))


def test_csv_holds_the_same() -> None:
    assert (
        csv_text(REGISTER)
        == (
            "\ufeff"
            '"Ref","Promised","Issued","Answered","Days overdue"\r\n'
            '"U-0001","The breakdown of referrals","2020-12-18","",34\r\n'
            '"https://example.org/2","\'=2+2","2021-06-01","2021-06-01 09:05",0\r\n'
        ).encode()
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_csv_is_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(column_of(text)).decode("utf-8-sig"), newline="")))
    assert rows[1] == ["'" + text]


def test_csv_keeps_lines_quotation_marks_and_semicolons_inside_a_cell() -> None:
    texts = ["one\ntwo", 'a "word"', "a;=1+1", "a,b", "Dwyieithog ŵ ŷ", "ąęż", "مرحبا", "🦊"]
    rows = list(csv.reader(io.StringIO(csv_text(column_of(*texts)).decode("utf-8-sig"), newline="")))
    assert rows == [["Words"], *([text] for text in texts)]
    assert '"a;=1+1"' in csv_text(column_of(*texts)).decode()
