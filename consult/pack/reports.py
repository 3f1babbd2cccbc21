"""From the record to a representative's report: what they raised, what was answered, and what has not been received.

It goes to a council's public meeting, so it is worded for nobody in particular: what is exempt, not released or not sent is
not in it, also where it is the representative's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.commitments import Kind
from consult.domain.digest import CommitmentEntry, Contact
from consult.domain.lifecycle import ItemState
from consult.domain.people import PANEL
from consult.domain.recommendations import RecommendationEntry
from consult.domain.refusals import NotFound, Refused
from consult.domain.report import Line, Part, Particulars, Point, Report
from consult.pack import reports_facts as facts
from consult.pack.reports_answers import OWED, promise_line
from consult.pack.reports_items import comment_point, question_point, request_point, supported_lines
from consult.pack.words import long_date, paragraphs
from consult.present.commitments import CommitmentPresenter
from consult.present.entries import Presenter, ordinals
from consult.present.recommendations import recommendation_entries
from consult.queries import comments, commitments, drafts, people, questions
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.people import MembershipRow, Person
from consult.store.questions import Question

Of = TypeVar("Of", Comment, Question)

WHOLE, GONE = 0, -1
"""In place of a section's id: the draft as a whole, and what stood on sections that are no longer in it."""


@dataclass(frozen=True, slots=True)
class _Record:
    """Everything read, before anything is worded; what its author withdrew is left out."""

    consultation: Consultation
    person: Person
    membership: MembershipRow
    version: DraftVersion
    sections: Sequence[Section]
    comments: Sequence[Comment]
    supported: Sequence[Comment]
    questions: Sequence[Question]
    requests: Sequence[Commitment]
    owed: Mapping[int, CommitmentEntry]  # everything promised to the person or asked for, by id
    to_panel: Sequence[CommitmentEntry]  # promised at a meeting, to nobody in particular
    commitments: Sequence[Commitment]


def representative(session: Session, consultation: Consultation, person_id: int) -> MembershipRow:
    """The part a person has or last had on the panel, with person and council; raises NotFound where they have none."""
    parts = [row for row in people.parts_ever(session, consultation) if row.person_id == person_id]
    on_panel = [row for row in parts if row.role in PANEL]
    if not on_panel:
        raise NotFound
    return max(on_panel, key=lambda row: (row.ended_at is None, row.id))


def gather_report(
    session: Session,
    consultation: Consultation,
    person_id: int,
    particulars: Particulars,
    *,
    made_at: datetime,
    timezone: ZoneInfo,
) -> Report:
    """The report of one member, as of now; `made_at` is the time it bears.

    Raises NotFound for somebody who was never on the panel, Refused where no draft is published.
    """
    if consultation.current_version == 0:
        raise Refused("There is nothing to report before a draft has been published.")
    membership = representative(session, consultation, person_id)
    of_version = drafts.version(session, consultation, consultation.current_version)
    sections = drafts.sections(session, of_version)
    counted = ordinals(drafts.paragraphs(session, [section.id for section in sections]))
    presenter = Presenter(None, timezone, comments.supporters(session, consultation), counted)
    record = _read(session, consultation, membership, of_version, sections, presenter, made_at)
    return Report(
        language="en-GB",
        council=particulars.council,
        committee=particulars.committee,
        item_number=particulars.item_number,
        meeting_on=particulars.meeting_on,
        title=particulars.title,
        summary=particulars.summary,
        recommendation=particulars.recommendation,
        contact=Contact(particulars.contact_title, particulars.contact_email, particulars.contact_telephone),
        heading=f"{facts.panel(consultation)}: report, {made_at.astimezone(timezone):%B %Y}",
        representative=membership.person.name,
        made_at=made_at.astimezone(timezone),
        parts=tuple(_parts(session, record, presenter, particulars, made_at)),
    )


def _read(
    session: Session,
    consultation: Consultation,
    membership: MembershipRow,
    version: DraftVersion,
    sections: Sequence[Section],
    presenter: Presenter,
    made_at: datetime,
) -> _Record:
    person_id = membership.person_id
    every = commitments.every(session, consultation)
    worded = CommitmentPresenter(presenter, presenter.day(made_at))
    standing = [one for one in every if one.state != ItemState.WITHDRAWN.value]
    own = {one.id: worded.entry(one) for one in standing if one.author_id == person_id}
    return _Record(
        consultation=consultation,
        person=membership.person,
        membership=membership,
        version=version,
        sections=sections,
        comments=_standing(comments.by_author(session, consultation, person_id)),
        supported=_standing(comments.supported(session, consultation, person_id)),
        questions=_standing(questions.by_author(session, consultation, person_id)),
        requests=[one for one in standing if one.id in own and one.kind == Kind.REQUEST.value],
        owed=own,
        to_panel=[worded.entry(one) for one in standing if one.author_id is None],
        commitments=every,
    )


