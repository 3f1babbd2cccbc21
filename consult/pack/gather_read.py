"""What a digest is made from, read in a fixed number of queries before anything is worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from consult.domain.commitments import Kind
from consult.domain.lifecycle import ItemState
from consult.domain.refusals import Refused
from consult.queries import comments, commitments, drafts, people, questions
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question

Of = TypeVar("Of", Comment, Question)


@dataclass(frozen=True, slots=True)
class Read:
    """Everything read. `standing` are the comments neither withdrawn nor rejected."""

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


def read(session: Session, consultation: Consultation) -> Read:
    """All of it. Raises Refused where no draft is published."""
    if consultation.current_version == 0:
        raise Refused("There is nothing to put into a digest before a draft has been published.")
    version = drafts.version(session, consultation, consultation.current_version)
    sections = drafts.sections(session, version)
    received = comments.every(session, consultation)
    return Read(
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
