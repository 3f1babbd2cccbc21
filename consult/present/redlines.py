"""The redline of two versions made ready for a page or a paper: names, anchors, what is heard, and the comments behind it."""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy.orm import Session

from consult.domain.dispositions import Disposition
from consult.domain.documents import from_document
from consult.domain.marked_html import inline_html
from consult.domain.numbering import COMMENT, reference
from consult.domain.outline import Outline
from consult.domain.pairing import Pairing, Was, pair
from consult.domain.redline_paper import ChangedParagraph, ChangedSection, Elsewhere, Led, RedlinePaper
from consult.domain.redlining import redline
from consult.domain.redraft_lines import Line, Redline, SectionLines, line_html
from consult.present.redrafting import Names
from consult.queries import redrafts
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion

_WHAT = {
    Was.SAME: "",
    Was.EDITED: "Edited",
    Was.MOVED: "Moved",
    Was.SPLIT: "Split",
    Was.MERGED: "Merged",
    Was.DELETED: "Deleted",
    Was.NEW: "New",
}
_WORDS = {"<ins>": "inserted:", "</ins>": " end of insertion", "<del>": "deleted:", "</del>": " end of deletion"}
_TAG = re.compile(r"</?(?:ins|del)>(?=(\s|<|$)?)")


def redline_paper(session: Session, consultation: Consultation, old: DraftVersion, new: DraftVersion) -> RedlinePaper:
    """What changed from one published version to another; both documents must be loaded.

    The comments told are those that stood on what changed, in the older version.
    """
    pairing, lines = _compared(_canonical(old), _canonical(new))
    old_ids, new_ids = ([p.id for p in redrafts.paragraphs_of(session, version.id)] for version in (old, new))
    return _Paper(pairing, old_ids, new_ids, _led(session, consultation, old)).paper(lines, old, new)


@lru_cache(maxsize=4)
def _compared(old: str, new: str) -> tuple[Pairing, Redline]:
    """Published versions do not change, and the same two are looked at again and again."""
    pairing = pair(from_document(json.loads(old)), from_document(json.loads(new)))
    return pairing, redline(pairing)


def _canonical(version: DraftVersion) -> str:
    return json.dumps(version.document, sort_keys=True)


def _led(session: Session, consultation: Consultation, old: DraftVersion) -> Mapping[int, Sequence[Led]]:
    """The comments on each paragraph of a version, by its id."""
    found: dict[int, list[Led]] = defaultdict(list)
    for paragraph_id, number, disposition, reason in redrafts.said_on(session, consultation, old):
        outcome = Disposition(disposition).wording if disposition else ""
        found[paragraph_id].append(Led(reference(COMMENT, number), outcome, reason))
    return found


class _Paper:
    """Words the lines of a redline; `old_ids` and `new_ids` are the paragraphs' ids by their positions."""

    def __init__(
        self, pairing: Pairing, old_ids: Sequence[int], new_ids: Sequence[int], led: Mapping[int, Sequence[Led]]
    ) -> None:
        self._old, self._new = pairing.old, pairing.new
        self._old_ids, self._new_ids, self._led = old_ids, new_ids, led
        self._old_names, self._new_names = Names(pairing.old), Names(pairing.new)
        self._told: set[int] = set()

    def paper(self, lines: Redline, old: DraftVersion, new: DraftVersion) -> RedlinePaper:
        sections = tuple(self._section(section) for section in lines.sections)
        return RedlinePaper(new.title, old.number or 0, new.number or 0, sections)

    def _section(self, section: SectionLines) -> ChangedSection:
        names, position = (self._old, section.old[0]) if section.new is None else (self._new, section.new)
        paragraphs = tuple(self._paragraph(line) for line in section.lines)
        return ChangedSection(
            anchor=f"gone-{position}" if section.new is None else f"section-{position}",
            position=section.new,
            number=section.new_number or section.old_number,
            heading=heard(inline_html(section.heading)),
            name=_name(names, position),
            level=section.level,
            what=_WHAT[section.was] if section.changed else "",
            changes=sum(bool(paragraph.what) for paragraph in paragraphs) + section.changed,
            olds=section.old,
            paragraphs=paragraphs,
        )

    def _paragraph(self, line: Line) -> ChangedParagraph:
        carried = [old for old in line.old if line.moved_to is None and old not in self._told]
        self._told |= set(carried)
        own = [] if line.new is None else [f"p-{self._new_ids[line.new]}"]
        olds = [f"o-{self._old_ids[old]}" for old in line.old if line.new is None or old in carried]
        label = line.new_label if line.new is not None else line.old_label
        return ChangedParagraph(
            anchors=(*own, *olds) or (f"o-{self._old_ids[line.old[0]]}",),
            label=label,
            old_label=line.old_label if line.new is not None and line.old_label != line.new_label else "",
            kind=line.kind.value,
            level=line.level,
            html=heard(line_html(line)),
            what=_WHAT[line.was] if line.changed else "",
            moved_from=None if line.moved_from is None else self._where(self._old_names, "o", line.moved_from),
            moved_to=None if line.moved_to is None else self._where(self._new_names, "p", line.moved_to),
            led=tuple(led for old in carried for led in self._led.get(self._old_ids[old], ())) if line.changed else (),
        )

    def _where(self, names: Names, prefix: str, position: int) -> Elsewhere:
        ids = self._old_ids if prefix == "o" else self._new_ids
        name = names.paragraph(position)
        return Elsewhere(f"{prefix}-{ids[position]}", f"paragraph {name}" if name[:1].isdigit() else name)


def _name(draft: Outline, position: int) -> str:
    section = draft.sections[position]
    return f"{section.number} {section.heading}".strip()


def heard(html: str) -> str:
    """Where a change begins and ends, in words for those who listen. The tags are ours: the draft's own text is escaped.

    The words bring no white space to where the text has its own: set so small, theirs would stand in its place.
    """
    return _TAG.sub(_spoken, html)


def _spoken(found: re.Match[str]) -> str:
    tag, spaced = found[0], bool((found[1] or "").isspace())
    opens = not tag.startswith("</")
    words = _WORDS[tag]
    said = f'<span class="said">{words if spaced else words + " "}</span>'
    return tag + said if opens else said + tag


def only_changes(paper: RedlinePaper) -> RedlinePaper:
    """What changed, and the headings it stands under."""
    kept = (replace(s, paragraphs=tuple(p for p in s.paragraphs if p.what)) for s in paper.sections)
    return replace(paper, sections=tuple(section for section in kept if section.changes))
