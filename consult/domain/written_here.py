"""A redraft being written: changing one section of it, and who answers for each of its sections.

Each function takes a draft and gives a new one. Warnings go on pointing at what they were about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from consult.domain import rework
from consult.domain.draft import Draft, Section
from consult.domain.places import Owned, owners
from consult.domain.refusals import Refused
from consult.domain.section_text import fingerprint


@dataclass(frozen=True, slots=True)
class Spot:
    """A section as somebody saw it: where it stood, and the fingerprint of what it said."""

    section: int
    was: str


def found(draft: Draft, spot: Spot) -> int | None:
    """Where the section stands now, unchanged; None where it says something else by now, or is gone."""
    same = [n for n, section in enumerate(draft.sections) if fingerprint(section) == spot.was]
    return spot.section if spot.section in same else same[0] if len(same) == 1 else None


def nearest(draft: Draft, section: int, heading: str) -> int | None:
    """Where a section of that heading stands that stood at `section`; None where there is none."""
    same = [n for n, one in enumerate(draft.sections) if one.heading == heading]
    return min(same, key=lambda n: abs(n - section), default=None)


def with_sections(draft: Draft, section: int, written: Sequence[Section]) -> Draft:
    """The draft with one section as it was written anew, or the several it was divided into."""
    parts = rework.parts(draft)
    here = parts[section]
    kept = {(p.kind, p.label, p.html): line.origins for p, line in ((line.paragraph, line) for line in here.lines)}
    made = [
        rework.Part(
            one,
            here.origins if n == 0 else frozenset(),
            tuple(rework.Line(p, kept.get((p.kind, p.label, p.html), frozenset())) for p in one.paragraphs),
        )
        for n, one in enumerate(written)
    ]
    return rework.rebuilt(draft, (*parts[:section], *made, *parts[section + 1 :]))


def with_new_section(draft: Draft, before: int, written: Sequence[Section]) -> Draft:
    """The draft with further sections before the one at that position; behind all of them where it is their number."""
    parts = rework.parts(draft)
    made = tuple(rework.Part(one, frozenset(), tuple(map(rework.Line, one.paragraphs))) for one in written)
    return rework.rebuilt(draft, (*parts[:before], *made, *parts[before:]))


def without_section(draft: Draft, section: int) -> Draft:
    """The draft without a section and all that stands in it."""
    if len(draft.sections) == 1:
        raise Refused("This is the only section. A draft needs one.")
    parts = rework.parts(draft)
    return rework.rebuilt(draft, parts[:section] + parts[section + 1 :])


@dataclass(frozen=True, slots=True)
class _Owned:
    level: int
    authority_id: int | None


def owners_now(draft: Draft, before: Sequence[tuple[str, Owned]], lead_id: int | None) -> list[int | None]:
    """Who answers for each section of a redraft, from the headings and sections of the version it was made from.

    Sections are followed by their headings, in order; one that was renamed, by where it stands between those that were not. A new
    one belongs to whoever answers for the section before it.
    """
    old, new = [heading for heading, _ in before], [section.heading for section in draft.sections]
    carried: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            carried.update(zip(range(j1, j2), range(i1, i2), strict=False))
    held: list[_Owned] = []
    for n, section in enumerate(draft.sections):
        above = owners(held, lead_id)[-1] if held else lead_id
        named = before[carried[n]][1].authority_id if n in carried else above
        held.append(_Owned(section.level, named))
    return owners(held, lead_id)
