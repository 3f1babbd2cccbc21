"""Redrafts for the machine: the draft everybody knows, changed here and there."""

from collections.abc import Collection
from dataclasses import replace

from consult.domain.draft import Draft, Paragraph, Section
from tests.factories import DRAFT

EDITS = (
    "edit 4", "rewrite 5", "drop 5", "drop the last section", "move a section", "rename a section", "swap paragraphs",
    "split 4", "double 1", "new section",
)  # fmt: skip


def redrafted(edits: Collection[str], word: str) -> Draft:
    """The draft with some edits; `word` stands in it once, in a paragraph of its own."""
    sections = [_section(one, edits) for one in DRAFT.sections]
    if "drop the last section" in edits:
        sections.pop()
    if "new section" in edits:
        sections.insert(
            1, Section("Evaluation", number="9", paragraphs=(_paragraph("90", f"Somebody looks at {word}."),))
        )
    else:
        first = sections[0]
        sections[0] = replace(first, paragraphs=(*first.paragraphs, _paragraph("", f"It was written for {word}.")))
    if "move a section" in edits:
        sections.append(sections.pop(1))
    return replace(DRAFT, sections=tuple(sections), warnings=())


def _section(section: Section, edits: Collection[str]) -> Section:
    heading = "Preventing harm" if section.heading == "Prevent" and "rename a section" in edits else section.heading
    held = [one for paragraph in section.paragraphs for one in _paragraphs(paragraph, edits)]
    if "swap paragraphs" in edits:
        held[:2] = held[:2][::-1]
    return replace(section, heading=heading, paragraphs=tuple(held))


def _paragraphs(one: Paragraph, edits: Collection[str]) -> list[Paragraph]:
    if one.label == "5" and "drop 5" in edits:
        return []
    if one.label == "5" and "rewrite 5" in edits:
        return [_paragraph("5", "The partnership has set aside money for two officers.")]
    if one.label == "4" and "split 4" in edits:
        return [
            _paragraph("4", "The constabulary will close lines."),
            _paragraph("4A", "The county council will help those who ran them."),
        ]
    if one.label == "4" and "edit 4" in edits:
        return [_paragraph("4", f"From April {one.text[0].lower()}{one.text[1:]}")]
    if one.label == "1" and "double 1" in edits:
        return [one, replace(one, label="1A")]
    return [one]


def _paragraph(label: str, text: str) -> Paragraph:
    return Paragraph(text=text, html=text, label=label)
