"""A Word or Excel file as the parts it is made of, opened with care: sizes first, no entities, nothing fetched."""

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from consult.importing.errors import Unreadable

LARGEST_TOTAL = 200_000_000  # bytes, unpacked
_LARGEST_XML = 60_000_000  # bytes, one part unpacked
_HIGHEST_RATIO = 200  # unpacked to packed, of a part over a megabyte
_DAMAGED = "The {program} file is damaged ({how}). Open it in {program}, save it again and try once more."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": _OFFICE,
    "dc": "http://purl.org/dc/elements/1.1/",
}


def qn(name: str) -> str:
    """ "w:p" as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def value(element: etree._Element | None, name: str = "w:val") -> str | None:
    """An attribute of an element that may not be there."""
    return None if element is None else element.get(qn(name))


def is_on(element: etree._Element | None) -> bool:
    """A Word switch: present means on, unless its value says off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


class Package:
    """The parts of a .docx or .xlsx. Raises Unreadable for a zip bomb, a damaged file, or XML that is broken or has a DTD.

    `program` is what the reasons call it: "Word" or "Excel".
    """

    def __init__(self, data: bytes, program: str = "Word") -> None:
        self._program = program
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            _check_sizes(self._zip.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self._damaged("it is not a whole zip file") from error
        self._names = frozenset(self._zip.namelist())
        self.main = self._related("", "officeDocument") or "word/document.xml"
        if self.main not in self._names:
            raise Unreadable(
                f"The {program} file has no document in it. Open it in {program}, save it again and try once more."
            )

    @property
    def names(self) -> frozenset[str]:
        """What the parts are called."""
        return self._names

    def _damaged(self, how: str) -> Unreadable:
        return Unreadable(_DAMAGED.format(program=self._program, how=how))

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part; None where there is no such part."""
        if name not in self._names:
            return None
        raw = self.read(name)
        for strict, usual in _STRICT:
            raw = raw.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(f"its part {name} is not well-formed XML") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(
                f"The part {name} of the {self._program} file defines entities, which {self._program} never does. "
                "It was not read."
            )
        return root

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        if name.endswith((".xml", ".rels")) and self._zip.getinfo(name).file_size > _LARGEST_XML:
            raise Unreadable("There is more text than a draft can have (over 1,000 pages). Import it in parts.")
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
            raise self._damaged(f"its part {name} cannot be unpacked") from error
        except Exception as error:  # zlib.error and lzma.LZMAError share no base class
            raise self._damaged(f"its part {name} cannot be unpacked") from error

    def related(self, kind: str) -> str:
        """The name of the part the document relates to as `kind` ("styles", "comments"); "" where there is none."""
        found = self._related(self.main, kind)
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return found if found in self._names else usual if usual in self._names else ""

    def all_related(self, kind: str) -> list[str]:
        """The names of all parts the document relates to as `kind` ("header"), in the order it names them."""
        return [name for name in self._every(self.main, kind) if name in self._names]

    def _related(self, part: str, kind: str) -> str:
        return next(self._every(part, kind), "")

    def _every(self, part: str, kind: str) -> Iterator[str]:
        return (target for _, of, target in self.relations(part) if of == kind)

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """What a part ("" for the package) relates to: each relation's id, its kind, and the name of the part it leads to."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in root if root is not None else ():
            if isinstance(relation.tag, str):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target

    def title(self) -> str:
        """The title in the file's properties."""
        core = self._related("", "core-properties") or "docProps/core.xml"
        root = self.xml(core)
        found = root.find(qn("dc:title")) if root is not None else None
        return (found.text or "").strip() if found is not None else ""

    def rewritten(self, changed: Mapping[str, etree._Element], without: Collection[str]) -> io.BytesIO:
        """The package with some parts changed and some left out. Every XML part is written from its checked tree."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
            for name in sorted(self._names):
                if name.endswith("/") or name in without:
                    continue
                root = changed.get(name)
                if root is None and name.endswith((".xml", ".rels")):
                    root = self.xml(name)
                made.writestr(name, self.read(name) if root is None else etree.tostring(root, encoding="UTF-8"))
        out.seek(0)
        return out


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("The file is protected by a password. Remove the password, save the file and try again.")
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > _HIGHEST_RATIO * max(1, entry.compress_size):
            raise Unreadable("The file unpacks to far more than a document holds. It was not opened.")
    if sum(entry.file_size for entry in entries) > LARGEST_TOTAL:
        raise Unreadable(f"The file unpacks to more than {LARGEST_TOTAL // 1_000_000} MB. It was not opened.")
