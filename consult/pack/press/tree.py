"""The structure tree of a paper (ISO 32000-1, 14.7), grown as its blocks are placed on pages."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydyf import String

from consult.pack.press.writing import Paper

Place = tuple[int, int]
"""Marked content: the number of its page from 0, and its identifier there."""


class Placed(NamedTuple):
    """A block on its pages: where each run of words is, what each link is, and where a height of it lies on a page."""

    nodes: Sequence[Any]
    runs: Sequence[Sequence[Place]]
    links: Sequence[tuple[int, int] | None]  # the link's page and object; None where it leads nowhere
    boxes: Any  # takes a box in the block's pixels, gives page and box in points


class Tree:
    """Takes blocks in reading order; call `finish` at the end."""

    def __init__(self, paper: Paper, pages: Sequence[int]) -> None:
        self._paper = paper
        self._pages = pages
        self.owners: list[list[int]] = [[] for _ in pages]
        self._link_owners: list[tuple[int, int]] = []  # the link's object and its element
        self._root, self._document = paper.reserve(), paper.reserve()
        self._open: list[tuple[object, _Holder]] = []
        self._top = _Holder("Document", self._document, self._root)
        self._names: list[tuple[bytes, int]] = []
        self._table = 0
        self._run_of_rows = 0
        self._long_table: _Holder | None = None

    def take(self, path: Sequence[tuple[object, str]], placed: Placed, role: str) -> None:
        """Hangs a block in its containers: each one's name and tag, outermost first, "" for none."""
        holder = self._into(path)
        if role in ("rows", "last rows") and self._long_table is not None:
            self._run_of_rows += 1
            holder = self._long_table
        for node in placed.nodes:
            holder.kids.append(b"%d 0 R" % self._element(node, holder.number, placed, role == "first rows"))

    def _into(self, path: Sequence[tuple[object, str]]) -> "_Holder":
        shared = 0
        while shared < min(len(path), len(self._open)) and self._open[shared][0] == path[shared][0]:
            shared += 1
        for _, holder in reversed(self._open[shared:]):
            self._close(holder)
        del self._open[shared:]
        for name, tag in path[shared:]:
            above = self._open[-1][1] if self._open else self._top
            holder = above
            if tag:
                holder = _Holder(tag, self._paper.reserve(), above.number)
                above.kids.append(b"%d 0 R" % holder.number)
            self._open.append((name, holder))
        return self._open[-1][1] if self._open else self._top

    def _close(self, holder: "_Holder") -> None:
        self._paper.objects[holder.number] = b"<</Type/StructElem/S/%s/P %d 0 R/K[%s]>>" % (
            holder.tag.encode(), holder.parent, b" ".join(holder.kids),
        )  # fmt: skip

    def _element(self, node: Any, parent: int, placed: Placed, long: bool = False) -> int:
        tag, kids, attributes, link = node
        number = self._paper.reserve()
        if tag == "Table":
            self._table, self._run_of_rows = number, 0
        if long and tag == "TBody":
            self._long_table = _Holder(tag, number, parent)
            self._long_table.kids = [b"%d 0 R" % self._element(kid, number, placed) for kid in kids]
            self._close(self._long_table)
            return number
        page, inside = self._inside(kids, number, placed, long)
        if link >= 0 and placed.links[link] is not None:
            on, annotation = placed.links[link]
            page = on if page is None else page
            inside.insert(0, b"<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>" % (annotation, self._pages[on]))
            self._link_owners.append((annotation, number))
        more = b"".join(self._attributes(attributes, number, placed)) if attributes else b""
        if page is not None:
            more += b"/Pg %d 0 R" % self._pages[page]
        self._paper.objects[number] = b"<</Type/StructElem/S/%s/P %d 0 R%s/K[%s]>>" % (
            tag.encode(), parent, more, b" ".join(inside),
        )  # fmt: skip
        return number

    def _inside(self, kids: Sequence[Any], number: int, placed: Placed, long: bool) -> tuple[int | None, list[bytes]]:
        """The page an element's own words begin on, and its kids. Words that go on on another page get a Span there."""
        page: int | None = None
        inside: list[bytes] = []
        for kid in kids:
            if not isinstance(kid, int):
                inside.append(b"%d 0 R" % self._element(kid, number, placed, long))
                continue
            for on, identifier in placed.runs[kid]:
                page = on if page is None else page
                if on == page:
                    self.owners[on][identifier] = number
                    inside.append(b"%d" % identifier)
                else:
                    inside.append(b"%d 0 R" % self._span(on, identifier, number))
        return page, inside

    def _span(self, page: int, identifier: int, parent: int) -> int:
        span = self._paper.add(
            b"<</Type/StructElem/S/Span/P %d 0 R/Pg %d 0 R/K[%d]>>" % (parent, self._pages[page], identifier)
        )
        self.owners[page][identifier] = span
        return span

    def _attributes(self, attributes: Any, number: int, placed: Placed) -> Iterator[bytes]:
        held = dict(attributes)
        if "BBox" in held:
            _, box = placed.boxes(held["BBox"])
            yield b"/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>" % box
        elif "Alt" not in held:
            yield b"/A<</O/Table%s>>" % b"".join(self._of_cell(held))
        if "Alt" in held:
            yield b"/Alt %s" % String(held["Alt"]).data
        if "ID" in held:
            name = self._name(held["ID"])
            self._names.append((name, number))
            yield b"/ID" + name

    def _of_cell(self, held: dict[str, Any]) -> Iterator[bytes]:
        for name in ("ColSpan", "RowSpan"):
            if name in held:
                yield b"/%s %d" % (name.encode(), held[name])
        if "Scope" in held:
            yield b"/Scope/" + held["Scope"].encode()
        if "Headers" in held:
            yield b"/Headers[%s]" % b"".join(map(self._name, held["Headers"]))

    def _name(self, cell: tuple[bool, int, int]) -> bytes:
        in_head, row, column = cell
        run = 0 if in_head else self._run_of_rows
        return b"(%d-%d-%d-%d)" % (self._table, run, row, column)

    def finish(self, first_key: int) -> dict[int, int]:
        """Writes the tree; gives the key of each annotation in the parent tree, by its object's number."""
        for _, holder in reversed(self._open):
            self._close(holder)
        if self._long_table is not None:
            self._close(self._long_table)
        self._close(self._top)
        rows = [b"%d[%s]" % (key, b" ".join(_reference(owner) for owner in own)) for key, own in enumerate(self.owners)]
        keys = {annotation: first_key + place for place, (annotation, _) in enumerate(self._link_owners)}
        rows += [b"%d %d 0 R" % (keys[annotation], owner) for annotation, owner in self._link_owners]
        parents = self._paper.add(b"<</Nums[%s]>>" % b" ".join(rows))
        following = first_key + len(keys)
        self._paper.objects[self._root] = (
            b"<</Type/StructTreeRoot/ParentTree %d 0 R/ParentTreeNextKey %d/K[%d 0 R]%s>>"
            % (parents, following, self._document, self._index())
        )
        self._paper.catalog["StructTreeRoot"] = f"{self._root} 0 R".encode()
        return keys

    def _index(self) -> bytes:
        """ISO 32000-1, table 322: elements with an /ID need an /IDTree."""
        if not self._names:
            return b""
        named = sorted(self._names)
        names = b"".join(b"%s %d 0 R" % one for one in named)
        leaf = self._paper.add(b"<</Names[%s]/Limits[%s%s]>>" % (names, named[0][0], named[-1][0]))
        return b"/IDTree<</Kids[%d 0 R]>>" % leaf


class _Holder:
    """An element whose kids are still to come."""

    def __init__(self, tag: str, number: int, parent: int) -> None:
        self.tag, self.number, self.parent = tag, number, parent
        self.kids: list[bytes] = []


def _reference(owner: int) -> bytes:
    return b"%d 0 R" % owner if owner else b"null"
