"""The story's second version: what was accepted is taken into the text, and the clerk writes the rest in before the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from consult.actions import drafts, redrafts, takings
from consult.actions.change_log import explain
from consult.domain.draft import Draft, Paragraph, Section
from consult.domain.people import Actor
from consult.queries import drafts as drafts_read
from consult.queries import redrafts as redrafts_read
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion

_STEP = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a section changed, as an officer puts it."""

    heading: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Redraft:
    """A version that follows another. `taken` are the ids of the comments whose wording goes into it.

    Paragraphs are named by their numbers: those `deleted`; those `split`, with the words the second part begins with and its
    number; those `moved`, with the paragraph they then follow and their new number; what is `added` after which.
    """

    begun_at: datetime
    published_at: datetime
    taken: Sequence[str]
    deleted: Sequence[str]
    split: Mapping[str, tuple[str, str]]
    moved: Mapping[str, tuple[str, str]]
    added: Mapping[str, tuple[str, str]]
    explained: Sequence[Explained]


SECOND_VERSION = Redraft(
    begun_at=datetime(2021, 3, 8, 10, 0, tzinfo=UTC),
    published_at=datetime(2021, 3, 9, 11, 0, tzinfo=UTC),
    taken=("x16", "x17", "x18", "x30", "x49"),
    deleted=("10",),
    split={"16": ("Short-term money makes it hard", "16A")},
    moved={"34": ("136", "136A")},
    added={
        "16": (
            "16B",
            "The funding table will show, for each sum that is not confirmed, what would stop if it were not renewed.",
        )
    },
    explained=(
        Explained(
            "Gaps in what we know",
            "lead.county@example.org",
            "What is said about the information-sharing agreement stands with the other duties to share information, so that "
            "those who have not signed it can be followed up in one place.",
        ),
        Explained(
            "What the last strategy achieved",
            "lead.county@example.org",
            "The final reports on the last strategy are not in. What became of its actions will be told with the first annual "
            "refresh.",
        ),
    ),
)
"""Made of what was accepted, and written on by the clerk: six days before the meeting."""


def rewritten(draft: Draft, redraft: Redraft) -> Draft:
    """The draft with paragraphs split, moved, deleted and added."""
    there = {one.label: one for section in draft.sections for one in section.paragraphs if one.label}
    follows = {after: replace(there[label], label=new) for label, (after, new) in redraft.moved.items()}
    sections = (_rewritten(section, redraft, follows) for section in draft.sections)
    return replace(draft, sections=tuple(sections))


def _rewritten(section: Section, redraft: Redraft, follows: Mapping[str, Paragraph]) -> Section:
    found: list[Paragraph] = []
    for one in section.paragraphs:
        if one.label in redraft.deleted or one.label in redraft.moved:
            continue
        found += _parts(one, *redraft.split[one.label]) if one.label in redraft.split else [one]
        if one.label in follows:
            found.append(follows[one.label])
        if one.label in redraft.added:
            label, words = redraft.added[one.label]
            found.append(replace(one, label=label, text=words, html=words))
    return replace(section, paragraphs=tuple(found))


def _parts(one: Paragraph, begins: str, label: str) -> list[Paragraph]:
    """A paragraph without markup, parted where some words begin."""
    first, rest = one.text.split(begins, 1)
    return [replace(one, text=text, html=text, label=own) for text, own in (
        (first.rstrip(), one.label), (begins + rest, label),
    )]  # fmt: skip


def write(
    session: Session, consultation: Consultation, redraft: Redraft, taken: Sequence[int], *, by: Actor, now: datetime
) -> DraftVersion:
    """The clerk makes the redraft and works out where the comments go."""
    version = takings.make(session, consultation=consultation, taken=taken, by=by, now=now)
    drafts.correct(
        session, consultation=consultation, version=version, revision=version.revision, by=by, now=now + _STEP,
        correction=lambda draft: rewritten(draft, redraft), what="Paragraphs split, moved, deleted and added",
    )  # fmt: skip
    redrafts.plan(session, consultation=consultation, version=version, by=by, now=now + 2 * _STEP)
    return version


def publish(session: Session, consultation: Consultation, version: DraftVersion, *, by: Actor, now: datetime) -> None:
    """The clerk looks at what is not certain, finds it right, and publishes."""
    for row in redrafts_read.planned(session, version.id).values():
        if row.review:
            comment = session.get_one(Comment, row.comment_id)
            redrafts.accept(
                session, consultation=consultation, version=version, comment=comment, by=by, now=now - _STEP
            )
    drafts.publish(session, consultation=consultation, version=version, by=by, now=now)


def say_why(session: Session, consultation: Consultation, said: Explained, *, by: Actor, now: datetime) -> None:
    """An officer of the section's authority completes the change log."""
    version = drafts_read.version(session, consultation, consultation.current_version)
    section = next(one for one in drafts_read.sections(session, version) if one.heading == said.heading)
    explain(
        session, consultation=consultation, version=version, section=section,
        authority_id=min(by.authorities(), default=None), why=said.why, revision=0, by=by, now=now,
    )  # fmt: skip
