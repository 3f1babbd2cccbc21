"""Which words of a question the clerk has read: what its author changed meanwhile is not accepted unseen."""

from collections.abc import Iterator, Sequence

from consult.domain.numbering import QUESTION, reference
from consult.domain.refusals import Refused
from consult.store.questions import Question


def as_read(question: Question) -> str:
    """What a form sends to accept a question: "Q-0004@2021-02-08T09:00:00+00:00", its reference and its last change."""
    return f"{reference(QUESTION, question.number)}@{_changed(question)}"


def read_in(values: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(reference, last change) of each of them, in the order sent."""
    for value in values:
        ref, _, read = value.partition("@")
        yield ref, read


def ensure_as_read(question: Question, read: str) -> None:
    """Raises Refused where the question was changed after it was read."""
    if read != _changed(question):
        ref = reference(QUESTION, question.number)
        raise Refused(
            f"{ref} was changed by its author after you opened the page, so it was not accepted. Read it again."
        )


def _changed(question: Question) -> str:
    return (question.changed_at or question.received_at).isoformat()
