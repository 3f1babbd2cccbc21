"""A redraft is made of what was accepted: the wordings taken into the paragraphs they are for, each traceable to its comment."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.beginning import FROM_ACCEPTED, copy_current
from consult.actions.recording import record
from consult.domain import markup
from consult.domain.dispositions import Disposition
from consult.domain.draft import Draft, Kind
from consult.domain.numbering import COMMENT, reference
from consult.domain.people import Actor
from consult.domain.redacting import REDACTED
from consult.domain.refusals import Refused
from consult.domain.takings import Accepted, Taking, applied, clashing, taking
from consult.queries import redrafts, writing
from consult.queries.writing import AcceptedComment
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.redrafts import AppliedWording


@dataclass(frozen=True, slots=True)
class Offer:
    """An accepted comment and the change it makes, or `why` it makes none. `clashes` are other comments' ids."""

    of: AcceptedComment
    taking: Taking | None
    why: str = ""
    clashes: tuple[int, ...] = ()

    @property
    def ref(self) -> str:
        return reference(COMMENT, self.of.comment.number)


def offers(session: Session, consultation: Consultation) -> list[Offer]:
    """All that was accepted, by number, with what can be taken of it into the current version's text."""
    found = [_offer(one) for one in writing.accepted(session, consultation)]
    by_paragraph: dict[int, list[Offer]] = defaultdict(list)
    for offer in found:
        if offer.taking is not None and offer.of.comment.paragraph_id is not None:
            by_paragraph[offer.of.comment.paragraph_id].append(offer)
    clashes: dict[int, list[int]] = defaultdict(list)
    for held in by_paragraph.values():
        for one, other in _clashing(held):
            clashes[one].append(other)
            clashes[other].append(one)
    return [replace(offer, clashes=tuple(clashes[offer.of.comment.id])) for offer in found]


def _clashing(held: Sequence[Offer]) -> list[tuple[int, int]]:
    paragraph = held[0].of.comment.paragraph
    pairs = clashing(paragraph.text if paragraph else "", [offer.taking.edits for offer in held if offer.taking])
    return [(held[m].of.comment.id, held[n].of.comment.id) for m, n in pairs]


def _offer(one: AcceptedComment) -> Offer:
    comment, response, paragraph = one.comment, one.response, one.comment.paragraph
    if comment.exemption is not None or response.exemption is not None:
        return Offer(one, None, "It is kept from the public, so its wording cannot go into a public text from here.")
    if one.taken_into is not None:
        return Offer(one, None, f"Version {one.taken_into} says it already.")
    if paragraph is None:
        gone = any(place.state == "orphaned" and place.version_id == comment.version_id for place in comment.places)
        return Offer(one, None, _GONE if gone else _NO_PARAGRAPH)
    if REDACTED in f"{comment.suggested_wording}{response.resulting_wording}":
        return Offer(one, None, "Words of it were redacted. Write the change into the section.")
    outcome = taking(
        Accepted(
            disposition=Disposition(response.disposition or ""),
            suggestion=comment.suggested_wording or "",
            resulting=response.resulting_wording,
            text=paragraph.text,
            kind=Kind(paragraph.kind),
            start=comment.quote_start,
            end=comment.quote_end,
        )
    )
    return Offer(one, None, outcome) if isinstance(outcome, str) else Offer(one, outcome)


_GONE = "The words it was made on are no longer in the draft."
_NO_PARAGRAPH = "It is on no single paragraph. Write the change in where it belongs."


def result(offer: Offer) -> str:
    """The markup of the paragraph with one change made."""
    paragraph = offer.of.comment.paragraph
    return applied(paragraph.html, offer.taking.edits) if paragraph and offer.taking else ""


def make(
    session: Session, *, consultation: Consultation, taken: Collection[int], by: Actor, now: datetime
) -> DraftVersion:
    """Makes a redraft of the current version with the changes of some accepted comments (their ids) in it, in one step.

    Raises Refused for one that makes no change any more, and for two that change the same words.
    """
    every = offers(session, consultation)
    chosen = _chosen(every, taken)
    wanted: dict[int, list[Offer]] = defaultdict(list)
    for offer in chosen:
        if offer.of.comment.paragraph is not None:
            wanted[offer.of.comment.paragraph.position].append(offer)
    version = copy_current(
        session, consultation=consultation, origin=FROM_ACCEPTED, change=lambda draft: with_changes(draft, wanted),
        by=by, now=now,
    )  # fmt: skip
    _trace(session, version, every, frozenset(offer.of.comment.id for offer in chosen))
    record(
        session, "take wordings", f"draft {version.id}", consultation=consultation, by=by, now=now,
        based_on=consultation.current_version, comments=[offer.ref for offer in chosen],
    )  # fmt: skip
    return version


def _chosen(every: Sequence[Offer], taken: Collection[int]) -> list[Offer]:
    chosen = [offer for offer in every if offer.of.comment.id in taken and offer.taking is not None]
    if not chosen:
        raise Refused("Tick at least one change to take into the text.", field="taken")
    if len(chosen) != len(set(taken)):
        raise Refused("Some of what you ticked cannot be taken any more. Look at the list as it is now.", field="taken")
    refs = {offer.of.comment.id: offer.ref for offer in every}
    for offer in chosen:
        for other in offer.clashes:
            if other in taken:
                raise Refused(
                    f"{offer.ref} and {refs[other]} change the same words. Tick one of them, and write the other in by hand.",
                    field="taken",
                )
    return chosen


def with_changes(draft: Draft, wanted: Mapping[int, Sequence[Offer]]) -> Draft:
    """The draft with changes made in its paragraphs, by their positions through all sections."""
    position = -1
    sections = []
    for section in draft.sections:
        paragraphs = []
        for paragraph in section.paragraphs:
            position += 1
            made = {edit for offer in wanted.get(position, ()) if offer.taking for edit in offer.taking.edits}
            html = applied(paragraph.html, made) if made else paragraph.html
            paragraphs.append(replace(paragraph, html=html, text=markup.text_of(html)) if made else paragraph)
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    return replace(draft, sections=tuple(sections))


def _trace(session: Session, version: DraftVersion, every: Sequence[Offer], taken: Collection[int]) -> None:
    for offer in every:
        comment = offer.of.comment
        if comment.paragraph_id is None or offer.of.taken_into is not None:
            continue
        applied_here = comment.id in taken
        session.add(
            AppliedWording(
                version_id=version.id,
                comment_id=comment.id,
                paragraph_id=comment.paragraph_id,
                applied=applied_here,
                note="" if applied_here else offer.why or "The clerk did not take it.",
            )
        )
    session.flush()


def ensure_not_being_taken(session: Session, item: object) -> None:
    """Raises Refused where a comment's accepted wording stands in a redraft that is being checked: its words would be
    published with it, whatever is kept from the public now.
    """
    if isinstance(item, Comment) and redrafts.is_being_taken(session, item.id):
        raise Refused(
            "Its accepted wording has been taken into the redraft that is being checked, and would be published with it. "
            "Discard that redraft first, or publish it without these words."
        )
