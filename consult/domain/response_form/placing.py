"""Places that people typed into a form, found in the draft; what could be two places is refused, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from consult.domain.places import WHOLE_DRAFT
from consult.domain.pointing import Named, point
from consult.domain.refusals import Refused
from consult.domain.response_form.making import labels
from consult.domain.response_form.shapes import WHOLE_SECTION, FormParagraph, FormSection, in_quotes

_SECTION_WORD = re.compile(r"^(?:section|clause|sub-?clause|chapter|part|annex|appendix|§)\s*(?=\S)", re.IGNORECASE)
_PARAGRAPH_WORD = re.compile(r"^(?:paragraphs?|paras?|¶)\b[\s.]*(?=\S)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"unnumbered(?: paragraph)?\s*(\d{1,6})", re.IGNORECASE)
_WHOLE = frozenset({"", "-", "–", "—", "n/a", "all", "whole", WHOLE_SECTION, "the whole section"})
_DRAFT = frozenset({"", "-", "–", "—", "n/a", "all", "general", "draft", "whole draft", WHOLE_DRAFT.casefold()})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands: on the draft, on a section of it, or on a paragraph."""

    section: FormSection | None = None
    paragraph: FormParagraph | None = None

    @property
    def keys(self) -> tuple[str, str]:
        """The section's key and the paragraph's, "" for none."""
        return self.section.key if self.section else "", self.paragraph.key if self.paragraph else ""


def named_place(sections: Sequence[FormSection], section: str, paragraph: str) -> Place:
    """The place called so. An empty section (or "the whole draft") leaves it to the paragraph's number.

    Raises Refused, with the field "section" or "paragraph", for what is not there and for what could be two places.
    """
    names = [Named(s.number, s.heading, s.level, [p.label for p in s.paragraphs]) for s in sections]
    label = "" if paragraph.casefold() in _WHOLE else _PARAGRAPH_WORD.sub("", paragraph)
    if section.casefold() in _DRAFT:
        return _pointed(sections, names, None, label)
    heading = _section(names, section)
    if heading is None:
        if label:
            raise Refused(
                f"The draft has no section {in_quotes(section)}. Write its number or its heading.", field="section"
            )
        return _as_paragraph(sections, names, section)
    if not paragraph and _PARAGRAPH_WORD.match(section) is None:
        _ensure_not_a_paragraph_too(names, section)
    return _pointed(sections, names, heading, label)


def _pointed(sections: Sequence[FormSection], names: Sequence[Named], heading: str | None, label: str) -> Place:
    if unnumbered := _UNNUMBERED.fullmatch(label):
        return _unnumbered(sections, heading, f"unnumbered {int(unnumbered[1])}")
    try:
        n, m = point(names, heading, label or None)
    except Refused as error:
        raise Refused(error.reason, field="paragraph" if label else "section") from error
    if n is None:
        return Place()
    return Place(sections[n], None if m is None else sections[n].paragraphs[m])


def _unnumbered(sections: Sequence[FormSection], heading: str | None, label: str) -> Place:
    found = [
        Place(section, paragraph)
        for section in sections
        if heading in (None, section.title)
        for paragraph, own in zip(section.paragraphs, labels(section), strict=True)
        if own == label
    ]
    if len(found) > 1:
        raise Refused(f"More than one section has a paragraph {label}. Write the section too.", field="section")
    if not found:
        where = "in the draft" if heading is None else f"under “{heading}”"
        raise Refused(f"There is no paragraph {label} {where}. Count those that have no number.", field="paragraph")
    return found[0]


def _section(names: Sequence[Named], said: str) -> str | None:
    """The title of the section meant by its number or heading; None where there is none such."""
    bare = _bare(_SECTION_WORD.sub("", said))
    numbered = [n for n, one in enumerate(names) if one.number and _bare(one.number) == bare]
    headed = [n for n, one in enumerate(names) if said.casefold() in (one.heading.casefold(), one.title.casefold())]
    headed = headed or [n for n, one in enumerate(names) if bare in (_bare(one.heading), _bare(one.title))]
    found = sorted({*numbered, *headed})
    if len(found) > 1:
        listed = ", ".join(f"“{names[n].title}”" for n in found[:5])
        raise Refused(
            f"{in_quotes(said)} could be more than one section: {listed}. Write number and heading.", field="section"
        )
    if not found:
        return None
    title = names[found[0]].title
    if sum(one.title == title for one in names) > 1:
        raise Refused(
            f"The draft has more than one section “{title}”. Use a row of the response form instead.", field="section"
        )
    return title


def _bare(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".:")


def _as_paragraph(sections: Sequence[FormSection], names: Sequence[Named], said: str) -> Place:
    """Drafts whose paragraphs are numbered throughout are quoted by that number alone."""
    label = _PARAGRAPH_WORD.sub("", said)
    try:
        return _pointed(sections, names, None, label)
    except Refused as error:
        if "more than one" in error.reason:
            raise
        reason = f"The draft has neither a section nor a paragraph {in_quotes(said)}."
        raise Refused(f"{reason} Write the number or the heading of a section.", field="section") from error


def _ensure_not_a_paragraph_too(names: Sequence[Named], said: str) -> None:
    if _SECTION_WORD.match(said) is None and any(_bare(said) == _bare(label) for one in names for label in one.labels):
        raise Refused(
            f"“{said}” is a section and also a paragraph. Write “section {said}”, or write {said} as the paragraph.",
            field="section",
        )
