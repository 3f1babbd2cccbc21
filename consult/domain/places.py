"""Where in the draft something stands, and who answers for it."""

from collections.abc import Sequence
from typing import Protocol


class Headed(Protocol):
    """What a section says of itself, whether of a Draft or of the database."""

    @property
    def level(self) -> int: ...


class Owned(Headed, Protocol):
    """A section that may name the authority answering for it."""

    @property
    def authority_id(self) -> int | None: ...


WHOLE_DRAFT = "The whole draft"


def place_in_words(heading: str | None, label: str | None = None, ordinal: int = 0) -> str:
    """ "The whole draft", "Prevent", "Prevent, paragraph 6(a)" or, where it has no number, "Prevent, unnumbered paragraph 2".

    `label` is None for a comment on the whole section; `ordinal` counts the unnumbered paragraphs of the section from 1.
    """
    if heading is None:
        return WHOLE_DRAFT
    if label is None:
        return heading
    return f"{heading}, paragraph {label}" if label else f"{heading}, unnumbered paragraph {ordinal}"


def chapters(sections: Sequence[Headed]) -> list[range]:
    """The draft cut into parts to be read one at a time: positions of the sections of each.

    A part begins at each heading of the highest level that occurs more than once (a lone top heading holds no parts).
    """
    if not sections:
        return []
    levels = sorted({section.level for section in sections})
    level = next((one for one in levels if sum(s.level <= one for s in sections) > 1), levels[-1])
    starts = [n for n, section in enumerate(sections) if section.level <= level]
    starts = [0, *(n for n in starts if n)]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(sections)], strict=True)]


def heading_levels(sections: Sequence[Headed]) -> list[int]:
    """The levels of the headings where some sections are read as one page: 1 for the first alone, none skipped, 6 at most."""
    found: list[int] = []
    above: list[int] = []
    for section in sections:
        while len(above) > 1 and above[-1] >= section.level:
            above.pop()
        above.append(section.level)
        found.append(min(len(above), 6))
    return found


def owners(sections: Sequence[Owned], lead_id: int | None) -> list[int | None]:
    """Who answers for each section: the authority it names, else that of the nearest heading above it, else the lead."""
    found: list[int | None] = []
    above: list[tuple[int, int | None]] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        owner = section.authority_id or (above[-1][1] if above else lead_id)
        above.append((section.level, owner))
        found.append(owner)
    return found


MOST_AT_A_PLACE = 20
"""Comments written out beneath one paragraph, or one section, of a page of the draft."""

MOST_ON_A_PAGE = 200
"""Comments written out on one page of the draft; about 450 kB of it."""


def written_out(counts: Sequence[int]) -> int:
    """How many comments each place of a page shows in full, given how many stand at each; the rest is a link away.

    The same for every place, at least one, and as many as keep the whole page within its bounds.
    """
    for most in range(MOST_AT_A_PLACE, 1, -1):
        if sum(min(count, most) for count in counts) <= MOST_ON_A_PAGE:
            return most
    return 1
