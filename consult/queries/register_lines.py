"""Lines of the register by how far what is owed has come: each item's reference, and the authority that owes it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.commitments import Kind
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import QUESTION, reference
from consult.queries.standing import Progress, commitment_is_at, has_come
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.questions import Question, QuestionAddress


def at(
    session: Session, consultation: Consultation, progress: Progress, within: frozenset[int] | None
) -> frozenset[tuple[str, int]]:
    """Those that have come so far, at some authorities (None: at all). In two queries."""
    to = QuestionAddress.authority_id
    questions = select(Question.number, to).join(QuestionAddress, QuestionAddress.question_id == Question.id)
    questions = questions.where(
        Question.consultation_id == consultation.id,
        Question.state == ItemState.RECEIVED.value,
        Question.accepted_at.is_not(None),
        has_come(Question, to, progress),
    )
    commitments = select(Commitment.kind, Commitment.number, Commitment.authority_id).where(
        Commitment.consultation_id == consultation.id, commitment_is_at(progress, within)
    )
    found = {(reference(QUESTION, number), body_id) for number, body_id in session.execute(questions)}
    found = {one for one in found if within is None or one[1] in within}
    owed = {(Kind(kind).reference(number), body_id) for kind, number, body_id in session.execute(commitments)}
    return frozenset(found | owed)
