"""Where in a block of words comments begin and end, and how far the block has been written."""

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Anchored:
    """A comment's ids (its own, then its replies'), and the characters it is on, counted in the draft's paragraph."""

    ids: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class Cursor:
    """How far the words of a block have been written, and which comments have yet to begin and to end."""

    waiting: list[Anchored] = field(default_factory=list)
    begun: list[Anchored] = field(default_factory=list)
    position: int = 0

    def parts(self, text: str) -> list[str]:
        """The text cut where a comment begins or ends."""
        start, stop = self.position, self.position + len(text)
        ends = [end for one in (*self.waiting, *self.begun) for end in (one.start, one.end)]
        cuts = [start, *sorted({at for at in ends if start < at < stop}), stop]
        return [text[one - start : other - start] for one, other in pairwise(cuts)]
