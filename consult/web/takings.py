"""What was accepted, made ready to be ticked: each change as a redline of its paragraph; or why it cannot be taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from consult.actions.takings import Offer, offers, result
from consult.domain.dispositions import Disposition
from consult.domain.marked_html import inline_html
from consult.domain.marked_words import bits, changes
from consult.domain.numbering import COMMENT, reference
from consult.domain.places import place_in_words
from consult.present.entries import ordinals
from consult.present.redlines import heard
from consult.queries import drafts, redrafts
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion, Paragraph
from consult.store.redrafts import AppliedWording
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Candidate:
    """An accepted comment. `html` is its paragraph with the change in it, "" where nothing can be taken: `why` says so."""

    id: int
    ref: str
    href: str
    by: str
    outcome: str
    place: str
    place_href: str
    html: str = ""
    note: str = ""
    why: str = ""
    clashes: tuple[str, ...] = ()
    ticked: bool = False


def candidates(here: Here) -> list[Candidate]:
    """All that was accepted on the current version, by number. What is sure and clashes with nothing is ticked."""
    every = offers(here.session, here.consultation)
    sections = {offer.of.comment.section_id for offer in every} - {None}
    counted = ordinals(drafts.paragraphs(here.session, [one for one in sections if one is not None]))
    refs = {offer.of.comment.id: offer.ref for offer in every}
    return [_candidate(here, offer, refs, counted) for offer in every]


def _candidate(here: Here, offer: Offer, refs: dict[int, str], counted: dict[int, int]) -> Candidate:
    comment, taking = offer.of.comment, offer.taking
    paragraph = comment.paragraph
    changed = paragraph is not None and taking is not None
    return Candidate(
        id=comment.id,
        ref=offer.ref,
        href=url_for("comments.show", slug=here.consultation.slug, ref=offer.ref),
        by=", ".join(filter(None, (comment.author.name, comment.body.name if comment.body else ""))),
        outcome=Disposition(offer.of.response.disposition or "").wording,
        place=_place(comment, counted),
        place_href=_href(here, comment),
        html=redlined(paragraph.html, result(offer)) if changed and paragraph else "",
        note=taking.note if taking else "",
        why=offer.why,
        clashes=tuple(refs[other] for other in offer.clashes),
        ticked=bool(taking and taking.sure and not offer.clashes),
    )


def redlined(old: str, new: str) -> str:
    """One paragraph's markup against another's."""
    return heard(inline_html(changes(bits(old), bits(new))))


def _place(comment: Comment, counted: dict[int, int]) -> str:
    heading = comment.section.heading if comment.section else None
    if comment.paragraph is None:
        return place_in_words(heading)
    return place_in_words(heading, comment.paragraph.label, counted.get(comment.paragraph.id, 0))


def _href(here: Here, comment: Comment) -> str:
    slug = here.consultation.slug
    if comment.paragraph_id is not None:
        return url_for("reading.on_paragraph", slug=slug, paragraph_id=comment.paragraph_id)
    if comment.section_id is not None:
        return url_for("reading.section", slug=slug, section_id=comment.section_id)
    return url_for("reading.whole_draft", slug=slug)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A paragraph of the version before, as it is in the version that took comments' wordings up, and those comments."""

    name: str
    href: str
    html: str
    comments: tuple[tuple[str, str], ...]  # (reference, address)


def taken_up(here: Here, version: DraftVersion, rows: Sequence[tuple[Comment, AppliedWording]]) -> list[TakenUp]:
    """The paragraphs a published version changed by taking wordings up, in the order of the draft."""
    slug = here.consultation.slug
    old = {one.id: one for one in redrafts.paragraphs_of(here.session, version.based_on_id or 0)}
    became = redrafts.successors(here.session, version.id)
    new = {one.id: one for one in redrafts.paragraphs_of(here.session, version.id)}
    headings = {one.id: one.heading for one in redrafts.sections_of(here.session, version.id)}
    by_paragraph: dict[int, list[tuple[str, str]]] = {}
    for comment, row in rows:
        ref = reference(COMMENT, comment.number)
        by_paragraph.setdefault(row.paragraph_id, []).append((ref, url_for("comments.show", slug=slug, ref=ref)))
    found = []
    for paragraph_id in sorted(by_paragraph, key=lambda one: old[one].position):
        now = new.get(became.get(paragraph_id, 0))
        if now is not None:
            found.append(
                TakenUp(
                    _name(now, headings),
                    url_for("reading.on_paragraph", slug=slug, paragraph_id=now.id),
                    redlined(old[paragraph_id].html, now.html),
                    tuple(by_paragraph[paragraph_id]),
                )
            )
    return found


def _name(paragraph: Paragraph, headings: dict[int, str]) -> str:
    heading = headings[paragraph.section_id]
    return place_in_words(heading, paragraph.label) if paragraph.label else f"{heading}, an unnumbered paragraph"
