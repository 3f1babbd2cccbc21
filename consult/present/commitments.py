"""Information requests and undertakings in words, as one viewer may read them: the same for a page and for a paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consult.actions.allowing import answer_state
from consult.actions.naming import reference_of
from consult.actions.standing import standing
from consult.domain.calendar import short_day
from consult.domain.commitments import Kind
from consult.domain.digest import CommitmentEntry, SupplyEntry
from consult.domain.exemption import Sealed
from consult.domain.visibility import answer_status, sees_answer, sees_exempt
from consult.present.about import sealed_as
from consult.present.entries import Presenter
from consult.store.commitments import Commitment, Supply


@dataclass(frozen=True, slots=True)
class CommitmentPresenter:
    """Words commitments for the viewer of `presenter`, on one day."""

    presenter: Presenter
    today: date

    def entry(self, commitment: Commitment) -> CommitmentEntry:
        """A commitment and what was supplied to it, loaded as `queries.commitments` loads it."""
        about = self.presenter.about(commitment, frozenset({commitment.authority_id}))
        elsewhere = self._sealed_where_given(commitment)
        hidden = about.hidden or elsewhere is not None
        facts = standing(commitment, self.presenter.zone)
        marks = about.marks if elsewhere is None or elsewhere.mark in about.marks else (*about.marks, elsewhere.mark)
        return CommitmentEntry(
            reference=reference_of(commitment),
            kind=Kind(commitment.kind).wording,
            by=commitment.author.name if commitment.author else "",
            body=commitment.body.name if commitment.body else "",
            place=commitment.section.heading if commitment.section else "",
            text="" if hidden else commitment.text,
            authority=commitment.authority.name,
            owner=commitment.owner.name if commitment.owner else "",
            basis=_basis(commitment),
            source=_source(commitment),
            issued_on=commitment.meeting_on or self.presenter.day(commitment.received_at),
            due_on=commitment.due_on,
            words=facts.in_words(self.today),
            status=facts.status.wording,
            days_overdue=facts.days_overdue(self.today),
            supplies=() if hidden else tuple(self._supplies(commitment)),
            closed_on=facts.ended_on,
            closing_note="" if hidden else commitment.closing_note,
            marks=marks,
            notes=about.notes,
            hidden=hidden,
        )

    def sees(self, commitment: Commitment, supply: Supply) -> bool:
        """Whether the viewer may read a supply, and have its files: the same door as for the commitment itself."""
        return not self.entry(commitment).hidden and supply in self.shown(commitment)

    def shown(self, commitment: Commitment) -> tuple[Supply, ...]:
        """The supplies behind the entry's, in their order."""
        authority_id, viewer = commitment.authority_id, self.presenter.viewer
        return tuple(
            one
            for one in commitment.supplies
            if sees_answer(viewer, authority_id=authority_id, state=answer_state(one))
        )

    def _supplies(self, commitment: Commitment) -> Iterator[SupplyEntry]:
        for supply in self.shown(commitment):
            state = answer_state(supply)
            yield SupplyEntry(
                text=supply.text,
                complete=supply.complete,
                status=answer_status(self.presenter.viewer, authority_id=commitment.authority_id, state=state),
                supplied_on=self.presenter.day(supply.released_at) if supply.released_at else None,
                by=supply.answered_by.name,
                delay_reason=supply.delay_reason,
                declarations=tuple(_declared(supply)),
                files=tuple(file.name for file in supply.files),
            )

    def _sealed_where_given(self, commitment: Commitment) -> Sealed | None:
        """Why the viewer may not read what it was given in: a promise in an exempt answer is as exempt as the answer."""
        if sees_exempt(self.presenter.viewer, authorities=frozenset({commitment.authority_id})):
            return None
        return sealed_where_given(commitment)


def sealed_where_given(commitment: Commitment) -> Sealed | None:
    """Why what it was given in is not for the public; None where it is."""
    given = (commitment.response, commitment.comment, commitment.question, commitment.promised_in)
    return next((sealed for one in given if one is not None and (sealed := sealed_as(one.exemption))), None)


def _basis(commitment: Commitment) -> str:
    source = _source(commitment)
    if commitment.kind == Kind.REQUEST.value:
        return f"Asked about {source}" if source else ""
    if commitment.meeting_on is not None:
        minute = f", minute {commitment.minute}" if commitment.minute else ""
        return f"Promised at the meeting on {short_day(commitment.meeting_on)}{minute}"
    if commitment.promised_in is not None:
        return f"Promised in what was supplied to {source}"
    return f"Promised in the answer to {source}"


def _source(commitment: Commitment) -> str:
    """The item it came from."""
    given = commitment.promised_in or commitment.comment or commitment.question
    return reference_of(given) if given else ""


def _declared(supply: Supply) -> Iterator[str]:
    if supply.depersonalised:
        yield "Declared to be depersonalised"
    elif supply.depersonalised is not None:
        yield f"People can be identified: {supply.identification_reason}"
    if supply.no_prejudice:
        yield "Declared not likely to prejudice legal proceedings or operations"
