"""A redraft is published: everything said on the version before goes with it, or comes back if it is withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from consult.actions import coverage
from consult.actions.redrafts import pairing, plan
from consult.domain.anchoring import CONTEXT
from consult.domain.pairing import Pairing
from consult.domain.placements import State
from consult.domain.refusals import Refused
from consult.queries import redrafts
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question
from consult.store.recommendations import Recommendation
from consult.store.redrafts import CommentPlace, ParagraphFate, PlannedPlace
from consult.store.unsent import Unsent

MADE = "made"
"""The state of a comment in the version it was made on."""


def ensure_planned(
    session: Session, consultation: Consultation, version: DraftVersion, *, looked_at: bool, now: datetime
) -> None:
    """Raises Refused where the comments have not been placed in the draft as it is now, or (`looked_at`) wait to be looked at.

    Where there are none, there is nothing to work out.
    """
    if not redrafts.standing_on(session, redrafts.current(session, consultation).id):
        plan(session, consultation=consultation, version=version, by=None, now=now)
    if not redrafts.is_planned(session, consultation, version):
        raise Refused(
            "The draft or the comments changed since it was worked out where the comments go. Work it out again, then publish."
        )
    waiting = redrafts.undecided(session, version.id)
    if looked_at and waiting:
        what = "1 comment waits" if waiting == 1 else f"{waiting} comments wait"
        raise Refused(f"{what} to be looked at before this version can be published.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What the version before becomes, and the keys of its sections and paragraphs by their positions there."""

    pairing: Pairing
    sections: Sequence[str]
    paragraphs: Sequence[str]

    def of_section(self, new: int) -> str | None:
        """The key that a section of the new draft carries on; None if it is new."""
        carries = self.pairing.section_origins[new].carries
        return None if carries is None else self.sections[carries]

    def of_paragraph(self, new: int) -> str | None:
        """The key that a paragraph of the new draft carries on; None if it is new."""
        carries = self.pairing.origins[new].carries
        return None if carries is None else self.paragraphs[carries]


def keys_from(session: Session, consultation: Consultation, version: DraftVersion) -> Kept:
    """What of the current version lasts in a draft that is to follow it."""
    before = redrafts.current(session, consultation)
    return Kept(
        pairing(session, consultation, version),
        [section.key for section in redrafts.sections_of(session, before.id)],
        [paragraph.key for paragraph in redrafts.paragraphs_of(session, before.id)],
    )


def carry(session: Session, consultation: Consultation, version: DraftVersion, paired: Pairing) -> None:
    """Moves everything from the version before to the sections and paragraphs of this one, which are stored already.

    `consultation.current_version` is still that of the version before.
    """
    before = redrafts.current(session, consultation)
    old_sections, new_sections = (redrafts.sections_of(session, one.id) for one in (before, version))
    old_paragraphs, new_paragraphs = (redrafts.paragraphs_of(session, one.id) for one in (before, version))
    for origin, section in zip(paired.section_origins, new_sections, strict=True):
        if origin.carries is not None:
            section.authority_id = old_sections[origin.carries].authority_id
    _note_fates(session, version, paired, old_paragraphs, new_paragraphs)
    _carry_comments(session, before, version, paired, new_sections, new_paragraphs)
    coverage.carry(session, before, version, paired, new_sections)
    follow(session, before, version)


def _note_fates(
    session: Session, version: DraftVersion, paired: Pairing, old: Sequence[Paragraph], new: Sequence[Paragraph]
) -> None:
    for paragraph, fate in zip(old, paired.fates, strict=True):
        for to in fate.to or (None,):
            session.add(
                ParagraphFate(
                    version_id=version.id,
                    from_id=paragraph.id,
                    to_id=None if to is None else new[to].id,
                    was=fate.was.value,
                    likeness=fate.likeness,
                )
            )
    for paragraph, origin in zip(new, paired.origins, strict=True):
        if not origin.of:
            session.add(ParagraphFate(version_id=version.id, to_id=paragraph.id, was=origin.was.value, likeness=0.0))


