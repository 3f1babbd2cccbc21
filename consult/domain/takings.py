"""What was accepted, taken into the text: which words of a paragraph each accepted comment changes, and whether they go together.

Nothing is guessed: wording that does not say what it replaces, and changes of the same words, are left to a person.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from consult.domain import markup
from consult.domain.dispositions import Disposition
from consult.domain.draft import Kind
from consult.domain.marked_html import inline_html
from consult.domain.marked_words import Bit, Change, bits, changes, joined, unchanged
from consult.domain.redline import ALIKE, likeness

_NAMED = re.compile(r"\b(?:paragraph|section|chapter|action|table|page)s?\s+[\w.()-]*\d[\w.()-]*", re.IGNORECASE)
_SHORT = 12  # words of an answer that only points somewhere
TAKES = frozenset({Disposition.ACCEPTED, Disposition.ACCEPTED_IN_PART})


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters `start` to `end` of a paragraph's text become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted comment and the paragraph it stands on. `start` and `end` are the words it is on, None for all of them."""

    disposition: Disposition
    suggestion: str
    resulting: str
    text: str
    kind: Kind
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Taking:
    """What an accepted comment changes. `sure`: the wording is a change of the words it is to replace; `note` says what else."""

    edits: tuple[Edit, ...]
    sure: bool
    note: str = ""


def taking(accepted: Accepted) -> Taking | str:
    """The change an accepted comment makes, or in words why none can be made of it."""
    if accepted.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.NOTE):
        return f"It is on a {accepted.kind.value}. Change that by hand."
    resulting, suggestion = plain(accepted.resulting), plain(accepted.suggestion)
    if resulting and (_is_wording(resulting, accepted) or likeness(suggestion, resulting) >= ALIKE):
        return _made(resulting, accepted)
    if not suggestion:
        return _no_wording(resulting)
    made = _made(suggestion, accepted)
    if isinstance(made, str):
        return made
    if accepted.disposition is Disposition.ACCEPTED_IN_PART:
        return replace(made, sure=False, note="Accepted in part. This is the whole of what its author suggested.")
    if resulting:
        note = f"The answer {_says(resulting)}. This is what its author suggested."
        return replace(made, sure=False, note=note)
    return made


def plain(text: str) -> str:
    """Wording as one run of words."""
    return " ".join(text.split())


def _bases(accepted: Accepted) -> list[tuple[int, int]]:
    whole = (0, len(accepted.text))
    return [whole] if accepted.start is None or accepted.end is None else [(accepted.start, accepted.end), whole]


def _is_wording(wording: str, accepted: Accepted) -> bool:
    return any(likeness(accepted.text[start:end], wording) >= ALIKE for start, end in _bases(accepted))


def _made(wording: str, accepted: Accepted) -> Taking | str:
    """The words are a change of those they are most like; like none, they take the place of the words commented on."""
    bases = _bases(accepted)
    alike = [likeness(accepted.text[start:end], wording) for start, end in bases]
    sure = max(alike) >= ALIKE
    start, end = bases[alike.index(max(alike)) if sure else 0]
    found = edits(accepted.text, wording, start, end)
    if not found:
        return "The paragraph says this already."
    where = "the whole paragraph" if (start, end) == (0, len(accepted.text)) else "the words commented on"
    return Taking(found, sure, "" if sure else f"It is unlike the draft’s words, and takes the place of {where}.")


def _says(resulting: str) -> str:
    named = _NAMED.search(resulting)
    if named and len(resulting.split()) <= _SHORT:
        return f"names {named[0].rstrip('.,')} instead of giving wording"
    return f"says “{resulting}”, which is unlike the paragraph"


def _no_wording(resulting: str) -> str:
    if not resulting:
        return "Neither the comment nor the answer gives wording. Write the change into the section."
    return f"The answer {_says(resulting)}. Write the change into the section."


def edits(text: str, wording: str, start: int, end: int) -> tuple[Edit, ...]:
    """The word-level changes that make `wording` of `text[start:end]`. White space alone is no change."""
    found: list[Edit] = []
    at = start
    for run in changes((Bit(text[start:end]),), (Bit(wording),)):
        if run.change is Change.SAME:
            at += len(run.text)
        elif run.change is Change.DELETED:
            found.append(Edit(at, at + len(run.text), ""))
            at += len(run.text)
        elif found and found[-1].end == at and not found[-1].text:
            found[-1] = replace(found[-1], text=run.text)
        else:
            found.append(Edit(at, at, run.text))
    return tuple(one for one in found if text[one.start : one.end].split() != one.text.split())


def clash(text: str, one: Edit, other: Edit) -> bool:
    """Whether two changes of a text concern the same words, or words side by side, and are not the same change."""
    first, second = sorted((one, other), key=lambda edit: (edit.start, edit.end))
    return first != second and not text[first.end : second.start].strip()


def clashing(text: str, held: Sequence[Sequence[Edit]]) -> list[tuple[int, int]]:
    """Which of several sets of changes of one text cannot be made together: pairs of their positions."""
    pairs = combinations(range(len(held)), 2)
    return [(m, n) for m, n in pairs if any(clash(text, one, other) for one in held[m] for other in held[n])]


def applied(html: str, made: Iterable[Edit]) -> str:
    """A paragraph's markup with changes made that do not clash. What is not changed keeps its marks.

    New words stand in the marks that all the words they replace stand in; words put in, in those around them on both sides.
    """
    held = list(bits(html))
    for edit in sorted(set(made), key=lambda one: (one.start, one.end), reverse=True):
        held = _with(held, edit)
    return markup.trimmed(inline_html(unchanged(joined(held))))


def _with(held: Sequence[Bit], edit: Edit) -> list[Bit]:
    before, inside, after = _cut(held, edit.start, edit.end)
    around = inside or [*before[-1:], *after[:1]]
    marks = _in_common([bit.marks for bit in around if bit.text.strip()] or [bit.marks for bit in around])
    return [*before, *([Bit(edit.text, marks)] if edit.text else []), *after]


def _cut(held: Sequence[Bit], start: int, end: int) -> tuple[list[Bit], list[Bit], list[Bit]]:
    parts: tuple[list[Bit], list[Bit], list[Bit]] = ([], [], [])
    at = 0
    for bit in held:
        if bit.element:
            parts[0 if at < start or (at == start == end) else 1 if at < end else 2].append(bit)
            continue
        ends = sorted({at, *(min(max(cut, at), at + len(bit.text)) for cut in (start, end)), at + len(bit.text)})
        for first, last in pairwise(ends):
            which = 0 if last <= start else 1 if last <= end else 2
            parts[which].append(replace(bit, text=bit.text[first - at : last - at]))
        at += len(bit.text)
    return parts


def _in_common(held: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shared: tuple[str, ...] = held[0] if held else ()
    for marks in held[1:]:
        same = next((n for n, (a, b) in enumerate(zip(shared, marks, strict=False)) if a != b), None)
        shared = shared[: min(len(shared), len(marks)) if same is None else same]
    return shared
