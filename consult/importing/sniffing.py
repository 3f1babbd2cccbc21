"""What a file is, by its content. The ending of its name is not believed."""

import codecs
import io
import re
import zipfile
from enum import StrEnum

from consult.importing.errors import Unreadable

LARGEST_FILE = 50_000_000  # bytes
_SAVE_AS = "Save it as a Word document (.docx), Markdown or HTML and try again."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound file"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)
_ZIPPED = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"))
_HTML_START = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--.{0,5000}?-->)*<(?:!doctype\s+html|html|head|body|meta|title|h[1-6]|div|p|article|main|section|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


class FileKind(StrEnum):
    """The kinds of file a draft is read from."""

    WORD = "Word"
    HTML = "HTML"
    MARKDOWN = "Markdown"


def sniff(data: bytes, advice: str = _SAVE_AS) -> FileKind:
    """The kind of file these bytes are; raises Unreadable, with what to do, for anything that is not a draft."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(
            f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Make its pictures smaller and try again."
        )
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise Unreadable("The file is empty. Check that you chose the right one.")
    if data.startswith(_OLE):
        raise Unreadable(_old_office(data, advice))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, advice)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise Unreadable(f"This is {what}, not a draft that can be read. {advice}")
    return FileKind.HTML if _HTML_START.match(decode(data)[:20_000]) else FileKind.MARKDOWN


def _old_office(data: bytes, advice: str) -> str:
    """Word's encrypted files and its files from before 2007 are the same kind of container: the streams' names tell."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The file is protected by a password. Remove the password in Word, save the file and try again."
    if "WordDocument".encode("utf-16-le") in data:
        return "This is a Word 97-2003 document (.doc), whatever its name says. Open it in Word and save it as .docx."
    return f"This is an old Office file, not a draft that can be read. {advice}"


def _zipped(data: bytes, advice: str) -> FileKind:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("The file is damaged: it is cut short or was changed on the way. Send it again.") from error
    if any(name.startswith("word/") for name in names):
        return FileKind.WORD
    what = next((what for start, what in _ZIPPED if any(name.startswith(start) for name in names)), "")
    if "mimetype" in names:
        what = "an OpenDocument file"
    if not what and "[Content_Types].xml" in names:
        raise Unreadable("The Word file has no document in it. Open it in Word, save it again and try once more.")
    raise Unreadable(f"This is {what or 'a zip file'}, not a draft that can be read. {advice}")


def decode(data: bytes) -> str:
    """The text of a Markdown or HTML file: UTF-8, or what its byte order mark or `<meta charset>` says."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16", "UTF-16")
    start = data[:4096]
    if b"\x00" in data or sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start) > len(start) // 20:
        raise Unreadable(f"This is not a document. {_SAVE_AS}")
    declared = _CHARSET.search(start)
    if declared:
        name = declared[1].decode("ascii", "replace")
        return _decoded(data, _codec(name), name)
    return _decoded(data.removeprefix(codecs.BOM_UTF8), "utf-8", "UTF-8")


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except LookupError:
        return "utf-8"
    # A page that was read as bytes cannot be UTF-16, and Python's other "encodings" are not of text.
    return "utf-8" if found.name.startswith("utf-16") or not found._is_text_encoding else found.name


def _decoded(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, at) + 1
        raise Unreadable(
            f"The text is not {name}: byte {at}, on line {line}, cannot be read. "
            "Open the file in the program it was written with and save it as UTF-8."
        ) from error
