"""What the lists of the paper hold: who still owes an answer, what was answered together, what came late or on behalf."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.domain.digest import CommentEntry, CommitmentEntry, Digest, QuestionEntry, RecommendationEntry
from consult.pack.words import listed
from consult.present.about import ASIDE

Entry = CommentEntry | QuestionEntry | CommitmentEntry


@dataclass(frozen=True, slots=True)
class Owing:
    """An authority, and the references of what it has still to answer, in reference order."""

    authority: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """An item that came late or on behalf of its author, or was redacted, with what is said of it."""

    reference: str
    by: str
    body: str
    marks: tuple[str, ...]
    notes: tuple[str, ...]


def owing(digest: Digest) -> list[Owing]:
    """Who has still to answer what, of the items printed here: those with the most first."""
    unanswered = frozenset(digest.glance.unanswered)
    found: dict[str, list[str]] = {}
    entries: list[CommentEntry | QuestionEntry] = [*digest.comments, *digest.questions]
    for entry in entries:
        if entry.reference in unanswered:
            for authority in _silent(entry):
                found.setdefault(authority, []).append(entry.reference)
    rows = (Owing(authority, tuple(sorted(references))) for authority, references in found.items())
    return sorted(rows, key=lambda row: (-len(row.references), row.authority))


def _silent(entry: CommentEntry | QuestionEntry) -> list[str]:
    """The authorities that have not answered it, each once."""
    asked = entry.asked_of if isinstance(entry, QuestionEntry) else (entry.put_to,)
    waiting = [answer.authority for answer in entry.answers if not answer.answered]
    return list(dict.fromkeys(waiting or [one for one in asked if one] or ["Nobody in particular"]))


def asides(digest: Digest) -> list[Aside]:
    """What came late, on behalf, or was redacted, in reference order; also where the words are not printed."""
    return [
        Aside(entry.reference, entry.by, entry.body, tuple(mark for mark in entry.marks if mark in ASIDE), entry.notes)
        for entry in sorted(_entries(digest), key=lambda entry: entry.reference)
        if ASIDE & set(entry.marks)
    ]


def _entries(digest: Digest) -> Iterator[Entry]:
    yield from digest.comments
    yield from digest.questions
    yield from digest.commitments


def answered_together(digest: Digest) -> list[tuple[str, ...]]:
    """The comments that one answer is given to, group by group."""
    groups = {
        tuple(sorted({comment.reference, *answer.together_with}))
        for comment in digest.comments
        for answer in comment.answers
        if answer.together_with
    }
    return sorted(groups)


def silent(entry: RecommendationEntry) -> list[str]:
    """Who has sent neither a response nor a holding reply, a line for each way of being so; of one withdrawn, nobody."""
    if entry.withdrawn_on is not None:
        return []
    bodies: dict[str, list[str]] = {}
    for reply in entry.replies:
        if not (reply.text or reply.holding):
            bodies.setdefault(reply.words.replace(f" from {reply.body}", "", 1), []).append(reply.body)
    return [f"{words}: {listed(names)}" for words, names in bodies.items()]


def silent_members(digest: Digest) -> list[str]:
    """The members of the panel who neither commented nor asked."""
    return [row.by for row in digest.respondents if not row.spoke]
