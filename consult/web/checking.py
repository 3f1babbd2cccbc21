"""A draft being checked, made ready for its page: every heading and paragraph, with its warnings and one open panel."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.numbering import margin_label
from consult.store.drafts import DraftVersion
from consult.web.correcting import CORRECTIONS, Place, last_text
from consult.web.forms.imports import CorrectionForm
from consult.web.pictures import with_pictures

TEXT = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE})
WARNINGS = "warnings"
"""The value of `show` that leaves only the places with warnings."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning that is still open. `following` leads to the next one, "" from the last."""

    index: int
    what: str
    following: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The corrections that can be made at the place being edited: forms to fill in by name, and what else applies."""

    forms: dict[str, CorrectionForm]
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page. `said` is what has just been done there."""

    place: Place
    name: str
    remarks: tuple[Remark, ...]
    edit_href: str
    panel: Panel | None
    said: str


@dataclass(frozen=True, slots=True)
class ParagraphCheck:
    """A paragraph as it will be read. `label` is what stands in its margin."""

    spot: Spot
    paragraph: Paragraph
    label: str
    html: str


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """A heading as it will be read, at `rank` in the page's own hierarchy, with what is shown of its text."""

    spot: Spot
    section: Section
    rank: int
    paragraphs: tuple[ParagraphCheck, ...]
    warnings: int


@dataclass(frozen=True, slots=True)
class Showing:
    """How the draft is to be shown: the place whose panel is open, the form sent from there, and what was just done."""

    base: str
    only_warnings: bool = False
    editing: Place | None = None
    sent: tuple[str, CorrectionForm] | None = None
    done: tuple[Place, str] | None = None

    def href(self, place: Place, *, edit: bool = False) -> str:
        """The page, at that place."""
        asked = ([f"show={WARNINGS}"] if self.only_warnings else []) + ([f"edit={place.key}"] if edit else [])
        return f"{self.base}{'?' if asked else ''}{'&'.join(asked)}#{place.anchor}"


@dataclass(slots=True)
class Check:
    """The whole draft being checked, as its page shows it."""

    version: DraftVersion
    draft: Draft
    showing: Showing
    slug: str
    remarks: dict[Place, tuple[Remark, ...]] = field(init=False)
    first_warning: str = field(init=False)

    def __post_init__(self) -> None:
        found = [Place(warning.section, warning.paragraph) for warning in self.draft.warnings]
        order = sorted(range(len(found)), key=lambda n: _position(found[n]))
        following = {n: f"#warning-{after}" for n, after in itertools.pairwise(order)}
        self.remarks = {}
        for n in order:
            remark = Remark(n, self.draft.warnings[n].what, following.get(n, ""))
            self.remarks[found[n]] = (*self.remarks.get(found[n], ()), remark)
        self.first_warning = f"#warning-{order[0]}" if order else ""

    def whole(self) -> Spot:
        """The draft as a whole: its title, and the warnings that belong to no place in it."""
        return self._spot(Place())

    def sections(self) -> list[SectionCheck]:
        """The sections shown."""
        found, rank = [], 2
        for n, section in enumerate(self.draft.sections):
            made = self._section(n, section, min(section.level + 2, rank + 1, 6))
            if made.paragraphs or self._is_shown(made.spot):
                found.append(made)
                rank = made.rank
        return found

    def summary(self) -> str:
        """ "12 sections, 146 numbered paragraphs (1 to 146)"."""
        labels = [
            p.label for s in self.draft.sections for p in s.paragraphs if p.label and not p.level and p.kind in TEXT
        ]
        return (
            f"{_count(len(self.draft.sections), 'section')}, {_count(len(labels), 'numbered paragraph')}{_span(labels)}"
        )

    def _section(self, n: int, section: Section, rank: int) -> SectionCheck:
        made = [self._paragraph(n, m, paragraph) for m, paragraph in enumerate(section.paragraphs)]
        spot = self._spot(Place(n))
        return SectionCheck(
            spot=spot,
            section=section,
            rank=rank,
            paragraphs=tuple(one for one in made if self._is_shown(one.spot)),
            warnings=len(spot.remarks) + sum(len(one.spot.remarks) for one in made),
        )

    def _paragraph(self, section: int, n: int, paragraph: Paragraph) -> ParagraphCheck:
        html = with_pictures(paragraph.html, self.slug, self.version.id)
        label = paragraph.label if paragraph.kind is Kind.NOTE else margin_label(paragraph.label)
        return ParagraphCheck(self._spot(Place(section, n)), paragraph, label, html)

    def _spot(self, place: Place) -> Spot:
        showing = self.showing
        return Spot(
            place=place,
            name=place.words(self.draft),
            remarks=self.remarks.get(place, ()),
            edit_href=showing.href(place, edit=True),
            panel=self._panel(place) if place == showing.editing else None,
            said=showing.done[1] if showing.done and showing.done[0] == place else "",
        )

    def _is_shown(self, spot: Spot) -> bool:
        return not self.showing.only_warnings or bool(spot.remarks or spot.panel or spot.said)

    def _panel(self, place: Place) -> Panel:
        if place.section is None:
            return Panel(self._forms({"title": {"title": self.draft.title}}))
        section = self.draft.sections[place.section]
        if place.paragraph is None:
            values = {"heading": section.heading, "number": section.number, "level": section.level}
            return Panel(self._forms({"heading": values}), ("not-heading",) if place.section else ())
        paragraph = section.paragraphs[place.paragraph]
        wanted: dict[str, dict[str, str]] = {"number": {"label": paragraph.label}}
        if paragraph.kind in TEXT | {Kind.NOTE}:
            wanted["split"] = {}
        return Panel(self._forms(wanted), _buttons(self.draft, place, paragraph))

    def _forms(self, wanted: dict[str, dict[str, object]] | dict[str, dict[str, str]]) -> dict[str, CorrectionForm]:
        """The forms filled with what there is; the one that was sent keeps what was typed in it."""
        made = {what: CORRECTIONS[what].form(formdata=None, data=values) for what, values in wanted.items()}
        if self.showing.sent and self.showing.sent[0] in made:
            made[self.showing.sent[0]] = self.showing.sent[1]
        return made


def _buttons(draft: Draft, place: Place, paragraph: Paragraph) -> tuple[str, ...]:
    """What can be done with a paragraph at the press of a button."""
    if paragraph.kind not in TEXT:
        return ("remove",)
    joins = place.paragraph or last_text(draft, (place.section or 0) - 1) is not None
    return ("join", "make-heading", "remove") if joins else ("make-heading", "remove")


def _position(place: Place) -> tuple[int, int]:
    return (
        -1 if place.section is None else place.section,
        -1 if place.paragraph is None else place.paragraph,
    )


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _span(labels: Sequence[str]) -> str:
    """ " (1 to 146)" where each number follows the one before; else the first and the last, which promises less."""
    if len(labels) < 2:
        return f" ({labels[0]})" if labels else ""
    plain = all(re.fullmatch(r"\d{1,6}", label) for label in labels)
    if plain and [int(label) for label in labels] == list(range(int(labels[0]), int(labels[0]) + len(labels))):
        return f" ({labels[0]} to {labels[-1]})"
    return f" (the first is {labels[0]}, the last {labels[-1]})"
