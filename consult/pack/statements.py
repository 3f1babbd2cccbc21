"""From the record to the consultation statement: what was said, what was done about it, and why.

It is for everybody: what is exempt is named by its number and the reason alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.actions.allowing import Contribution, stage
from consult.domain.calendar import moment
from consult.domain.commitments import Kind
from consult.domain.digest import Bar, CommentEntry, CommitmentEntry, Contact, Count, QuestionEntry
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import Stage
from consult.domain.people import PANEL
from consult.domain.refusals import Refused
from consult.domain.report import Line, Point
from consult.domain.statement import Statement
from consult.pack import accounting
from consult.pack import reports_facts as facts
from consult.pack.statements_sections import statement_sections
from consult.pack.statements_words import in_short, said_on
from consult.pack.words import counted, listed, person
from consult.present.commitments import CommitmentPresenter
from consult.present.entries import Presenter, ordinals
from consult.present.recommendations import recommendation_entries
from consult.queries import comments, commitments, drafts, people, questions, responses
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.questions import Question

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class _Record:
    """Everything read, with its wording for the public; in the order received."""

    consultation: Consultation
    version: DraftVersion
    sections: Sequence[Section]
    comments: Sequence[tuple[Comment, CommentEntry]]
    questions: Sequence[tuple[Question, QuestionEntry]]
    commitments: Sequence[tuple[Commitment, CommitmentEntry]]


def missing(session: Session, consultation: Consultation, *, now: datetime, zone: ZoneInfo) -> str:
    """Why there can be no statement yet, and what is to be done first; "" after adoption."""
    here = stage(consultation, now)
    if here is Stage.ADOPTED:
        return ""
    first = "The consultation statement is made once the strategy has been adopted."
    if here in {Stage.OPEN, Stage.PAUSED} and consultation.closes_at:
        return f"{first} The commenting window closes at {moment(consultation.closes_at, zone)}."
    if here is not Stage.RESPONDING:
        return f"{first} Its commenting window has not opened yet."
    waiting = responses.unreleased_count(session, consultation)
    if waiting:
        return f"{first} {'1 item has' if waiting == 1 else f'{waiting} items have'} no released answer yet."
    return f"{first} Every item has its answer: record the adoption."


def gather_statement(
    session: Session, consultation: Consultation, *, made_at: datetime, timezone: ZoneInfo
) -> Statement:
    """The statement as of now; `made_at` is the time it bears. Raises Refused before adoption, with what is missing."""
    why_not = missing(session, consultation, now=made_at, zone=timezone)
    if why_not or consultation.adopted_at is None:
        raise Refused(why_not)
    version = drafts.version(session, consultation, consultation.current_version)
    sections = drafts.sections(session, version)
    counted = ordinals(drafts.paragraphs(session, [section.id for section in sections]))
    presenter = Presenter(None, timezone, comments.supporters(session, consultation), counted)
    record = _read(session, consultation, version, sections, presenter, made_at)
    entries: list[accounting.Entry] = [
        *_entries(record.comments),
        *_entries(record.questions),
        *_entries(record.commitments),
    ]
    return Statement(
        language="en-GB",
        body=consultation.host,
        panel=consultation.panel,
        title=consultation.title,
        summary=_summary(consultation, _entries(record.comments)),
        contact=Contact(consultation.contact_title, consultation.contact_email, consultation.contact_telephone),
        adopted_on=presenter.day(consultation.adopted_at),
        made_at=made_at.astimezone(timezone),
        how=tuple(_how(session, record, presenter, made_at)),
        councils=tuple(_councils(_entries(record.comments))),
        dispositions=tuple(_dispositions(_entries(record.comments))),
        sections=tuple(statement_sections(session, consultation, version, sections, record.comments, timezone)),
        questions=tuple(in_short(entry) for entry in _entries(record.questions) if not entry.hidden),
        commitments=tuple(_entries(record.commitments)),
        recommendations=recommendation_entries(session, consultation, today=presenter.day(made_at), zone=timezone),
        deferred=tuple(_deferred(_entries(record.comments))),
        not_printed=tuple(accounting.not_printed(entries)),
    )


def _read(
    session: Session,
    consultation: Consultation,
    version: DraftVersion,
    sections: Sequence[Section],
    presenter: Presenter,
    made_at: datetime,
) -> _Record:
    owed = CommitmentPresenter(presenter, presenter.day(made_at))
    return _Record(
        consultation=consultation,
        version=version,
        sections=sections,
        comments=[(one, presenter.comment(one)) for one in comments.every(session, consultation)],
        questions=[(one, presenter.question(one)) for one in questions.every(session, consultation)],
        commitments=[(one, owed.entry(one)) for one in commitments.every(session, consultation)],
    )


def _entries(pairs: Iterable[tuple[object, Entry]]) -> list[Entry]:
    return [entry for _, entry in pairs]


def _how(session: Session, record: _Record, presenter: Presenter, made_at: datetime) -> Iterator[Point]:
    """How the consultation was done: the versions, the window, the meetings, who was asked, and what came in."""
    about = record.consultation
    owed = [one for one, _ in record.commitments]
    yield from facts.versions(session, about, presenter.zone)
    yield from facts.window(session, about, made_at=made_at, zone=presenter.zone)
    yield from facts.meetings(about, owed, today=presenter.day(made_at))
    asked = dict.fromkeys(
        person(row.person.name, row.body.name if row.body else "")
        for row in people.parts_ever(session, about)
        if row.role in PANEL
    )
    yield Point("These members of the panel were asked for their comments:", lines=tuple(map(Line, asked)))
    answered = {one.authority.name for one, _ in record.comments}
    answered |= {body.name for one, _ in record.questions for body in one.asked}
    if answered:
        yield Point("These authorities were asked to answer:", lines=tuple(map(Line, sorted(answered))))
    yield facts.received(about)
    requests = [one for one in owed if one.kind == Kind.REQUEST.value]
    items: list[Contribution] = [*(one for one, _ in record.comments), *(one for one, _ in record.questions), *requests]
    line = accounting.reconciliation(about, items).in_words()
    yield Point(f"Every item received is accounted for: {line}.")


def _summary(consultation: Consultation, entries: Sequence[CommentEntry]) -> str:
    came = [f"{bar.value} {_lower(bar.label)}" for bar in _dispositions(entries)]
    outcome = f" What came of the comments: {listed(came)}." if came else ""
    return (
        f"Members of the {facts.panel(consultation)} made {counted(consultation.comments_numbered, 'comment')} and asked"
        f" {counted(consultation.questions_numbered, 'scrutiny question')} on the draft. This paper says what they said,"
        f" what was done about it, and why.{outcome}"
    )


def _councils(entries: Iterable[CommentEntry]) -> Iterator[Count]:
    """Comments that are printed, by the council that appointed their author."""
    found: dict[str, list[bool]] = {}
    for entry in entries:
        if not entry.hidden:
            found.setdefault(entry.body or entry.by, []).append(all(answer.answered for answer in entry.answers))
    for name in sorted(found):
        yield Count(name, len(found[name]), sum(found[name]))


def _dispositions(entries: Iterable[CommentEntry]) -> Iterator[Bar]:
    given = Counter(answer.disposition for entry in entries for answer in entry.answers if answer.disposition)
    for one in Disposition:
        if given[one.wording]:
            yield Bar(one.wording, given[one.wording])


def _deferred(entries: Iterable[CommentEntry]) -> Iterator[Line]:
    """What is taken up with the annual refresh."""
    for entry in entries:
        if any(answer.disposition == Disposition.DEFERRED.wording for answer in entry.answers):
            yield Line(f"{entry.reference}, {person(entry.by, entry.body)}, on {said_on(entry)}:", entry.text)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
