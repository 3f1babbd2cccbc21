"""What people call a comment, a question, a request or an undertaking, in letters and in the record."""

from consult.actions.allowing import Contribution
from consult.domain.numbering import COMMENT, QUESTION, REQUEST, UNDERTAKING, reference
from consult.store.comments import Comment
from consult.store.questions import Question


def reference_of(item: Contribution) -> str:
    """ "C-0031", "Q-0004", "IR-0002" or "U-0001"."""
    if isinstance(item, Comment):
        return reference(COMMENT, item.number)
    if isinstance(item, Question):
        return reference(QUESTION, item.number)
    return reference(REQUEST if item.kind == "request" else UNDERTAKING, item.number)


def noun_of(item: Contribution) -> str:
    """ "comment", "question", "information request" or "undertaking"."""
    if isinstance(item, Comment):
        return "comment"
    if isinstance(item, Question):
        return "question"
    return "information request" if item.kind == "request" else "undertaking"


def subject_of(item: Contribution) -> str:
    """How the record names it: "comment C-0031", "request IR-0002"."""
    return f"{noun_of(item).split()[-1]} {reference_of(item)}"
