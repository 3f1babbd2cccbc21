"""A draft's sanitised inline markup as runs of a Word paragraph."""

import html as entities
import re
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from consult.domain import markup
from consult.domain.marked_spots import FIGURE
from consult.pack import office

_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_LINK = RGBColor(0x1D, 0x70, 0xB8)


@dataclass(slots=True)
class Cell:
    """A cell of a table: its markup, and how many columns and rows it covers."""

    html: str
    is_header: bool
    columns: int = 1
    rows: int = 1


def alt_text(html: str) -> str:
    """What stands for a picture."""
    described = next(
        (_attributes(token).get("alt", "") for token in markup.tokens(html) if token.startswith("<img")), ""
    )
    return FIGURE.format(office.plain(described) or "no description")


def rows_of(html: str) -> tuple[str, list[list[Cell]]]:
    """A table's caption and its cells row by row."""
    rows: list[list[Cell]] = []
    held: list[str] = []
    caption = ""
    for token in markup.tokens(html):
        name = markup.tag_name(token) if token.startswith("<") else ""
        if name == "tr" and not token.startswith("</"):
            rows.append([])
        elif name in ("td", "th", "caption") and not token.startswith("</"):
            held = []
            if name != "caption":
                rows[-1].append(_cell(token, name))
        elif name == "caption":
            caption = "".join(held)
        elif name in ("td", "th"):
            rows[-1][-1].html = "".join(held)
        else:
            held.append(token)
    return caption, [row for row in rows if row]


def _cell(tag: str, name: str) -> Cell:
    spans = _attributes(tag)
    return Cell("", name == "th", int(spans.get("colspan", "1")), int(spans.get("rowspan", "1")))


def _attributes(tag: str) -> dict[str, str]:
    return {key: entities.unescape(value) for key, value in _ATTRIBUTE.findall(tag)}


class Writer:
    """Writes markup into paragraphs of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._links: dict[str, str] = {}

    def write(self, paragraph: WordParagraph, html: str, *, bold: bool = False) -> None:
        """Adds the markup's text to a paragraph, with its bold, italics, raised and lowered letters, links and lines."""
        marks: list[str] = ["strong"] if bold else []
        address, after_break = "", False
        for token in markup.tokens(html):
            name = markup.tag_name(token) if token.startswith("<") else ""
            if name == "br":
                paragraph.add_run().add_break()
            elif name == "a":
                address = "" if token.startswith("</") else _attributes(token).get("href", "")
            elif name and token.startswith("</"):
                marks = marks[: len(marks) - 1 - marks[::-1].index(name)] if name in marks else marks
            elif name == "img":
                self._add(paragraph, alt_text(token), marks, "")
            elif name:
                marks = [*marks, name]
            else:
                text = office.plain(entities.unescape(token)).replace("\n", " ")
                self._add(paragraph, text.lstrip(" ") if after_break else text, marks, address)
            after_break = name == "br"

    def _add(self, paragraph: WordParagraph, text: str, marks: list[str], address: str) -> None:
        if not text:
            return
        run = paragraph.add_run(text)
        run.bold, run.italic = "strong" in marks or None, "em" in marks or None
        if "sup" in marks or "sub" in marks:  # to set one, even to nothing, is to set the other off
            setattr(run.font, "superscript" if "sup" in marks else "subscript", True)
        if "code" in marks:
            run.font.name = "Courier New"
        if address:
            self._link(run, address)

    def _link(self, run: Run, address: str) -> None:
        run.font.underline, run.font.color.rgb = True, _LINK
        if address not in self._links:
            part = self._document.part
            self._links[address] = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._links[address])
        run._r.addprevious(link)
        link.append(run._r)
