"""A file with somebody's comments on the draft: a marked-up Word copy, or a response form. Its content says which."""

import io
import zipfile

from consult.domain.marked_copy import MarkedCopy
from consult.domain.response_form import COLUMNS, PROPERTY, FilledForm
from consult.importing.errors import Unreadable
from consult.importing.marked import read_marked_copy
from consult.importing.package import Package, qn
from consult.importing.response_forms import read_response_form

_SEND = (
    "Send your marked-up copy of the draft (.docx), or the form as it was downloaded and filled in (.xlsx or .docx)."
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_incoming(data: bytes, name: str) -> MarkedCopy | FilledForm:
    """What the file holds; raises Unreadable, with the reason and what to do, for anything else and for damaged files."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Unreadable("The file is empty. Check that you chose the right one.")
    if data.startswith(b"%PDF-"):
        raise Unreadable(f"This is a PDF, from which neither notes nor forms can be read. {_SEND}")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE)):
        raise Unreadable(f"This is neither a Word document nor an Excel workbook. {_SEND}")
    if _is_word(data) and not _is_form(data):
        return read_marked_copy(data, name)
    return read_response_form(data, name)


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return any(name.startswith("word/") for name in held.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False  # the reader of forms says what is wrong with it


def _is_form(data: bytes) -> bool:
    """True for a document that says so, or has a table headed as the forms are though it says nothing."""
    package = Package(data)
    properties = package.xml("docProps/custom.xml")
    if any(one.get("name", "").startswith(PROPERTY) for one in (properties if properties is not None else ())):
        return True
    root = package.xml(package.main)
    headings = {column.heading for columns in COLUMNS.values() for column in columns}
    for table in root.iter(qn("w:tbl")) if root is not None else ():
        row = next(table.iter(qn("w:tr")), None)
        cells = row.iter(qn("w:tc")) if row is not None else ()
        said = [" ".join("".join(t.text or "" for t in cell.iter(qn("w:t"))).split()) for cell in cells]
        if sum(one in headings for one in said) >= 5:
            return True
    return False
