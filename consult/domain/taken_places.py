"""Where a comment goes whose own wording was taken into the text: to what stands now in place of the words it was made on."""

from consult.domain.anchoring import CONTEXT, Anchor
from consult.domain.marked_words import Bit, Change, changes
from consult.domain.pairing import Pairing, Was
from consult.domain.placements import Candidate, Place, Placement, State

WHY = "Its wording was taken into the text here."


def placement_of_taken(paired: Pairing, paragraph: int, anchor: Anchor, *, edited_since: bool) -> Placement | None:
    """The place of a comment on words that its wording replaced; None where its paragraph is not one paragraph any more.

    `edited_since`: somebody has written on in the draft after the wordings were taken, so somebody should look.
    """
    fate = paired.fates[paragraph]
    if fate.was not in (Was.SAME, Was.EDITED, Was.MOVED) or len(fate.to) != 1:
        return None
    to = fate.to[0]
    text = paired.new.paragraphs[to].text
    start, end = successor(paired.old.paragraphs[paragraph].text, text, anchor.start, anchor.end)
    words = Anchor(text[start:end], start, end, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
    place = Place(paired.new.section_of[to], to, words if start < end else None)
    state = State.MOVED if fate.was is Was.MOVED else State.PLACED
    return Placement(state, place, 1.0, 1.0, edited_since, WHY, (Candidate(place, 1.0),))


def successor(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """Where what became of `old[start:end]` stands in `new`, white space at its ends left out."""
    here = there = 0
    first, last = len(new), 0
    for run in changes((Bit(old),), (Bit(new),)):
        in_old = here + (0 if run.change is Change.INSERTED else len(run.text))
        in_new = there + (0 if run.change is Change.DELETED else len(run.text))
        if run.change is Change.INSERTED:
            touches = start <= here <= end
            span = (there, in_new)
        else:
            touches = here < end and in_old > start
            cut = (max(start - here, 0), min(end - here, len(run.text)))
            span = (there + cut[0], there + cut[1]) if run.change is Change.SAME else (there, there)
        if touches:
            first, last = min(first, span[0]), max(last, span[1])
        here, there = in_old, in_new
    found = new[first:last]
    return first + len(found) - len(found.lstrip()), first + len(found.rstrip())
