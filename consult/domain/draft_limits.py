"""How long the parts of a draft that stand on one line can be. Databases hold to it, so that it is said at the door."""

from consult.domain.draft import Draft, Section

LONGEST_TITLE = 300
LONGEST_HEADING = 500
LONGEST_NUMBER = 40
"""Of a heading."""
LONGEST_LABEL = 60
"""The number of a paragraph."""

_SHOWN = 40


def why_too_long(draft: Draft) -> str:
    """What of a draft is too long and what to do about it, in one or two sentences; "" where all of it fits."""
    if len(draft.title) > LONGEST_TITLE:
        return (
            f"The title has {len(draft.title)} characters, and {LONGEST_TITLE} at most are kept. Give it a shorter one."
        )
    return next((said for section in draft.sections if (said := _of_section(section))), "")


def _of_section(section: Section) -> str:
    if len(section.heading) > LONGEST_HEADING:
        return (
            f"The heading “{_short(section.heading)}” has {len(section.heading)} characters, and {LONGEST_HEADING} at most "
            "are kept. Make what follows it a paragraph of its own."
        )
    if len(section.number) > LONGEST_NUMBER:
        return f"The number of a heading can have {LONGEST_NUMBER} characters: “{_short(section.number)}” has more."
    for paragraph in section.paragraphs:
        if len(paragraph.label) > LONGEST_LABEL:
            return (
                f"The number of a paragraph can have {LONGEST_LABEL} characters: “{_short(paragraph.label)}” has more."
            )
    return ""


def _short(words: str) -> str:
    return f"{words[:_SHOWN].rstrip()} …"
