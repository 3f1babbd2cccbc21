"""A draft taken apart to be corrected and put together again, each paragraph remembering where it came from.

That memory is what keeps the warnings pointing at the paragraphs they are about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.whereabouts import whereabouts

HEADING = -1  # in an origin: the heading of the section, not one of its paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on its way, and the positions in the old draft it came from."""

    paragraph: Paragraph
    origins: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A section on its way, and the old sections whose headings it carries."""

    section: Section
    origins: frozenset[int]
    lines: tuple[Line, ...]


def parts(draft: Draft) -> tuple[Part, ...]:
    return tuple(
        Part(s, frozenset({i}), tuple(Line(p, frozenset({(i, j)})) for j, p in enumerate(s.paragraphs)))
        for i, s in enumerate(draft.sections)
    )


def swapped(lines: tuple[Line, ...], index: int, paragraph: Paragraph) -> tuple[Line, ...]:
    return (*lines[:index], replace(lines[index], paragraph=paragraph), *lines[index + 1 :])


def without(lines: tuple[Line, ...], index: int) -> tuple[Line, ...]:
    return lines[:index] + lines[index + 1 :]


def notes_last(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line.paragraph.kind is Kind.NOTE))


def with_lines(parts: tuple[Part, ...], section: int, lines: tuple[Line, ...]) -> tuple[Part, ...]:
    return (*parts[:section], replace(parts[section], lines=lines), *parts[section + 1 :])


def rebuilt(draft: Draft, parts: tuple[Part, ...], moved: dict[tuple[int, int], int] | None = None) -> Draft:
    """The parts as a draft; `moved` names the new section of a paragraph that became its heading."""
    sections = tuple(replace(p.section, paragraphs=tuple(line.paragraph for line in p.lines)) for p in parts)
    headings = {old: new for new, part in enumerate(parts) for old in part.origins}
    lines = {old: (i, j) for i, part in enumerate(parts) for j, line in enumerate(part.lines) for old in line.origins}
    warnings = []
    for warning in draft.warnings:
        at: tuple[int | None, int | None] = (None, None)
        if warning.section is not None:
            old = (warning.section, HEADING if warning.paragraph is None else warning.paragraph)
            at = lines.get(old, ((moved or {}).get(old, headings.get(warning.section)), None))
        warnings.append(replace(warning, where=whereabouts(sections, *at), section=at[0], paragraph=at[1]))
    return replace(draft, sections=sections, warnings=tuple(warnings))
