"""What is marked in a copy and cannot become a comment or a wording: named, so that nothing is dropped unseen."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lxml import etree

from consult.domain.marked_copy import Untaken
from consult.importing.marked.outline import Outline
from consult.importing.marked.pieces import DELETED, INSERTED, author_of
from consult.importing.package import Package, qn

_WITH_PROPERTIES = tuple(qn(name) for name in ("w:rPrChange", "w:pPrChange"))
_LAYOUT = tuple(
    qn(f"w:{name}")
    for name in (
        *("sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange"),
        *("numberingChange", "cellMerge"),
    )
)
_NO_FORMATTING = {*_WITH_PROPERTIES, *INSERTED, *DELETED, qn("w:rPr"), qn("w:sectPr")}
_FORMATTING = "Only the formatting was changed."
_PAGE_EDGE = "The header or footer of the pages was changed."


def gather(outline: Outline, package: Package, roots: Iterable[etree._Element]) -> list[Untaken]:
    """One entry for each author and paragraph with changed formatting, and for changed headers and footers."""
    found = dict.fromkeys(entry for root in roots for entry in _changed(root, outline))
    parts = [package.xml(name) for kind in ("header", "footer") for name in package.all_related(kind)]
    edges = [element for root in parts if root is not None for element in root.iter(*INSERTED, *DELETED)]
    return [
        *(Untaken(author, _FORMATTING, position) for author, position in found),
        *(Untaken(author, _PAGE_EDGE) for author in dict.fromkeys(author_of(element) for element in edges)),
    ]


def _changed(root: etree._Element, outline: Outline) -> Iterator[tuple[str, int | None]]:
    """Author and position of each change of formatting of words that were there before."""
    starts = [unit.span.start for unit in outline.units]
    for element in root.iter(*_WITH_PROPERTIES, *_LAYOUT):
        around = list(element.iterancestors())
        own = any(ancestor.tag in INSERTED for ancestor in around)
        if own or (element.tag in _WITH_PROPERTIES and not _changes_something(element)):
            continue
        piece = next((outline.places[ancestor] for ancestor in around if ancestor in outline.places), None)
        position = None if piece is None or not starts else max(0, bisect_right(starts, piece) - 1)
        yield author_of(element), position


def _changes_something(element: etree._Element) -> bool:
    """False where the properties before and after are the same, which some programs note all the same."""
    now = element.getparent()
    before = element[0] if len(element) else None
    return _properties(now) != _properties(before)


def _properties(element: etree._Element | None) -> set[bytes]:
    held = [] if element is None else [child for child in element if child.tag not in _NO_FORMATTING]
    return {etree.tostring(child, method="c14n", with_tail=False) for child in held}
