"""The structure tree of a PDF, read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

Place = tuple[int, int]  # page number from 0, marked content identifier


@dataclass(slots=True)
class Element:
    """A structure element with what hangs on it."""

    node: pikepdf.Object
    tag: str
    kids: list["Element"] = field(default_factory=list)
    content: list[Place] = field(default_factory=list)
    objects: list[pikepdf.Object] = field(default_factory=list)
    parts: "list[Element | Place]" = field(default_factory=list)  # kids and content in the order of both

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Tree:
    """The structure tree of an open PDF, and the faults met in reading it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.faults: list[str] = []
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._seen: set[tuple[int, int]] = set()
        self.root = self._element(pdf.Root.StructTreeRoot, None)

    def elements(self) -> Iterator[Element]:
        """Every element in reading order."""
        return self.root.walk()

    def _element(self, node: pikepdf.Object, parent: pikepdf.Object | None) -> Element:
        element = Element(node, str(node.get("/S", "/StructTreeRoot")))
        if parent is not None and node.get("/P", node).objgen != parent.objgen:
            self.faults.append(f"{element.tag} does not point back to its parent")
        if node.objgen in self._seen:
            self.faults.append(f"{element.tag} hangs in the tree twice")
            return element
        self._seen.add(node.objgen)
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._hang(element, kid)
        return element

    def _hang(self, element: Element, kid: pikepdf.Object) -> None:
        if not isinstance(kid, pikepdf.Dictionary):
            element.content.append((self._pages[element.node.Pg.objgen], int(kid)))
            element.parts.append(element.content[-1])
        elif kid.get("/Type") == "/OBJR":
            element.objects.append(kid.Obj)
        else:
            element.kids.append(self._element(kid, element.node))
            element.parts.append(element.kids[-1])
