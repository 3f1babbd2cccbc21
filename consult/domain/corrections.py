"""What the clerk puts right in an imported draft before it is published.

Each function takes a draft and gives a new one; the draft given is untouched. Positions are zero-based. Warnings go
on pointing at the paragraphs they were about. Raises `Refused` where the correction cannot be made.
"""

import re
from dataclasses import replace

from consult.domain import labels, markup, rework
from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.refusals import Refused

_RUNNING_TEXT = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.NOTE})
_LONGEST_LABEL = 20
_LONGEST_HEADING = 300


def set_heading(draft: Draft, section: int, heading: str) -> Draft:
    """Gives a section another heading (at most 300 characters)."""
    words = " ".join(heading.split())
    if not words:
        raise Refused("Enter a heading. A section without one cannot be found in the contents.")
    if len(words) > _LONGEST_HEADING:
        raise Refused(f"The heading must be {_LONGEST_HEADING} characters or fewer.")
    return _with_section(draft, section, replace(_section(draft, section), heading=words))


def set_number(draft: Draft, section: int, number: str) -> Draft:
    """Gives a heading another number of its own; "" takes it away."""
    return _with_section(draft, section, replace(_section(draft, section), number=_label(number, words=True)))


def set_level(draft: Draft, section: int, level: int) -> Draft:
    """Moves a heading to another level, 1 to 6."""
    if not 1 <= level <= 6:
        raise Refused("The level of a heading is a number from 1 to 6.")
    return _with_section(draft, section, replace(_section(draft, section), level=level))


def set_label(draft: Draft, section: int, paragraph: int, label: str) -> Draft:
    """Gives a paragraph another number; "6(a)" makes it an item of the level its brackets say, "" leaves it unnumbered."""
    old, new = _paragraph(draft, section, paragraph), _label(label)
    changed = replace(old, label=new)
    if new and old.kind in (Kind.PARAGRAPH, Kind.ITEM):
        level = labels.depth_of(new)
        changed = replace(changed, level=level, kind=Kind.ITEM if level else Kind.PARAGRAPH)
    parts = rework.parts(draft)
    return rework.rebuilt(
        draft, rework.with_lines(parts, section, rework.swapped(parts[section].lines, paragraph, changed))
    )


def join_with_previous(draft: Draft, section: int, paragraph: int) -> Draft:
    """Joins a paragraph to the one before it: in the same section, or else the last of the section before.

    A number the joined paragraph had goes back into the text, where it came from.
    """
    this = _paragraph(draft, section, paragraph)
    target = (section, paragraph - 1) if paragraph else _last_text(draft, section - 1)
    before = draft.sections[target[0]].paragraphs[target[1]]
    if this.kind not in _RUNNING_TEXT or before.kind not in _RUNNING_TEXT:
        raise Refused("Only text can be joined to text. A table or a figure stays on its own.")
    number = markup.escape(labels.own_mark(this.label))  # anything can stand there
    html = joined(before.html, f"{number} {this.html}" if number else this.html)
    parts = rework.parts(draft)
    first = parts[target[0]].lines[target[1]]
    merged = rework.Line(_with_html(before, html), first.origins | {(section, paragraph)})
    parts = rework.with_lines(parts, section, rework.without(parts[section].lines, paragraph))
    lines = parts[target[0]].lines
    return rework.rebuilt(
        draft, rework.with_lines(parts, target[0], (*lines[: target[1]], merged, *lines[target[1] + 1 :]))
    )


def split_paragraph(draft: Draft, section: int, paragraph: int, before: str) -> Draft:
    """Splits a paragraph where the words `before` begin. The second half is unnumbered unless it starts with a number."""
    old = _paragraph(draft, section, paragraph)
    if old.kind not in _RUNNING_TEXT:
        raise Refused("Only text can be split. A table or a figure stays whole.")
    words = r"\s+".join(re.escape(word) for word in before.split())
    found = [match.start() for match in re.finditer(words, old.text)] if words else []
    if not found:
        raise Refused("Those words are not in the paragraph. Copy the words the second half begins with.")
    if len(found) > 1:
        raise Refused("Those words are in the paragraph more than once. Copy a few more, so that there is one place.")
    if not old.text[: found[0]].strip():
        raise Refused("The paragraph already begins with those words.")
    first, second = markup.split_at(old.html, found[0])
    halves = [_with_html(old, first), _second_half(old, second)]
    parts = rework.parts(draft)
    lines = parts[section].lines
    made = (rework.Line(halves[0], lines[paragraph].origins), rework.Line(halves[1]))
    return rework.rebuilt(
        draft, rework.with_lines(parts, section, (*lines[:paragraph], *made, *lines[paragraph + 1 :]))
    )


def merge_section_up(draft: Draft, section: int) -> Draft:
    """A heading that is not one: its words become a bold unnumbered paragraph of the section before, and its text follows."""
    gone = _section(draft, section)
    if section == 0:
        raise Refused("There is no section before the first one. Change its heading instead.")
    words = f"{gone.number} {gone.heading}".strip()
    line = rework.Line(
        Paragraph(text=words, html=f"<strong>{markup.escape(words)}</strong>"), frozenset({(section, rework.HEADING)})
    )
    parts = rework.parts(draft)
    above, here = parts[section - 1], parts[section]
    merged = rework.Part(above.section, above.origins, rework.notes_last((*above.lines, line, *here.lines)))
    headed = rework.Part(merged.section, merged.origins | here.origins, merged.lines)
    return rework.rebuilt(draft, (*parts[: section - 1], headed, *parts[section + 1 :]))


