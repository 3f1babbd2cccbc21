"""The contents of a version of the draft as links, with what is new in each part and what has not been opened yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from consult.domain.places import chapters
from consult.queries import visits
from consult.store.drafts import DraftVersion, Section
from consult.web.guards import Here
from consult.web.visiting import news_for, unopened


@dataclass(frozen=True, slots=True)
class ContentsLink:
    """An entry of the contents: how many comments stand there, and how many of them are new to the viewer.

    `parts` are the sections of a chapter below its first; `unopened` is of a whole chapter.
    """

    text: str
    href: str
    count: int
    number: str = ""
    level: int = 1
    current: bool = False
    new: int = 0
    unopened: bool = False
    parts: tuple["ContentsLink", ...] = ()


def contents(
    here: Here,
    version: DraftVersion,
    sections: Sequence[Section],
    counts: Mapping[int | None, int],
    current: int | None = None,
) -> list[ContentsLink]:
    """The chapters of a version, each with how many comments stand in it (`counts`), how many of them are new to the viewer,
    and whether the viewer has opened it; `current` is where the one being read begins.
    """
    since = news_for(here).since
    new = visits.new_by_section(here.session, version.id, since, here.person.id) if since else {}
    parts = chapters(sections)
    closed = unopened(here, [sections[part.start].id for part in parts])
    found = []
    for chapter in parts:
        head, *rest = (sections[n] for n in chapter)
        href = url_for("reading.chapter", slug=here.consultation.slug, number=version.number, position=chapter.start)
        below = tuple(
            ContentsLink(
                section.heading,
                f"{href}#s-{section.id}",
                counts.get(section.id, 0),
                number=section.number,
                level=max(2, 1 + section.level - head.level),
                new=new.get(section.id, 0),
            )
            for section in rest
        )
        found.append(
            ContentsLink(
                head.heading,
                href,
                counts.get(head.id, 0) + sum(part.count for part in below),
                number=head.number,
                current=chapter.start == current,
                new=new.get(head.id, 0) + sum(part.new for part in below),
                unopened=head.id in closed,
                parts=below,
            )
        )
    return found


def unfolded(links: Iterable[ContentsLink], *, all_parts: bool = False) -> list[ContentsLink]:
    """The contents as one list: the parts of the chapter being read below it, or those of every chapter."""
    return [entry for link in links for entry in (link, *(link.parts if all_parts or link.current else ()))]
