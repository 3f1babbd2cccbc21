"""The register: every question, request and undertaking as a line of the tracker, with what is overdue first.

A question put to several authorities has a line for each, since each owes an answer of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from consult.domain.calendar import short_day
from consult.domain.commitments import Kind, Status
from consult.domain.digest import CommitmentEntry, QuestionEntry
from consult.domain.lifecycle import HOLDING_REPLY, AnswerState, ItemState
from consult.domain.questions import Wants
from consult.present.commitments import CommitmentPresenter
from consult.present.entries import Presenter, given_by
from consult.store.commitments import Commitment
from consult.store.people import Body
from consult.store.questions import Question

QUESTION = "Scrutiny question"
ANSWERED, NOT_ANSWERED = AnswerState.RELEASED.public_wording, AnswerState.AWAITED.wording

TYPES = (QUESTION, Kind.REQUEST.wording, Kind.UNDERTAKING.wording)
STATUSES = (
    NOT_ANSWERED, HOLDING_REPLY, ANSWERED, Status.OUTSTANDING.wording, Status.IN_PART.wording, Status.RECEIVED.wording,
    Status.CLOSED.wording, Status.WITHDRAWN.wording, Status.REJECTED.wording,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register (DOMAIN section 4, tracker columns). What its reader may not read is ""."""

    reference: str
    type: str
    meeting: str
    text: str
    section: str  # where it stands, in words; "" for no part in particular
    section_key: str
    heading: str
    by: str
    body: str
    author_id: int | None
    authority: str
    authority_id: int
    owner: str  # the officer who is to keep it; else the authority's lead officers
    issued_on: date
    due_on: date | None
    basis: str
    agreed_on: date | None  # accepted by the clerk, or promised
    response: str
    action: str  # what the authority says it will do: why a part is late, when the rest follows
    latest: str
    latest_on: date | None
    status: str
    words: str  # where it stands, in a sentence
    days_overdue: int
    evidence: tuple[str, ...]  # the names of the files supplied
    closed_on: date | None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Makes the lines for one viewer. `leads` are the lead officers' names by authority, `meeting_on` when questions are due."""

    presenter: Presenter
    today: date
    leads: Mapping[int, Sequence[str]]
    meeting_on: date | None

    def rows(self, questions: Iterable[Question], commitments: Iterable[Commitment]) -> list[Row]:
        """The lines, overdue first, the longest overdue of them at the top; then by the date they are due."""
        found = [row for question in questions for row in self._of_question(question)]
        entries = CommitmentPresenter(self.presenter, self.today)
        found += [self._of_commitment(one, entries.entry(one)) for one in commitments]
        return sorted(found, key=overdue_first)

    def _of_question(self, question: Question) -> Iterator[Row]:
        entry = self.presenter.question(question)
        for body in question.asked:
            yield self._to_authority(question, entry, body)

    def _to_authority(self, question: Question, entry: QuestionEntry, body: Body) -> Row:
        stands = question.state == ItemState.RECEIVED.value
        given = given_by(body.id, question.responses)
        answered_on = self.presenter.day(given.released_at) if given and given.released_at else None
        answer = self.presenter.answer(body, given)
        response = (answer.text or answer.exempt) if entry.answers and answered_on else ""
        held = any(one.holding and one.authority_id == body.id and one.released_at for one in question.responses)
        status = ANSWERED if answered_on else HOLDING_REPLY if held else NOT_ANSWERED
        if not stands:
            status = ItemState(question.state).wording
        owed = stands and answered_on is None
        late = (self.today - self.meeting_on).days if owed and self.meeting_on else 0
        return Row(
            reference=entry.reference,
            type=QUESTION,
            meeting="",
            text=entry.text,
            section=entry.place,
            section_key=question.section.key if question.section else "",
            heading=question.section.heading if question.section else "",
            by=entry.by,
            body=entry.body,
            author_id=question.author_id,
            authority=body.name,
            authority_id=body.id,
            owner=self._leads(body.id),
            issued_on=entry.received_on,
            due_on=self.meeting_on,
            basis=Wants(question.wants).wording,
            agreed_on=self.presenter.day(question.accepted_at) if question.accepted_at else None,
            response=response,
            action="",
            latest=f"{status} on {short_day(answered_on)}" if answered_on and stands else status,
            latest_on=answered_on or entry.received_on,
            status=status,
            words=_question_words(body.name, self.meeting_on, status, max(0, late)),
            days_overdue=max(0, late),
            evidence=(),
            closed_on=answered_on,
            marks=entry.marks,
        )

    def _of_commitment(self, commitment: Commitment, entry: CommitmentEntry) -> Row:
        came = [supply for supply in entry.supplies if supply.supplied_on is not None]
        promised = commitment.kind == Kind.UNDERTAKING.value
        return Row(
            reference=entry.reference,
            type=entry.kind,
            meeting=_meeting(commitment),
            text=entry.text,
            section=entry.place,
            section_key=commitment.section.key if commitment.section else "",
            heading=entry.place,
            by=entry.by,
            body=entry.body,
            author_id=commitment.author_id,
            authority=entry.authority,
            authority_id=commitment.authority_id,
            owner=entry.owner or self._leads(commitment.authority_id),
            issued_on=entry.issued_on,
            due_on=entry.due_on,
            basis=entry.basis or "The date the panel indicated",
            agreed_on=entry.issued_on if promised else None,
            response="\n\n".join(supply.text for supply in came),
            action=came[-1].delay_reason if came else "",
            latest=entry.words,
            latest_on=entry.closed_on or max((one.supplied_on for one in came if one.supplied_on), default=entry.issued_on),
            status=entry.status,
            words=entry.words,
            days_overdue=entry.days_overdue,
            evidence=tuple(name for supply in came for name in supply.files),
            closed_on=entry.closed_on,
            marks=entry.marks,
        )  # fmt: skip

    def _leads(self, authority_id: int) -> str:
        return ", ".join(self.leads.get(authority_id, ()))


def overdue_first(row: Row) -> tuple[bool, int, date, str]:
    """The order of the register: overdue first, then what is still owed by its date, then what is done."""
    owed = row.status in {NOT_ANSWERED, HOLDING_REPLY, Status.OUTSTANDING.wording, Status.IN_PART.wording}
    return (not owed, -row.days_overdue, row.due_on or date.max, row.reference)


def _question_words(authority: str, meeting_on: date | None, status: str, late: int) -> str:
    day = f" for the meeting on {short_day(meeting_on)}" if meeting_on else ""
    overdue = f" to date ({late} {'day' if late == 1 else 'days'})" if late else ""
    return f"Put to {authority}{day}, {status.lower()}{overdue}"


def _meeting(commitment: Commitment) -> str:
    if commitment.meeting_on is None:
        return ""
    minute = f", minute {commitment.minute}" if commitment.minute else ""
    return f"{short_day(commitment.meeting_on)}{minute}"
