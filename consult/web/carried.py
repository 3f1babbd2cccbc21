"""Where comments went when a version was published: each with where it stood before and where it stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from consult.domain.numbering import COMMENT, reference
from consult.domain.places import WHOLE_DRAFT, place_in_words
from consult.queries import redrafts
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from consult.store.redrafts import CommentPlace
from consult.web.guards import Here

STATES = {"placed": "Where it stood", "moved": "Moved", "orphaned": "No place", "made": "Made here"}


@dataclass(frozen=True, slots=True)
class Went:
    """One comment. `was` and `now` are (name, address); the address is "" for no place."""

    ref: str
    href: str
    was: tuple[str, str]
    now: tuple[str, str]
    state: str
    why: str
    review: bool


def went_to(here: Here, version: DraftVersion) -> list[Went]:
    """The comments carried to a version, those that somebody should still look at first."""
    before = {place.comment_id: place for _, place in _places(here, version.based_on_id)}
    rows = [(comment, place) for comment, place in _places(here, version.id) if place.state != "made"]
    found = [_went(here, comment, before.get(comment.id), place) for comment, place in rows]
    return sorted(found, key=lambda one: (not one.review, one.state == STATES["placed"], one.ref))


def _places(here: Here, version_id: int | None) -> Sequence[tuple[Comment, CommentPlace]]:
    return [] if version_id is None else redrafts.with_places(here.session, here.consultation, version_id)


def _went(here: Here, comment: Comment, was: CommentPlace | None, now: CommentPlace) -> Went:
    ref = reference(COMMENT, comment.number)
    return Went(
        ref=ref,
        href=url_for("comments.show", slug=here.consultation.slug, ref=ref),
        was=_named(here, was) if was else (WHOLE_DRAFT, ""),
        now=("No place", "") if now.state == "orphaned" else _named(here, now),
        state=STATES[now.state],
        why=now.why,
        review=now.review,
    )


def _named(here: Here, place: CommentPlace) -> tuple[str, str]:
    slug = here.consultation.slug
    if place.section is None:
        return WHOLE_DRAFT, ""
    if place.paragraph is None:
        return place.section.heading, url_for("reading.section", slug=slug, section_id=place.section.id)
    label = place.paragraph.label
    name = place_in_words(place.section.heading, label) if label else f"{place.section.heading}, unnumbered paragraph"
    return name, url_for("reading.on_paragraph", slug=slug, paragraph_id=place.paragraph.id)