def _carry_comments(
    session: Session,
    before: DraftVersion,
    version: DraftVersion,
    paired: Pairing,
    sections: Sequence[Section],
    paragraphs: Sequence[Paragraph],
) -> None:
    left = redrafts.places_in(session, before.id)
    planned = redrafts.planned(session, version.id)
    for comment in redrafts.standing_on(session, before.id):
        leaving = left.get(comment.id) or CommentPlace(comment_id=comment.id, version_id=before.id, state=MADE)
        _note_as_it_stands(leaving, comment)
        session.add(leaving)
        row = planned[comment.id]
        place = _come_to(row, version, sections, paragraphs)
        if place.state == State.ORPHANED.value and comment.section is not None:
            fate = paired.section_fates[comment.section.position]
            place.section_id = sections[fate.to[0]].id if fate.to else None
        session.add(place)
        put(comment, place)
    session.flush()
    session.execute(delete(PlannedPlace).where(PlannedPlace.version_id == version.id))


def _note_as_it_stands(place: CommentPlace, comment: Comment) -> None:
    place.section_id, place.paragraph_id = comment.section_id, comment.paragraph_id
    place.quote, place.quote_start, place.quote_end = comment.quote, comment.quote_start, comment.quote_end
    place.quote_prefix, place.quote_suffix = comment.quote_prefix, comment.quote_suffix


def _come_to(
    row: PlannedPlace, version: DraftVersion, sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> CommentPlace:
    place = CommentPlace(
        comment_id=row.comment_id,
        version_id=version.id,
        section_id=None if row.section is None else sections[row.section].id,
        paragraph_id=None if row.paragraph is None else paragraphs[row.paragraph].id,
        quote_prefix="",
        quote_suffix="",
        state=row.state,
        confidence=row.confidence,
        why=row.why,
        review=row.review and row.decision is None,
        decided_by_id=row.decided_by_id,
    )
    if row.paragraph is not None and row.start is not None and row.end is not None:
        quote(place, paragraphs[row.paragraph].text, row.start, row.end)
    return place


def quote(place: CommentPlace, text: str, start: int, end: int) -> None:
    """Puts a place on the words `text[start:end]` of its paragraph."""
    place.quote, place.quote_start, place.quote_end = text[start:end], start, end
    place.quote_prefix, place.quote_suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def put(comment: Comment, place: CommentPlace) -> None:
    """A comment stands where its place in the current version is."""
    comment.version_id, comment.section_id, comment.paragraph_id = (
        place.version_id,
        place.section_id,
        place.paragraph_id,
    )
    comment.quote, comment.quote_start, comment.quote_end = place.quote, place.quote_start, place.quote_end
    comment.quote_prefix, comment.quote_suffix = place.quote_prefix, place.quote_suffix


def follow(session: Session, of: DraftVersion, to: DraftVersion) -> None:
    """What was asked, owed or recommended, and what is not sent yet, follows its section and paragraph by their lasting keys."""
    sections, paragraphs = _sections_by_key(session, of, to), _paragraphs_by_key(session, of, to)
    for question in session.scalars(select(Question).where(Question.section_id.in_(sections))):
        _follow_one(question, to, sections, paragraphs)
    there = or_(Unsent.section_id.in_(sections), Unsent.paragraph_id.in_(paragraphs))
    for unsent in session.scalars(select(Unsent).where(there)):
        _follow_one(unsent, to, sections, paragraphs)
    for commitment in session.scalars(select(Commitment).where(Commitment.section_id.in_(sections))):
        commitment.section_id = sections[commitment.section_id or 0].id
    for one in session.scalars(select(Recommendation).where(Recommendation.section_id.in_(sections))):
        one.section_id = sections[one.section_id or 0].id
    session.flush()


def _follow_one(
    row: Question | Unsent, to: DraftVersion, sections: Mapping[int, Section], paragraphs: Mapping[int, Paragraph]
) -> None:
    """A paragraph takes its section along; one that has gone leaves what was said with its section."""
    paragraph, section = paragraphs.get(row.paragraph_id or 0), sections.get(row.section_id or 0)
    if paragraph is None and section is None:
        return
    row.version_id = to.id
    row.paragraph_id = paragraph.id if paragraph else None
    row.section_id = paragraph.section_id if paragraph and row.section_id else section.id if section else None


def _sections_by_key(session: Session, of: DraftVersion, to: DraftVersion) -> dict[int, Section]:
    there = {section.key: section for section in redrafts.sections_of(session, to.id)}
    return {old.id: there[old.key] for old in redrafts.sections_of(session, of.id) if old.key in there}


def _paragraphs_by_key(session: Session, of: DraftVersion, to: DraftVersion) -> dict[int, Paragraph]:
    there = {paragraph.key: paragraph for paragraph in redrafts.paragraphs_of(session, to.id)}
    return {old.id: there[old.key] for old in redrafts.paragraphs_of(session, of.id) if old.key in there}
