"""A page cut into the blocks that are laid out each for itself.

The page is a stream of blocks in containers: `main`, `section` and `header` hold other blocks and nothing else. A long
table's rows are cut into runs, each of which becomes a block with the table's head; where a run ends depends on what the
rows say, so that a row that changes moves no other run. Whatever else stands in a container is a block.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from hashlib import sha256
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from consult.pack.press.unknown import Unknown

_CONTAINERS = {"main", "section", "header"}
LONG_TABLE = 60  # rows: a shorter table is one block
_RUN_ENDS = 24  # one row in so many ends a run
_LONGEST_RUN = 60


class Block(NamedTuple):
    """What is laid out at once.

    `markup` has the element marked as `data-press`; `before` is what stands before it, without its content, since a style
    sheet may ask what a block follows (that it is the last one, it may not ask); `shells` are the containers around it,
    outermost first; `key` says all that its layout depends on.
    """

    key: bytes
    markup: bytes
    before: bytes
    shells: tuple["Shell", ...]
    role: str


class Shell(NamedTuple):
    """A container on the page: what it is among its like, which one it is, its tag with its attributes, what stands before
    it (see `Block`), and its anchor."""

    kind: str
    number: int
    tag: str
    opening: bytes
    before: bytes
    anchor: str

    @property
    def markup(self) -> bytes:
        """What opens it."""
        return self.before + self.opening


def read(page: str) -> HtmlElement:
    """The page as a tree.

    Raises:
        Unknown: it is not one of ours.
    """
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        root = document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unknown(f"The page cannot be read: {error}") from error
    if root.find("body") is None or root.find("head") is None:
        raise Unknown("The page has no head or no body")
    return root


def opening(element: HtmlElement) -> str:
    """An element's opening tag."""
    return _opening(element, drop_id=False).decode()


def cut(root: HtmlElement, solid: frozenset[str], salt: bytes, following: frozenset[str]) -> tuple[Block, ...]:
    """The blocks of a page, which is used up; containers of a kind in `solid` are blocks. `salt` goes into every key;
    `following` are the tags and classes of what may look different for what it follows."""
    return tuple(_Scissors(solid, salt, following).flow(root.find("body"), ()))


class _Scissors:
    """Walks the containers, numbering them."""

    def __init__(self, solid: frozenset[str], salt: bytes, following: frozenset[str]) -> None:
        self._solid = solid
        self._following = following
        self._salt = salt
        self._number = 0

    def flow(self, container: HtmlElement, shells: tuple[Shell, ...]) -> Iterator[Block]:
        for child in container:
            kind = _kind(child, shells)
            if _holds_words(child) or kind in self._solid:
                yield self._block(_marked(child), shells)
            elif child.tag in _CONTAINERS:
                yield from self.flow(child, (*shells, self._shell(child, kind)))
            elif _long_table(child) is not None:
                yield from self._rows(child, (*shells, self._shell(child, kind)))
            else:
                yield self._block(_marked(child), shells)

    def _shell(self, element: HtmlElement, kind: str) -> Shell:
        self._number += 1
        opening, before = _opening(element), self._before(element)
        return Shell(kind, self._number, str(element.tag), opening, before, element.get("id", ""))

    def _before(self, element: HtmlElement) -> bytes:
        """What stands before an element, where that may matter."""
        asked = self._following.intersection((element.tag, *element.get("class", "").split()))
        return _ghost(element.getprevious()) if asked else b""

    def _rows(self, wrapper: HtmlElement, shells: tuple[Shell, ...]) -> Iterator[Block]:
        """The runs of a long table in its `div.scroll`."""
        table = wrapper[0]
        kind = _kind(table, shells)
        if kind in self._solid:
            yield self._block(_marked(table), shells)
            return
        body = table.find("tbody")
        before = [child for child in table if child is not body]
        head = [child for child in before if child.tag in ("thead", "colgroup")]
        runs = list(_runs(body))
        for number, rows in enumerate(runs):
            shell = _marked(_empty(table))
            shell.extend(copy(child) for child in (before if number == 0 else head))
            inner = etree.SubElement(shell, "tbody", dict(body.attrib))
            inner.extend(rows)
            role = "first rows" if number == 0 else "last rows" if number == len(runs) - 1 else "rows"
            yield self._block(shell, (*shells, Shell(kind, -1, "", b"", b"", "")), role)

    def _block(self, element: HtmlElement, shells: tuple[Shell, ...], role: str = "") -> Block:
        markup, before = _markup(element), self._before(element)
        path = b"".join(shell.markup for shell in shells)
        key = sha256(b"\0".join((self._salt, path, role.encode(), before, markup))).digest()
        return Block(key, markup, before, shells, role)


def _kind(element: HtmlElement, shells: tuple[Shell, ...]) -> str:
    own = ".".join((str(element.tag), *element.get("class", "").split()))
    return f"{shells[-1].kind}>{own}" if shells else own


def _holds_words(element: HtmlElement) -> bool:
    """A container holds blocks; words of its own make it a block."""
    if element.tag not in _CONTAINERS:
        return False
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _long_table(element: HtmlElement) -> HtmlElement | None:
    if element.tag != "div" or len(element) != 1 or element[0].tag != "table" or (element.text or "").strip():
        return None
    table = element[0]
    bodies = table.findall("tbody")
    plain = len(bodies) == 1 and table.find("thead") is not None and table.find("tfoot") is None
    return table if plain and len(bodies[0]) > LONG_TABLE and bodies[0].find(".//*[@rowspan]") is None else None


def _runs(body: HtmlElement) -> Iterator[list[HtmlElement]]:
    run: list[HtmlElement] = []
    for row in list(body):
        row.tail = None
        run.append(row)
        if len(run) == _LONGEST_RUN or sha256(_name(row).encode()).digest()[0] % _RUN_ENDS == 0:
            yield run
            run = []
    if run:
        yield run


def _name(row: HtmlElement) -> str:
    """What a row's first cell says: a row keeps its name while what is said in it changes."""
    return "".join(row[0].itertext()).strip() if len(row) else ""


def _empty(element: HtmlElement) -> HtmlElement:
    bare: HtmlElement = element.makeelement(element.tag, dict(element.attrib))
    return bare


def _marked(element: HtmlElement) -> HtmlElement:
    element.set("data-press", "")
    return element


def _opening(element: HtmlElement, *, drop_id: bool = True) -> bytes:
    attributes = {name: value for name, value in element.attrib.items() if name != "id" or not drop_id}
    bare = element.makeelement(element.tag, attributes)
    closing = f"</{element.tag}>".encode()
    return _markup(bare).removesuffix(closing)


def _ghost(element: HtmlElement | None) -> bytes:
    if element is None:
        return b""
    bare = element.makeelement(element.tag, {"class": element.get("class", ""), "style": "display: none"})
    return _markup(bare)


def _markup(element: HtmlElement) -> bytes:
    return bytes(etree.tostring(element, encoding="utf-8", method="html", with_tail=False))


def anchors(blocks: Iterable[Block]) -> dict[int, str]:
    """The anchors of containers, by the number of the block that comes first in each."""
    seen: set[int] = set()
    found: dict[int, str] = {}
    for number, block in enumerate(blocks):
        for shell in block.shells:
            if shell.number not in seen and shell.anchor:
                found[number] = shell.anchor
            seen.add(shell.number)
    return found