def _standing(items: Iterable[Of]) -> list[Of]:
    return [item for item in items if item.state != ItemState.WITHDRAWN.value]


def _parts(
    session: Session, record: _Record, presenter: Presenter, particulars: Particulars, made_at: datetime
) -> Iterator[Part]:
    if particulars.introduction:
        yield Part("Introduction", tuple(_own_words(particulars.introduction)))
    yield Part("Terms of reference", tuple(facts.terms(record.consultation, record.membership.role)))
    yield Part("The consultation", tuple(_consultation(session, record, presenter, made_at)))
    yield from _raised(record, presenter)
    yield from _supported(record, presenter)
    yield from _recommended(session, record, presenter, made_at)
    yield from _not_received(record)
    if particulars.view:
        yield Part("My view", tuple(_own_words(particulars.view)))


def _own_words(text: str) -> Iterator[Point]:
    return (Point("\n".join(lines)) for lines in paragraphs(text))


def _consultation(session: Session, record: _Record, presenter: Presenter, made_at: datetime) -> Iterator[Point]:
    about, zone = record.consultation, presenter.zone
    yield from facts.versions(session, about, zone)
    yield from facts.window(session, about, made_at=made_at, zone=zone)
    yield from facts.meetings(about, record.commitments, today=presenter.day(made_at))
    yield facts.received(about)
    shown = sum(not presenter.comment(one).hidden for one in record.supported)
    yield facts.own_part(len(record.comments), len(record.questions), len(record.requests), shown)
    yield from facts.interest(session, about, record.person.id)
    if about.adopted_at is not None:
        yield Point(f"The strategy was adopted on {long_date(presenter.day(about.adopted_at))}.")


def _raised(record: _Record, presenter: Presenter) -> Iterator[Part]:
    """What was raised, section by section: comments, then questions, then requests, each in the order received."""
    known = {section.id: f"{section.number} {section.heading}".strip() for section in record.sections}
    headings = {section.id: section.heading for section in record.sections}
    found: dict[int, list[Point]] = {}
    owed, me = list(record.owed.values()), record.person.name
    for comment in record.comments:
        at = _at(comment.section_id, known)
        of = headings.get(at, "")
        point = comment_point(presenter.comment(comment), of, owed, me=me, current=record.version.number or 0)
        found.setdefault(at, []).append(point)
    for question in record.questions:
        at = _at(question.section_id, known)
        point = question_point(presenter.question(question), headings.get(at, ""), owed, me=me)
        found.setdefault(at, []).append(point)
    for request in record.requests:
        point = request_point(record.owed[request.id], owed)
        found.setdefault(_at(request.section_id, known), []).append(point)
    titles = {WHOLE: "The draft as a whole", **known, GONE: "No longer in the draft"}
    for at, title in titles.items():
        if at in found:
            yield Part(title, tuple(found[at]))


def _at(section_id: int | None, known: Mapping[int, str]) -> int:
    if section_id is None:
        return WHOLE
    return section_id if section_id in known else GONE


def _supported(record: _Record, presenter: Presenter) -> Iterator[Part]:
    lines = tuple(supported_lines(map(presenter.comment, record.supported)))
    if lines:
        yield Part("What I supported", (Point("I supported these comments of other members:", lines=lines),))


def _recommended(session: Session, record: _Record, presenter: Presenter, made_at: datetime) -> Iterator[Part]:
    """What the panel resolved to recommend, and who has replied."""
    today = presenter.day(made_at)
    every = recommendation_entries(session, record.consultation, today=today, zone=presenter.zone)
    lines = tuple(Line(_replied(one), one.text) for one in every if one.text and one.withdrawn_on is None)
    if lines:
        yield Part("What the panel recommended", (Point("The panel has recommended:", lines=lines),))


def _replied(one: RecommendationEntry) -> str:
    return f"{one.reference}, {one.meeting}{f': {one.words[:1].lower()}{one.words[1:]}' if one.words else ''}."


def _not_received(record: _Record) -> Iterator[Part]:
    """What is still owed, to the representative and to the panel as a whole (R3)."""
    to_me = [entry for entry in record.owed.values() if entry.status in OWED]
    to_panel = [entry for entry in record.to_panel if entry.status in OWED]
    points = [
        Point(what, lines=tuple(map(promise_line, sorted(owed, key=lambda entry: (entry.due_on, entry.reference)))))
        for what, owed in (
            ("I asked for this, or was promised it, and have not received it to date:", to_me),
            ("The panel was promised this, and has not received it to date:", to_panel),
        )
        if owed
    ]
    if not points and record.owed:
        points.append(Point("All that I asked for, and all that was promised to me, has been received or closed."))
    if points:
        yield Part("Promised and not received to date", tuple(points))
