"""From the record to the paper: reads a consultation and says, in primitives, what its digest prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.change_log import ChangeLog
from consult.domain.commitments import Kind
from consult.domain.digest import (
    CommentEntry,
    CommitmentEntry,
    Contact,
    Cover,
    Digest,
    IndexRow,
    LineEntry,
    ParagraphEntry,
    QuestionEntry,
    SectionEntry,
)
from consult.domain.lifecycle import HOLDING_REPLY, AnswerState, ItemState
from consult.domain.numbering import QUESTION, reference
from consult.domain.places import owners
from consult.domain.refusals import Refused
from consult.pack.accounting import not_printed, outcome_of, reconciliation, why_hidden
from consult.pack.counting import glance
from consult.pack.declaring import declarations
from consult.pack.pausing import paused
from consult.pack.redlines import pictures, printed
from consult.present.about import ASIDE, waits
from consult.present.change_log import change_log
from consult.present.commitments import CommitmentPresenter
from consult.present.entries import Presenter, ordinals
from consult.present.redlines import only_changes
from consult.queries import comments, commitments, drafts, enquiry, people, questions
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question

Entries = Mapping[int, CommentEntry]
Of = TypeVar("Of", Comment, Question)

NOT_SETTLED = "not settled"
"""What the index adds to the outcome of what its author does not take for settled (R9)."""


@dataclass(frozen=True, slots=True)
class _Record:
    """Everything read, before anything is worded. `standing` are the comments neither withdrawn nor rejected."""

    consultation: Consultation
    version: DraftVersion
    sections: Sequence[Section]
    authorities: Mapping[int, str]
    paragraphs: Sequence[Paragraph]
    comments: Sequence[Comment]
    standing: Sequence[Comment]
    questions: Sequence[Question]
    commitments: Sequence[Commitment]

    @property
    def requests(self) -> list[Commitment]:
        """What members asked for; undertakings are not received but given."""
        return [one for one in self.commitments if one.kind == Kind.REQUEST.value]


def gather(session: Session, consultation: Consultation, *, made_at: datetime, timezone: ZoneInfo) -> Digest:
    """The digest as the public may read it (R13, R20), as of now; `made_at` is the time it bears.

    Raises Refused where no draft is published, or the reconciliation line does not balance (R10).
    """
    record = _read(session, consultation)
    presenter = Presenter(None, timezone, comments.supporters(session, consultation), ordinals(record.paragraphs))
    entries = {comment.id: presenter.comment(comment) for comment in record.comments}
    asked = [presenter.question(question) for question in record.questions]
    owed = _owed(record, presenter, made_at)
    changes = _changes(session, record, timezone)
    nowhere = [entries[c.id] for c in record.standing if c.section_id is None]
    return Digest(
        language="en-GB",
        cover=_cover(record, made_at, timezone),
        glance=glance(record.sections, _public(record.standing), _public(record.questions)),
        questions=tuple(asked),
        whole_draft=tuple(entry for entry in nowhere if not entry.orphaned),
        sections=tuple(_sections(record, entries)),
        reconciliation=reconciliation(consultation, [*record.comments, *record.questions, *record.requests]),
        index=tuple(_index(record, entries, asked, owed)),
        unplaced=tuple(entry for entry in nowhere if entry.orphaned),
        changes=changes,
        commitments=owed,
        lines=tuple(_lines(session, consultation)),
        supplementaries=consultation.supplementaries,
        not_printed=tuple(not_printed([*entries.values(), *asked, *owed])),
        declarations=declarations(session, consultation, [*record.comments, *record.questions]),
        pauses=tuple(paused(session, consultation, made_at=made_at, zone=timezone)),
        figures=_figures(session, record, changes),
    )


def _read(session: Session, consultation: Consultation) -> _Record:
    if consultation.current_version == 0:
        raise Refused("There is nothing to put into a digest before a draft has been published.")
    version = drafts.version(session, consultation, consultation.current_version)
    sections = drafts.sections(session, version)
    received = comments.every(session, consultation)
    return _Record(
        consultation=consultation,
        version=version,
        sections=sections,
        authorities={body.id: body.name for body in people.bodies(session)},
        paragraphs=drafts.paragraphs(session, [section.id for section in sections]),
        comments=received,
        standing=[comment for comment in received if comment.state == ItemState.RECEIVED.value],
        questions=questions.every(session, consultation),
        commitments=commitments.every(session, consultation),
    )


def _cover(record: _Record, made_at: datetime, zone: ZoneInfo) -> Cover:
    about = record.consultation
    return Cover(
        body=about.host,
        panel=about.panel,
        item_number=about.item_number,
        meeting_on=about.meeting_on,
        title=about.title,
        summary=about.summary,
        recommendation=about.recommendation,
        contact=Contact(about.contact_title, about.contact_email, about.contact_telephone),
        draft_title=record.version.title,
        draft_version=record.version.number or 0,
        pack_number=None,
        status="Draft",
        made_at=made_at.astimezone(zone),
        window_opened=about.opens_at.astimezone(zone) if about.opens_at else None,
        window_closes=about.closes_at.astimezone(zone) if about.closes_at else None,
    )


def _owed(record: _Record, presenter: Presenter, made_at: datetime) -> tuple[CommitmentEntry, ...]:
    """Requests and undertakings as they stand on the day the paper bears, the oldest first."""
    worded = CommitmentPresenter(presenter, presenter.day(made_at))
    entries = (worded.entry(one) for one in record.commitments)
    return tuple(sorted(entries, key=lambda entry: (entry.issued_on, entry.reference)))


def _lines(session: Session, consultation: Consultation) -> Iterator[LineEntry]:
    titles = {line.id: line.title for line in enquiry.lines(session, consultation)}
    for group in enquiry.arrangement(session, consultation):
        if group.line is not None:
            yield LineEntry(titles[group.line], tuple(reference(QUESTION, number) for number in group.questions))


def _sections(record: _Record, entries: Entries) -> Iterator[SectionEntry]:
    by_section: dict[int, list[Paragraph]] = {}
    for paragraph in record.paragraphs:
        by_section.setdefault(paragraph.section_id, []).append(paragraph)
    on_paragraph: dict[int | None, list[CommentEntry]] = {}
    on_section: dict[int | None, list[CommentEntry]] = {}
    for comment in record.standing:
        spoken = on_paragraph if comment.paragraph_id else on_section
        spoken.setdefault(comment.paragraph_id or comment.section_id, []).append(entries[comment.id])
    owned = owners(record.sections, record.consultation.lead_authority_id)
    for section, owner in zip(record.sections, owned, strict=True):
        yield SectionEntry(
            number=section.number,
            heading=section.heading,
            level=section.level,
            authority=record.authorities[owner] if owner else "",
            comments=tuple(on_section.get(section.id, ())),
            paragraphs=tuple(
                ParagraphEntry(p.label, p.level, p.kind, p.html, tuple(on_paragraph[p.id]))
                for p in by_section.get(section.id, ())
                if p.id in on_paragraph
            ),
        )


def _public(items: Sequence[Of]) -> list[Of]:
    """Without exempt matter, figures about which would tell of what it says, and without what waits for the clerk."""
    return [item for item in items if item.exemption is None and not waits(item)]


def _index(
    record: _Record, entries: Entries, asked: Sequence[QuestionEntry], owed: Sequence[CommitmentEntry]
) -> Iterator[IndexRow]:
    for comment in record.comments:
        entry = entries[comment.id]
        outcome = "" if entry.hidden else next(outcome_of(answer) for answer in entry.answers)
        yield _row(entry, entry.stance, outcome)
    for question in asked:
        yield _row(question, "Question", _outcome({answer.status for answer in question.answers}))
    for one in sorted(owed, key=lambda one: one.reference):
        came = why_hidden(one) if one.hidden else one.status
        marks = tuple(mark for mark in one.marks if mark in ASIDE)
        yield IndexRow(one.reference, one.place, one.by, one.body, one.kind, came, marks)


def _row(entry: CommentEntry | QuestionEntry, stance: str, outcome: str) -> IndexRow:
    """A hidden item's outcome is why it is hidden; its other marks stand beside it as with every item."""
    came = why_hidden(entry) if entry.hidden else _settled(outcome, entry)
    marks = tuple(mark for mark in entry.marks if mark in ASIDE)
    return IndexRow(entry.reference, entry.place, entry.by, entry.body, stance, came, marks)


