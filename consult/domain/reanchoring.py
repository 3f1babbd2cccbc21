"""Where each comment on a draft goes in its redraft: placed, moved or orphaned, and never guessed onto other words.

A comment follows the paragraph that `pairing` says carries its own on. Words quoted are looked for there, then in the other
parts of what it was split into or merged with, then in what is new in the rest of the draft. They are found with certainty
only if they stand as they were quoted and what is around them, or their length, tells them from their like; anything less is
put before a person, or the comment is orphaned with the places it might have gone to.
"""

from collections.abc import Sequence

from consult.domain import quotes
from consult.domain.anchoring import Anchor
from consult.domain.certainty import AHEAD, CERTAIN, CLEARLY_PAIRED, POSSIBLE, STILL_THE_SAME
from consult.domain.pairing import Pairing, Was
from consult.domain.placements import Candidate, Place, Placement, State
from consult.domain.quote_search import QuoteSearch, Spot

_MOST = 5  # places offered

_SECTION = {
    Was.SAME: "The section has the same heading.",
    Was.EDITED: "The heading of the section was changed.",
    Was.MOVED: "The section stands in another place.",
    Was.SPLIT: "The section was split. This part carries it on.",
    Was.MERGED: "The section was merged with another.",
}
_NEARLY_THE_SAME = "Another paragraph is nearly the same, and it is not clear which of them became this one."
_MORE_THAN_ONCE = "The words quoted stand in more than one place, and it is not clear which is meant."
_PARAGRAPH = {
    Was.SAME: "The paragraph is the same.",
    Was.EDITED: "The paragraph was edited.",
    Was.MOVED: "The paragraph stands in another place.",
    Was.SPLIT: "The paragraph was split. This part holds most of it.",
    Was.MERGED: "The paragraph was merged with another.",
}


