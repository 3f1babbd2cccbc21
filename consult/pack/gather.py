"""From the record to the paper: reads a consultation and says, in primitives, what its digest prints."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.actions.allowing import answer_state
from consult.domain.digest import (
    Answer,
    Bar,
    CommentEntry,
    Contact,
    Count,
    Cover,
    Digest,
    Glance,
    IndexRow,
    ParagraphEntry,
    QuestionEntry,
    SectionEntry,
)
from consult.domain.dispositions import Disposition, Stance
from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.places import chapters, owners, place_in_words
from consult.domain.reconciliation import Reconciliation
from consult.domain.redline import as_change
from consult.domain.refusals import Refused
from consult.domain.visibility import answer_status, sees_answer
from consult.queries import comments, drafts, people, questions
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.people import Body
from consult.store.questions import Question


@dataclass(frozen=True, slots=True)
class _Record:
    """Everything read, before anything is worded."""

    consultation: Consultation
    version: DraftVersion
    sections: Sequence[Section]
    owners: Sequence[int | None]
    authorities: dict[int, str]
    paragraphs: Sequence[Paragraph]
    comments: Sequence[Comment]
    supporters: dict[int, list[tuple[str, str]]]
    questions: Sequence[Question]
    zone: ZoneInfo

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def gather(session: Session, consultation: Consultation, *, made_at: datetime, timezone: ZoneInfo) -> Digest:
    """The digest as the public may read it (R13, R20), as of now; `made_at` is the time it bears.

    Raises Refused where no draft is published, or the reconciliation line does not balance (R10).
    """
    record = _read(session, consultation, timezone)
    entries = {comment.id: _comment(record, comment) for comment in record.comments}
    asked = [_question(record, question) for question in record.questions]
    standing = [c for c in record.comments if c.state == ItemState.RECEIVED.value]
    return Digest(
        language="en-GB",
        cover=_cover(record, made_at),
        glance=_glance(record, standing),
        questions=tuple(asked),
        whole_draft=tuple(entries[c.id] for c in standing if c.section_id is None),
        sections=tuple(_sections(record, standing, entries)),
        reconciliation=_reconciliation(record),
        index=tuple(_index(record, entries, asked)),
        figures=_figures(session, record, standing),
    )


def _read(session: Session, consultation: Consultation, zone: ZoneInfo) -> _Record:
    if consultation.current_version == 0:
        raise Refused("There is nothing to put into a digest before a draft has been published.")
    version = drafts.version(session, consultation, consultation.current_version)
    sections = drafts.sections(session, version)
    return _Record(
        consultation=consultation,
        version=version,
        sections=sections,
        owners=owners(sections, consultation.lead_authority_id),
        authorities={body.id: body.name for body in people.bodies(session)},
        paragraphs=drafts.paragraphs(session, [section.id for section in sections]),
        comments=comments.every(session, consultation),
        supporters=comments.supporters(session, consultation),
        questions=questions.every(session, consultation),
        zone=zone,
    )


def _cover(record: _Record, made_at: datetime) -> Cover:
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
        made_at=made_at.astimezone(record.zone),
        window_opened=about.opens_at.astimezone(record.zone) if about.opens_at else None,
        window_closes=about.closes_at.astimezone(record.zone) if about.closes_at else None,
    )


def _answer(record: _Record, authority: Body, response: Response | None, bases: Sequence[str] = ()) -> Answer:
    state = answer_state(response)
    status = answer_status(None, authority_id=authority.id, state=state)
    if response is None or not sees_answer(None, authority_id=authority.id, state=state):
        return Answer(authority=authority.name, status=status)
    return Answer(
        authority=authority.name,
        status=status,
        text=response.text,
        disposition=Disposition(response.disposition).wording if response.disposition else "",
        reason=response.reason,
        resulting_wording=as_change(response.resulting_wording, *bases),
        answered_by=response.answered_by.name,
        answered_on=record.day(response.answered_at),
    )


def _comment(record: _Record, comment: Comment) -> CommentEntry:
    bases = (comment.quote or "", comment.paragraph.text if comment.paragraph else "")
    withdrawn = comment.state == ItemState.WITHDRAWN.value
    given = next((r for r in comment.responses if r.authority_id == comment.authority_id), None)
    return CommentEntry(
        reference=reference(COMMENT, comment.number),
        by=comment.author.name,
        body=comment.body.name if comment.body else "",
        place=_place(record, comment),
        stance=Stance(comment.stance).wording,
        text="" if withdrawn else comment.text,
        quote="" if withdrawn else comment.quote or "",
        suggested_wording=() if withdrawn else as_change(comment.suggested_wording or "", *bases),
        received_on=record.day(comment.received_at),
        answers=() if withdrawn else (_answer(record, comment.authority, given, bases),),
        supporters=tuple(f"{name} ({body})" if body else name for name, body in record.supporters.get(comment.id, ())),
        marks=("Withdrawn",) if withdrawn else (),
    )


def _place(record: _Record, comment: Comment) -> str:
    if comment.paragraph is None:
        return place_in_words(comment.section.heading if comment.section else None)
    unnumbered = [p.id for p in record.paragraphs if p.section_id == comment.section_id and not p.label]
    ordinal = unnumbered.index(comment.paragraph.id) + 1 if comment.paragraph.id in unnumbered else 0
    return place_in_words(comment.section.heading if comment.section else None, comment.paragraph.label, ordinal)


def _question(record: _Record, question: Question) -> QuestionEntry:
    withdrawn = question.state == ItemState.WITHDRAWN.value
    given = {response.authority_id: response for response in question.responses}
    return QuestionEntry(
        reference=reference(QUESTION, question.number),
        by=question.author.name,
        body=question.body.name if question.body else "",
        place=question.section.heading if question.section else "",
        asked_of=tuple(body.name for body in question.asked),
        text="" if withdrawn else _lettered([part.text for part in question.parts]),
        received_on=record.day(question.received_at),
        answers=() if withdrawn else tuple(_answer(record, body, given.get(body.id)) for body in question.asked),
        marks=("Withdrawn",) if withdrawn else (),
    )


def _lettered(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return "\n\n".join(f"({letter}) {part}" for letter, part in zip("abcdefghijklmnopqrstuvwxyz", parts, strict=False))


def _sections(record: _Record, standing: Sequence[Comment], entries: dict[int, CommentEntry]) -> Iterable[SectionEntry]:
    spoken_on = {comment.paragraph_id for comment in standing}
    for section, owner in zip(record.sections, record.owners, strict=True):
        here = [comment for comment in standing if comment.section_id == section.id]
        yield SectionEntry(
            number=section.number,
            heading=section.heading,
            level=section.level,
            authority=record.authorities.get(owner or 0, ""),
            comments=tuple(entries[c.id] for c in here if c.paragraph_id is None),
            paragraphs=tuple(
                ParagraphEntry(
                    label=paragraph.label,
                    level=paragraph.level,
                    kind=paragraph.kind,
                    html=paragraph.html,
                    comments=tuple(entries[c.id] for c in here if c.paragraph_id == paragraph.id),
                )
                for paragraph in record.paragraphs
                if paragraph.section_id == section.id and paragraph.id in spoken_on
            ),
        )


def _answered(comment: Comment) -> bool:
    return any(
        answer_state(r) is AnswerState.RELEASED and r.authority_id == comment.authority_id for r in comment.responses
    )


def _owed(questions: Iterable[Question]) -> Iterable[tuple[Question, Body, bool]]:
    """Each answer owed to a question that stands: the question, the authority asked, and whether it has answered."""
    for question in questions:
        if question.state == ItemState.RECEIVED.value:
            released = {r.authority_id for r in question.responses if r.released_at is not None}
            for body in question.asked:
                yield question, body, body.id in released


def _glance(record: _Record, standing: Sequence[Comment]) -> Glance:
    owed = list(_owed(record.questions))
    open_questions = {question.number for question, _, answered in owed if not answered}
    asked = {question.number for question, _, _ in owed}
    dispositions = Counter(
        r.disposition for c in standing for r in c.responses if r.released_at and r.authority_id == c.authority_id
    )
    stances = Counter(comment.stance for comment in standing)
    return Glance(
        comments=_count("Comments", [_answered(c) for c in standing]),
        questions=Count("Scrutiny questions", len(asked), len(asked) - len(open_questions)),
        by_section=tuple(_by_chapter(record, standing)),
        by_authority=tuple(_by_authority(record, standing, owed)),
        by_disposition=tuple(Bar(d.wording, dispositions[d.value]) for d in Disposition),
        by_stance=tuple(Bar(s.wording, stances[s.value]) for s in Stance),
        unanswered=(
            *(reference(COMMENT, c.number) for c in standing if not _answered(c)),
            *(reference(QUESTION, number) for number in sorted(open_questions)),
        ),
    )


def _count(label: str, answered: Sequence[bool]) -> Count:
    return Count(label, len(answered), sum(answered))


def _by_chapter(record: _Record, standing: Sequence[Comment]) -> Iterable[Count]:
    whole = [_answered(c) for c in standing if c.section_id is None]
    if whole:
        yield _count("The whole draft", whole)
    for chapter in chapters(record.sections):
        ids = {record.sections[n].id for n in chapter}
        head = record.sections[chapter.start]
        label = f"{head.number} {head.heading}".strip()
        yield _count(label, [_answered(c) for c in standing if c.section_id in ids])


def _by_authority(
    record: _Record, standing: Sequence[Comment], owed: Sequence[tuple[Question, Body, bool]]
) -> Iterable[Count]:
    answers: dict[str, list[bool]] = {}
    for comment in standing:
        answers.setdefault(comment.authority.name, []).append(_answered(comment))
    for _, body, answered in owed:
        answers.setdefault(body.name, []).append(answered)
    for name in sorted(answers):
        yield _count(name, answers[name])


def _reconciliation(record: _Record) -> Reconciliation:
    states = Counter(item.state for item in [*record.comments, *record.questions])
    line = Reconciliation(
        received=record.consultation.comments_numbered + record.consultation.questions_numbered,
        printed=states[ItemState.RECEIVED.value],
        withdrawn=states[ItemState.WITHDRAWN.value],
    )
    if not line.balances:
        raise Refused(f"The digest does not account for every item, so it was not made: {line.in_words()}.")
    return line


def _index(record: _Record, entries: dict[int, CommentEntry], asked: Sequence[QuestionEntry]) -> Iterable[IndexRow]:
    for comment in record.comments:
        entry = entries[comment.id]
        outcome = next((a.disposition or a.status for a in entry.answers), "Withdrawn")
        yield IndexRow(entry.reference, entry.place, entry.by, entry.body, entry.stance, outcome)
    for question in asked:
        statuses = {answer.status for answer in question.answers} or {"Withdrawn"}
        outcome = statuses.pop() if len(statuses) == 1 else "Answered in part"
        yield IndexRow(question.reference, question.place, question.by, question.body, "Question", outcome)


def _figures(session: Session, record: _Record, standing: Sequence[Comment]) -> tuple[tuple[str, str, bytes], ...]:
    spoken_on = {comment.paragraph_id for comment in standing}
    printed = "".join(p.html for p in record.paragraphs if p.id in spoken_on and "figure:" in p.html)
    if not printed:
        return ()
    return tuple(
        (figure.sha256, figure.media_type, figure.data)
        for figure in drafts.figures(session, record.version.id)
        if figure.sha256 in printed
    )
