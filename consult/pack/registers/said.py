"""What was said and asked, and what was answered: the registers of comments, questions and answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.domain.digest import Answer, CommentEntry, Digest, QuestionEntry
from consult.pack.accounting import outcome_of
from consult.pack.items import answered_on, dispositions, paragraph_labels, section_titles, wording
from consult.pack.registers.listing import Said, day, joined, lines, listed, number, text
from consult.pack.sheets import Sheet
from consult.pack.words import long_date


def comments(digest: Digest) -> Sheet:
    """Every comment in its place, in the order of the draft."""
    titles, labels = section_titles(digest), paragraph_labels(digest)
    outcomes = {row.reference: row.outcome for row in digest.index}
    columns: list[Said[CommentEntry]] = [
        text("Reference", 11, lambda one: one.reference),
        text("Raised by", 26, lambda one: one.by),
        text("Council", 24, lambda one: one.body),
        text("Section", 24, lambda one: titles.get(one.reference, "")),
        text("Paragraph", 11, lambda one: labels.get(one.reference, "")),
        text("Place", 26, lambda one: one.place),
        text("Stance", 15, lambda one: one.stance),
        text("Kind", 14, lambda one: one.kind),
        text("Comment", 60, lambda one: one.text),
        text("Words commented on", 30, lambda one: one.quote),
        text("Suggested wording", 40, lambda one: wording(one.suggested_wording)),
        text("Supported by", 28, lambda one: lines(one.supporters)),
        text("Status", 22, lambda one: outcomes.get(one.reference, "")),
        text("Disposition", 18, lambda one: dispositions(one.answers)),
        day("Received", lambda one: one.received_on),
        day("Answered", lambda one: answered_on(one.answers)),
        number("Made on version", lambda one: one.made_on.version if one.made_on else digest.cover.draft_version),
        text("Marks", 16, lambda one: joined(one.marks)),
        text("Notes", 34, lambda one: lines(one.notes)),
    ]
    return listed("Comments", columns, digest.comments)


def questions(digest: Digest) -> Sheet:
    """Every question, by number."""
    outcomes = {row.reference: row.outcome for row in digest.index}
    columns: list[Said[QuestionEntry]] = [
        text("Reference", 11, lambda one: one.reference),
        text("Asked by", 26, lambda one: one.by),
        text("Council", 24, lambda one: one.body),
        text("Place", 26, lambda one: one.place),
        text("Question", 60, lambda one: one.text),
        text("Asked of", 28, lambda one: lines(one.asked_of)),
        text("Wants", 26, lambda one: one.wants),
        text("Line of enquiry", 26, lambda one: one.line),
        text("Supplementary to", 15, lambda one: one.supplementary_to),
        text("Status", 22, lambda one: outcomes.get(one.reference, "")),
        day("Received", lambda one: one.received_on),
        day("Answered", lambda one: answered_on(one.answers)),
        text("Marks", 16, lambda one: joined(one.marks)),
        text("Notes", 34, lambda one: lines(one.notes)),
    ]
    return listed("Questions", columns, digest.questions)


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer with the item it is given to."""

    to: CommentEntry | QuestionEntry
    answer: Answer


def answers(digest: Digest) -> Sheet:
    """Every answer that is given or awaited: to the questions by number, then to the comments in the order of the draft."""
    columns: list[Said[_Given]] = [
        text("Answer to", 11, lambda one: one.to.reference),
        text("Raised by", 26, lambda one: one.to.by),
        text("Authority", 28, lambda one: one.answer.authority),
        text("Status", 22, lambda one: outcome_of(one.answer)),
        text("Disposition", 18, lambda one: one.answer.disposition),
        text("Answer", 60, lambda one: one.answer.text),
        text("Reason", 34, lambda one: one.answer.reason),
        text("Resulting wording", 40, lambda one: wording(one.answer.resulting_wording)),
        text("Answered by", 26, lambda one: one.answer.answered_by),
        day("Answered", lambda one: one.answer.answered_on),
        text("Answered together with", 22, lambda one: joined(one.answer.together_with)),
        text("Undertakings", 34, lambda one: lines(f"{promise.reference}: {promise.words}" for promise in one.answer.promises)),
        text("Not settled", 34, lambda one: lines(_unsettled(one.answer))),
        text("Exempt", 28, lambda one: lines(filter(None, (one.answer.exempt, one.answer.exempt_reason)))),
    ]  # fmt: skip
    return listed("Answers", columns, _given(digest))


def _given(digest: Digest) -> Iterator[_Given]:
    entries: tuple[CommentEntry | QuestionEntry, ...] = (*digest.questions, *digest.comments)
    for entry in entries:
        for answer in entry.answers:
            yield _Given(entry, answer)


def _unsettled(answer: Answer) -> Iterator[str]:
    for one in answer.unsettled:
        yield f"{one.by}, {long_date(one.said_on)}: {one.reason}"
