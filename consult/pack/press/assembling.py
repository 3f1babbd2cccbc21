"""A PDF assembled from laid-out parts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from typing import Any

import pydyf
from pydyf import String

from consult.pack.press import breaking, fonts, pictures
from consult.pack.press.cutting import Block, anchors
from consult.pack.press.flowing import atoms
from consult.pack.press.frames import Frame, on_page
from consult.pack.press.outline import Title, add_outline, add_places
from consult.pack.press.parts import Part, ink_of
from consult.pack.press.placing import SCALE, Sheet, Slice
from consult.pack.press.tree import Place, Placed, Tree
from consult.pack.press.unknown import Unknown
from consult.pack.press.writing import Paper

_NEAR = 0.5  # px


class Assembly:
    """Puts the parts of a page's blocks on sheets, once."""

    def __init__(self, blocks: Sequence[Block], parts: Sequence[Part], frames: tuple[Frame, Frame]) -> None:
        self._blocks, self._parts, self._frames = blocks, parts, frames
        self._pages = breaking.pages(list(atoms(blocks, parts)), (frames[0].room, frames[1].room))
        self._slices = self._sliced()
        self._shell_anchors = anchors(blocks)
        self._places = dict(self._anchored())
        self._paper = Paper()

    def _frame(self, page: int) -> Frame:
        return self._frames[0 if page == 0 else 1]

    def _sliced(self) -> dict[int, list[Slice]]:
        """The slices of each block, by its number."""
        found: dict[int, list[Slice]] = defaultdict(list)
        for page, pieces in enumerate(self._pages):
            top = self._frame(page).top
            for piece in pieces:
                earlier = found[piece.part]
                low = piece.start - _NEAR if earlier else -inf
                if earlier:
                    earlier[-1] = earlier[-1]._replace(high=low)
                header_by = 0.0
                if piece.header >= 0:
                    header_by = top + piece.header_y - self._parts[piece.part].heads[piece.header][0]
                by = top + piece.y - piece.start
                earlier.append(Slice(page, piece.start, piece.end, low, inf, by, piece.header, header_by))
        return found

    def _spot(self, number: int, y: float) -> Slice | None:
        """The slice of a block with what begins at `y` of it."""
        return next((piece for piece in self._slices.get(number, ()) if piece.low <= y + _NEAR / 2 < piece.high), None)

    def _anchored(self) -> Iterator[tuple[str, tuple[int, float, float]]]:
        """Each anchor with its page and place there (points); of several of one name the first counts."""
        for number in reversed(range(len(self._parts))):
            part = self._parts[number]
            for name, x, y in reversed(part.anchors):
                spot = self._spot(number, y)
                if spot is not None:
                    yield name, (spot.page, SCALE * x, self._up(spot, y))
            if number in self._shell_anchors and (spot := self._spot(number, part.top)) is not None:
                left = SCALE * self._frame(spot.page).left
                yield self._shell_anchors[number], (spot.page, left, self._up(spot, part.top))

    def _up(self, spot: Slice, y: float) -> float:
        return SCALE * (self._frame(spot.page).height - y - spot.by)

    def _page_of(self, name: str) -> int:
        try:
            return self._places[name][0] + 1
        except KeyError as error:
            raise Unknown(f"A page number of what is not there: {name}") from error

    @property
    def number_of_pages(self) -> int:
        """How many pages the paper has."""
        return len(self._pages)

    def pdf(
        self, face: Callable[[str], fonts.Face], store: fonts.Store, about: Mapping[str, Any], language: str
    ) -> Paper:
        """The paper, ready to be finished and written. Raises Unknown."""
        paper = self._paper
        paper.info.update(about)
        paper.catalog["Lang"] = String(language)
        root, resources = paper.reserve(), paper.reserve()
        numbers = [paper.reserve() for _ in self._pages]
        tree = Tree(paper, numbers)
        sheets = [Sheet(page, self._frame(page)) for page in range(len(self._pages))]
        for page, sheet in enumerate(sheets):
            sheet.ground(on_page(sheet.frame, page + 1, len(sheets)))
        waiting: dict[int, bytes] = {}
        written = 0
        for number in range(len(self._parts)):
            slices = self._slices.get(number)
            if not slices:
                continue
            for page in range(written, slices[0].page):  # what is drawn on them is drawn: the bytes need not be held
                paper.objects[numbers[page]] = _page(paper, sheets[page], root, resources)
            written = max(written, slices[0].page)
            self._place(number, slices, sheets, tree, waiting)
        for page in range(written, len(sheets)):
            paper.objects[numbers[page]] = _page(paper, sheets[page], root, resources)
        keys = tree.finish(len(sheets))
        for annotation, entries in waiting.items():
            key = b"/StructParent %d" % keys[annotation] if annotation in keys else b""
            paper.objects[annotation] = b"<<%s%s>>" % (entries, key)
        paper.objects[resources] = self._resources(face, store)
        kids = b" ".join(b"%d 0 R" % number for number in numbers)
        paper.objects[root] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(numbers), kids)
        self._finish_catalogue(root, numbers)
        return paper

    def _place(
        self, number: int, slices: Sequence[Slice], sheets: Sequence[Sheet], tree: Tree, waiting: dict[int, bytes]
    ) -> None:
        """Draws a block on its pages, and hangs it in the structure tree."""
        ink = ink_of(self._parts[number])
        runs: list[list[Place]] = [[] for _ in range(ink.runs)]
        for piece in slices:
            sheets[piece.page].put(ink, piece, runs, self._page_of)
            owners = tree.owners[piece.page]
            owners.extend([0] * (sheets[piece.page].identifiers - len(owners)))
        links = [self._link(number, link, sheets, waiting) for link in ink.links]

        def boxes(box: tuple[float, float, float, float]) -> tuple[int, tuple[float, float, float, float]]:
            spot = self._spot(number, box[1]) or slices[0]
            return spot.page, sheets[spot.page].box(spot, box)

        block, part = self._blocks[number], self._parts[number]
        path = [(shell.number, style[4]) for shell, style in zip(block.shells, part.shells, strict=False)]
        tree.take(path, Placed(ink.nodes, runs, links, boxes), block.role)

    def _link(
        self, number: int, link: Any, sheets: Sequence[Sheet], waiting: dict[int, bytes]
    ) -> tuple[int, int] | None:
        """A link's page and annotation; None where it leads to what is not there, as WeasyPrint has it."""
        outside, target, box = link
        spot = self._spot(number, box[1])
        if spot is None or not (outside or target in self._places):
            return None
        said = String(target).data
        leads = b"/A<</Type/Action/S/URI/URI%s>>" % said if outside else b"/Dest%s" % said
        corners = sheets[spot.page].box(spot, box)
        annotation = self._paper.reserve()
        waiting[annotation] = b"/Type/Annot/Subtype/Link/F 4/Rect[%.3f %.3f %.3f %.3f]/BS<</W 0>>/Contents%s%s" % (
            *corners, said, leads,
        )  # fmt: skip
        sheets[spot.page].annotations.append(annotation)
        return spot.page, annotation

    def _resources(self, face: Callable[[str], fonts.Face], store: fonts.Store) -> bytes:
        paper = self._paper
        everything: list[Part | Frame] = [*self._parts, *self._frames]
        glyphs = fonts.glyphs_of(one.fonts for one in everything)
        named = paper.add(fonts.dictionary(glyphs, face, paper.add, paper.add_stream, store))
        held = pictures.together([one.resources for one in everything])
        return b"<<%s>>" % pictures.written(held, paper.add_stream, b"%d 0 R" % named)

    def _finish_catalogue(self, root: int, numbers: Sequence[int]) -> None:
        paper = self._paper
        paper.catalog["Pages"] = f"{root} 0 R".encode()
        titles = []
        for number, part in enumerate(self._parts):
            for level, label, x, y, is_open in part.bookmarks:
                spot = self._spot(number, y)
                if spot is not None:
                    there = b"[%d 0 R/XYZ %.2f %.2f 0]" % (numbers[spot.page], SCALE * x, self._up(spot, y))
                    titles.append(Title(level, label, there, is_open))
        add_outline(paper, titles)
        places = {
            name: b"[%d 0 R/XYZ %.2f %.2f 0]" % (numbers[page], x, y) for name, (page, x, y) in self._places.items()
        }
        add_places(paper, places)
        paper.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        paper.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _page(paper: Paper, sheet: Sheet, root: int, resources: int) -> bytes:
    content = paper.add_page_content(b"\n".join(sheet.drawn))
    sheet.drawn.clear()
    box = b"[0 0 %.3f %.3f]" % (SCALE * sheet.frame.width, SCALE * sheet.frame.height)
    notes = b"/Annots[%s]" % b" ".join(b"%d 0 R" % one for one in sheet.annotations) if sheet.annotations else b""
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox%s/TrimBox%s/BleedBox%s/Contents %d 0 R/Resources %d 0 R/Tabs/S"
        b"/StructParents %d%s>>" % (root, box, box, box, content, resources, sheet.number, notes)
    )
