"""A file is taken for what it holds; its name does no harm."""

import io
import zipfile

import pytest

from consult.domain.refusals import Refused
from consult.domain.supplied_files import LONGEST_NAME, FileBrought, FileKind, checked, clean_name

LARGEST = 1_000_000
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(main: str, *others: tuple[str, bytes], types: bytes = TYPES) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr(main, b"<x/>")
        for name, data in others:
            made.writestr(name, data)
    return out.getvalue()


XLSX, DOCX = package("xl/workbook.xml"), package("word/document.xml")


def told(name: str, data: bytes, largest: int = LARGEST) -> str:
    """Why it is refused; "" where it is taken."""
    try:
        checked(FileBrought(name, data), largest)
    except Refused as refusal:
        return refusal.reason if refusal.field == "files" else f"field {refusal.field}"
    return ""


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("referrals.PDF", PDF, FileKind.PDF),
        ("referrals.xlsx", XLSX, FileKind.XLSX),
        ("note.docx", DOCX, FileKind.DOCX),
        ("referrals.csv", b"year,referrals\r\n2019,41\r\n", FileKind.CSV),
        ("referrals.csv", "year,referrals\r\n2019,41\r\n".encode("utf-16"), FileKind.CSV),
        ("referrals.csv", "ward;café".encode("cp1252"), FileKind.CSV),
    ],
)
def test_what_is_taken(name: str, data: bytes, kind: FileKind) -> None:
    assert checked(FileBrought(name, data), LARGEST) == (name.lower(), kind)


NO_CSV, NO_PDF = "is not a CSV file. Export the sheet as CSV", "is not a PDF, or only part of one. Save it again as PDF"
NO_XLSX = "is not an Excel workbook, or is damaged. Open it, save it again, and choose it again"
MACROS = "holds macros. Save it without them, and choose it again"
NOT_TAKEN = "cannot be taken. PDF, Excel (.xlsx), CSV and Word (.docx) files can"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.pdf", b"", "is empty"),
        ("page.html", b"<script>alert(1)</script>", NOT_TAKEN),
        ("referrals.xlsm", XLSX, NOT_TAKEN),
        ("referrals", PDF, NOT_TAKEN),
        ("picture.svg", b"<svg/>", NOT_TAKEN),
        ("referrals.pdf", b"<html><script>alert(1)</script></html>", NO_PDF),
        ("referrals.pdf", PDF[:-8], NO_PDF),
        ("referrals.pdf", XLSX, NO_PDF),
        ("referrals.xlsx", PDF, NO_XLSX),
        ("referrals.xlsx", DOCX, NO_XLSX),
        ("referrals.xlsx", XLSX[:-30], NO_XLSX),
        ("referrals.xlsx", package("xl/workbook.xml", ("xl/vbaProject.bin", b"x")), MACROS),
        ("referrals.xlsx", package("xl/workbook.xml", ("xl/activeX/activeX1.xml", b"x")), MACROS),
        (
            "referrals.xlsx",
            package("xl/workbook.xml", types=b'<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'),
            MACROS,
        ),
        ("referrals.xlsx", package("xl/workbook.xml", ("xl/macrosheets/sheet1.xml", b"x")), MACROS),
        ("referrals.csv", PDF, NO_CSV),
        ("referrals.csv", XLSX, NO_CSV),
        ("referrals.csv", b"year\x00referrals", NO_CSV),
        ("referrals.csv", b"\x81\x8d\x8f", NO_CSV),
    ],
)  # fmt: skip
def test_what_is_not(name: str, data: bytes, why: str) -> None:
    assert told(name, data) == f"“{name}” {why}"


def test_one_that_is_too_large() -> None:
    large = PDF[:10] + b" " * 2_000_000 + b"%%EOF"
    assert told("large.pdf", large) == "“large.pdf” is larger than 1 MB"
    assert told("large.pdf", large, largest=3_000_000) == ""


def test_a_zip_that_is_far_larger_inside_is_not_unpacked() -> None:
    types = b"x" * 50_000_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("xl/workbook.xml", b"<x/>")
    assert told("bomb.xlsx", out.getvalue()) == f"“bomb.xlsx” {NO_XLSX}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\officer\\Referrals 2020.XLSX", "Referrals 2020.xlsx"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("..csv", "csv"),
        ("...pdf", "pdf"),
        ("report\r\nSet-Cookie: x=1.pdf", "report Set-Cookie x=1.pdf"),
        ("gpj.\u202efdp.pdf", "gpj. fdp.pdf"),
        ("con.csv", "con file.csv"),
        ('a"b;c%41.pdf', "a b c 41.pdf"),
        ("Référrals.csv", "Référrals.csv"),
        ("", "file"),
    ],
)
def test_names(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    kept = clean_name("a" * 500 + ".xlsx")
    assert (len(kept), kept[-6:]) == (LONGEST_NAME, "a.xlsx")