class Reanchoring:
    """Re-anchors the comments of the old draft of a pairing."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._search = QuoteSearch(pairing)

    def placement(self, section: int | None, paragraph: int | None = None, anchor: Anchor | None = None) -> Placement:
        """Where a comment goes that stood on words of a paragraph, a paragraph, a section or (all None) the whole draft.

        By old positions; `section` is not looked at where a paragraph is given. Raises IndexError for what is not there.
        """
        if paragraph is None:
            return self._section(section) if section is not None else _whole_draft()
        if anchor is None:
            return self._paragraph(paragraph)
        text = self._pairing.old.paragraphs[paragraph].text
        if text[anchor.start : anchor.end] != anchor.exact:
            return _orphaned("The words quoted are not in the paragraph it was made on.", self._whereabouts(paragraph))
        return self._words(paragraph, anchor)

    def _section(self, section: int) -> Placement:
        fate = self._pairing.section_fates[section]
        if not fate.to:
            return _orphaned("The section was deleted.", [Candidate(Place(), 0.0)])
        to = Place(fate.to[0])
        carried = self._pairing.section_origins[fate.to[0]].carries == section
        sure = carried and fate.was is not Was.SPLIT and fate.margin >= CLEARLY_PAIRED and fate.likeness >= POSSIBLE
        others = [Candidate(Place(other), 0.0) for other in fate.to[1:]]
        return Placement(
            State.PLACED if carried and not fate.moved else State.MOVED,
            to,
            fate.likeness,
            fate.margin,
            not sure,
            _SECTION[fate.was] if carried else "Most of what stood in the section stands in another one now.",
            (Candidate(to, fate.likeness), *others),
        )

    def _paragraph(self, paragraph: int) -> Placement:
        fate = self._pairing.fates[paragraph]
        if not fate.to:
            return _orphaned("The paragraph was deleted.", self._whereabouts(paragraph))
        to = self._place(fate.to[0])
        whole = fate.was not in (Was.SPLIT, Was.MERGED)
        if whole and fate.margin < CLEARLY_PAIRED:
            return _orphaned(_NEARLY_THE_SAME, [Candidate(to, fate.likeness), *self._whereabouts(paragraph)[1:]])
        sure = whole and fate.likeness >= STILL_THE_SAME
        others = [Candidate(self._place(other), 0.0) for other in fate.to[1:]]
        return Placement(
            self._state(paragraph, fate.to[0]),
            to,
            fate.likeness,
            fate.margin,
            not sure,
            _PARAGRAPH[fate.was],
            (Candidate(to, fate.likeness), *others),
        )

    def _words(self, paragraph: int, anchor: Anchor) -> Placement:
        """As they were in their paragraph; else as they were elsewhere; else edited in their paragraph; else they are gone."""
        sought = quotes.passage(self._pairing.old.paragraphs[paragraph].text, anchor)
        own = self._search.intact(paragraph, sought, anchor)
        if own and own[0].stands:
            return self._found(paragraph, own)
        elsewhere = self._search.elsewhere(paragraph, sought)
        if elsewhere and elsewhere[0].stands:
            return self._found(paragraph, elsewhere)
        edited = self._search.edited(paragraph, sought)
        if edited and edited[0].stands:
            return self._found(paragraph, edited)
        spots = sorted([*own, *edited, *elsewhere], key=lambda spot: -spot.score)
        return _orphaned(self._gone(paragraph), self._offered(paragraph, spots))

    def _found(self, paragraph: int, spots: Sequence[Spot]) -> Placement:
        best = spots[0]
        fate = self._pairing.fates[paragraph]
        margin = best.score - spots[1].score if len(spots) > 1 else best.score
        paired = fate.margin if fate.to == (best.paragraph,) and fate.was is not Was.MERGED else 1.0
        if paired < CLEARLY_PAIRED:
            return _orphaned(_NEARLY_THE_SAME, self._offered(paragraph, spots))
        if margin < AHEAD and best.intact:
            return _orphaned(_MORE_THAN_ONCE, self._offered(paragraph, spots))
        sure = best.intact and best.score >= CERTAIN and margin >= AHEAD
        return Placement(
            self._state(paragraph, best.paragraph),
            self._place(best.paragraph, best.anchor),
            best.score,
            min(margin, paired),
            not sure,
            best.why,
            tuple(self._offered(paragraph, spots)),
        )

    def _offered(self, paragraph: int, spots: Sequence[Spot]) -> list[Candidate]:
        """Words first, and what is left to offer where they are gone: the paragraph as a whole, and its section."""
        words = [Candidate(self._place(spot.paragraph, spot.anchor), spot.score) for spot in spots[:_MOST]]
        return [*words, *self._whereabouts(paragraph)]

    def _state(self, paragraph: int, to: int) -> State:
        stayed = self._pairing.origins[to].carries == paragraph and not self._pairing.fates[paragraph].moved
        return State.PLACED if stayed else State.MOVED

    def _place(self, paragraph: int, anchor: Anchor | None = None) -> Place:
        return Place(self._pairing.new.section_of[paragraph], paragraph, anchor)

    def _whereabouts(self, paragraph: int) -> list[Candidate]:
        """What is left to offer where words or a paragraph are gone: the paragraph as a whole, or its section."""
        section = self._pairing.section_fates[self._pairing.old.section_of[paragraph]]
        places = [self._place(to) for to in self._pairing.fates[paragraph].to]
        places += [Place(to) for to in section.to]
        return [Candidate(place, 0.0) for place in places]

    def _gone(self, paragraph: int) -> str:
        if not self._pairing.fates[paragraph].to:
            return "The paragraph was deleted, and the words quoted stand nowhere else beyond doubt."
        return "The words quoted are no longer in the paragraph, and stand nowhere else beyond doubt."


def _whole_draft() -> Placement:
    return Placement(State.PLACED, Place(), 1.0, 1.0, False, "It is on the whole draft.", (Candidate(Place(), 1.0),))


def _orphaned(why: str, candidates: Sequence[Candidate]) -> Placement:
    return Placement(State.ORPHANED, None, 0.0, 0.0, True, why, tuple(candidates))
