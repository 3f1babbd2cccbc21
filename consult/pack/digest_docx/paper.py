"""What the parts of one Word document share: its links, bookmarks and pictures."""

import base64
import binascii
import io
import re
from collections.abc import Iterator
from itertools import count

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.shape import CT_Inline
from docx.shared import Emu, Mm
from lxml import etree

from consult.pack import office
from consult.pack.digest_docx.margin import Margin
from consult.pack.wordml import w

_LONGEST_NAME = 40  # of a bookmark: Word takes no longer one
_WIDEST, _TALLEST = Mm(145), Mm(200)
_LINKS = ("http:", "https:", "mailto:")
# python-docx reads the head of a picture's file; what it does not know (WebP) or cannot make out is described instead.
_NO_PICTURE = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ZeroDivisionError, ValueError)


class Paper:
    """One document being written."""

    def __init__(self, document: Document) -> None:
        self.margin = Margin()
        self._document = document
        self._links: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._numbers: Iterator[int] = count(1)

    def name_of(self, anchor: str) -> str:
        """The bookmark of an anchor: letters, digits and underscores, like no other's whatever the capitals."""
        if anchor not in self._names:
            plain = re.sub(r"\W", "_", anchor, flags=re.ASCII)
            name = (plain if plain[:1].isalpha() else f"at_{plain}")[:_LONGEST_NAME]
            tries = (name if n == 1 else f"{name[: _LONGEST_NAME - 6]}_{n}" for n in count(1))
            self._names[anchor] = next(one for one in tries if one.lower() not in self._taken)
            self._taken.add(self._names[anchor].lower())
        return self._names[anchor]

    def bookmark(self, anchor: str) -> tuple[str, str]:
        """A bookmark's number and name."""
        return str(next(self._numbers)), self.name_of(anchor)

    def address(self, target: str) -> str | None:
        """What stands in the file for a web or e-mail address; None for any other."""
        if not target.lower().startswith(_LINKS):
            return None
        if target not in self._links:
            part = self._document.part
            self._links[target] = part.relate_to(office.plain(target), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[target]

    def picture(self, source: str, described: str) -> etree._Element | None:
        """A picture given as a data URI, no larger than the page, with its words; None where Word would not show it."""
        if not source.startswith("data:"):
            return None
        try:
            data = base64.b64decode(source.partition(",")[2], validate=True)
            related, image = self._document.part.get_or_add_image(io.BytesIO(data))
            width, height = int(image.width), int(image.height)
        except (binascii.Error, *_NO_PICTURE):
            return None
        if not width or not height:
            return None
        scale = min(1, _WIDEST / width, _TALLEST / height)
        number = next(self._numbers)
        inline = CT_Inline.new_pic_inline(
            number, related, f"Figure {number}", Emu(int(width * scale)), Emu(int(height * scale))
        )
        inline.docPr.set("descr", office.plain(described))
        return w("drawing", inline)
