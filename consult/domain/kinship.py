"""How like two paragraphs are, and which of many are like enough to be one and the same, or a part of it.

Likeness is counted in words: the share of the words of both that stand in both in the same order. (Counted in letters any
two English paragraphs are half alike.) Only those are compared that stand between the same neighbours or have three words in
a row in common, so the time taken grows with the draft and not with its square.
"""

import html as entities
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from consult.domain.certainty import EDITED, EDITED_AND_MOVED, IN_ORDER, NEAR, PART, SHORT
from consult.domain.draft import Kind, Paragraph
from consult.domain.word_alignment import alike_marks, words

_ALIKE_IN_LETTERS = 0.8
_WINDOW = 900  # pairs next to the same neighbour that are all compared; beyond, only those that have words in common
_COMMON = 12  # a run of three words that stands in more paragraphs than this tells none from another
_CLOSEST = 6  # how many of those that share runs are compared
_APART = 0.1  # the least likeness worth keeping, as what a better one is measured against
_ALT = re.compile(r'alt="([^"]*)"')
_SRC = re.compile(r'src="([^"]*)"')


@lru_cache(maxsize=2048)
def folded(text: str) -> str:
    """Text as it is compared: white space as one space, and quotation marks and dashes however they were typed."""
    return " ".join(alike_marks(text).split())


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is compared: one character for each of its words, and its runs of three of them."""

    family: str
    text: str
    coded: str
    runs: frozenset[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """Two paragraphs that are like one another, `likeness` 0 to 1; `near` where they stand next to the same others."""

    old: int
    new: int
    likeness: float
    near: bool

    @property
    def worth(self) -> float:
        return self.likeness + (NEAR if self.near else 0.0)

    @property
    def enough(self) -> bool:
        return self.likeness >= (EDITED if self.near else EDITED_AND_MOVED)


def family(kind: Kind) -> str:
    """Tables are only like tables, figures like figures, and all that is text like text."""
    return kind.value if kind in (Kind.TABLE, Kind.FIGURE) else "text"


def lines(paragraphs: Sequence[Paragraph], letters: dict[str, str]) -> list[Line]:
    """The paragraphs made ready to be compared; `letters` is shared by both drafts and filled here."""
    return [_line(paragraph, letters) for paragraph in paragraphs]


def _line(paragraph: Paragraph, letters: dict[str, str]) -> Line:
    text, source = paragraph.text, ""
    if paragraph.kind is Kind.FIGURE:
        alt, found = _ALT.search(paragraph.html), _SRC.search(paragraph.html)
        text, source = entities.unescape(alt[1]) if alt else "", found[1] if found else ""
    plain = folded(text)
    coded = "".join(letters.setdefault(word, chr(len(letters))) for word in words(plain.casefold()))
    runs = frozenset(coded[n : n + 3] for n in range(len(coded) - 2))
    return Line(family(paragraph.kind), plain, coded, runs, source)


def likeness(one: Line, other: Line) -> float:
    """0 to 1; 0 for a table and a text, 1 for the same picture."""
    if one.family != other.family:
        return 0.0
    if one.source and one.source == other.source:
        return 1.0
    by_words = fuzz.ratio(one.coded, other.coded) / 100 if one.coded and other.coded else 0.0
    if min(len(one.coded), len(other.coded)) >= SHORT:
        return by_words
    by_letters = fuzz.ratio(one.text, other.text, score_cutoff=100 * _ALIKE_IN_LETTERS) / 100 if one.text else 0.0
    return max(by_words, by_letters)


class Runs:
    """Paragraphs by the runs of three words they hold."""

    def __init__(self, held: Mapping[int, Line]) -> None:
        self._where: dict[str, list[int]] = defaultdict(list)
        for position, line in held.items():
            for run in line.runs:
                self._where[run].append(position)

    def closest(self, line: Line) -> list[int]:
        """Those that have the most runs in common with `line`."""
        shared: Counter[int] = Counter()
        for run in line.runs:
            holders = self._where.get(run, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        ranked = sorted(shared.items(), key=lambda one: (-one[1], one[0]))
        return [position for position, _ in ranked[:_CLOSEST]]


@dataclass(frozen=True, slots=True)
class Between:
    """What a paragraph stands between: the nearest before and after it that have partners, as those stand in the new draft."""

    before: int
    after: int

    def near(self, other: "Between") -> bool:
        """Whether two stand next to the same, on one side at least."""
        return self.before == other.before or self.after == other.after


def kin(
    old: Mapping[int, Line], new: Mapping[int, Line], olds: Mapping[int, Between], news: Mapping[int, Between]
) -> list[Kin]:
    """Which of the paragraphs still without a partner are like which, at whatever distance."""
    runs = Runs(new)
    sharing = {(one, other) for one, line in old.items() for other in runs.closest(line)}
    found = []
    for one, other in sorted(sharing | _neighbours(old, new, olds, news)):
        alike = likeness(old[one], new[other])
        if alike >= _APART:
            found.append(Kin(one, other, alike, olds[one].near(news[other])))
    return found


def _neighbours(
    old: Iterable[int], new: Iterable[int], olds: Mapping[int, Between], news: Mapping[int, Between]
) -> set[tuple[int, int]]:
    """Pairs that stand next to the same, if those are not too many to be compared."""
    beside: dict[tuple[str, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (positions, between) in enumerate(((old, olds), (new, news))):
        for position in positions:
            beside["before", between[position].before][side].append(position)
            beside["after", between[position].after][side].append(position)
    few = [sides for sides in beside.values() if len(sides[0]) * len(sides[1]) <= _WINDOW]
    return {(one, other) for sides in few for one in sides[0] for other in sides[1]}


def share(part: Line, whole: Line, partner: Line | None) -> float:
    """How much of `part`, 0 to 1, comes from `whole`: of what of it is not in the partner of the whole already, if it has one."""
    if part.family != whole.family:
        return 0.0
    if len(part.coded) < SHORT:
        fresh = partner is None or part.coded not in partner.coded
        return PART if fresh and len(part.coded) > 3 and part.coded in whole.coded else 0.0
    own = part.runs if partner is None else part.runs - partner.runs
    if len(own) < SHORT - 2 or LCSseq.similarity(part.coded, whole.coded) < IN_ORDER * len(part.coded):
        return 0.0
    return len(own & whole.runs) / len(own)
