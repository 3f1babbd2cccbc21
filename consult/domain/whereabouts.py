"""Where a paragraph of a draft stands, in the words its warnings use."""

from collections.abc import Sequence

from consult.domain.draft import Kind, Section
from consult.domain.places import WHOLE_DRAFT, place_in_words


def whereabouts(sections: Sequence[Section], section: int | None, paragraph: int | None) -> str:
    """ "Prevent, paragraph 14", "Prevent, footnote 2", "Prevent" or "The whole draft", for positions counted from 0."""
    if section is None or not 0 <= section < len(sections):
        return WHOLE_DRAFT
    held = sections[section]
    name = f"{held.number} {held.heading}".strip()
    if paragraph is None or not 0 <= paragraph < len(held.paragraphs):
        return place_in_words(name)
    here = held.paragraphs[paragraph]
    if here.kind is Kind.NOTE and here.label:
        return f"{name}, footnote {here.label.strip('[]')}"
    ordinal = sum(not p.label for p in held.paragraphs[: paragraph + 1])
    return place_in_words(name, here.label, ordinal)
