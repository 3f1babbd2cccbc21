"""The structure tree of one laid-out block, as WeasyPrint builds it of boxes, without the levels that say nothing.

WeasyPrint makes a Span for every stretch of a line and a NonStruct for every element that PDF has no name for. Neither
has a meaning of its own (ISO 32000-1, 14.8.4.4 and table 333): their content hangs on the element around them, in a Span
where that has other kids, so that an element holds words or elements and never both.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf.tags import _get_pdf_tag

from consult.pack.press.parts import Node

Box = Any
_EMPTY = {"Span", "NonStruct"}
_GROUPS = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "L", "LI", "Table", "THead", "TBody", "TR"}
_SVG = "{http://www.w3.org/2000/svg}"


class Element:
    """An element that is being built: its kids are elements and boxes of words or pictures."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.kids: list[Any] = []
        self.attributes: dict[str, Any] = {}
        self.link = -1


class Tree:
    """Builds the elements of a block, and numbers its runs of words."""

    def __init__(self, links: dict[int, int]) -> None:
        self._links = links
        self.runs: dict[Any, int] = {}
        self.number_of_runs = 0

    def of(self, box: Box) -> tuple[Node, ...]:
        """The nodes of a block and all in it. The runs of its boxes are then in `runs`."""
        top = Element("Document")
        top.kids = list(self._built(box, top))
        return tuple(kid for kid in self._frozen(top).kids if isinstance(kid, Node))

    def _built(self, box: Box, parent: Element) -> Iterator[Element]:
        box = getattr(box, "_box", box)
        tag = _get_pdf_tag(None if box.element is None else box.element_tag)
        if tag in ("TD", "TH") and parent.tag in ("TD", "TH"):
            tag = "NonStruct"  # an anonymous block in a cell
        elif tag == "LI":
            tag, wrapped = _list_item(box, parent)
            if wrapped:
                item = Element("LI")
                item.kids = list(self._built(box, item))
                yield item
                return
        element = Element(tag)
        inside = self._begun(element, box)
        for child in inside.children:
            for part in child.children if isinstance(child, boxes.LineBox) else [child]:
                self._hang(element, parent, part)
        if isinstance(box, boxes.ReplacedBox):
            element.kids.append(box)
        if tag == "Table":
            _head_cells(inside)
        yield element

    def _begun(self, element: Element, box: Box) -> Box:
        """What is known of an element before its kids; the box whose children those are."""
        element.link = self._links.get(id(box), -1)
        if element.tag == "Figure":
            element.attributes |= _figure(box)
        elif element.tag in ("TH", "TD"):
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            element.attributes |= {name: span for name, span in spans.items() if span != 1}
            box.press_element = element
        elif element.tag == "Table" and box.is_table_wrapper and box.get_wrapped_table():
            table = box.get_wrapped_table()
            inside = table.copy_with_children([])
            for child in box.children:
                inside.children.extend(child.children if child is table else [child])
            return inside
        return box

    def _hang(self, element: Element, parent: Element, box: Box) -> None:
        if isinstance(box, boxes.TextBox):
            element.kids.append(box)
            return
        nested_list = box.element_tag in ("ul", "ol") and element.tag == "LI"
        holder = parent if nested_list else element
        at = len(holder.kids)
        holder.kids[at:at] = list(self._built(box, holder))

    def _frozen(self, element: Element) -> Node:
        kids: list[object] = []
        last: object = None
        for kid in _said(element):
            if isinstance(kid, Element):
                kids.append(self._frozen(kid))
            elif isinstance(last, Element) or last is None:
                self.runs[kid] = self._run()
                kids.append(self.runs[kid])
            else:
                self.runs[kid] = self.runs[last]
            last = kid
        if element.tag in _GROUPS or any(isinstance(kid, Node) for kid in kids):
            kids = [Node("Span", (kid,), (), -1) if isinstance(kid, int) else kid for kid in kids]
        return Node(element.tag, tuple(kids), tuple(element.attributes.items()), element.link)

    def _run(self) -> int:
        self.number_of_runs += 1
        return self.number_of_runs - 1


def _list_item(box: Box, parent: Element) -> tuple[str, bool]:
    """The tag of a list item's box, and whether an LI has to be put around it."""
    if parent.tag == "LI":
        return "LBody", False
    if parent.tag == "LBody":
        return "NonStruct", False
    without_bullet = box.element_tag == "li" and (
        "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
    )
    if box.element_tag in ("dt", "dd") or without_bullet:
        return "LBody", True
    return "LI", False


def _said(element: Element) -> Iterator[Any]:
    """An element's kids, with those of kids that say nothing in their place."""
    for kid in element.kids:
        if isinstance(kid, Element) and kid.tag in _EMPTY and kid.link < 0:
            yield from _said(kid)
        else:
            yield kid


def _figure(box: Box) -> dict[str, Any]:
    x, y = box.content_box_x(), box.content_box_y()
    attributes: dict[str, Any] = {"BBox": (x, y, x + box.width, y + box.height)}
    if box.element.tag == f"{_SVG}svg":
        title = box.element.find(f"{_SVG}title")
        said = title.text if title is not None else ""
    else:
        said = box.element.get("alt")
    return attributes | ({"Alt": said} if said else {})


def _rows(table: Box) -> Iterator[tuple[Box, bool]]:
    """The rows of a table, and whether each is a header that is drawn again on every page."""
    for child in table.children:
        if child.element_tag == "tr":
            yield child, False
        else:
            yield from ((row, child.is_header) for row, _ in _rows(child)) if hasattr(child, "children") else ()


def _head_cells(table: Box) -> None:
    """Gives header cells a name and a scope, and every other cell the names of its headers.

    A name is where its cell stands: in the header or not, its row and its column.
    """
    columns: dict[int, list[tuple[bool, int, int]]] = {}
    own: dict[int, list[tuple[bool, int, int]]] = {}
    found = list(_placed(table))
    for row, column, cell, in_header, all_headers in found:
        if cell.element is not None and cell.element_tag == "th":
            name = (in_header, row, column)
            cell.press_element.attributes |= {"ID": name, "Scope": "Column" if all_headers else "Row"}
            if cell.element.get("scope") == "row":
                own.setdefault(row, []).append(name)
            else:
                columns.setdefault(column, []).append(name)
    for row, column, cell, _, _ in found:
        if cell.element is not None and cell.element_tag == "td":
            across = [name for span in range(cell.rowspan) for name in own.get(row + span, ())]
            down = [name for span in range(cell.colspan) for name in columns.get(column + span, ())]
            cell.press_element.attributes["Headers"] = (*across, *down)


def _placed(table: Box) -> Iterator[tuple[int, int, Box, bool, bool]]:
    """Each cell with its row, its column, whether it is in the table's head, and whether its row has headers alone."""
    reaching: dict[int, int] = {}
    for number, (row, is_header) in enumerate(_rows(table)):
        all_headers = all(cell.element is not None and cell.element_tag == "th" for cell in row.children)
        column = 0
        for cell in row.children:
            yield number, column, cell, is_header, all_headers
            for _ in range(cell.colspan):
                reaching[column] = cell.rowspan - 1
                column += 1
            if reaching.get(column):
                column += 1
                reaching[column] = reaching.get(column, 0) - 1
