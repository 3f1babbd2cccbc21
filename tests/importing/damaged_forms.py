"""Forms as they come back when something happened to them on the way: each kind of damage by its name."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from consult.domain.response_form import COMMENTS_SHEET, IDENTITY_SHEET, Layout
from tests.response_forms import (
    Cells,
    at,
    filled,
    form_table,
    further_rows,
    in_excel,
    in_word,
    made,
    one_section,
    typing,
    writing,
)

SECTION = one_section()
MORE = further_rows(SECTION)
GOOD: Cells = {3: {"stance": "Support", "comment": "Good."}}
FURTHER: Cells = {MORE: {"stance": "Support", "comment": "Good."}}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def excel(change: Callable[[Workbook], object], cells: Cells = GOOD, layout: Layout = Layout.RESPONSE) -> bytes:
    """A workbook that was filled in well, and then damaged."""

    def both(book: Workbook) -> None:
        typing(cells, layout)(book)
        change(book)

    return in_excel(made(SECTION, layout), both)


def word(change: Callable[[Document], object], cells: Cells = GOOD, layout: Layout = Layout.RESPONSE) -> bytes:
    """A document that was filled in well, and then damaged."""

    def both(document: Document) -> None:
        writing(cells, layout)(document)
        change(document)

    return in_word(made(SECTION, layout, "docx"), both)


def put(cell: str, value: Any, sheet: str = COMMENTS_SHEET) -> Callable[[Workbook], None]:
    """A value in a cell of the workbook."""

    def change(book: Workbook) -> None:
        book[sheet][cell].value = value

    return change


def on(act: Callable[[Any], object]) -> Callable[[Workbook], object]:
    """Something done to the sheet of comments."""
    return lambda book: act(book[COMMENTS_SHEET])


def column(name: str) -> int:
    """A column's position in a Word form's table."""
    return at(Layout.RESPONSE, name)


def reordered(book: Workbook) -> None:
    tab = book[COMMENTS_SHEET]
    for row in range(1, MORE):
        tab.cell(row, 6).value, tab.cell(row, 7).value = tab.cell(row, 7).value, tab.cell(row, 6).value


def identified(name: str, value: str) -> Callable[[Workbook], None]:
    """Another value in the hidden sheet."""

    def change(book: Workbook) -> None:
        row = next(row for row in book[IDENTITY_SHEET].iter_rows() if row[0].value == name)
        row[1].value = value

    return change


def form_of(**other: Any) -> bytes:
    """A form that was made for something else."""
    form = replace(SECTION, **other)
    return filled(GOOD, form=form)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part more, or with another in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """A part's bytes."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def encrypted(data: bytes) -> bytes:
    """The same as a zip whose first part is marked as encrypted."""
    marked = bytearray(data)
    marked[marked.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def opendocument() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("META-INF/manifest.xml", "<manifest/>")
        new.writestr("content.xml", "<office/>")
    return out.getvalue()


def hide(book: Workbook) -> None:
    book[COMMENTS_SHEET].row_dimensions[3].hidden = True


def other_sheet(book: Workbook) -> None:
    book.create_sheet("My notes")["A1"].value = "More comments"


def note(book: Workbook) -> None:
    book[COMMENTS_SHEET]["G3"].comment = Comment("Also this", "Member")


def many() -> bytes:
    cells = {MORE + n: {"paragraph": "4", "stance": "support", "comment": f"Comment {n}"} for n in range(501)}
    return filled(cells)


def without_properties(document: Document) -> None:
    relations = document.part.package.rels
    key = next(key for key, one in relations.items() if one.reltype.endswith("/custom-properties"))
    del relations[key]


def merge(document: Document) -> None:
    row = form_table(document).rows[2]
    row.cells[column("comment")].merge(row.cells[column("suggested")])


def split(document: Document) -> None:
    """The table cut in two, as Word does with its headings repeated by hand."""
    table = form_table(document)._tbl
    half = deepcopy(table)
    for row in list(half.iter(qn("w:tr")))[1:4]:
        half.remove(row)
    table.addnext(half)
    table.addnext(parse_xml(f"<w:p {nsdecls('w')}/>"))


def picture(document: Document) -> None:
    run = form_table(document).rows[2].cells[column("comment")].paragraphs[0].add_run()
    run._r.append(parse_xml(f"<w:drawing {nsdecls('w')}/>"))


def margin(document: Document) -> None:
    run = form_table(document).rows[2].cells[column("comment")].paragraphs[0].runs[0]
    document.add_comment(run, text="And this", author="Member", initials="M")


def swapped(document: Document) -> None:
    cells = form_table(document).rows[0].cells
    one, other = cells[column("stance")]._tc, cells[column("comment")]._tc
    other.addnext(one)


def reworded(document: Document) -> None:
    form_table(document).rows[2].cells[column("text")].paragraphs[0].runs[
        0
    ].text = "The Constabulary closed every line."


def other_key(document: Document) -> None:
    hidden = form_table(document).rows[2].cells[0].paragraphs[0].runs[1]
    hidden.text = f"{SECTION.sections[0].key}/none"


def response(row: int = 3, **said: Any) -> bytes:
    """A form with one row filled in."""
    return filled({row: {"stance": "Support", "comment": "Good.", **said}})


def iso(*rows: dict[str, str]) -> bytes:
    """An ISO template with these rows."""
    return filled(dict(enumerate(rows, 2)), Layout.ISO)


DAMAGE: dict[str, Callable[[], bytes]] = {
    # The draft's own words and the form's own shape
    "the draft’s text was altered": lambda: excel(put("D3", "The Constabulary closed every line.")),
    "the draft’s text was removed": lambda: excel(put("D3", None)),
    "a paragraph’s number was altered": lambda: excel(put("C3", "9")),
    "a section’s name was altered": lambda: excel(put("B3", "Prevent")),
    "a row’s number was altered": lambda: excel(put("A3", "99")),
    "a row’s number was removed": lambda: excel(put("A3", None)),
    "columns were reordered": lambda: excel(reordered),
    "a column was renamed": lambda: excel(put("G1", "Remarks")),
    "a column is missing": lambda: excel(on(lambda tab: tab.delete_cols(5))),
    "a column was added": lambda: excel(put("I1", "Priority")),
    "something stands beside the table": lambda: excel(put("J3", "See also my letter")),
    "the sheet was renamed": lambda: excel(on(lambda tab: setattr(tab, "title", "Sheet1"))),
    "the identity sheet was removed": lambda: excel(lambda book: book.remove(book[IDENTITY_SHEET])),
    "the identity was altered": lambda: excel(identified("digest", "0" * 64)),
    "the identity names no number": lambda: excel(identified("version", "three")),
    "an unknown section": lambda: excel(identified("section", "none")),
    "an unknown paragraph key": lambda: excel(identified("row 3", f"{SECTION.sections[0].key}/none")),
    "a sheet was added": lambda: excel(other_sheet),
    "notes are fixed to cells": lambda: excel(note),
    "cells were merged": lambda: excel(on(lambda tab: tab.merge_cells("G3:G4"))),
    "a hidden row is filled in": lambda: excel(hide),
    # Another form
    "another consultation": lambda: form_of(slug="another"),
    "an older version": lambda: form_of(version=2),
    "another version of the form": lambda: excel(identified("form", "consult-response-form/0")),
    # What stands in a cell
    "a formula": lambda: excel(put("G3", "=1+1")),
    "a formula over many cells": lambda: excel(put("G3", ArrayFormula("G3:G4", "=A1:A2"))),
    "a day instead of a number": lambda: excel(put(f"C{MORE}", date(2021, 12, 1)), FURTHER),
    "a number instead of a paragraph’s": lambda: excel(put(f"C{MORE}", 1.1), FURTHER),
    "an error": lambda: excel(put("G3", "#N/A")),
    # What was written
    "a view misspelt": lambda: response(stance="Suport"),
    "no view": lambda: response(stance=""),
    "words that are not there": lambda: response(quote="forty lines"),
    "words that stand twice": lambda: response(quote="lines"),
    "words of a whole section": lambda: response(2, quote="lines"),
    "wording for a whole section": lambda: response(2, suggested="Lines"),
    "no comment, and wording that is the draft’s": lambda: response(
        comment="", suggested=SECTION.sections[0].paragraphs[0].text
    ),
    "wording that is the words commented on": lambda: response(quote="38 lines", suggested=" 38  lines"),
    "too long a comment": lambda: response(comment="word " * 2_001),
    "too long a word": lambda: response(comment="a" * 251),
    "a hidden character": lambda: response(comment="Good\x7f."),
    "the same comment twice": lambda: filled(
        {**GOOD, MORE: {"paragraph": "4", "stance": "support", "comment": "Good. "}}
    ),
    "a further comment without a place": lambda: response(MORE),
    "a further comment on a paragraph elsewhere": lambda: response(MORE, paragraph="9"),
    "a further comment in a section elsewhere": lambda: response(MORE, section="Serious violence", paragraph="9"),
    "nothing filled in": lambda: made(SECTION),
    "more than 500 comments": many,
    "several mistakes at once": lambda: filled(
        {
            3: {"stance": "Suport", "comment": "", "quote": "forty lines"},
            5: {"comment": "No view"},
            MORE: {"paragraph": "99", "stance": "object", "comment": "Where?"},
        }
    ),
    # ISO's template
    "a type misspelt": lambda: iso({"section": "County Lines", "type": "xx", "comment": "A"}),
    "no type": lambda: iso({"section": "County Lines", "comment": "A"}),
    "a technical comment without a place": lambda: iso({"type": "te", "comment": "A"}),
    "a line number": lambda: iso({"section": "County Lines", "line": "17", "type": "ed", "comment": "A"}),
    "an answer already": lambda: iso({"section": "County Lines", "type": "ed", "comment": "A", "answer": "Noted"}),
    "an unknown section’s heading": lambda: iso({"section": "Annex Z", "paragraph": "4", "type": "ed", "comment": "A"}),
    "neither a section nor a paragraph": lambda: iso({"section": "Annex Z", "type": "ed", "comment": "A"}),
    "a paragraph of another section": lambda: iso(
        {"section": "County Lines", "paragraph": "9", "type": "ed", "comment": "A"}
    ),
    "an unnumbered paragraph that is not there": lambda: iso(
        {"paragraph": "unnumbered 9", "type": "ed", "comment": "A"}
    ),
    "a change that changes nothing": lambda: iso(
        {"paragraph": "4", "type": "ed", "comment": "A", "suggested": SECTION.sections[0].paragraphs[0].text}
    ),
    # In Word
    "Word: the draft’s text was altered": lambda: word(reworded),
    "Word: an unknown paragraph key": lambda: word(other_key),
    "Word: columns were reordered": lambda: word(swapped),
    "Word: the properties were removed": lambda: word(without_properties),
    "Word: cells were merged": lambda: word(merge),
    "Word: the table was cut in two": lambda: word(split),
    "Word: a picture": lambda: word(picture),
    "Word: comments in the margin": lambda: word(margin),
    "Word: text beneath the table": lambda: word(lambda document: document.add_paragraph("And one thing more.")),
    "Word: another document": lambda: in_word(
        made(SECTION, kind="docx"), lambda d: d.element.body.remove(d.tables[0]._tbl)
    ),
    "Word: nothing filled in": lambda: made(SECTION, kind="docx"),
    # Other files
    "saved as CSV": lambda: b"Row,Section,Comment\r\n3,County Lines,Good.\r\n",
    "saved as .xls": lambda: OLE + "Workbook".encode("utf-16-le"),
    "saved as .doc": lambda: OLE + "WordDocument".encode("utf-16-le"),
    "saved as .ods": opendocument,
    "saved as .xlsb": lambda: with_part(made(SECTION), "xl/workbook.bin", b"x"),
    "saved as .pdf": lambda: b"%PDF-1.7\n",
    "protected by a password": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "an encrypted zip": lambda: encrypted(made(SECTION)),
    "cut short": lambda: made(SECTION)[:-2_000],
    "a zip bomb": lambda: with_part(made(SECTION), "xl/media/image1.png", bytes(30_000_000)),
    "macros": lambda: with_part(made(SECTION), "xl/vbaProject.bin", b"x"),
    "links to other files": lambda: with_part(made(SECTION), "xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
    "entities": lambda: with_part(
        made(SECTION),
        "xl/worksheets/sheet2.xml",
        b'<!DOCTYPE x [<!ENTITY a "aaa">]>' + part(made(SECTION), "xl/worksheets/sheet2.xml"),
    ),
    "XML that is broken": lambda: with_part(made(SECTION), "xl/worksheets/sheet2.xml", b"<worksheet>"),
    "another workbook": lambda: excel(
        lambda book: [book.remove(book[name]) for name in (IDENTITY_SHEET, COMMENTS_SHEET)]
    ),
    "another zip file": lambda: with_part(b"PK\x05\x06" + bytes(18), "a.txt", b"x"),
    "nothing": lambda: b"",
    "something else": lambda: b"\x00\x01\x02\x03" * 100,
}
