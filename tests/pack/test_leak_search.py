"""The search for leaks finds a word wherever it is hidden: only then does it mean something that it finds none."""

import json
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pikepdf
import pytest
from docx import Document

from consult.pack.press import print_page
from tests.pack.leaks import found_in
from tests.pack.specimen import PAGE

WORD = "avocet-said"
HEX = WORD.encode("utf-16-be").hex().encode()


def in_pdf(hide: Callable[[pikepdf.Pdf], None], specimen: bytes) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(specimen)) as pdf:
        hide(pdf)
        pdf.save(target)
    return target.getvalue()


def element(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K[0].K[0]


def set_entry(holder: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Callable[[pikepdf.Pdf], None]:
    def hide(pdf: pikepdf.Pdf) -> None:
        holder(pdf)[key] = pikepdf.String(WORD)

    return hide


def in_metadata(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(
        pdf.Root.Metadata.read_bytes().replace(b"</x:xmpmeta>", f"<!-- {WORD} --></x:xmpmeta>".encode())
    )


def in_a_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(WORD, 0))


def in_a_name(pdf: pikepdf.Pdf) -> None:
    element(pdf)["/A"] = pikepdf.Dictionary({"/O": pikepdf.Name("/avocet-said")})


def in_utf16(pdf: pikepdf.Pdf) -> None:
    element(pdf)["/E"] = pikepdf.String(b"\xfe\xff" + WORD.encode("utf-16-be"))


def in_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(f"/Span <</ActualText ({WORD})>> BDC EMC".encode())


def in_hex_in_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Span <</ActualText <feff" + HEX + b">>> BDC EMC")


def in_an_unused_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Extra"] = pdf.make_stream(f"Forgotten: {WORD}".encode())


HIDINGS = {
    "information": set_entry(lambda pdf: pdf.docinfo, "/Subject"),
    "alternative text": set_entry(element, "/Alt"),
    "actual text": set_entry(element, "/ActualText"),
    "title of an element": set_entry(element, "/T"),
    "name of an element": set_entry(element, "/ID"),
    "description of a link": set_entry(lambda pdf: pdf.pages[0].Annots[0], "/Contents"),
    "expansion, in UTF-16": in_utf16,
    "metadata": in_metadata,
    "bookmark": in_a_bookmark,
    "name": in_a_name,
    "marks in the page": in_the_page,
    "marks in the page, in hexadecimal": in_hex_in_the_page,
    "unused stream": in_an_unused_stream,
}


@pytest.mark.parametrize("hide", HIDINGS.values(), ids=HIDINGS)
def test_a_word_hidden_in_a_pdf_is_found(specimen: bytes, hide: Callable[[pikepdf.Pdf], None]) -> None:
    assert found_in(specimen, [WORD]) == frozenset()
    assert found_in(in_pdf(hide, specimen), [WORD]) == {WORD}


def test_words_that_are_drawn_are_found_also_where_a_line_is_broken() -> None:
    narrow = PAGE.replace("The end.", "<span style='display:block;width:1px'>Avocet- said</span>")
    assert found_in(print_page(narrow), [WORD]) == {WORD}


def test_a_word_behind_the_end_of_the_file_is_found(specimen: bytes) -> None:
    assert found_in(specimen + WORD.encode("utf-16-le"), [WORD]) == {WORD}


def workbook() -> bytes:
    made = openpyxl.Workbook()
    hidden = made.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["B7"] = WORD
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def document(write: Callable[[Document], object]) -> bytes:
    made = Document()
    write(made)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def in_runs(made: Document) -> None:
    paragraph = made.add_paragraph()
    for part in ("avo", "cet-", "said"):
        paragraph.add_run(part).bold = part == "cet-"


def in_a_comment(made: Document) -> None:
    made.add_comment(made.add_paragraph("Something").runs, WORD, author="Somebody")


def in_properties(made: Document) -> None:
    made.core_properties.keywords = WORD


def zipped(data: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("inner.bin", data)
    return target.getvalue()


FILES = {
    "text": WORD.encode(),
    "UTF-16": WORD.encode("utf-16"),
    "other case": WORD.upper().encode(),
    "page with markup in the word": b"<p>avo<b>cet</b>-&#115;aid</p>",
    "address": b"https://example.org/%61vocet-said",
    "data address": b'<img src="data:text/plain;base64,' + b64encode(f"See {WORD}".encode()) + b'">',
    "JSON": json.dumps({"a": [{"b": WORD}]}).encode(),
    "JSON, escaped": b'{"a": "\\u0061vocet-said"}'.replace(b"\\\\", b"\\"),
    "name in JSON": json.dumps({WORD: None}).encode(),
    "workbook": workbook(),
    "document, in several runs": document(in_runs),
    "document, comment": document(in_a_comment),
    "document, properties": document(in_properties),
    "archive in an archive": zipped(workbook()),
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_word_in_another_file_is_found(data: bytes) -> None:
    assert found_in(data, [WORD]) == {WORD}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_word_in_a_file_inside_a_pdf_is_found(specimen: bytes, data: bytes) -> None:
    def enclose(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["inner.bin"] = pikepdf.AttachedFileSpec(pdf, data)

    assert found_in(in_pdf(enclose, specimen), [WORD]) == {WORD}
