"""Recommendations, coverage, background papers and the partnership for the record that is given away."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from consult.actions.recommendations import reference_of
from consult.domain.coverage import DUTIES
from consult.domain.numbering import QUESTION, reference
from consult.domain.partnership import PartnerKind
from consult.domain.record import Spot
from consult.domain.record_registers import CoverageLine, PaperLine, PartnerLine, RecommendationLine, ReplyLine
from consult.queries import background, coverage, partnership, recommendations
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.recommendations import Recommendation

People = Mapping[int, str]
SpotOf = Callable[[int, int | None, int | None], Spot]


def partner_lines(session: Session, consultation: Consultation) -> Iterator[PartnerLine]:
    """Those the clerk put into the partnership, and those whose dates are known; by name."""
    for one in sorted(partnership.everyone(session, consultation), key=lambda one: one.body.name):
        if one.listed or one.lifetime.in_words:
            kind = one.kind if one.listed else None
            yield PartnerLine(one.body.name, kind, one.body.valid_from, one.body.valid_to)


def recommendation_lines(
    session: Session, consultation: Consultation, named: People, spot_of: SpotOf
) -> Iterator[RecommendationLine]:
    """By number; what was never issued without its words."""
    for one in recommendations.every(session, consultation):
        told = one.issued_at is not None
        yield RecommendationLine(
            id=reference_of(one),
            text=one.text if told else "",
            meeting_on=one.meeting_on,
            at=one.recorded_at,
            minute=one.minute,
            section=one.section.heading if told and one.section else None,
            spot=spot_of(one.section.version_id, one.section.id, None) if told and one.section else None,
            question=reference(QUESTION, one.question.number) if told and one.question else None,
            issued_on=one.issued_on,
            issued_at=one.issued_at,
            sent_to=tuple((sent.body.name, PartnerKind(sent.kind)) for sent in one.recipients),
            replies=tuple(_replies(one, named)),
            withdrawn_at=one.withdrawn_at,
            withdrawal_reason=one.withdrawal_reason,
            closed_at=one.closed_at,
            closing_note=one.closing_note,
        )


def _replies(one: Recommendation, named: People) -> Iterator[ReplyLine]:
    for sent in one.recipients:
        for reply in sent.replies:
            if reply.released_at is not None:
                yield ReplyLine(
                    body=sent.body.name,
                    by=named[reply.answered_by_id],
                    text=reply.text,
                    at=reply.answered_at,
                    acts=reply.acts,
                    came_on=reply.came_on,
                    approved_at=reply.approved_at,
                    released_at=reply.released_at,
                )


def coverage_lines(
    session: Session, versions: Sequence[DraftVersion], named: People, spot_of: SpotOf
) -> Iterator[CoverageLine]:
    """Version by version, in the order of the duties."""
    order = [duty.code for duty in DUTIES]
    for version in versions:
        for row in sorted(coverage.of_version(session, version.id), key=lambda row: order.index(row.duty)):
            yield CoverageLine(
                version=version.number or 0,
                duty=row.duty,
                by=named[row.written_by_id],
                at=row.written_at,
                spots=tuple(spot_of(version.id, section.id, None) for section in row.sections),
                explanation=row.explanation,
            )


def paper_lines(session: Session, consultation: Consultation) -> Iterator[PaperLine]:
    """In the clerk's order."""
    for one in background.papers(session, consultation):
        yield PaperLine(one.title, one.place, one.link, one.dated_on)
