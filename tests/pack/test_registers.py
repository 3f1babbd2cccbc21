"""The digest as a workbook, as CSV and in ISO's template: every item, as what it is, and nothing that a program would run."""

# ruff: noqa: DTZ001 - Excel knows no time zones

import csv
import io
from dataclasses import replace
from datetime import date, datetime

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from consult.domain.digest import (
    Answer,
    CommentEntry,
    Digest,
    QuestionEntry,
    Seal,
)
from consult.domain.redline import changes
from consult.pack.iso_template import to_iso
from consult.pack.items import COLUMNS, items_csv
from consult.pack.registers import to_xlsx
from tests.pack import digests
from tests.pack.complete import full
from tests.pack.unpacking import everything

SHEETS = [
    "Summary", "Figures", "Comments", "Questions", "Answers", "Requests and undertakings", "Recommendations", "Change log",
    "Coverage", "Every item", "Not printed", "Respondents", "Declarations", "Pauses", "Background papers", "Lines of enquiry",
]  # fmt: skip
FORMULAS = ("=1+1", "+44 1603 000000", "-1 is the aim", "@panel", "\t=2", "=cmd|' /C calc'!A0")
DAY = date(2021, 3, 1)


@pytest.fixture(scope="module")
def complete(digest: Digest) -> Digest:
    return full(digest)


@pytest.fixture(scope="module")
def book(complete: Digest) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(complete)))


def rows_of(tab: Worksheet) -> list[dict[str, object]]:
    heads, *rows = tab.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_sheet_for_each_register_with_something_in_it(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    for tab in book.worksheets:
        assert tab.freeze_panes == "A2"
        assert tab.auto_filter.ref.startswith("A1:")
        assert tab.print_title_rows == "$1:$1"
    assert [tab.title for tab in book.worksheets if tab.max_row < 2] == ["Declarations", "Lines of enquiry"]


def test_every_comment_question_and_answer_is_there(complete: Digest, book: openpyxl.Workbook) -> None:
    comments = rows_of(book["Comments"])
    assert [(row["Reference"], row["Comment"], row["Disposition"] or "") for row in comments] == [
        (entry.reference, entry.text, entry.answers[0].disposition) for entry in complete.comments
    ]
    assert [(row["Reference"], row["Question"]) for row in rows_of(book["Questions"])] == [
        (entry.reference, entry.text) for entry in complete.questions
    ]
    given = [(e, a) for e in (*complete.questions, *complete.comments) for a in e.answers]
    assert [(row["Answer to"], row["Authority"], row["Answer"] or "") for row in rows_of(book["Answers"])] == [
        (entry.reference, answer.authority, answer.text) for entry, answer in given
    ]


def test_days_are_days_and_numbers_numbers(complete: Digest, book: openpyxl.Workbook) -> None:
    received = [row["Received"] for row in rows_of(book["Comments"])]
    assert received == [datetime.combine(entry.received_on, datetime.min.time()) for entry in complete.comments]
    (owed,) = rows_of(book["Requests and undertakings"])
    assert (owed["Days overdue"], owed["Due"]) == (2, datetime(2021, 3, 8))
    (advised,) = rows_of(book["Recommendations"])
    assert (advised["Action proposed"], advised["Replied"]) == ("None", datetime(2021, 3, 1))
    counted = {(row["Counted by"], row["Of what"]): row["Number"] for row in rows_of(book["Figures"])}
    assert counted["All", "Comments"] == len(complete.comments)
    (pause,) = rows_of(book["Pauses"])
    assert (pause["From"], pause["To"]) == (datetime(2021, 3, 8, 14, 30), None)
    facts = {row["About this paper"]: row["What"] for row in rows_of(book["Summary"])}
    assert (facts["Title"], facts["Meeting"]) == (complete.cover.title, datetime(2021, 3, 18))


def test_every_item_in_reference_order_also_what_is_not_printed(complete: Digest, book: openpyxl.Workbook) -> None:
    listed = rows_of(book["Every item"])
    assert [(row["Reference"], row["Status"]) for row in listed] == [
        (row.reference, row.outcome) for row in complete.index
    ]
    entries = {entry.reference: entry for entry in (*complete.comments, *complete.questions)}
    for row in listed:
        entry = entries.get(str(row["Reference"]))
        assert entry is None or entry.text == row["Text"]
    assert {row["Type"] for row in listed} == {"Comment", "Question", "Information request", "Recommendation"}


def test_the_same_as_csv(complete: Digest, book: openpyxl.Workbook) -> None:
    data = items_csv(complete)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == len(complete.index) + 1
    found = read_csv(data)
    assert list(found[0]) == [column.heading for column, _ in COLUMNS]
    for row, other in zip(found, rows_of(book["Every item"]), strict=True):
        days = {name: str(other[name].date()) for name in ("Received", "Answered") if isinstance(other[name], datetime)}  # type: ignore[union-attr]
        assert row == {name: str(value or "") for name, value in (other | days).items()}


def test_nothing_a_member_writes_is_run(digest: Digest) -> None:
    entries = [_said(entry, text) for entry, text in zip(digest.whole_draft * 3, FORMULAS, strict=True)]
    asked = [replace(entry, text=text) for entry, text in zip(digest.questions, FORMULAS, strict=False)]
    unkind = replace(digest, whole_draft=tuple(entries), questions=tuple(asked), sections=(), unplaced=())
    for data in (to_xlsx(unkind), to_iso(unkind, "xlsx")):
        cells = [cell for tab in openpyxl.load_workbook(io.BytesIO(data)) for row in tab.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        assert "=1+1" in {cell.value for cell in cells} or any("\n=1+1" in str(cell.value) for cell in cells)
    for row in read_csv(items_csv(unkind)):
        assert not any(value.startswith(("=", "+", "-", "@", "\t")) for value in row.values())


def _said(entry: CommentEntry, text: str) -> CommentEntry:
    reference = f"C-{FORMULAS.index(text) + 1:04}"
    return replace(entry, reference=reference, text=text, quote=text, suggested_wording=changes("", text))


def test_unkind_words_survive_in_every_format() -> None:
    digest = digests.nasty()
    for data in (to_xlsx(digest), items_csv(digest), to_iso(digest, "xlsx"), to_iso(digest, "docx")):
        found = everything(data)
        assert "w" * 5_000 in found
        assert "\U0001f468\u200d\U0001f469\u200d\U0001f467" in found
        assert not {"\x00", "\x07", "\ufffe"} & set(found if data.startswith(b"\xef") else "")


def test_a_forty_page_answer_goes_on_in_further_rows(digest: Digest) -> None:
    long = Answer("Norfolk Constabulary", "Answered", text="All of it. " * 10_000)
    question: QuestionEntry = replace(digest.questions[0], answers=(long,))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(replace(digest, questions=(question,)))))
    pieces = [str(row["Answer"]) for row in rows_of(book["Answers"]) if row["Answer to"] == question.reference]
    assert sum(piece.count("All of it.") for piece in pieces) in range(9_990, 10_001)
    assert len(pieces) == 4


