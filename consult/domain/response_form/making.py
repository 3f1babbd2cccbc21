"""What a form holds before anybody fills it in. It is worked out anew when the form comes back, and compared."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from consult.domain.places import WHOLE_DRAFT
from consult.domain.response_form.shapes import (
    FORM_VERSION,
    LONGEST_SHOWN,
    WHOLE_SECTION,
    Form,
    FormRow,
    FormSection,
    Identity,
    Layout,
)

_ON_THE_DRAFT = "(For comments on the draft as a whole.)"
_ON_THE_SECTION = "(For comments on this section as a whole.)"
_CUT = " … (the rest of this paragraph is in the draft)"
_NO_WORDS = "(A picture or an empty paragraph.)"


def form_rows(form: Form) -> tuple[FormRow, ...]:
    """The rows of a response form: the draft as a whole where it is all there, then each section and its paragraphs.

    They are numbered from 2, for the headings stand in row 1: so a spreadsheet's own numbers say the same.
    """
    rows = [FormRow(0, "", "", WHOLE_DRAFT, "", _ON_THE_DRAFT)] if form.whole else []
    rows += [row for section in form.sections for row in _section_rows(section)]
    return tuple(replace(row, number=n) for n, row in enumerate(rows, 2))


def _section_rows(section: FormSection) -> Iterator[FormRow]:
    yield FormRow(0, section.key, "", section.title, WHOLE_SECTION, _ON_THE_SECTION)
    for paragraph, label in zip(section.paragraphs, labels(section), strict=True):
        yield FormRow(0, section.key, paragraph.key, section.title, label, shown(paragraph.text))


def labels(section: FormSection) -> list[str]:
    """What each paragraph is called in a form: its number, else "unnumbered 2", counted within the section."""
    found: list[str] = []
    unnumbered = 0
    for paragraph in section.paragraphs:
        unnumbered += not paragraph.label
        found.append(paragraph.label or f"unnumbered {unnumbered}")
    return found


def shown(text: str) -> str:
    """A paragraph's text as a form shows it: the cells of a table apart, and no more than a spreadsheet's cell holds."""
    words = text.strip().replace("\t", " | ")
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN] + _CUT


def identity_of(form: Form, layout: Layout) -> Identity:
    """What a form made from `form` says of itself."""
    return Identity(
        layout, form.slug, form.version, tuple(s.key for s in form.sections), form.whole, _digest(form, layout)
    )


def part_of(draft: Form, keys: Sequence[str]) -> Form:
    """The whole draft cut down to some sections; raises KeyError for one it does not have."""
    held = {section.key: section for section in draft.sections}
    return replace(draft, sections=tuple(held[key] for key in keys), whole=False)


def same_words(one: str, other: str) -> bool:
    """True where two texts differ in nothing but white space and what nobody sees: programs change these by themselves."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    seen = "".join(c for c in text if c in "\t\r\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn"))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _digest(form: Form, layout: Layout) -> str:
    """SHA-256 (hex) over what is fixed in the form. It finds accidents: it is no seal against people who know it."""
    fixed = [[row.number, row.key, *map(_bare, (row.section, row.paragraph, row.text))] for row in form_rows(form)]
    said = [FORM_VERSION, layout.value, form.slug, form.version, form.whole, [s.key for s in form.sections], fixed]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()
