"""Comments that were carried on from an earlier version: where they were made, and what became of the words there."""

from collections.abc import Mapping

from consult.domain.digest import MadeOn
from consult.domain.placements import State
from consult.domain.places import place_in_words
from consult.domain.redline import Piece, changes
from consult.store.comments import Comment
from consult.store.redrafts import CommentPlace

NO_PLACE = "No longer in the draft"
"""Where a comment stands whose section is gone too."""


def made_on(comment: Comment, ordinals: Mapping[int, int]) -> MadeOn | None:
    """Where a comment was made, if that was an earlier version than the one it stands in; `comment.places` must be loaded."""
    first = _first(comment)
    if first is None:
        return None
    return MadeOn(
        version=first.version.number or 0,
        place=_place(first, ordinals),
        changed=_changed(first, comment),
        orphaned=has_no_place(comment),
        taken_into=taken_into(comment),
    )


def written_on(comment: Comment) -> tuple[str, str]:
    """The words it was made on ("" for none) and the text of their paragraph, as they stood when its author wrote it."""
    stood = _first(comment) or comment
    return stood.quote or "", stood.paragraph.text if stood.paragraph else ""


def taken_into(comment: Comment) -> int:
    """The number of the latest version that took its wording, or its answer's, into the text; 0 for none."""
    took = [
        place.version.number or 0
        for place in comment.places
        if place.wording is not None and place.wording.applied and place.version.withdrawn_at is None
    ]
    return max(took, default=0)


def _first(comment: Comment) -> CommentPlace | None:
    """Where it was made; None where it still stands in that version."""
    made = next((place for place in comment.places if place.state == "made"), None)
    return None if made is None or made.version_id == comment.version_id else made


def has_no_place(comment: Comment) -> bool:
    """Whether the words it was made on are gone from the version it stands in."""
    return any(
        place.version_id == comment.version_id and place.state == State.ORPHANED.value for place in comment.places
    )


def _place(place: CommentPlace, ordinals: Mapping[int, int]) -> str:
    heading = place.section.heading if place.section else None
    if place.paragraph is None:
        return place_in_words(heading)
    if not place.paragraph.label and place.paragraph_id not in ordinals:
        return f"{heading}, an unnumbered paragraph"
    return place_in_words(heading, place.paragraph.label, ordinals.get(place.paragraph.id, 0))


def _changed(first: CommentPlace, comment: Comment) -> tuple[Piece, ...]:
    if first.paragraph is None or comment.paragraph is None or first.paragraph.text == comment.paragraph.text:
        return ()
    return changes(first.paragraph.text, comment.paragraph.text)