def make_heading(draft: Draft, section: int, paragraph: int) -> Draft:
    """A paragraph that is really a heading: a new section of the same level begins there. Footnotes go where their marks are."""
    old = _paragraph(draft, section, paragraph)
    if old.kind not in (Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE) or not old.text.strip():
        raise Refused("Only text can become a heading.")
    if len(old.text) > _LONGEST_HEADING:
        raise Refused(f"A heading must be {_LONGEST_HEADING} characters or fewer. Split the paragraph first.")
    parts = rework.parts(draft)
    part = parts[section]
    notes = [line for line in part.lines if line.paragraph.kind is Kind.NOTE]
    before = [line for line in part.lines[:paragraph] if line not in notes]
    after = [line for line in part.lines[paragraph + 1 :] if line not in notes]
    stay = [n for n in notes if any(n.paragraph.label in line.paragraph.text for line in before)]
    go = [n for n in notes if n not in stay]
    heading = Section(" ".join(old.text.split()), part.section.level, old.label)
    begun = rework.Part(heading, frozenset(), (*after, *go))
    moved = replace(part, lines=(*before, *stay))
    return rework.rebuilt(
        draft, (*parts[:section], moved, begun, *parts[section + 1 :]), {(section, paragraph): section + 1}
    )


def remove_paragraph(draft: Draft, section: int, paragraph: int) -> Draft:
    """Takes out a paragraph, a stray page number say. A picture nothing refers to any more goes with it."""
    _paragraph(draft, section, paragraph)
    parts = rework.parts(draft)
    made = rework.rebuilt(draft, rework.with_lines(parts, section, rework.without(parts[section].lines, paragraph)))
    used = "".join(p.html for s in made.sections for p in s.paragraphs)
    return replace(made, figures=tuple(f for f in made.figures if f"figure:{f.sha256}" in used))


def dismiss_warning(draft: Draft, index: int) -> Draft:
    """Takes a warning off the list: the clerk has looked."""
    if not 0 <= index < len(draft.warnings):
        raise Refused("There is no such warning. It may have been dismissed already.")
    return replace(draft, warnings=draft.warnings[:index] + draft.warnings[index + 1 :])


def joined(first: str, second: str) -> str:
    """Two runs of inline markup as one sentence: a space between them, none after a hyphen at the break."""
    return first + second if markup.text_of(first).endswith(("-", "‐", "–")) else f"{first} {second}"


def _label(label: str, *, words: bool = False) -> str:
    kept = labels.without_closing(label)
    if len(kept) > _LONGEST_LABEL:
        raise Refused(f"A number must be {_LONGEST_LABEL} characters or fewer.")
    if any(character.isspace() for character in kept) and not words:
        raise Refused("A paragraph number has no spaces in it. Write it like 6, 6(a) or 1.2(i).")
    return kept


def _second_half(old: Paragraph, html: str) -> Paragraph:
    kind = Kind.PARAGRAPH if old.kind is Kind.ITEM else old.kind
    text = markup.text_of(html)
    number = labels.typed(text) if kind is Kind.PARAGRAPH else None
    if number is None or not number[2]:
        return _with_html(replace(old, label="", kind=kind), html)
    mark = labels.readings(number[0])[0]
    rest = markup.split_at(html, number[1])[1]
    if mark.style == "decimal":
        return _with_html(Paragraph("", "", mark.core), rest)
    sibling = labels.depth_of(old.label) > 0 and mark.value != 1
    label = labels.under(labels.parent_of(old.label) if sibling else old.label, mark.core)
    return _with_html(Paragraph("", "", label, labels.depth_of(label), Kind.ITEM), rest)


def _with_html(paragraph: Paragraph, html: str) -> Paragraph:
    trimmed = markup.trimmed(html)
    return replace(paragraph, html=trimmed, text=markup.text_of(trimmed))


def _section(draft: Draft, section: int) -> Section:
    if not 0 <= section < len(draft.sections):
        raise Refused("There is no such section. Open the draft again: it may have changed.")
    return draft.sections[section]


def _paragraph(draft: Draft, section: int, paragraph: int) -> Paragraph:
    held = _section(draft, section).paragraphs
    if not 0 <= paragraph < len(held):
        raise Refused("There is no such paragraph. Open the draft again: it may have changed.")
    return held[paragraph]


def _last_text(draft: Draft, section: int) -> tuple[int, int]:
    held = draft.sections[section].paragraphs if section >= 0 else ()
    for index in range(len(held) - 1, -1, -1):
        if held[index].kind is not Kind.NOTE:
            return section, index
    raise Refused("There is no paragraph before this one to join it to.")


def _with_section(draft: Draft, section: int, changed: Section) -> Draft:
    parts = rework.parts(draft)
    return rework.rebuilt(draft, (*parts[:section], replace(parts[section], section=changed), *parts[section + 1 :]))
