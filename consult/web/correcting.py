"""The clerk's corrections of an imported draft: what each asks for, does and says, and where it leads the eye."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from consult.domain import corrections
from consult.domain.draft import Draft, Kind
from consult.domain.refusals import Refused
from consult.domain.whereabouts import whereabouts
from consult.web.forms.imports import CorrectionForm, HeadingForm, NumberForm, SplitForm, TitleForm

_PLACE = re.compile(r"draft|section-(\d{1,5})|paragraph-(\d{1,5})-(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Place:
    """A heading or a paragraph of a draft by its position (from 0); with neither, the draft as a whole."""

    section: int | None = None
    paragraph: int | None = None

    @classmethod
    def parse(cls, key: str) -> "Place | None":
        """The place of a `key`; None for anything else."""
        match = _PLACE.fullmatch(key)
        if match is None:
            return None
        section = match[1] or match[2]
        return cls(int(section) if section else None, int(match[3]) if match[3] else None)

    @property
    def key(self) -> str:
        """ "draft", "section-3", "paragraph-3-7"."""
        if self.section is None:
            return "draft"
        return f"section-{self.section}" if self.paragraph is None else f"paragraph-{self.section}-{self.paragraph}"

    @property
    def anchor(self) -> str:
        """The id of its element on the page: "draft", "s-3", "p-3-7"."""
        return self.key.replace("section", "s").replace("paragraph", "p")

    @property
    def within(self) -> tuple[int, int]:
        """Its position in a draft, for the corrections; raises Refused where it is no paragraph."""
        if self.section is None or self.paragraph is None:
            raise Refused("Choose the paragraph again: the draft may have changed.")
        return self.section, self.paragraph

    @property
    def heading(self) -> int:
        """The position of its section; raises Refused where it has none."""
        if self.section is None:
            raise Refused("Choose the heading again: the draft may have changed.")
        return self.section

    def words(self, draft: Draft) -> str:
        """ "Prevent, paragraph 14"."""
        return whereabouts(draft.sections, self.section, self.paragraph)


Change = Callable[[Draft, Place, Any], Draft]
Leads = Callable[[Draft, Place], Place]


def _stays(_draft: Draft, place: Place) -> Place:
    return place


@dataclass(frozen=True, slots=True)
class Correction:
    """One kind of correction. A refusal belongs to `field` of its form, "" where there is none.

    `leads` gives the place where the outcome stands, from the draft as it was.
    """

    form: type[CorrectionForm]
    change: Change
    done: str
    field: str = ""
    leads: Leads = _stays

    def applied(self, draft: Draft, place: Place, form: CorrectionForm) -> Draft:
        """The corrected draft; raises Refused."""
        try:
            return self.change(draft, place, form)
        except Refused as refusal:
            raise Refused(refusal.reason, field=refusal.field or self.field) from refusal


def _heading(draft: Draft, place: Place, form: HeadingForm) -> Draft:
    at = place.heading
    named = corrections.set_heading(draft, at, form.heading.data)
    numbered = corrections.set_number(named, at, form.number.data or "")
    return corrections.set_level(numbered, at, form.level.data)


def _checked(draft: Draft, _place: Place, form: CorrectionForm) -> Draft:
    index = form.index.data or ""
    return corrections.dismiss_warning(draft, int(index) if re.fullmatch(r"\d{1,6}", index) else -1)


def last_text(draft: Draft, section: int) -> int | None:
    """The position of a section's last paragraph that is no footnote."""
    held = draft.sections[section].paragraphs if 0 <= section < len(draft.sections) else ()
    return next((n for n in range(len(held) - 1, -1, -1) if held[n].kind is not Kind.NOTE), None)


def _to_joined(draft: Draft, place: Place) -> Place:
    section, paragraph = place.within
    return Place(section, paragraph - 1) if paragraph else Place(section - 1, last_text(draft, section - 1))


def _to_former_heading(draft: Draft, place: Place) -> Place:
    above = draft.sections[place.heading - 1].paragraphs
    return Place(place.heading - 1, sum(p.kind is not Kind.NOTE for p in above))


def _to_neighbour(draft: Draft, place: Place) -> Place:
    section, paragraph = place.within
    left = len(draft.sections[section].paragraphs) - 1
    return Place(section, min(paragraph, left - 1) if left else None)


CORRECTIONS: Mapping[str, Correction] = {
    "title": Correction(
        TitleForm, lambda draft, _, form: replace(draft, title=form.title.data), "Title changed.", "title"
    ),
    "heading": Correction(HeadingForm, _heading, "Heading changed.", "heading"),
    "not-heading": Correction(
        CorrectionForm,
        lambda draft, at, _: corrections.merge_section_up(draft, at.heading),
        "No longer a heading: it is a paragraph now, and the text below it belongs to the section above.",
        leads=_to_former_heading,
    ),
    "number": Correction(
        NumberForm,
        lambda draft, at, form: corrections.set_label(draft, *at.within, form.label.data or ""),
        "Number changed.",
        "label",
    ),
    "split": Correction(
        SplitForm,
        lambda draft, at, form: corrections.split_paragraph(draft, *at.within, form.before.data),
        "Split in two: the second part follows as a paragraph of its own.",
        "before",
    ),
    "join": Correction(
        CorrectionForm,
        lambda draft, at, _: corrections.join_with_previous(draft, *at.within),
        "Joined: the two paragraphs are one now.",
        leads=_to_joined,
    ),
    "make-heading": Correction(
        CorrectionForm,
        lambda draft, at, _: corrections.make_heading(draft, *at.within),
        "Made a heading: a section begins here.",
        leads=lambda _, place: Place(place.heading + 1),
    ),
    "remove": Correction(
        CorrectionForm,
        lambda draft, at, _: corrections.remove_paragraph(draft, *at.within),
        "The paragraph that stood here was removed.",
        leads=_to_neighbour,
    ),
    "checked": Correction(CorrectionForm, _checked, "Warning taken off the list."),
}
"""Every correction, by the name its form carries."""
