"""Response forms that come back filled in: what the file is, by its content, and who reads it."""

import io
import zipfile

from consult.domain.response_form import FilledForm
from consult.importing import response_forms_docx, response_forms_xlsx
from consult.importing.errors import Unreadable

LARGEST_FILE = 20_000_000  # bytes

_LARGEST_TEXT = 40_000_000  # bytes of XML, unpacked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEND = "Send the form as it was downloaded, filled in: an Excel workbook (.xlsx) or a Word document (.docx)."
_MACROS = "The file holds macros, which no form does. Save it without macros, as .xlsx or .docx, and send that."


def read_response_form(data: bytes, name: str = "") -> FilledForm:
    """What was filled in, with all that is wrong with the file row by row (`faults`); check it with `response_form.check`.

    What the file is, its content says; its `name` is only repeated. Raises Unreadable, with the reason, for a file that is
    not one of our forms or does not say which.
    """
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"The file is larger than {LARGEST_FILE // 1_000_000} MB. {_SEND}")
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Unreadable("The file is empty. Check that you chose the right one.")
    if data.startswith(_OLE):
        raise Unreadable(_old_office(data))
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise Unreadable(_other(data, name))
    return response_forms_xlsx.read(data) if _zipped(data) == "xlsx" else response_forms_docx.read(data)


def _old_office(data: bytes) -> str:
    """Encrypted files and those from before 2007 are the same kind of container: the streams' names tell."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The file is protected by a password. Remove the password, save the file and send it again."
    if "Workbook".encode("utf-16-le") in data:
        return "This is an Excel 97-2003 workbook (.xls). Open it in Excel, save it as an Excel workbook (.xlsx) and send that."
    if "WordDocument".encode("utf-16-le") in data:
        return (
            "This is a Word 97-2003 document (.doc). Open it in Word, save it as a Word document (.docx) and send that."
        )
    return f"This is an old Office file. {_SEND}"


def _other(data: bytes, name: str) -> str:
    if data.startswith(b"%PDF-"):
        return f"This is a PDF, from which a form cannot be read. {_SEND}"
    if b"\x00" in data[:4096]:
        return f"This is not a form. {_SEND}"
    called = f" ({name})" if name else ""
    return f"This is a file of plain text{called}: saved as text or CSV, a form no longer says which it is. {_SEND}"


def _zipped(data: bytes) -> str:
    """ "xlsx" or "docx"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            names, size = (
                held.namelist(),
                sum(one.file_size for one in held.infolist() if one.filename.endswith(".xml")),
            )
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("The file is damaged: it is cut short or was changed on the way. Send it again.") from error
    if size > _LARGEST_TEXT:
        raise Unreadable(f"The file unpacks to far more than a form holds. {_SEND}")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unreadable(_MACROS)
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        raise Unreadable("This is an OpenDocument file (.ods or .odt). Save it as .xlsx or .docx and send that.")
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) and send that.")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    raise Unreadable(f"This is a zip file, not a form. {_SEND}")
