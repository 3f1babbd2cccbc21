"""The draft's own words on their way to the page: cleaned once more, pictures put in, the commented words marked."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import nh3
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from consult.domain.digest import CommentEntry, Digest
from consult.domain.redline_paper import RedlinePaper
from consult.pack.words import printable

Figures = Mapping[str, str]
_Span = tuple[int, int]
_Slot = tuple[HtmlElement, Literal["text", "tail"]]

_PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_ROWS = {"table", "thead", "tbody", "tfoot", "tr"}  # they hold cells, never words
_TAGS = {"a", "br", "caption", "code", "em", "img", "strong", "sub", "sup", "td", "th"} | _ROWS
_CHANGES = {"del", "ins", "span"}
_ATTRIBUTES = {
    "span": {"class", "data-formatting"},
    "a": {"href"},
    "img": {"alt", "src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


def figures(paper: Digest | RedlinePaper) -> Figures:
    """A paper's pictures as data URIs, by the name the draft gives them ("figure:<sha256>")."""
    return {
        f"figure:{sha256}": f"data:{media_type};base64,{b64encode(data).decode()}"
        for sha256, media_type, data in paper.figures
        if media_type in _PICTURES
    }


def draft_words(source: str, comments: Iterable[CommentEntry], pictures: Figures) -> Markup:
    """A paragraph of the draft as safe HTML, with `<mark>` around the words that comments quote.

    The draft was sanitised when it was imported. It is cleaned again because this is the last door before paper: what
    passes can load nothing, run nothing and reach no file.
    """
    root = _sound(source, pictures, _TAGS)
    quotes = [comment.quote.strip() for comment in comments if comment.quote.strip()]
    _mark(root, _spans("".join(root.itertext()), quotes))
    return _inside(root)


def changed_words(source: str, pictures: Figures) -> Markup:
    """A paragraph of a redline as safe HTML: as `draft_words`, with what was inserted, deleted and formatted otherwise."""
    return _inside(_sound(source, pictures, _TAGS | _CHANGES))


def _sound(source: str, pictures: Figures, tags: set[str]) -> HtmlElement:
    root = html.fragment_fromstring(_cleaned(source, pictures, tags), create_parent="div")
    _describe_pictures(root)
    _drop_dead_links(root)
    _scope_headers(root)
    return root


def _inside(root: HtmlElement) -> Markup:
    inside = "".join(html.tostring(child, encoding="unicode") for child in root)
    return escape(root.text or "") + Markup(inside)  # noqa: S704 - cleaned and serialised just above


def _cleaned(source: str, pictures: Figures, tags: set[str]) -> str:
    def allowed(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("img", "src"):
            return pictures.get(value)
        if attribute == "href" and not value.lower().startswith(("http:", "https:", "mailto:")):
            return None
        return value

    return nh3.clean(
        printable(source),
        tags=tags,
        attributes=_ATTRIBUTES,
        attribute_filter=allowed,
        url_schemes={"http", "https", "mailto", "figure"},
        link_rel=None,
    )


def _describe_pictures(root: HtmlElement) -> None:
    """Every picture gets words; one that may not be shown leaves its words behind."""
    for picture in list(root.iter("img")):
        words = picture.get("alt") or "A picture in the draft, without a description"
        picture.set("alt", words)
        if not picture.get("src"):
            picture.tail = f"[{words}]{picture.tail or ''}"
            picture.drop_tag()


def _drop_dead_links(root: HtmlElement) -> None:
    for link in list(root.iter("a")):
        if not link.get("href"):
            link.drop_tag()


def _scope_headers(root: HtmlElement) -> None:
    """Says of each header cell whether it heads its column or its row (PDF/UA-1, 7.5)."""
    for table in root.iter("table"):
        _head(table)
    for cell in root.iter("th"):
        row = cell.getparent()
        heads_column = row is None or all(other.tag == "th" for other in row)
        cell.set("scope", cell.get("scope") or ("col" if heads_column else "row"))


def _head(table: HtmlElement) -> None:
    """Headers in a `<thead>`, which a table that runs over pages repeats; where there are none, the first row's cells."""
    first = next(table.iter("tr"), None)
    if first is None or table.find("thead") is not None:
        return
    if table.find(".//th") is None:
        for cell in first:
            cell.tag = "th"
    body = first.getparent()
    if body is not None and body.tag == "tbody" and all(cell.tag == "th" for cell in first):
        head = html.Element("thead")
        body.addprevious(head)
        head.append(first)


def _spans(text: str, quotes: Iterable[str]) -> list[_Span]:
    """Where the quotes stand in `text`, in order; overlapping ones become one."""
    found = sorted((at, at + len(quote)) for quote in quotes if (at := text.find(quote)) >= 0)
    spans: list[_Span] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _mark(root: HtmlElement, spans: list[_Span]) -> None:
    position = 0
    for element, part in list(_slots(root)):
        text = getattr(element, part) or ""
        here = [(max(start - position, 0), min(end - position, len(text))) for start, end in spans]
        _mark_slot((element, part), text, [span for span in here if span[0] < span[1]])
        position += len(text)


def _slots(element: HtmlElement) -> Iterator[_Slot]:
    """The places that hold text, in reading order."""
    yield element, "text"
    for child in element:
        yield from _slots(child)
        yield child, "tail"


def _mark_slot(slot: _Slot, text: str, spans: list[_Span]) -> None:
    element, part = slot
    container = element if part == "text" else element.getparent()
    if not spans or container is None or container.tag in _ROWS:
        return
    after = 0 if part == "text" else container.index(element) + 1
    setattr(element, part, text[: spans[0][0]])
    ends = [start for start, _ in spans[1:]] + [len(text)]
    for offset, ((start, end), until) in enumerate(zip(spans, ends, strict=True)):
        mark = html.Element("mark")
        mark.text, mark.tail = text[start:end], text[end:until]
        container.insert(after + offset, mark)
