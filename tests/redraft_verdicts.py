"""What a placement is worth, held against the truth of a made-up redraft."""

from enum import StrEnum

from consult.domain.anchoring import Anchor
from consult.domain.placements import Place, Placement
from tests.redrafts import Comment


class Verdict(StrEnum):
    """`WRONG` is all that a promise was made about; `MISSED` is a comment whose words are there and were not offered first."""

    RIGHT = "right, unseen"
    OFFERED = "right, for review"
    LISTED = "orphaned, the right place first among those offered"
    GONE = "orphaned, and gone"
    MISSED = "missed"
    WRONG = "on wrong words"


def verdict(comment: Comment, placement: Placement) -> Verdict:
    """A comment is on wrong words if it is placed, for review or not, anywhere but where what it was on is now."""
    if placement.to is not None:
        if not same_place(comment, placement.to):
            return Verdict.WRONG
        return Verdict.OFFERED if placement.review else Verdict.RIGHT
    if comment.true is None:
        return Verdict.GONE
    first = placement.candidates[0].place if placement.candidates else None
    return Verdict.LISTED if first is not None and same_place(comment, first) else Verdict.MISSED


def same_place(comment: Comment, place: Place) -> bool:
    """For words as they were quoted: those very words. For edited ones: most of what is left of them and little else, or a like
    passage that they are part of."""
    true = comment.true
    if true is None or (true.section, true.paragraph) != (place.section, place.paragraph):
        return False
    if true.anchor is None or place.anchor is None:
        return true.anchor is place.anchor
    if comment.kept == 1:
        return (true.anchor.start, true.anchor.end) == (place.anchor.start, place.anchor.end)
    if (
        comment.anchor is not None
        and place.anchor.exact == comment.anchor.exact
        and _covered(true.anchor, place.anchor) > 0
    ):
        return True
    inside = comment.within[0] <= place.anchor.start and place.anchor.end <= comment.within[1]
    return (inside and _covered(true.anchor, place.anchor) >= 0.5) or _common(true.anchor, place.anchor) >= 0.5


def _covered(one: Anchor, other: Anchor) -> float:
    return (min(one.end, other.end) - max(one.start, other.start)) / (one.end - one.start)


def _common(one: Anchor, other: Anchor) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))
