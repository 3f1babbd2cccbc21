"""About how many pages a pack will have, from the weight of what it prints; no pages are set for it."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import ceil
from typing import Any

from consult.domain.change_log import ChangeLog
from consult.domain.digest import (
    Answer,
    CommentEntry,
    CommitmentEntry,
    DeclarationRow,
    Digest,
    IndexRow,
    NotPrinted,
    ParagraphEntry,
    QuestionEntry,
    RespondentRow,
    SectionEntry,
    SupplyEntry,
)
from consult.domain.pack_options import EXEMPT, PUBLIC
from consult.domain.recommendations import RecommendationEntry, ReplyEntry
from consult.domain.redline import Piece

LINES_OF_A_PAGE = 36.0
CHARACTERS_OF_A_LINE = 104
_IN_PASSING = 60
"""A text so short stands in a line with others, which its entry's own lines stand for."""

_LARGER = 2.8
"""How much more room 18 point takes."""

_FRONT = {PUBLIC: 2.3, EXEMPT: 3.0}
"""Pages there are whatever came in: the cover, the contents, the figures, how to get another format."""

_OWN_LINES: Mapping[type[Any], float] = {
    CommentEntry: 7.0,
    QuestionEntry: 11.0,
    CommitmentEntry: 5.0,
    RecommendationEntry: 5.0,
    ReplyEntry: 2.5,
    SupplyEntry: 2.5,
    Answer: 4.5,
    ParagraphEntry: 0.75,
    SectionEntry: 4.0,
    IndexRow: 1.5,
    NotPrinted: 1.4,
    RespondentRow: 1.6,
    DeclarationRow: 1.6,
    ChangeLog: 4.0,
}
"""What an entry takes beside its longer texts: headings, names, dates and the space around it."""

_TAG = re.compile(r"<[^>]+>")


def pages(digest: Digest, *, scale: float = 1.0) -> int:
    """About how many. `scale`: how much longer the last paper of the consultation was than this said of it."""
    room = _FRONT[digest.options.part] + lines(digest) / LINES_OF_A_PAGE
    return max(1, round(room * (_LARGER if digest.options.large_print else 1.0) * scale))


def lines(value: Any) -> float:
    """The lines that a part of a digest takes."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        if value and isinstance(value[0], Piece):
            return _text("".join(piece.text for piece in value)) + 1
        return sum(map(lines, value))
    if isinstance(value, SectionEntry) and not value.comments and not value.paragraphs:
        return 0.0  # only its heading, if that
    if is_dataclass(value) and not isinstance(value, type):
        return _OWN_LINES.get(type(value), 0.0) + sum(
            lines(getattr(value, one.name)) for one in fields(value) if one.name not in _NOT_SAID
        )
    return 0.0


_NOT_SAID = frozenset({"cover", "options", "publication", "figures", "seals", "limits"})
"""Fields of a digest whose room is part of the front matter."""


def _text(text: str) -> float:
    plain = _TAG.sub("", text) if "<" in text else text
    if len(plain) <= _IN_PASSING:
        return 0.0
    return sum(ceil(len(one) / CHARACTERS_OF_A_LINE) for one in plain.split("\n") if one) + 0.4
