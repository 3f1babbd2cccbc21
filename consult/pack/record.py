"""The whole of a consultation as a record: what the public may read, and enough to make it again elsewhere.

People are "person-1", "person-2", … in the order they were first given a part, which nothing changes later; their addresses
stay here (R18). Answers not released are left out (R20), and the words of what was withdrawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from consult.domain.arriving import Way
from consult.domain.dispositions import Kind, Stance
from consult.domain.draft import Draft, Figure, Section
from consult.domain.draft import Kind as Block
from consult.domain.draft import Paragraph as Text
from consult.domain.interests import Interest
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import Role
from consult.domain.questions import Wants
from consult.domain.record import (
    Came,
    CommentLine,
    DeclarationLine,
    EnquiryLine,
    Part,
    QuestionLine,
    Record,
    Spot,
    Supporter,
    Version,
)
from consult.domain.record_redrafts import Origin
from consult.pack.record_about import about_of
from consult.pack.record_answers import answer_lines
from consult.pack.record_commitments import commitment_lines
from consult.pack.record_marks import marks_of
from consult.pack.record_redrafts import change_lines, places_of, spot_on
from consult.pack.record_registers import coverage_lines, paper_lines, partner_lines, recommendation_lines
from consult.present.about import waits
from consult.queries import comments, drafts, enquiry, exporting, interests, people, questions
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph
from consult.store.people import MembershipRow
from consult.store.questions import Question

People = Mapping[int, str]

LATE_UNTOLD = "Why it was taken late is kept from the public with its words."


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where sections and paragraphs stand, by their ids, and the number of each version by its id."""

    sections: Mapping[int, int]
    paragraphs: Mapping[int, int]
    versions: Mapping[int, int]

    def of(self, version_id: int, section_id: int | None, paragraph_id: int | None) -> Spot:
        """The spot of what has these ids."""
        section = None if section_id is None else self.sections[section_id]
        return Spot(self.versions[version_id], section, None if paragraph_id is None else self.paragraphs[paragraph_id])


def gather_record(session: Session, consultation: Consultation) -> Record:
    """Everything of a consultation that may be given away, as of now."""
    parts = people.parts_ever(session, consultation)
    named = {person_id: f"person-{n}" for n, person_id in enumerate(dict.fromkeys(p.person_id for p in parts), 1)}
    rows = list(reversed(drafts.versions(session, consultation)))
    sections: dict[int, int] = {}
    paragraphs: dict[int, int] = {}
    versions = []
    for row in rows:
        version, within = _version(session, row, {one.id: one.number for one in rows})
        versions.append(version)
        sections |= {section_id: n for n, section_id in enumerate(within)}
        paragraphs |= {paragraph.id: n for held in within.values() for n, paragraph in enumerate(held)}
    spots = _Spots(sections, paragraphs, {row.id: row.number or 0 for row in rows})
    return Record(
        people=tuple(_part(row, named) for row in sorted(parts, key=lambda row: _ordinal(named[row.person_id]))),
        comments=tuple(_comments(session, consultation, named, spots)),
        questions=tuple(_question(one, named, spots) for one in questions.every(session, consultation)),
        answers=tuple(answer_lines(session, consultation, named)),
        declarations=tuple(
            DeclarationLine(named[one.person_id], Interest(one.interest), one.text, one.declared_at)
            for one in sorted(
                interests.every(session, consultation).values(),
                key=lambda one: (one.declared_at, _ordinal(named[one.person_id])),
            )
        ),
        lines=tuple(_lines(session, consultation)),
        commitments=commitment_lines(session, consultation, named, spots.of),
        about=about_of(session, consultation),
        versions=tuple(versions),
        changes=tuple(change_lines(session, consultation, named, spots.of)),
        partners=tuple(partner_lines(session, consultation)),
        recommendations=tuple(recommendation_lines(session, consultation, named, spots.of)),
        coverage=tuple(coverage_lines(session, rows, named, spots.of)),
        papers=tuple(paper_lines(session, consultation)),
    )


def _ordinal(who: str) -> int:
    return int(who.rpartition("-")[2])


def _version(
    session: Session, row: DraftVersion, numbers: Mapping[int, int | None]
) -> tuple[Version, dict[int, list[Paragraph]]]:
    """A version, and the paragraphs of its sections by the sections' ids, all in order; `numbers` are those of versions."""
    sections = drafts.sections(session, row)
    within: dict[int, list[Paragraph]] = {section.id: [] for section in sections}
    for paragraph in drafts.paragraphs(session, list(within)):
        within[paragraph.section_id].append(paragraph)
    draft = Draft(
        title=row.title,
        sections=tuple(
            Section(s.heading, s.level, s.number, tuple(_text(paragraph) for paragraph in within[s.id]))
            for s in sections
        ),
        figures=tuple(Figure(f.sha256, f.media_type, f.data) for f in drafts.figures(session, row.id)),
    )
    named = tuple(section.authority.name if section.authority else "" for section in sections)
    version = Version(
        number=row.number or 0,
        published_at=row.published_at or row.imported_at,
        draft=draft,
        authorities=named,
        origin=Origin(row.origin),
        based_on=numbers.get(row.based_on_id or 0),
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
    )
    return version, within


