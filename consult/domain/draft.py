"""A draft strategy as a plain document: what an importer reads, a clerk corrects and a draft version stores.

Everything is frozen and ordered. Positions are zero-based and count within their parent.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list item: lettered, roman, numbered below its parent, or bulleted (then its label is "")
    TABLE = "table"
    FIGURE = "figure"
    QUOTE = "quote"
    NOTE = "note"  # a footnote, standing at the end of the section that refers to it


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered or unnumbered block of a section.

    `html` is sanitised inline markup (a whole `<table>` for a table, `<img>` with alt text for a figure).
    `text` is exactly the DOM's textContent of `html`: anchors count their characters in it.
    `label` is the number the author's program shows, without the closing point: "6", "6(a)", "1.2(i)"; "" where there is none.
    `level` is 0 for a paragraph, 1 for its items, and so on.
    """

    text: str
    html: str
    label: str = ""
    level: int = 0
    kind: Kind = Kind.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of any level (1 to 6)."""

    heading: str
    level: int = 1
    number: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Warning:
    """Something the importer saw and decided, for the clerk to check.

    `where` says it in words ("Prevent, paragraph 14"); `section` and `paragraph` are positions, None where it concerns the whole.
    """

    where: str
    what: str
    section: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the draft: PNG, JPEG, GIF or WebP, named by its SHA-256 (hex). `html` refers to it as `figure:<sha256>`."""

    sha256: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft: its title, its sections in order, the pictures they use, and the importer's warnings."""

    title: str
    sections: tuple[Section, ...]
    warnings: tuple[Warning, ...] = ()
    figures: tuple[Figure, ...] = ()
