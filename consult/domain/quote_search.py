"""Quoted words looked for in a redraft, with what speaks for each place they may have gone to: see `reanchoring`."""

from collections import defaultdict
from dataclasses import dataclass

from consult.domain import quotes
from consult.domain.anchoring import Anchor
from consult.domain.pairing import Pairing, Was
from consult.domain.quotes import Passage, Words

POSSIBLE = 0.5
"""Confidence under which words are not offered as those quoted: more speaks against it than for it."""

UNMISTAKABLE = 8
"""Words from which a passage that stood once in the draft, and stands once in what is new of the redraft, is the one quoted
though nothing around it is the same."""

BOTH_SIDES = 0.5
"""What must still stand both before and after words, of those that stood there, to find them in a paragraph that is not their
own: without it 7 in 57 were found in the wrong place when this was tried out, with it none."""

_BY_SIDE = 0.6  # how far the words on one side, all unchanged, speak for a place
_BY_WORD = 0.12  # how far each word of a quote does that stands once in its paragraph,
_BY_LENGTH = 0.9  # at most
_BY_STRETCH = 0.08  # how far each word does of the unchanged stretch the quote lies in,
_BY_STRETCH_AT_MOST = 0.9
_EDITED = 0.9  # no edited passage is surer than this


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a new paragraph that may be those quoted. `stands`: enough speaks for them to take the comment there."""

    paragraph: int
    anchor: Anchor
    score: float
    intact: bool
    stands: bool
    why: str


class QuoteSearch:
    """Looks for quoted words of the old draft in the new one."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._old = [quotes.read(paragraph.text) for paragraph in pairing.old.paragraphs]
        self._new = [quotes.read(paragraph.text) for paragraph in pairing.new.paragraphs]
        self._said = _Index(dict(enumerate(self._old)))
        self._fresh = _Index(
            {
                n: held
                for n, held in enumerate(self._new)
                if pairing.origins[n].likeness < 1 or len(pairing.origins[n].of) > 1
            }
        )

    def intact(self, paragraph: int, sought: Passage, anchor: Anchor) -> list[Spot]:
        """The words as they were, in the paragraph or the parts it went into; the likeliest first."""
        fate = self._pairing.fates[paragraph]
        text = self._pairing.old.paragraphs[paragraph].text
        if len(fate.to) == 1 and self._pairing.new.paragraphs[fate.to[0]].text == text:
            return [Spot(fate.to[0], anchor, 1.0, True, True, _SAME[fate.was])]
        places = [(to, start) for to in fate.to for start in quotes.occurrences(self._new[to], sought.quote)]
        alone = len(places) == 1 == len(quotes.occurrences(sought.words, sought.quote))
        return _ranked([self._weighed(sought, to, start, alone, _STANDING) for to, start in places])

    def elsewhere(self, paragraph: int, sought: Passage) -> list[Spot]:
        """The words as they were, in what is new of other paragraphs; the likeliest first.

        Words that stood in those paragraphs before are others of the same wording, and none of these.
        """
        own = self._pairing.fates[paragraph].to
        places = [
            (to, start)
            for to, start in self._fresh.occurrences(sought.quote)
            if to not in own and not self._stood(to, start, start + len(sought.quote), paragraph)
        ]
        alone = len(places) == 1 == len(self._said.occurrences(sought.quote))
        return _ranked([self._weighed(sought, to, start, alone, _ELSEWHERE) for to, start in places])

    def _stood(self, to: int, start: int, end: int, besides: int) -> bool:
        olds = self._pairing.origins[to].of
        return any(quotes.kept(self._old[old], self._new[to], start, end) for old in olds if old != besides)

    def edited(self, paragraph: int, sought: Passage) -> list[Spot]:
        """What the words may have become in the paragraph or the parts it went into; the likeliest first."""
        found = []
        for to in self._pairing.fates[paragraph].to:
            held = self._new[to]
            for start, end in quotes.closest(sought, held):
                score = _EDITED * quotes.likeness(sought.quote, held[start:end])
                anchor = quotes.anchored(self._pairing.new.paragraphs[to].text, start, end)
                found.append(Spot(to, anchor, score, False, score >= POSSIBLE, _REWORDED))
        return _ranked(found)

    def _weighed(self, sought: Passage, to: int, start: int, alone: bool, why: str) -> Spot:
        held, size = self._new[to], len(sought.quote)
        around = quotes.around(sought, held, start, start + size)
        unbroken = quotes.unbroken(sought, held) if why is _STANDING else None
        length = min(_BY_LENGTH, _BY_WORD * size) if alone else 0.0
        stretch = min(_BY_STRETCH_AT_MOST, _BY_STRETCH * unbroken[1]) if unbroken and unbroken[0] == start else 0.0
        against = (1 - _BY_SIDE * around.before) * (1 - _BY_SIDE * around.after) * (1 - length) * (1 - stretch)
        sides = min(around.before, around.after) >= BOTH_SIDES
        anchor = quotes.anchored(self._pairing.new.paragraphs[to].text, start, start + size, sought.cut)
        return Spot(to, anchor, 1 - against, True, sides or (alone and size >= UNMISTAKABLE), why)


def _ranked(spots: list[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (-spot.score, spot.paragraph, spot.anchor.start))


_STANDING = "The words stand as they were quoted; other words of the paragraph changed."
_ELSEWHERE = "The words stand as they were quoted, in another paragraph."
_REWORDED = "The words quoted were edited."
_SAME = {
    Was.SAME: "The paragraph is the same.",
    Was.EDITED: "The words of the paragraph are the same.",
    Was.MOVED: "The paragraph is the same and stands in another place.",
    Was.SPLIT: _STANDING,
    Was.MERGED: _STANDING,
}


class _Index:
    """Texts by the words in them."""

    def __init__(self, texts: dict[int, Words]) -> None:
        self._texts = texts
        self._where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, held in texts.items():
            for n, word in enumerate(held):
                self._where[word].append((number, n))

    def occurrences(self, quote: Words) -> list[tuple[int, int]]:
        """Where `quote` stands: text and first word. Looked for by its rarest word."""
        if not quote:
            return []
        at = min(range(len(quote)), key=lambda n: len(self._where.get(quote[n], ())))
        return [
            (number, n - at)
            for number, n in self._where.get(quote[at], ())
            if n >= at and self._texts[number][n - at : n - at + len(quote)] == quote
        ]
