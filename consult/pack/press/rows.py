"""A run of a long table's rows, laid out with the table's head above it."""

from consult.pack.press.parts import Ink, Node, Part
from consult.pack.press.unknown import Unknown


def run_of_rows(part: Part, ink: Ink, role: str) -> tuple[Part, Ink]:
    """The part as it stands among others of its table: its head is drawn by the first, and its margins are the table's.

    Raises:
        Unknown: the table has not one head.
    """
    if not role:
        return part, ink
    if len(part.heads) != 1:
        raise Unknown("A long table without one head")
    if role == "first rows":
        return part._replace(margins_below=(), after="auto"), ink
    below = part.heads[0][1]
    last = role == "last rows"
    alone = part._replace(
        top=below,
        margins_above=(),
        before="auto",
        margins_below=part.margins_below if last else (),
        after=part.after if last else "auto",
        cuts=tuple(cut for cut in part.cuts if cut.end > below + 1),
    )
    behind = (one for one in ink.backdrops if one.bottom > below + 1)
    drawn = ink._replace(
        lines=tuple(line for line in ink.lines if line.top >= below - 0.5),
        backdrops=tuple(one._replace(top=max(one.top, below)) for one in behind),
        nodes=_rows(ink.nodes),
    )
    return alone, drawn


def _rows(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    (table,) = nodes
    (body,) = (kid for kid in table.kids if isinstance(kid, Node) and kid.tag == "TBody")
    return tuple(kid for kid in body.kids if isinstance(kid, Node))
