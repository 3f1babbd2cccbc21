"""Makes the redline of a redraft from its pairing: see `redraft_lines`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from consult.domain import markup
from consult.domain.draft import Kind, Paragraph
from consult.domain.marked_words import BREAK, Bit, Change, Run, bits, changes, unchanged
from consult.domain.pairing import Pairing, Was
from consult.domain.redraft_lines import Line, Redline, SectionLines
from consult.domain.table_changes import Kept, TableChange, compare, whole
from consult.domain.tables import table

_TOP = -1

Words = tuple[Run, ...] | TableChange


def redline(pairing: Pairing) -> Redline:
    """The new draft against the old one."""
    lines = _Lines(pairing)
    gone = _gone_sections(pairing)
    sections = [_gone_section(pairing, old, lines.left_in(old)) for old in gone.pop(_TOP, [])]
    for new in range(len(pairing.new.sections)):
        sections.append(_section(pairing, new, lines.of_section(new)))
        sections += [_gone_section(pairing, old, lines.left_in(old)) for old in gone.get(new, [])]
    return Redline(tuple(sections))


def _gone_sections(pairing: Pairing) -> dict[int, list[int]]:
    """Old sections that do not stand where they stood, by the new section they stood behind; _TOP for the beginning."""
    found: dict[int, list[int]] = defaultdict(list)
    behind = _TOP
    for old, fate in enumerate(pairing.section_fates):
        stays = _carried(pairing, old) and not fate.moved
        if stays:
            behind = fate.to[0]
        else:
            found[behind].append(old)
    return found


def _carried(pairing: Pairing, section: int) -> bool:
    to = pairing.section_fates[section].to
    return bool(to) and pairing.section_origins[to[0]].carries == section


def _section(pairing: Pairing, new: int, lines: tuple[Line, ...]) -> SectionLines:
    origin, section = pairing.section_origins[new], pairing.new.sections[new]
    had = None if origin.carries is None else pairing.old.sections[origin.carries]
    heading = _words(section.heading)
    return SectionLines(
        origin.was,
        origin.of,
        new,
        had.number if had else "",
        section.number,
        section.level,
        changes(_words(had.heading), heading) if had else unchanged(heading, Change.INSERTED),
        lines,
        moved_from=origin.carries if origin.moved else None,
    )


def _gone_section(pairing: Pairing, old: int, lines: tuple[Line, ...]) -> SectionLines:
    fate, section = pairing.section_fates[old], pairing.old.sections[old]
    heading = unchanged(_words(section.heading), Change.DELETED)
    to = fate.to[0] if fate.to else None
    return SectionLines(fate.was, (old,), None, section.number, "", section.level, heading, lines, moved_to=to)


def _words(heading: str) -> tuple[Bit, ...]:
    return bits(markup.escape(heading))


class _Lines:
    """The lines of a redline, by where they stand."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._made: dict[int, Line] = {}
        self._behind: dict[tuple[str, int], list[Line]] = defaultdict(list)
        left = []
        for olds, news in _kindred(pairing):
            left += self._compare(olds, news)
        for old in sorted(left):
            self._stand(old)

    def of_section(self, new: int) -> tuple[Line, ...]:
        """The lines of a new section: what stood at the top of it, then each paragraph and what stood behind it."""
        found = list(self._behind["section", new])
        for position in self._pairing.new.positions(new):
            found += [self._made[position], *self._behind["line", position]]
        return tuple(found)

    def left_in(self, old: int) -> tuple[Line, ...]:
        """What is left in an old section that stands nowhere any more."""
        return tuple(self._behind["gone", old])

    def _compare(self, olds: Sequence[int], news: Sequence[int]) -> list[int]:
        """Makes the lines of paragraphs that have to do with one another; returns the old ones to be shown where they stood."""
        if len(olds) == len(news) == 1:
            self._pair(olds[0], news[0])
            return [old for old in olds if self._pairing.fates[old].was is Was.MOVED]
        if olds and news and all(_is_text(one) for one in (*self._old(olds), *self._new(news))):
            self._group(olds, news)
            return []
        carried = {new: self._pairing.origins[new].carries for new in news}
        for new, old in carried.items():
            if old is None:
                self._add(new, (), whole_of(self._new([new])[0], Kept.INSERTED))
            else:
                self._pair(old, new)
        return [old for old in olds if old not in carried.values()]

    def _old(self, positions: Iterable[int]) -> list[Paragraph]:
        return [self._pairing.old.paragraphs[position] for position in positions]

    def _new(self, positions: Iterable[int]) -> list[Paragraph]:
        return [self._pairing.new.paragraphs[position] for position in positions]

    def _pair(self, old: int, new: int) -> None:
        (one,), (other,) = self._old([old]), self._new([new])
        if one.html == other.html:
            self._add(new, (old,), whole_of(other, Kept.BOTH))
        elif other.kind is Kind.TABLE:
            self._add(new, (old,), compare(table(one.html), table(other.html)))
        else:
            self._add(new, (old,), changes(bits(one.html), bits(other.html)))

    def _group(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Paragraphs that were split and merged, compared as one text and cut where the new ones end."""
        runs = changes(_one_text(self._old(olds)), _one_text(self._new(news)))
        for new, part in zip(news, _cut(runs), strict=True):
            self._add(new, tuple(olds), part)

    def _add(self, new: int, whole: tuple[int, ...], words: Words) -> None:
        origin, (paragraph,) = self._pairing.origins[new], self._new([new])
        labels = [one.label for one in self._old(sorted(origin.of)) if one.label]
        self._made[new] = Line(
            origin.was,
            origin.of,
            new,
            whole,
            ", ".join(labels),
            paragraph.label,
            paragraph.kind,
            paragraph.level,
            *_told(words),
            moved_from=origin.of[0] if origin.moved else None,
        )

    def _stand(self, old: int) -> None:
        """Shows an old paragraph where it stood: it was deleted, or moved away."""
        fate, (paragraph,) = self._pairing.fates[old], self._old([old])
        words = _told(whole_of(paragraph, Kept.DELETED))
        moved_to = fate.to[0] if fate.was is Was.MOVED else None
        was = Was.MOVED if fate.was is Was.MOVED else Was.DELETED
        self._behind[self._stood(old)].append(
            Line(
                was,
                (old,),
                None,
                (old,),
                paragraph.label,
                "",
                paragraph.kind,
                paragraph.level,
                *words,
                moved_to=moved_to,
            )
        )

    def _stood(self, old: int) -> tuple[str, int]:
        """What it stood behind: the nearest paragraph before it in its section that still stands there; else the heading."""
        section = self._pairing.old.section_of[old]
        for before in range(old - 1, self._pairing.old.positions(section).start - 1, -1):
            fate = self._pairing.fates[before]
            if fate.to and not fate.moved:
                return "line", max(fate.to)
        if _carried(self._pairing, section):
            return "section", self._pairing.section_fates[section].to[0]
        return "gone", section


def whole_of(paragraph: Paragraph, kept: Kept) -> Words:
    """A paragraph with one fate."""
    if paragraph.kind is Kind.TABLE:
        return whole(table(paragraph.html), kept)
    change = {Kept.BOTH: Change.SAME, Kept.DELETED: Change.DELETED, Kept.INSERTED: Change.INSERTED}[kept]
    return unchanged(bits(paragraph.html), change)


def _told(words: Words) -> tuple[tuple[Run, ...], TableChange | None]:
    return ((), words) if isinstance(words, TableChange) else (words, None)


def _is_text(paragraph: Paragraph) -> bool:
    return paragraph.kind not in (Kind.TABLE, Kind.FIGURE)


def _one_text(paragraphs: Iterable[Paragraph]) -> list[Bit]:
    found: list[Bit] = []
    for paragraph in paragraphs:
        found += [Bit("", (), BREAK)] if found else []
        found += bits(paragraph.html)
    return found


def _cut(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """Runs cut where a new paragraph begins; what ends the one before it stands first in it."""
    found: list[list[Run]] = [[]]
    for run in runs:
        if run.element == BREAK and run.change is not Change.DELETED:
            found.append([])
        found[-1].append(run)
    return [tuple(part) for part in found]


def _kindred(pairing: Pairing) -> Iterator[tuple[list[int], list[int]]]:
    """Old and new paragraphs in groups that have nothing to do with each other: nearly all of one and one."""
    seen: set[int] = set()
    for start, fate in enumerate(pairing.fates):
        if start in seen:
            continue
        olds, news, waiting = {start}, set(fate.to), list(fate.to)
        while waiting:
            for old in set(pairing.origins[waiting.pop()].of) - olds:
                olds.add(old)
                waiting += set(pairing.fates[old].to) - news
                news |= set(pairing.fates[old].to)
        seen |= olds
        yield sorted(olds), sorted(news)
    yield from (([], [new]) for new, origin in enumerate(pairing.origins) if not origin.of)
