"""A draft with something of everything, and the same as a published version has it."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from consult.domain.draft import Draft
from consult.importing import read_draft
from tests.importing.fixtures import PNG

MARKDOWN = """---
title: Community safety strategy
---

# 1. Prevent

1. The rise in referrals is **very large**, and the panel’s “asks” are [met in part](https://example.org/met).[^1]
2. Work goes on with:
    a) schools, colleges and youth clubs;
    b) the seven districts:
        i) the coast;
        ii) the city.

More work is needed.

> I told my story to seven different people.

[^1]: Figures of 2020.

# 2. Respond

3. Officers visit every school in the county once in each school year.

- The first bullet is about schools.
- The second bullet is about roads.

| Measure | Target |
|---|---|
| Referrals | Fall by 10% |
| Visits | Rise |

![A chart of referrals by month](PICTURE)

More work is needed.

4. H<sub>2</sub>O and Ŵyn, مرحبا, 👩‍👩‍👧 are as they should be.
"""


@dataclass(frozen=True)
class PublishedParagraph:
    """A paragraph with its number in the database."""

    id: int
    label: str
    text: str


@dataclass(frozen=True)
class PublishedSection:
    """A section with its number in the database."""

    id: int
    number: str
    heading: str
    paragraphs: tuple[PublishedParagraph, ...]


def the_draft() -> Draft:
    """The draft as it is imported."""
    picture = f"data:image/png;base64,{b64encode(PNG).decode()}"
    return read_draft(MARKDOWN.replace("PICTURE", picture).encode(), "draft.md")


def published(draft: Draft) -> list[PublishedSection]:
    """The draft as its published version has it."""
    return list(_published(draft))


def _published(draft: Draft) -> Iterator[PublishedSection]:
    numbers = count(100)
    for n, section in enumerate(draft.sections, 1):
        held = tuple(PublishedParagraph(next(numbers), p.label, p.text) for p in section.paragraphs)
        yield PublishedSection(n, section.number, section.heading, held)