def _settled(outcome: str, entry: CommentEntry | QuestionEntry) -> str:
    return f"{outcome}, {NOT_SETTLED}" if any(answer.unsettled for answer in entry.answers) else outcome


def _outcome(statuses: set[str]) -> str:
    """What came of a question: a holding reply is no answer, and where only some have answered it is said."""
    answered = AnswerState.RELEASED.public_wording
    if answered in statuses:
        return answered if len(statuses) == 1 else "Answered in part"
    return HOLDING_REPLY if HOLDING_REPLY in statuses else AnswerState.AWAITED.public_wording


def _changes(session: Session, record: _Record, zone: ZoneInfo) -> ChangeLog | None:
    """The change log of the version reviewed, with what changed and nothing that did not."""
    log = change_log(session, record.consultation, record.version, zone)
    return log and replace(log, redline=only_changes(log.redline))


def _figures(session: Session, record: _Record, changes: ChangeLog | None) -> tuple[tuple[str, str, bytes], ...]:
    """The pictures of what is printed: of paragraphs commented on, and of what changed, as it is and as it was."""
    spoken_on = {comment.paragraph_id for comment in record.standing}
    shown = "".join(p.html for p in record.paragraphs if p.id in spoken_on and "figure:" in p.html)
    before = record.version.based_on_id if changes else None
    versions = [record.version.id] if before is None else [record.version.id, before]
    return pictures(session, versions, shown + (printed(changes.redline) if changes else ""))