def test_isos_template_is_filled_in(complete: Digest) -> None:
    (tab,) = openpyxl.load_workbook(io.BytesIO(to_iso(complete, "xlsx"))).worksheets
    rows = [tuple(str(value or "") for value in row) for row in tab.iter_rows(values_only=True)]
    assert rows[0] == (
        "MB/NC", "Line number", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment", "Comments",
        "Proposed change", "Observations of the secretariat",
    )  # fmt: skip
    assert [row[5].partition(".")[0] for row in rows[1:]] == [entry.reference for entry in complete.comments]
    for row, entry in zip(rows[1:], complete.comments, strict=True):
        assert row[7].startswith(f"{entry.answers[0].authority}: ")
        assert entry.answers[0].text in row[7]
    assert {row[4] for row in rows[1:]} == {"ge", "te"}
    table = docx.Document(io.BytesIO(to_iso(complete, "docx"))).tables[0]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == rows


def test_a_part_2_bears_its_marking_on_every_page(digest: Digest) -> None:
    sealed = replace(digest, seals=(Seal("C-0001", 3, "A price"),))
    for tab in openpyxl.load_workbook(io.BytesIO(to_xlsx(sealed))).worksheets:
        assert tab.oddHeader.center.text.startswith("NOT FOR PUBLICATION by virtue of paragraph 3")
    assert "NOT FOR PUBLICATION" in everything(to_iso(sealed, "docx"))
    assert "NOT FOR PUBLICATION" in everything(to_iso(sealed, "xlsx"))
    assert "NOT FOR PUBLICATION" not in everything(to_xlsx(digest))


def test_the_same_digest_is_the_same_bytes(complete: Digest) -> None:
    assert to_xlsx(complete) == to_xlsx(complete)
    assert to_iso(complete, "docx") == to_iso(complete, "docx")
