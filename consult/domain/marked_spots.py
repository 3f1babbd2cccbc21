"""The headings and paragraphs of the published draft as a marked-up copy is compared with them, and how texts are compared."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from consult.domain import labels
from consult.domain.marked_copy import CopyKind, CopyParagraph
from consult.domain.marked_proposals import Place
from consult.domain.places import place_in_words

FIGURE = "[Figure: {}]"
"""What stands for a picture in the copy that is sent out; the draft's own text of a picture is empty."""

_QUOTES = str.maketrans(
    {**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("‐‑–—−", "-"), "•": " "}
)

_BULLET = re.compile(r"(?:[•·▪–-]|\[\d{1,4}\])\s+")  # or the number of a footnote


class DraftParagraph(Protocol):
    """A paragraph of the published draft."""

    @property
    def id(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def text(self) -> str: ...


class DraftSection(Protocol):
    """A section of the published draft, with its paragraphs in order."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def paragraphs(self) -> Sequence[DraftParagraph]: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A heading or paragraph of the draft, by positions from 0; `paragraph` is None for the heading."""

    section: int
    paragraph: int | None
    text: str
    label: str
    key: str


def spots_of(sections: Sequence[DraftSection]) -> list[Spot]:
    """The draft's headings and paragraphs in order."""
    made = []
    for n, section in enumerate(sections):
        made.append(Spot(n, None, section.heading, section.number, key_of(section.heading)))
        for m, paragraph in enumerate(section.paragraphs):
            made.append(Spot(n, m, paragraph.text, paragraph.label, key_of(paragraph.text)))
    return made


@lru_cache(maxsize=16_384)
def key_of(text: str) -> str:
    """The text as it is compared: white space, quotation marks and dashes of any kind are alike."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def typed_number(paragraph: CopyParagraph) -> tuple[str, int]:
    """The number typed at the start of a copy's paragraph, and where its words begin; ("", 0) for none.

    A list's bullet and a footnote's number, where they are typed, count as one.
    """
    if paragraph.kind in (CopyKind.TABLE, CopyKind.NOTE):
        return "", 0
    find = labels.typed if paragraph.kind is CopyKind.TEXT else labels.typed_in_heading
    words = paragraph.text.lstrip()
    lead = len(paragraph.text) - len(words)
    if bullet := _BULLET.match(words):
        return "", lead + bullet.end()
    found = find(words)
    return (found[0], lead + found[1]) if found else ("", 0)


def words_of(paragraph: CopyParagraph) -> str:
    """A copy's paragraph without the number typed before it."""
    return paragraph.text[typed_number(paragraph)[1] :]


def is_figure(paragraph: CopyParagraph) -> bool:
    """Whether a line of the copy stands for a picture."""
    return paragraph.text.lstrip().startswith(FIGURE.partition("{}")[0])


def place_of(sections: Sequence[DraftSection], spot: Spot) -> Place:
    """A spot as a place: for a heading, its section."""
    section = sections[spot.section]
    heading = f"{section.number} {section.heading}".strip()
    if spot.paragraph is None:
        return Place(section.id, None, heading)
    ordinal = sum(not one.label for one in section.paragraphs[: spot.paragraph + 1])
    words = place_in_words(heading, spot.label, ordinal)
    if spot.label.startswith("["):
        words = f"{heading}, footnote {spot.label.strip('[]')}"
    return Place(section.id, section.paragraphs[spot.paragraph].id, words)
