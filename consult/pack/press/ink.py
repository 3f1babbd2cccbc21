"""What WeasyPrint draws, caught line by line: each line stands for itself, whatever was drawn before it."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.draw import text as draw_words
from weasyprint.pdf.stream import Stream

from consult.pack.press import pictures
from consult.pack.press.numbering import Slot
from consult.pack.press.slots import Slots, how_it_stands, is_slot
from consult.pack.press.unknown import Unknown
from consult.pack.press.widths import Widths

ARTIFACT = -1
Box = Any
Drawn = tuple[tuple[int, Any], ...]
_PAPER = (
    -20000,
    -20000,
    40000,
    40000,
)  # groups are cut off at it: larger than any page, wherever a block stands on one
_KINDS = ("ExtGState", "XObject", "Pattern", "Shading")


class Ink(Stream):  # type: ignore[misc]
    """A stream whose content is taken away line by line, and whose fonts know the widths of their own glyphs.

    Groups drawn apart (a chart's words set from their end) get names that no other block has.
    """

    def __init__(self, fonts: dict[int, Any], images: dict[str, Any] | None = None, **of_a_group: Any) -> None:
        resources = of_a_group.pop("resources", None) or pydyf.Dictionary(
            {kind: pydyf.Dictionary() for kind in _KINDS} | {"ColorSpace": None}
        )
        images = {} if images is None else images
        super().__init__(fonts, _PAPER, resources, images, of_a_group.pop("tags", {}), {}, None, **of_a_group)
        self.used: set[str] = set()
        self.name = ""

    def clone(self, **kwargs: Any) -> "Ink":
        """An ink for what is drawn apart, which notes the faces it uses where this one does."""
        tags = kwargs.get("tags", self._tags)
        group = Ink(self._fonts, self._images, resources=kwargs["resources"], extra=kwargs["extra"], tags=tags)
        group.used, group.name = self.used, self.name
        return group

    def add_group(self, x: float, y: float, width: float, height: float) -> "Ink":
        """A group with a name of its own."""
        group: Ink = super().add_group(x, y, width, height)
        forms = self._resources["XObject"]
        del forms[group.id]
        group.id = f"{group.id}-{len(forms)}-{self.name}"
        forms[group.id] = group
        return group

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """The face, to be told from every other by its hash.

        Raises:
            Unknown: its glyphs are made of dots, or as they are needed.
        """
        font, size = super().add_font(pango_font)
        if not isinstance(font.widths, Widths):
            _known(font)
        self.used.add(font.hash)
        return font, size

    def fresh(self) -> None:
        """Forgets what colour and font it draws in: what comes next stands for itself."""
        self.stream: list[Any] = []
        self._tags: dict[Any, Any] = {}
        self._current_color = self._current_color_stroke = None
        self._current_alpha = self._current_alpha_stroke = None
        self._current_font = self._old_font = None

    def begin(self, name: str) -> None:
        """A block of that name is drawn from here."""
        self.name = name
        self.used.clear()
        self._images.clear()
        for kind in _KINDS:
            self._resources[kind].clear()

    def resources(self) -> pictures.Resources:
        """All that the block refers to by name. Raises Unknown for patterns, shadings and masks."""
        return pictures.kept(self._resources, self._images)


def _known(font: Any) -> None:
    if font.bitmap or "fvar" in font.tables:
        raise Unknown(f"{font.family} has glyphs that are made of dots or vary")
    font.widths = Widths(font.file_content, font.index)
    # A name that no other face has, whatever fonts are installed when the parts are used again.
    _, _, name = font.name.partition(b"+")
    digest = sha256(b"\0".join((name, b"%d" % font.index, font.file_content))).digest()
    font.hash = "".join(chr(65 + number % 26) for number in digest[:6])
    font.name = b"/" + font.hash.encode() + b"+" + name


def written(items: list[Any]) -> bytes:
    """Operators as bytes, without the corrections by nothing that WeasyPrint writes between glyphs."""
    operators = b"\n".join(map(pydyf._to_bytes, items))
    return (
        operators.replace(b">0<", b"").replace(b">-0<", b"").replace(b">0] TJ", b">] TJ").replace(b">-0] TJ", b">] TJ")
    )


class Pen:
    """Draws boxes with an ink of its own, and gives what was drawn, run by run."""

    def __init__(self, fonts: dict[int, Any]) -> None:
        self.ink = Ink(fonts)
        self._scratch = Ink(fonts)
        self._slots = Slots(self._apart)
        self.figures: dict[str, dict[int, str]] = {}

    def drawn(self, runs: dict[Any, int], paint: Any, *arguments: Any) -> Drawn:
        """What `paint(ink, …)` draws: each run with its operators, artifacts as run -1."""
        self.ink.fresh()
        paint(self.ink, *arguments)
        owners = {tag["mcid"]: runs.get(box, ARTIFACT) for box, tag in self.ink._tags.items()}
        return _parted(self.ink.stream, owners)

    def begin(self, name: str) -> None:
        """A block of that name is drawn from here."""
        self.ink.begin(name)
        self.figures.clear()

    def said(self, faces: Iterable[Any]) -> dict[str, dict[int, str]]:
        """What each glyph drawn since the beginning says, by face.

        Raises:
            Unknown: a character that no font here has.
        """
        found: dict[str, dict[int, str]] = {name: {} for name in sorted(self.ink.used)}
        for face in faces:
            if face.missing:
                raise Unknown("A character that no font here has")
            if face.hash in found:
                found[face.hash] |= face.to_unicode
        for name, figures in self.figures.items():
            found[name] = figures | found.get(name, {})
        return found

    def singles(self) -> list[bytes]:
        """The artifacts drawn since the ink was fresh, each for itself."""
        found: list[bytes] = []
        held: list[Any] = []
        for item in self.ink.stream:
            held.append(item)
            if item == b"EMC":
                found.append(written(held))
                held = []
        return found

    def slots_of(self, box: Box, ancestors: list[Box], target: str = "") -> None:
        """Prepares the slots in a box: they are drawn where WeasyPrint would draw their words."""
        if is_slot(box):
            box.press_slot = self._slots.made(box, target or _target(ancestors), how_it_stands(ancestors))
            slot, font = box.press_slot
            known = self.figures.setdefault(font, {})
            known.update({int(code, 16): str(figure) for figure, (code, _) in enumerate(slot[6])})
            return
        for child in getattr(box, "children", ()):
            self.slots_of(getattr(child, "_box", child), [*ancestors, box], target)

    def _apart(self, box: Box, _nothing: None) -> tuple[bytes, Any]:
        self._scratch.fresh()
        self._scratch.used.clear()
        draw_words.draw_text(self._scratch, box, 0, "clip", "none")
        if len(self._scratch.used) != 1:
            raise Unknown("A page number is set in several faces")
        self.ink.used |= self._scratch.used
        (name,) = self._scratch.used
        font = next(font for font in self._scratch._fonts.values() if font.hash == name)
        return written(self._scratch.stream), font


def _target(ancestors: list[Box]) -> str:
    for box in reversed(ancestors):
        if box.link and box.link[1][0] == "internal":
            return str(box.link[1][1])
    return ""


def _parted(items: list[Any], owners: dict[int, int]) -> Drawn:
    """Operators parted where marked content begins and ends; what is not marked goes with the artifacts."""
    found: list[tuple[int, Any]] = []
    held: list[Any] = []
    owner: int | None = None
    depth = 0

    def lay_down(run: int) -> None:
        if held:
            found.append((run, _with_slots(held)))
            held.clear()

    for item in items:
        if item == b"BDC":
            properties, _ = held.pop(), held.pop()
            if depth:
                raise Unknown("Marked content stands in marked content")
            lay_down(ARTIFACT)
            owner, depth = owners[properties["MCID"]], 1
        elif item == b"BMC":
            if owner is not None:
                raise Unknown("An artifact stands in marked content")
            depth += 1
            held.append(item)
        elif item == b"EMC":
            depth -= 1
            if owner is None:
                held.append(item)
            else:
                lay_down(owner)
                owner = None
        else:
            held.append(item)
    lay_down(ARTIFACT)
    return tuple(found)


def _with_slots(items: list[Any]) -> bytes | tuple[bytes | Slot, ...]:
    if not any(isinstance(item, tuple) for item in items):
        return written(items)
    parts: list[bytes | Slot] = []
    held: list[Any] = []
    for item in items:
        if isinstance(item, tuple):
            parts += [written(held), item]
            held = []
        else:
            held.append(item)
    return (*parts, written(held))


def _draw_text(stream: Any, textbox: Any, *arguments: Any) -> None:
    slot = getattr(textbox, "press_slot", None)
    if slot is None:
        draw_words.draw_text(stream, textbox, *arguments)
    else:
        items = [slot[0]]
        stream.stream.extend(items)
        stream._current_color = stream._current_alpha = stream._current_font = stream._old_font = None


draw.draw_text = _draw_text
