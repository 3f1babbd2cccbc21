"""The parts of a page one after another: the margins and wishes that meet between them, as atoms."""

from collections.abc import Iterator, Sequence

from consult.pack.press.breaking import FORCED, Atom, atoms_of, collapsed
from consult.pack.press.cutting import Block
from consult.pack.press.parts import AVOIDED, FREE, Part
from consult.pack.press.wishes import strongest

_LEVELS = {"auto": FREE, "avoid": AVOIDED, "page": FORCED}


def atoms(blocks: Sequence[Block], parts: Sequence[Part]) -> Iterator[Atom]:
    """All atoms of a page. Raises Unknown as `strongest` does."""
    left: list[float] = []  # margins of what has ended: a forced break drops them
    wishes: list[str] = []
    before: tuple[tuple[int, int], ...] = ()
    started = False
    for number, (block, part) in enumerate(zip(blocks, parts, strict=True)):
        path = tuple((depth, shell.number) for depth, shell in enumerate(block.shells))
        styles = dict(zip(path, part.shells, strict=False))
        if part.bottom > part.top or part.cuts:
            begun = [style for place, style in styles.items() if place not in before]
            above = [*(style[0] for style in begun), *part.margins_above]
            asked = strongest([*wishes, *(style[2] for style in begun), part.before])
            level = _LEVELS[asked] if started else FORCED
            gap = collapsed(above if level == FORCED else [*left, *above])
            yield from atoms_of(number, part, gap, level, block.role not in ("", "first rows"))
            left, wishes, started = list(part.margins_below), [part.after], True
            before = path
        following = blocks[number + 1].shells if number + 1 < len(blocks) else ()
        after = {(depth, shell.number) for depth, shell in enumerate(following)}
        for place, style in styles.items():
            if place in before and place not in after:
                left.append(style[1])
                wishes.append(style[3])
        before = tuple(place for place in before if place in after)
