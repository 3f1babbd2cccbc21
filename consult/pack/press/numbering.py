"""Page numbers written into what was drawn before it was known on which page what stands.

A slot is a tuple: where it leads ("" for the page it is on), how its words stand (0 left, 0.5 centred, 1 right), the x
of its text, its type size, what is drawn in pieces, the mark between each two pieces, and how each figure is drawn: its
code in the font and its width in thousandths of the type size. The first two pieces have the x between them.
"""

from collections.abc import Mapping

Slot = tuple[str, float, float, float, tuple[bytes, ...], tuple[str, ...], tuple[tuple[bytes, float], ...]]


def filled(slot: Slot, numbers: Mapping[str, int]) -> bytes:
    """What a slot draws with those page numbers, by their marks."""
    _, stands, x, size, pieces, marks, figures = slot
    drawn = [pieces[0], b"", pieces[1]]
    surplus = 0.0
    for mark, piece in zip(marks, pieces[2:], strict=True):
        said = str(numbers[mark])
        surplus += sum(figures[int(figure)][1] for figure in mark) - sum(figures[int(figure)][1] for figure in said)
        drawn += [b"".join(figures[int(figure)][0] for figure in said), piece]
    drawn[1] = f"{x + stands * surplus * size / 1000:.3f}".encode()
    return b"".join(drawn)
