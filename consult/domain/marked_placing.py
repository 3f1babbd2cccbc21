"""The place of each mark of a member's copy in the published draft.

Nothing is put on words it was not made on. What cannot be placed is kept with its words and the reason, for the clerk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consult.domain import marked_sayings as sayings
from consult.domain.anchoring import Anchor
from consult.domain.marked_carrying import Bare, Carrier, bare
from consult.domain.marked_copy import CopyKind, Mark, MarkedCopy, MarkKind, Untaken, applied
from consult.domain.marked_joining import joined
from consult.domain.marked_matching import Match, Matcher
from consult.domain.marked_proposals import Certainty, Difference, Place, Proposal, Proposals
from consult.domain.marked_spots import DraftSection, key_of, place_of, spots_of, words_of
from consult.domain.places import WHOLE_DRAFT


def place(copy: MarkedCopy, sections: Sequence[DraftSection]) -> Proposals:
    """Finds each mark's place in the published draft.

    A margin comment and the tracked changes of the same author become one proposal where every change lies within the words
    commented on: the comment gives the reason for the change, and apart neither says much. Several comments on one
    change, or changes elsewhere in the paragraph, stay apart.
    """
    placer = _Placer(copy, sections)
    left = {mark.number: reason for mark in copy.marks if (reason := placer.reason_to_leave(mark))}
    marks = [mark for mark in copy.marks if mark.number not in left]
    made = joined(copy, marks, {mark.number: placer.proposal(mark) for mark in marks})
    untaken = [Untaken(mark.author, left[mark.number], mark.first) for mark in copy.marks if mark.number in left]
    doubt = placer.doubt()
    return Proposals(
        items=tuple(replace(proposal, number=n) for n, proposal in enumerate(made, 1)),
        untaken=tuple(sayings.untaken(one, placer.whereabouts(one.position)) for one in (*untaken, *copy.untaken)),
        untracked=() if doubt else tuple(placer.differences()),
        doubt=doubt,
    )


class _Placer:
    def __init__(self, copy: MarkedCopy, sections: Sequence[DraftSection]) -> None:
        self._copy, self._sections = copy, sections
        self._spots = spots_of(sections)
        self._matcher = Matcher(copy, self._spots)
        self._carriers: dict[tuple[str, str], Carrier] = {}

    def proposal(self, mark: Mark) -> Proposal:
        """One mark on its place, or without one."""
        base = Proposal(
            number=0,
            marks=(mark.number,),
            author=mark.author,
            at=mark.at,
            place=None,
            anchor=None,
            quote=sayings.quoted(self._copy.words(mark)) if mark.kind is MarkKind.COMMENT else "",
            text=sayings.comment(mark),
            wording="",
            notes=tuple(sayings.notes(mark)),
            certainty=Certainty.CERTAIN,
        )
        if mark.first is None or mark.last is None:
            return self._by_hand(mark, base, sayings.NOWHERE)
        if self._copy.paragraphs[mark.first].kind is CopyKind.TITLE:
            return self._on_title(mark, base)
        return self._on_comment(mark, base) if mark.kind is MarkKind.COMMENT else self._on_change(mark, base)

    def reason_to_leave(self, mark: Mark) -> str:
        """Why a change proposes nothing: it is made already, tracked before the copy was sent out, or is of a number."""
        if mark.first is None or mark.first != mark.last or not mark.edits:
            return ""
        match, held = self._match(mark.first), self._bare(mark)
        if match is None or len(match.spots) > 1 or self._copy.paragraphs[mark.first].kind is CopyKind.TABLE:
            return ""
        edits = held.edits(mark.edits)
        if not edits:
            return sayings.NUMBER_CHANGED
        before, after = key_of(held.text), key_of(applied(held.text, edits))
        return sayings.ALREADY if before != after == self._spots[match.spots[0]].key else ""

    def _on_title(self, mark: Mark, base: Proposal) -> Proposal:
        made = replace(base, place=Place(None, None, WHOLE_DRAFT), quote="")
        if mark.kind is MarkKind.CHANGE:
            return replace(made, text=sayings.heading_change(self._copy, mark, "title"))
        return replace(made, notes=(*made.notes, sayings.ON_TITLE))

    def _on_comment(self, mark: Mark, base: Proposal) -> Proposal:
        positions = list(range(mark.first or 0, (mark.last or 0) + 1))
        found = [n for n in positions if self._match(n) is not None]
        if not found:
            return self._by_hand(mark, base, self._reason(mark))
        spots = {self._match(n) for n in positions}
        on = positions if len(spots) == 1 else found[:1]
        at = sum(len(self._copy.paragraphs[n].text) + 1 for n in positions[: positions.index(on[0])])
        length = sum(len(self._copy.paragraphs[n].text) + 1 for n in on) - 1
        made = self._placed(mark, base, on, max(0, mark.start - at), min(mark.end - at, length))
        if on == positions or made.place is None:
            return made
        last = self.whereabouts(found[-1])
        text = sayings.with_words(base.text, self._copy.words(mark))
        notes = (*made.notes, sayings.spanning(made.place.words, last, len(positions)))
        return replace(made, text=text, notes=notes)

    def _placed(self, mark: Mark, base: Proposal, positions: list[int], start: int, end: int) -> Proposal:
        """A comment on `start` to `end` of paragraphs of the copy that are one in the draft, or several of it."""
        match = self._match(positions[0])
        spot, anchor = self._words(positions, match.spots if match else (), start, end)
        if spot is None:
            return self._by_hand(mark, base, sayings.IN_PARTS)
        made = replace(base, place=self._place(spot))
        if self._spots[spot].paragraph is None:
            return replace(made, notes=(*made.notes, sayings.ON_HEADING))
        if not self._spots[spot].text:  # a picture
            return made
        if anchor is not None:
            made = replace(made, anchor=anchor)
        elif start < end:
            text = sayings.with_words(base.text, self._copy.words(mark))
            made = replace(made, text=text, certainty=Certainty.TO_CHECK, notes=(*made.notes, sayings.OTHER_WORDS))
        elif not mark.inserted:
            made = replace(made, notes=(*made.notes, sayings.between(self._copy.base(mark), start)))
        return made if match and match.is_exact else _to_check(made)

    def _words(
        self, positions: list[int], spots: tuple[int, ...], start: int, end: int
    ) -> tuple[int | None, Anchor | None]:
        """The spot that words of these paragraphs stand in, and their anchor there."""
        held = bare([self._copy.paragraphs[n] for n in positions])
        for spot in spots:
            carrier = self._carrier(held, self._spots[spot].text)
            anchor = carrier.words(held.at(start), held.at(end)) if start < end else None
            if anchor is not None:
                return spot, anchor
        return (spots[0] if len(spots) == 1 else None), None

    def _on_change(self, mark: Mark, base: Proposal) -> Proposal:
        positions = range(mark.first or 0, (mark.last or 0) + 1)
        matches = [self._match(position) for position in positions]
        found = [match.spots[0] for match in matches if match is not None and len(match.spots) == 1]
        if len(found) < len(positions) or found != sorted(set(found)):
            return self._by_hand(mark, base, self._reason(mark))
        exact = all(match is not None and match.is_exact for match in matches)
        made = replace(base, place=self._place(found[0]))
        spot = self._spots[found[0]]
        if spot.paragraph is None or not spot.text:
            what = "heading" if spot.paragraph is None else "figure"
            return replace(made, text=sayings.heading_change(self._copy, mark, what))
        if self._copy.paragraphs[positions[0]].kind is CopyKind.TABLE:
            made = self._on_table(mark, made, found[0])
        else:
            made = self._on_paragraphs(mark, made, found)
        return made if exact else _to_check(made)

    def _on_paragraphs(self, mark: Mark, made: Proposal, found: list[int]) -> Proposal:
        held = self._bare(mark)
        edits = held.edits(mark.edits)
        notes = list(made.notes)
        if len(edits) < len(mark.edits):
            notes.append(sayings.NUMBER_CHANGED)
        if len(found) > 1 and made.place is not None:
            notes.append(sayings.joining(made.place.words, self._place(found[-1]).words))
        draft = "\n".join(self._spots[spot].text for spot in found)
        carried = self._carrier(held, draft).wording(edits)
        wording = applied(held.text, edits) if carried is None else carried
        text = sayings.change(self._copy, mark, self._where_moved(mark))
        made = replace(made, text=text, wording=wording.strip(), notes=tuple(notes))
        return _to_check(made) if carried is None else made

    def _on_table(self, mark: Mark, made: Proposal, spot: int) -> Proposal:
        before, after = self._copy.words(mark).strip(), self._copy.wording(mark).strip()
        carrier = self._carrier(self._bare(mark), self._spots[spot].text)
        made = replace(made, quote=before, anchor=carrier.words(mark.start, mark.end) if before else None)
        if made.anchor is None or not after:
            return replace(made, text=sayings.table_change(self._copy, mark))
        return replace(made, text=sayings.change(self._copy, mark, ()), wording=after)

    def _bare(self, mark: Mark) -> Bare:
        return bare(self._copy.paragraphs[mark.first or 0 : (mark.last or 0) + 1])

    def _where_moved(self, mark: Mark) -> tuple[str, ...]:
        """The places words were moved to, or else from, in words."""
        others = [self._copy.marks[n - 1] for n in mark.moved_to or mark.moved_from]
        return tuple(words for other in others if (words := self.whereabouts(other.first)))

    def whereabouts(self, position: int | None) -> str:
        """Where a paragraph of the copy stands in the draft, in words; "" where it is not there."""
        match = None if position is None else self._match(position)
        return self._place(match.spots[0]).words if match is not None else ""

    def _match(self, position: int) -> Match | None:
        return self._matcher.match(position)

    def _reason(self, mark: Mark) -> str:
        times = self._matcher.times(mark.first or 0)
        return sayings.standing_often(times) if times > 1 else sayings.NOT_FOUND

    def _by_hand(self, mark: Mark, base: Proposal, reason: str) -> Proposal:
        near = mark.first if mark.first is not None else mark.near
        before = self._matcher.before(near) if near is not None else None
        offered = None if before is None else place_of(self._sections, replace(before, paragraph=None))
        if mark.kind is MarkKind.CHANGE:
            held = self._bare(mark)
            wording = applied(held.text, held.edits(mark.edits)).strip()
            base = replace(base, text=sayings.change(self._copy, mark, self._where_moved(mark)), wording=wording)
        return replace(
            base,
            quote=sayings.quoted(self._copy.words(mark)),
            notes=(reason, *base.notes),
            certainty=Certainty.BY_HAND,
            offered=offered,
        )

    def _carrier(self, held: Bare, draft: str) -> Carrier:
        key = (held.text, draft)
        if key not in self._carriers:
            self._carriers[key] = Carrier(*key)
        return self._carriers[key]

    def _place(self, number: int) -> Place:
        return place_of(self._sections, self._spots[number])

    def doubt(self) -> str:
        """A sentence where most of the paragraphs that are marked are not in the draft; else ""."""
        marked = {n for mark in self._copy.marks if mark.first is not None for n in (mark.first, mark.last or 0)}
        texts = {n for n in marked if self._copy.paragraphs[n].kind is not CopyKind.TITLE}
        missing = sum(self._match(n) is None and self._matcher.times(n) == 0 for n in texts)
        return sayings.doubt(missing, len(texts)) if 2 * missing > len(texts) else ""

    def differences(self) -> Iterator[Difference]:
        """The paragraphs that were altered without tracking."""
        for position, paragraph in enumerate(self._copy.paragraphs):
            match = self._match(position)
            if match is None or match.is_exact or paragraph.kind is CopyKind.TITLE:
                continue
            if len(match.spots) == 1:
                words = words_of(paragraph).strip()
                yield Difference(self._place(match.spots[0]), self._spots[match.spots[0]].text, words)


def _to_check(made: Proposal) -> Proposal:
    notes = dict.fromkeys((*made.notes, sayings.NOT_WORD_FOR_WORD))
    return replace(made, certainty=Certainty.TO_CHECK, notes=tuple(notes))
