"""A margin comment and the tracked changes it is about, made one proposal."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from consult.domain import marked_sayings as sayings
from consult.domain.marked_copy import Mark, MarkedCopy, MarkKind
from consult.domain.marked_proposals import Certainty, Proposal

_Where = tuple[str, int | None, int | None]


def joined(copy: MarkedCopy, marks: Sequence[Mark], made: dict[int, Proposal]) -> list[Proposal]:
    """The proposals of some of a copy's marks, by number, with such pairs made one; in the order of the marks."""
    comments: dict[_Where, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind is MarkKind.COMMENT:
            comments[_where(mark)].append(mark)
    held = dict(made)
    for mark in marks:
        about = [one for one in comments[_where(mark)] if mark.edits and _is_about(one, mark, copy.base(mark))]
        if len(about) != 1 or mark.first is None or mark.first != mark.last:
            continue
        comment, change = held[about[0].number], held[mark.number]
        if comment.place is not None and comment.place == change.place and len(comment.marks) == 1:
            held[about[0].number] = _one_of(comment, change, about[0])
            del held[mark.number]
    return list(held.values())


def _where(mark: Mark) -> _Where:
    return mark.author, mark.first, mark.last


def _is_about(comment: Mark, change: Mark, base: str) -> bool:
    """Whether every change lies within, or at the edge of, the words commented on; white space around them aside."""
    for edit in change.edits:
        words = base[edit.start : edit.end]
        start, end = edit.start + len(words) - len(words.lstrip()), edit.end - len(words) + len(words.rstrip())
        if start < comment.start or end > comment.end:
            return False
    return True


def _one_of(comment: Proposal, change: Proposal, mark: Mark) -> Proposal:
    anchor = change.anchor if change.anchor is not None and change.wording else comment.anchor
    extra = "" if change.wording else change.text
    text = sayings.comment(replace(mark, inserted="")) if mark.inserted else comment.text
    return replace(
        comment,
        marks=tuple(sorted((*comment.marks, *change.marks))),
        anchor=anchor,
        text="\n\n".join(filter(None, (text, extra))),
        wording=change.wording,
        notes=tuple(note for note in dict.fromkeys((*comment.notes, *change.notes)) if note != sayings.STRUCK),
        certainty=max(comment.certainty, change.certainty, key=list(Certainty).index),
    )
