"""A digest of everything made into one edition: what was chosen stays, once each and in its place; the rest goes.

The figures at a glance and the reconciliation line stay those of the whole record, and `limits` says what is not here (R10).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from consult.domain.digest import Digest, Limits, LineEntry, SectionEntry, Share
from consult.domain.numbering import COMMENT, QUESTION, RECOMMENDATION, REQUEST, UNDERTAKING

_NOUNS = {
    COMMENT: "comment",
    QUESTION: "question",
    REQUEST: "information request",
    UNDERTAKING: "undertaking",
    RECOMMENDATION: "recommendation",
}


class Referred(Protocol):
    """Whatever bears a reference."""

    @property
    def reference(self) -> str:
        """ "C-0031"."""


_Of = TypeVar("_Of", bound=Referred)


def narrowed(digest: Digest, references: frozenset[str], words: Sequence[str]) -> Digest:
    """The digest with the items of `references` alone, which `words` describe ("put to Norfolk Constabulary").

    What tells of the whole draft, and not of the items, goes too: the change log and the statutory coverage.
    """
    kept = frozenset(row.reference for row in digest.index) & references
    return replace(
        digest,
        questions=_kept(digest.questions, kept),
        whole_draft=_kept(digest.whole_draft, kept),
        sections=tuple(_section(section, kept) for section in digest.sections),
        unplaced=_kept(digest.unplaced, kept),
        lines=tuple(line for line in (_line(line, kept) for line in digest.lines) if line.questions),
        commitments=_kept(digest.commitments, kept),
        recommendations=_kept(digest.recommendations, kept),
        index=_kept(digest.index, kept),
        not_printed=_kept(digest.not_printed, kept),
        changes=None,
        coverage=(),
        limits=Limits(tuple(words), shares([row.reference for row in digest.index], kept)),
    )


def only_commented(digest: Digest) -> Digest:
    """The digest without the paragraphs nobody commented on."""
    return replace(digest, sections=tuple(_spoken_on(section) for section in digest.sections))


def shares(references: Iterable[str], kept: frozenset[str]) -> tuple[Share, ...]:
    """How many of each kind are kept, for the kinds there are, in the order a paper prints them."""
    every = list(references)
    there, here = Counter(map(_kind, every)), Counter(_kind(one) for one in every if one in kept)
    return tuple(Share(noun, here[kind], there[kind]) for kind, noun in _NOUNS.items() if there[kind])


def _kind(reference: str) -> str:
    return reference.partition("-")[0]


def _kept(items: tuple[_Of, ...], references: frozenset[str]) -> tuple[_Of, ...]:
    return tuple(item for item in items if item.reference in references)


def _line(line: LineEntry, references: frozenset[str]) -> LineEntry:
    return replace(line, questions=tuple(one for one in line.questions if one in references))


def _section(section: SectionEntry, references: frozenset[str]) -> SectionEntry:
    return replace(
        section,
        comments=_kept(section.comments, references),
        paragraphs=tuple(replace(one, comments=_kept(one.comments, references)) for one in section.paragraphs),
    )


def _spoken_on(section: SectionEntry) -> SectionEntry:
    return replace(section, paragraphs=tuple(one for one in section.paragraphs if one.comments))