def _text(paragraph: Paragraph) -> Text:
    return Text(paragraph.text, paragraph.html, paragraph.label, paragraph.level, Block(paragraph.kind))


def _part(row: MembershipRow, named: People) -> Part:
    body = row.body.name if row.body else ""
    return Part(named[row.person_id], row.person.name, Role(row.role), body, row.ended_at)


def _comments(session: Session, consultation: Consultation, named: People, spots: _Spots) -> Iterator[CommentLine]:
    supporters: dict[int, list[Supporter]] = {}
    for support, body in sorted(
        exporting.supports(session, consultation), key=lambda pair: (pair[0].at, _ordinal(named[pair[0].person_id]))
    ):
        given = Supporter(named[support.person_id], support.at, body)
        supporters.setdefault(support.comment_id, []).append(given)
    for comment in comments.every(session, consultation):
        if comment.state != ItemState.RECEIVED.value or comment.exemption is not None:
            yield _bare(comment, named, spots)
        else:
            yield _comment(comment, tuple(supporters.get(comment.id, ())), named, spots)


def _comment(comment: Comment, supporters: tuple[Supporter, ...], named: People, spots: _Spots) -> CommentLine:
    return CommentLine(
        **_where_and_who(comment, named),
        text=comment.text,
        quote=comment.quote,
        suggested_wording=comment.suggested_wording,
        kind=Kind(comment.kind),
        supported_by=supporters,
        spot=spot_on(comment, spots.of),
        places=places_of(comment, named, spots.of, bare=False),
    )


def _bare(comment: Comment, named: People, spots: _Spots) -> CommentLine:
    """One withdrawn, rejected or exempt: its number and its place stay; of an exempt one not even the stance is told."""
    told = _where_and_who(comment, named)
    if comment.exemption is not None:
        told |= {"stance": None}
    kind = Kind.COMMENT if comment.exemption else Kind(comment.kind)
    spot = spots.of(comment.version_id, comment.section_id, comment.paragraph_id)
    places = places_of(comment, named, spots.of, bare=True)
    return CommentLine(**told, text="", kind=kind, spot=spot, places=places, withdrawn_at=comment.withdrawn_at)


def _where_and_who(comment: Comment, named: People) -> dict[str, Any]:
    return {
        "id": reference(COMMENT, comment.number),
        "by": named[comment.author_id],
        "body": comment.body.name if comment.body else "",
        "stance": Stance(comment.stance),
        "at": comment.received_at,
        "section": comment.section.heading if comment.section else None,
        "paragraph": comment.paragraph.label if comment.paragraph else None,
        "authority": comment.authority.name,
        **_arrival(comment),
    }


def _arrival(item: Comment | Question) -> dict[str, Any]:
    came = Came(Way(item.came_by), item.came_at) if item.came_by and item.came_at else None
    late = LATE_UNTOLD if item.late_reason and item.exemption else item.late_reason
    return {"came": came, "late_reason": late, "marks": marks_of(item)}


def _question(question: Question, named: People, spots: _Spots) -> QuestionLine:
    withdrawn, waiting = question.state == ItemState.WITHDRAWN.value, waits(question)
    version, section = question.version_id, question.section_id
    bare = withdrawn or waiting or question.state == ItemState.REJECTED.value or question.exemption is not None
    followed = question.supplementary_to
    return QuestionLine(
        id=reference(QUESTION, question.number),
        by=named[question.author_id],
        to=tuple(sorted(body.name for body in question.asked)),  # databases differ in the order of letters
        parts=() if bare else tuple(part.text for part in question.parts),
        at=question.received_at,
        section=question.section.heading if question.section else None,
        paragraph=question.paragraph.label if question.paragraph else None,
        wants=Wants(question.wants),
        supplementary_to=reference(QUESTION, followed.number) if followed else None,
        body=question.body.name if question.body else "",
        spot=spots.of(version, section, question.paragraph_id) if version is not None and section is not None else None,
        accepted_at=None if withdrawn else question.accepted_at,
        waiting=waiting,
        withdrawn_at=question.withdrawn_at,
        **_arrival(question),
    )


def _lines(session: Session, consultation: Consultation) -> Iterator[EnquiryLine]:
    titles = {line.id: line.title for line in enquiry.lines(session, consultation)}
    for group in enquiry.arrangement(session, consultation):
        if group.line is not None:
            yield EnquiryLine(titles[group.line], tuple(reference(QUESTION, number) for number in group.questions))
