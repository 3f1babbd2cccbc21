"""A Draft as a JSON document and back, for keeping it while it is checked. Pictures are kept beside it, by name."""

from dataclasses import asdict
from typing import Any

from consult.domain.draft import Draft, Kind, Paragraph, Section, Warning


def to_document(draft: Draft) -> dict[str, Any]:
    """Everything but the pictures, as JSON values."""
    return {
        "title": draft.title,
        "sections": [asdict(section) for section in draft.sections],
        "warnings": [asdict(warning) for warning in draft.warnings],
    }


def from_document(document: dict[str, Any]) -> Draft:
    """The draft that `to_document` was given, without its pictures."""
    return Draft(
        title=document["title"],
        sections=tuple(_section(section) for section in document["sections"]),
        warnings=tuple(Warning(**warning) for warning in document["warnings"]),
    )


def _section(values: dict[str, Any]) -> Section:
    paragraphs = tuple(Paragraph(**{**p, "kind": Kind(p["kind"])}) for p in values["paragraphs"])
    return Section(**{**values, "paragraphs": paragraphs})
