"""Inline markup as a Draft keeps it: white space as a browser shows it, marks merged, nothing but the allowed ones."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from consult.domain import markup
from consult.importing.sanitising import plain_characters
from consult.importing.tree import Node, children, text

_MARKS = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "var"), "em"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
    "sup": "sup",
    "sub": "sub",
}
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u202f\u2007\u2028\u2029\x85]+")
_MERGED = re.compile(r"</(strong|em|sup|sub|code)>(\s*)<\1>")
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_STRUCK = frozenset({"s", "strike", "del"})
_HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_LEADING_BREAKS = re.compile(r"^((?:<(?!br)[^>]*>)*)(?:\s*<br>\s*)+")
_TRAILING_BREAKS = re.compile(r"(?:\s*<br>)+\s*((?:</\w+>)*)$")


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    is_tag: bool = False


_BREAK = _Piece("<br>\n", is_tag=True)


@dataclass(slots=True)
class Inline:
    """A run of inline content: its markup, and what stood in it that belongs elsewhere."""

    html: str = ""
    pictures: list[Element] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)


def is_hidden(element: Element) -> bool:
    """True for what a browser would not show."""
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def write(nodes: Iterable[Node]) -> Inline:
    """The markup of a run of text and inline elements. Pictures in it are handed back, in order."""
    out = Inline()
    pieces: list[_Piece] = []
    for node in nodes:
        _collect(node, pieces, frozenset(), out)
    out.html = _tidied(pieces)
    return out


def _collect(node: Node, pieces: list[_Piece], inside: frozenset[str], out: Inline) -> None:
    if isinstance(node, str):
        pieces.append(_Piece(node))
    elif is_hidden(node):
        return
    elif node.tag == "br":
        pieces.append(_BREAK)
    elif node.tag == "img":
        out.pictures.append(node)
    else:
        _collect_element(node, pieces, inside, out)


def _collect_element(node: Element, pieces: list[_Piece], inside: frozenset[str], out: Inline) -> None:
    if "data-note" in node.attrib:
        out.notes.append(int(node.attrib["data-note"]))
    if node.tag in _STRUCK and text(node).strip():
        out.struck.append(" ".join(text(node).split()))
    opening = [tag for tag in _tags_for(node) if markup.tag_name(tag) not in inside]
    names = [markup.tag_name(tag) for tag in opening]
    pieces.extend(_Piece(tag, is_tag=True) for tag in opening)
    for child in children(node):
        _collect(child, pieces, inside | frozenset(names), out)
    pieces.extend(_Piece(f"</{name}>", is_tag=True) for name in reversed(names))


def _tags_for(node: Element) -> list[str]:
    style = node.get("style", "")
    names = [_MARKS[node.tag]] if node.tag in _MARKS else []
    if names == ["strong"] and _LIGHT.search(style):
        names = []
    if _BOLD.search(style):
        names.append("strong")
    if _ITALIC.search(style):
        names.append("em")
    if raised := _RAISED.search(style):
        names.append("sup" if raised[1].lower() == "super" else "sub")
    href = node.get("href", "").strip()
    if node.tag == "a" and re.match(r"(https?://|mailto:)", href, re.IGNORECASE):
        return [
            f'<a href="{markup.escape(href).replace(chr(34), "&quot;")}">',
            *(f"<{n}>" for n in dict.fromkeys(names)),
        ]
    return [f"<{name}>" for name in dict.fromkeys(names)]


def _tidied(pieces: list[_Piece]) -> str:
    out: list[_Piece] = []
    last = -1  # where in `out` the latest text is
    spaced = True  # white space here would not be shown
    for piece in pieces:
        if piece == _BREAK and last >= 0:
            out[last] = _Piece(out[last].text.rstrip(" "))
        if piece.is_tag:
            out.append(piece)
            spaced = spaced or piece == _BREAK
            continue
        words = _SPACE.sub(" ", plain_characters(piece.text))
        words = words.lstrip(" ") if spaced else words
        accents = len(words) - len(words.lstrip(_accents_of(words)))
        if accents and last >= 0:  # an accent in a mark of its own belongs to the letter before it
            out[last] = _Piece(unicodedata.normalize("NFC", out[last].text + words[:accents]))
        if words[accents:]:
            last, spaced = len(out), words.endswith(" ")
            out.append(_Piece(words[accents:]))
    return _without_waste("".join(p.text if p.is_tag else markup.escape(p.text) for p in out))


def _accents_of(words: str) -> str:
    return "".join({c for c in words[:8] if unicodedata.combining(c)}) or "\0"


def _without_waste(html: str) -> str:
    """Without marks that hold nothing or stand beside their like, and without line breaks at the ends."""
    previous = ""
    while html != previous:
        previous = html
        html = _TRAILING_BREAKS.sub(r"\1", _LEADING_BREAKS.sub(r"\1", _MERGED.sub(r"\2", markup.trimmed(html))))
    return html
