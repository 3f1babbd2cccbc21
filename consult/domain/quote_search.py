"""Quoted words looked for in a redraft, with what speaks for each place they may have gone to: see `reanchoring`."""

from collections import defaultdict
from dataclasses import dataclass

from consult.domain import quotes
from consult.domain.anchoring import Anchor
from consult.domain.certainty import ALIKE, LONG, ONE_SIDE, POSSIBLE, UNMISTAKABLE
from consult.domain.pairing import Pairing, Was
from consult.domain.quotes import Passage, Words

_BY_SIDE = 0.6  # how far the words on one side, all unchanged, speak for a place
_BY_WORD = 0.12  # how far each word of a quote does that stands once in its paragraph,
_BY_LENGTH = 0.9  # at most
_BY_STRETCH = 0.08  # how far each word does of the unchanged stretch the quote lies in,
_BY_STRETCH_AT_MOST = 0.9
_BY_MOVED_WORD = 0.0667  # how far each word of a sentence does that moved to another paragraph: certain from twelve
_OFFERED = 30  # places where the same words stand that are looked at, to be offered
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
        places = [
            (to, start)
            for to in fate.to
            for start in quotes.occurrences(self._new[to], sought.quote)
            if not self._others(paragraph, sought, to, start)
        ]
        alone = len(places) == 1 == len(quotes.occurrences(sought.words, sought.quote))
        return _ranked([self._weighed(sought, to, start, alone) for to, start in places])

    def _others(self, paragraph: int, sought: Passage, to: int, start: int) -> bool:
        """Whether words like those quoted are others, which stood in the draft already and stand here still."""
        end = start + len(sought.quote)
        for old in {paragraph, *self._pairing.origins[to].of}:
            stood = quotes.stood(self._old[old], self._new[to], start, end)
            if stood is not None and (old, stood) != (paragraph, sought.start):
                return True
        return False

    def elsewhere(self, paragraph: int, sought: Passage) -> list[Spot]:
        """The words as they were, in what is new of other paragraphs; the likeliest first.

        To stand, they must be unmistakable: their whole sentence, one that stood once in the draft, stands there. Where none
        does, the same words in other sentences are offered, if they are not too many to be of use.
        """
        whole = quotes.sentences(sought)
        size = whole.end - whole.start
        once = size >= UNMISTAKABLE and len(self._said.occurrences(whole.quote)) == 1
        places = self._fresh.occurrences(whole.quote) if once else []
        inside = sought.start - whole.start
        found = [
            Spot(
                to,
                self._anchor(sought, to, start + inside),
                min(_BY_LENGTH, _BY_MOVED_WORD * size),
                True,
                True,
                _ELSEWHERE,
            )
            for to, start in self._free(paragraph, whole, places)
        ]
        return _ranked(found or [self._loose(sought, *place) for place in self._like(paragraph, sought)])

    def _like(self, paragraph: int, sought: Passage) -> list[tuple[int, int]]:
        places = self._fresh.occurrences(sought.quote)
        return self._free(paragraph, sought, places) if len(places) <= _OFFERED else []

    def _free(self, paragraph: int, sought: Passage, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those of the places that are in other paragraphs and were not there before."""
        own = self._pairing.fates[paragraph].to
        return [one for one in places if one[0] not in own and not self._others(paragraph, sought, *one)]

    def _loose(self, sought: Passage, to: int, start: int) -> Spot:
        around = quotes.around(sought, self._new[to], start, start + len(sought.quote))
        score = POSSIBLE * (around.before + around.after) / 4
        return Spot(to, self._anchor(sought, to, start), score, True, False, _ELSEWHERE)

    def edited(self, paragraph: int, sought: Passage) -> list[Spot]:
        """What the words have become in the paragraph or the parts it went into; the likeliest first."""
        return _ranked([spot for to in self._pairing.fates[paragraph].to for spot in self._image(sought, to)])

    def _image(self, sought: Passage, to: int) -> list[Spot]:
        held = self._new[to]
        start, end = quotes.image(sought, held)
        if start == end or held[start:end] == sought.quote:  # the words as they were: `intact` has judged them
            return []
        around = quotes.around(sought, held, start, end)
        alike = quotes.likeness(sought.quote, held[start:end])
        stands = alike >= ALIKE and max(around.before, around.after) >= ONE_SIDE
        anchor = quotes.anchored(self._pairing.new.paragraphs[to].text, start, end)
        return [Spot(to, anchor, _EDITED * alike, False, stands, _REWORDED)]

    def _weighed(self, sought: Passage, to: int, start: int, alone: bool) -> Spot:
        size = len(sought.quote)
        around = quotes.around(sought, self._new[to], start, start + size)
        unbroken = quotes.unbroken(sought, self._new[to])
        length = min(_BY_LENGTH, _BY_WORD * size) if alone else 0.0
        stretch = min(_BY_STRETCH_AT_MOST, _BY_STRETCH * unbroken[1]) if unbroken and unbroken[0] == start else 0.0
        stands = (alone and size >= LONG) or min(around.before, around.after) >= ONE_SIDE or stretch > 0
        score = 1 - (1 - _BY_SIDE * around.before) * (1 - _BY_SIDE * around.after) * (1 - length) * (1 - stretch)
        return Spot(to, self._anchor(sought, to, start), score, True, stands and score >= POSSIBLE, _STANDING)

    def _anchor(self, sought: Passage, to: int, start: int) -> Anchor:
        return quotes.anchored(self._pairing.new.paragraphs[to].text, start, start + len(sought.quote), sought.cut)


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
