"""Files that authorities supply: taken by what they hold, not by what they are called, and named so that a name does no harm.

They are kept and handed out as downloads. Nothing here opens one to show it, and no macro gets in.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from consult.domain.refusals import Refused

LONGEST_NAME = 120
MOST_FILES = 20
"""Files of one supply."""

_MOST_PARTS = 10_000  # of a zip; what Office writes has some dozens
_LARGEST_CONTENTS = 5_000_000  # bytes of the list of contents that is read


class FileKind(StrEnum):
    """What is taken, by how its name ends."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """As it is handed out."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

KINDS_IN_WORDS = "PDF, Excel (.xlsx), CSV and Word (.docx) files"

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*;%#\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileBrought:
    """A file as an officer brings it."""

    name: str
    data: bytes


def checked(file: FileBrought, largest: int) -> tuple[str, FileKind]:
    """The name it is kept under, and what it is. Raises Refused, for field "files", for what is not taken.

    `largest` is the most bytes a file may have.
    """
    name = clean_name(file.name)
    if not file.data:
        raise _refused(name, "is empty")
    if len(file.data) > largest:
        raise _refused(name, f"is larger than {largest // 1_000_000} MB")
    ending = PurePosixPath(name).suffix[1:].lower()
    if ending not in set(FileKind):
        raise _refused(name, f"cannot be taken. {KINDS_IN_WORDS} can")
    kind = FileKind(ending)
    problem = _CHECKS[kind](file.data)
    if problem:
        raise _refused(name, problem)
    return name, kind


def clean_name(name: str) -> str:
    """The last part of a path as a name that any system can keep: no control characters, nothing reserved, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(_UNSAFE.sub(" ", last).split()).lstrip(". ").rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        stem, ending = plain, ""
    stem = stem.strip() or "file"
    if _RESERVED.fullmatch(stem.partition(".")[0]):
        stem = f"{stem} file"
    ending = f".{ending.lower()}" if ending else ""
    return f"{stem[: LONGEST_NAME - len(ending)].rstrip()}{ending}"[:LONGEST_NAME]


def _refused(name: str, what: str) -> Refused:
    return Refused(f"“{name}” {what}", field="files")


def _pdf(data: bytes) -> str:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        return "is not a PDF, or only part of one. Save it again as PDF"
    return ""


def _csv(data: bytes) -> str:
    """Text in one of the encodings spreadsheets write. What only looks like it tells itself by control characters."""
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "is not a CSV file. Export the sheet as CSV"
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if re.search("[\x00-\x08\x0e-\x1f\ufffd]", text):
        return "is not a CSV file. Export the sheet as CSV"
    return ""


def _office(main: str, word: str) -> Callable[[bytes], str]:
    def check(data: bytes) -> str:
        broken = f"is not {word}, or is damaged. Open it, save it again, and choose it again"
        if not data.startswith(b"PK\x03\x04"):
            return broken
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return _of_package(package, main, broken)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
            return broken

    return check


def _of_package(package: zipfile.ZipFile, main: str, broken: str) -> str:
    parts = package.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > _MOST_PARTS or not {"[content_types].xml", main} <= names:
        return broken
    contents = next(part for part in parts if part.filename.lower() == "[content_types].xml")
    if contents.file_size > _LARGEST_CONTENTS or any(part.flag_bits & 1 for part in parts):
        return broken
    types = package.read(contents).lower()
    macros = any(name.endswith((".bin", ".vbs")) and ("vba" in name or "activex" in name) for name in names)
    macros = macros or any(said in types for said in (b"macroenabled", b"vbaproject", b"macrosheet"))
    if macros or any("/activex/" in name or "/macrosheets/" in name for name in names):
        return "holds macros. Save it without them, and choose it again"
    return ""


_CHECKS: dict[FileKind, Callable[[bytes], str]] = {
    FileKind.PDF: _pdf,
    FileKind.XLSX: _office("xl/workbook.xml", "an Excel workbook"),
    FileKind.CSV: _csv,
    FileKind.DOCX: _office("word/document.xml", "a Word document"),
}
