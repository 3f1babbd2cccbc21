"""Margin comments with their replies, and the words they stand on."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml import etree

from consult.domain.marked_copy import CopyKind, Mark, MarkKind, Reply
from consult.importing.marked.outline import Outline
from consult.importing.marked.pieces import Characters, author_of, time_of
from consult.importing.package import Package, qn, value

_LONGEST_INSERTED = 500  # characters kept of inserted words that were commented on


@dataclass(slots=True)
class _Read:
    """A comment as the comments part has it."""

    number: str
    author: str
    element: etree._Element
    text: str
    keys: list[str]  # Word's ids of its paragraphs, by which replies name it
    replies: list["_Read"] = field(default_factory=list)
    resolved: bool = False


def gather(outline: Outline, package: Package) -> list[tuple[int, Mark]]:
    """Each comment that is no reply, with the piece it begins at."""
    comments = package.xml(package.related("comments"))
    if comments is None:
        return []
    held = [_read(comment) for comment in comments.iter(qn("w:comment"))]
    roots = _threads(held, package.xml(package.related("commentsExtended")))
    places = _Places(outline)
    return [places.mark(comment) for comment in roots]


def _read(comment: etree._Element) -> _Read:
    paragraphs = list(comment.iter(qn("w:p")))
    lines = [_line(paragraph) for paragraph in paragraphs]
    keys = [key for p in paragraphs if (key := value(p, "w14:paraId"))]
    return _Read(value(comment, "w:id") or "", author_of(comment), comment, "\n".join(lines).strip(), keys)


def _line(paragraph: etree._Element) -> str:
    characters = Characters()
    characters.walk(paragraph)
    return "".join(piece.text for piece in characters.pieces if piece.deleted is None)


def _threads(held: list[_Read], extended: etree._Element | None) -> list[_Read]:
    """The comments that are no replies, with their replies in the order they were written."""
    by_key = {key: comment for comment in held for key in comment.keys}
    above: dict[int, _Read] = {}
    for entry in () if extended is None else extended.iter(qn("w15:commentEx")):
        comment = by_key.get(value(entry, "w15:paraId") or "")
        parent = by_key.get(value(entry, "w15:paraIdParent") or "")
        if comment is None:
            continue
        comment.resolved = comment.resolved or value(entry, "w15:done") in ("1", "true")
        if parent is not None and parent is not comment:
            above[id(comment)] = parent
    roots: list[_Read] = []
    for comment in held:
        root = _root(comment, above)
        (roots if root is comment else root.replies).append(comment)
    return roots


def _root(comment: _Read, above: dict[int, _Read]) -> _Read:
    seen, root = {id(comment)}, comment
    while id(root) in above and id(above[id(root)]) not in seen:
        root = above[id(root)]
        seen.add(id(root))
    return comment if id(root) in above else root  # replies that lead in a circle stand by themselves


class _Places:
    """Where the words of a comment's range stood before any change."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        pieces = outline.characters.pieces
        self._owner: list[int | None] = [None] * len(pieces)
        self._offset = [0] * len(pieces)
        for position, unit in enumerate(outline.units):
            for span in (*unit.before, *unit.after):
                new_at = 0 if span in unit.before else len(unit.text)
                for n in range(span.start, span.end):
                    self._owner[n], self._offset[n] = position, new_at
            at = 0
            for n in range(unit.span.start, unit.span.end):
                self._owner[n], self._offset[n] = position, at
                at += len(pieces[n].text) if pieces[n].is_original else 0
        self._old = [n for n, piece in enumerate(pieces) if piece.is_original and not piece.text.isspace()]
        self._uncut = [0]
        for n in self._old:
            self._uncut.append(self._uncut[-1] + (pieces[n].deleted is None))

    def mark(self, comment: _Read) -> tuple[int, Mark]:
        """The comment as a mark, numbered later."""
        characters = self._outline.characters
        known = (characters.starts, characters.ends, characters.anchors)
        start, end, anchor = (held.get(comment.number) for held in known)
        start = anchor if start is None else start
        made = _unplaced(comment)
        if start is None:
            return len(self._owner), made
        end = max(start, start if end is None else end)
        placed = self._on_words(start, end, made) or self._between(start, end, made)
        return start, placed if placed.first is not None else replace(placed, near=self._before(start))

    def _on_words(self, start: int, end: int, made: Mark) -> Mark | None:
        """The mark on the old words of its range; None where there are none."""
        low, high = bisect_left(self._old, start), bisect_left(self._old, end)
        held = self._old[low:high]
        if not held:
            return None
        first = self._owner[held[0]]
        note = first is not None and self._outline.units[first].kind is CopyKind.NOTE
        within = (n for n in reversed(held) if self._is_within(n, note=note))
        end_piece = next(within, held[0])
        last = self._owner[end_piece]
        if first is None or last is None:
            return made
        units = self._outline.units[first : last + 1]
        end_of_last = self._offset[end_piece] + len(self._outline.characters.pieces[end_piece].text)
        return replace(
            made,
            first=first,
            last=last,
            start=self._offset[held[0]],
            end=sum(len(unit.text) + 1 for unit in units[:-1]) + min(end_of_last, len(units[-1].text)),
            struck=self._uncut[high] == self._uncut[low],
        )

    def _is_within(self, piece: int, *, note: bool) -> bool:
        owner = self._owner[piece]
        return owner is not None and (self._outline.units[owner].kind is CopyKind.NOTE) == note

    def _between(self, start: int, end: int, made: Mark) -> Mark:
        """The mark between two words, or on inserted ones."""
        pieces = self._outline.characters.pieces
        here = min(start, len(pieces) - 1)
        owner = self._owner[here] if here >= 0 else None
        words = "".join(_taken(piece.text for piece in pieces[start:end] if not piece.is_original)).strip()
        if owner is None:
            return replace(made, inserted=words)
        at = min(self._offset[here], len(self._outline.units[owner].text))
        return replace(made, first=owner, last=owner, start=at, end=at, inserted=words)

    def _before(self, start: int) -> int | None:
        """The unit that stands before a piece that belongs to none."""
        spans = [unit.span.start for unit in self._outline.units]
        found = bisect_left(spans, start) - 1
        return found if found >= 0 else None


def _unplaced(comment: _Read) -> Mark:
    return Mark(
        number=0,
        kind=MarkKind.COMMENT,
        author=comment.author,
        at=time_of(comment.element),
        first=None,
        last=None,
        text=comment.text,
        resolved=comment.resolved,
        replies=tuple(Reply(one.author, time_of(one.element), one.text) for one in comment.replies),
    )


def _taken(texts: Iterable[str]) -> Iterable[str]:
    length = 0
    for text in texts:
        yield text[: _LONGEST_INSERTED - length]
        length += len(text)
        if length >= _LONGEST_INSERTED:
            return
