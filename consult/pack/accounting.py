"""Every item that came in is accounted for: printed, or named with the reason why its words are not (R10, R13)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from consult.actions.allowing import Contribution
from consult.domain.digest import Answer, CommentEntry, CommitmentEntry, NotPrinted, QuestionEntry
from consult.domain.lifecycle import ItemState
from consult.domain.reconciliation import Reconciliation
from consult.domain.refusals import Refused
from consult.present.about import ASIDE, waits
from consult.present.commitments import sealed_where_given
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation

Entry = CommentEntry | QuestionEntry | CommitmentEntry


def reconciliation(consultation: Consultation, items: Iterable[Contribution]) -> Reconciliation:
    """The line of some items: of all that were numbered. Raises Refused where it does not balance.

    What was withdrawn or rejected is counted as that, also where it is exempt; what is exempt, also where it waits.
    """
    found = Counter(_where(item) for item in items)
    line = Reconciliation(
        received=consultation.comments_numbered + consultation.questions_numbered + consultation.requests_numbered,
        printed=found["printed"],
        withdrawn=found[ItemState.WITHDRAWN.value],
        rejected=found[ItemState.REJECTED.value],
        exempt=found["exempt"],
        waiting=found["waiting"],
    )
    if not line.balances:
        raise Refused(f"The digest does not account for every item, so it was not made: {line.in_words()}.")
    return line


def _where(item: Contribution) -> str:
    if item.state != ItemState.RECEIVED.value:
        return item.state
    if item.exemption is not None or (isinstance(item, Commitment) and sealed_where_given(item)):
        return "exempt"
    return "waiting" if waits(item) else "printed"


def not_printed(entries: Iterable[Entry]) -> Iterator[NotPrinted]:
    """A line for each item whose words are not in the paper."""
    for entry in entries:
        if entry.hidden:
            yield NotPrinted(entry.reference, entry.by, entry.body, why_hidden(entry))


def why_hidden(entry: Entry) -> str:
    """In words: every mark that hides it, a rejection with its reason."""
    rejected = next((note for note in entry.notes if note.startswith(ItemState.REJECTED.wording)), "")
    marks = (mark for mark in entry.marks if mark not in ASIDE)
    return ", ".join(rejected.removesuffix(".") if mark == ItemState.REJECTED.wording else mark for mark in marks)


def outcome_of(answer: Answer) -> str:
    """What came of a comment: the disposition, or how far its answer has come; why it is not told, where it is exempt."""
    if answer.exempt and not answer.text:
        return f"{answer.status}: {answer.exempt[0].lower()}{answer.exempt[1:]}"
    return answer.disposition or answer.status
