"""Requests and undertakings for the record that is given away: what the public may read of them, with the files supplied."""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.orm import Session

from consult.actions.naming import reference_of
from consult.domain.commitments import Kind
from consult.domain.lifecycle import ItemState
from consult.domain.record import Spot
from consult.domain.record_commitments import CommitmentLine, FileLine, SupplyLine
from consult.domain.rejections import Rejection
from consult.present.about import sealed_as
from consult.present.commitments import sealed_where_given
from consult.queries import commitments
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation

People = Mapping[int, str]
SpotOf = Callable[[int, int | None, int | None], Spot]


def commitment_lines(
    session: Session, consultation: Consultation, named: People, spot_of: SpotOf
) -> tuple[CommitmentLine, ...]:
    """Requests, then undertakings, each in the order of their numbers."""
    found = sorted(commitments.every(session, consultation), key=lambda one: (one.kind, one.number))
    return tuple(_line(session, one, named, spot_of) for one in found)


def _line(session: Session, one: Commitment, named: People, spot_of: SpotOf) -> CommitmentLine:
    sealed = sealed_as(one.exemption) or sealed_where_given(one)
    bare = sealed is not None or one.state != ItemState.RECEIVED.value
    asked = one.kind == Kind.REQUEST.value
    given = one.comment or one.question
    stands = one.section is not None and given is None and one.promised_in is None
    return CommitmentLine(
        id=reference_of(one),
        kind=Kind(one.kind),
        to=one.authority.name,
        text="" if bare else one.text,
        due_on=one.due_on,
        at=one.received_at,
        by=named[one.author_id] if asked and one.author_id else None,
        body=(one.body.name if one.body else "") if asked else None,
        owner=named.get(one.owner_id or 0),
        section=one.section.heading if one.section and stands else None,
        spot=spot_of(one.section.version_id, one.section_id, None) if one.section and stands else None,
        about=reference_of(given) if given and one.promised_in is None else None,
        promised_in=reference_of(one.promised_in) if one.promised_in else None,
        quote="" if bare else one.quote,
        meeting_on=one.meeting_on,
        minute=one.minute,
        withdrawn_at=one.withdrawn_at,
        rejected_at=one.rejected_at,
        rejection=Rejection(one.rejection) if one.rejection else None,
        sealed=None if sealed is None else type(sealed)(sealed.paragraph),
        closed_at=one.closed_at,
        closing_note="" if bare else one.closing_note,
        reopened_at=one.reopened_at,
        supplies=() if bare else tuple(_supplies(session, one, named)),
    )


def _supplies(session: Session, one: Commitment, named: People) -> Iterator[SupplyLine]:
    for supply in one.supplies:
        if supply.released_at is not None:
            yield SupplyLine(
                by=named[supply.answered_by_id],
                text=supply.text,
                complete=supply.complete,
                at=supply.answered_at,
                delay_reason=supply.delay_reason,
                depersonalised=supply.depersonalised,
                identification_reason=supply.identification_reason,
                no_prejudice=supply.no_prejudice,
                approved_at=supply.approved_at,
                released_at=supply.released_at,
                files=tuple(_files(session, supply)),
            )


def _files(session: Session, supply: Supply) -> Iterator[FileLine]:
    for file in supply.files:
        yield FileLine(file.name, commitments.file(session, supply, file.id).data)
