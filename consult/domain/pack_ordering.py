"""In which order a pack prints its questions and comments: each of them once, whatever the order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from consult.domain.digest import CommentEntry, Digest, QuestionEntry, SectionEntry
from consult.domain.pack_choice import authorities
from consult.domain.pack_options import Order

NO_LINE = "Under no key line of enquiry"
"""The heading above what stands under none of the lines."""

NO_AUTHORITY = "Put to no authority"
"""The heading above what nobody was asked to answer."""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions under one heading; `title` "" where there is but one group."""

    title: str
    questions: tuple[QuestionEntry, ...]


@dataclass(frozen=True, slots=True)
class CommentGroup:
    """Comments under one heading, each in its place in the draft; `title` "" where there is but one group."""

    title: str
    whole_draft: tuple[CommentEntry, ...]
    sections: tuple[SectionEntry, ...]
    unplaced: tuple[CommentEntry, ...] = ()

    @property
    def empty(self) -> bool:
        """True where it would print nothing."""
        return not (self.whole_draft or self.unplaced or any(one.comments or one.paragraphs for one in self.sections))


def question_groups(digest: Digest) -> tuple[QuestionGroup, ...]:
    """By line of enquiry in the clerk's order, those under none last; in every other order one group by number."""
    if digest.options.order is not Order.LINE or not digest.lines:
        return (QuestionGroup("", digest.questions),) if digest.questions else ()
    by_reference = {question.reference: question for question in digest.questions}
    groups = [
        QuestionGroup(line.title, tuple(by_reference.pop(one) for one in line.questions if one in by_reference))
        for line in digest.lines
    ]
    groups.append(QuestionGroup(NO_LINE, tuple(by_reference.values())))
    return tuple(group for group in groups if group.questions)


def comment_groups(digest: Digest) -> tuple[CommentGroup, ...]:
    """The comments in the order the digest's options ask for; a group holds the sections it prints something of."""
    if digest.options.order is Order.AUTHORITY:
        groups = list(_by_authority(digest))
    elif digest.options.order is Order.LINE and digest.lines:
        groups = list(_by_line(digest))
    else:
        groups = [CommentGroup("", digest.whole_draft, digest.sections, digest.unplaced)]
    return tuple(_without_blanks(group) for group in groups if not group.empty)


def _by_authority(digest: Digest) -> Iterator[CommentGroup]:
    """Paragraphs on which nobody spoke stand with the authority that owns their section."""
    put_to = {authorities(comment)[0] for comment in digest.comments}
    names = sorted(put_to | {section.authority for section in digest.sections}, key=lambda name: (not name, name))
    for name in names:
        yield CommentGroup(
            name or NO_AUTHORITY,
            _put_to(digest.whole_draft, name),
            tuple(_section_for(section, name) for section in digest.sections),
            _put_to(digest.unplaced, name),
        )


def _put_to(comments: tuple[CommentEntry, ...], authority: str) -> tuple[CommentEntry, ...]:
    return tuple(comment for comment in comments if authorities(comment)[0] == authority)


def _section_for(section: SectionEntry, authority: str) -> SectionEntry:
    paragraphs = (replace(one, comments=_put_to(one.comments, authority)) for one in section.paragraphs)
    silent = [not one.comments for one in section.paragraphs]
    return replace(
        section,
        comments=_put_to(section.comments, authority),
        paragraphs=tuple(
            one
            for one, quiet in zip(paragraphs, silent, strict=True)
            if one.comments or (quiet and section.authority == authority)
        ),
    )


def _by_line(digest: Digest) -> Iterator[CommentGroup]:
    """A section's comments stand under the first line with a question on it."""
    titles = [line.title for line in digest.lines]
    for title in titles:
        yield CommentGroup(title, (), tuple(section for section in digest.sections if section.line == title))
    rest = tuple(section for section in digest.sections if section.line not in titles)
    yield CommentGroup(NO_LINE, digest.whole_draft, rest, digest.unplaced)


def _without_blanks(group: CommentGroup) -> CommentGroup:
    return replace(group, sections=tuple(one for one in group.sections if one.comments or one.paragraphs))
