"""Page numbers are not known while a block is laid out: the style sheet's counters become numbers to be replaced.

Each stands for a number of three figures, and no style sheet of ours writes such figures itself.
"""

import re

TARGET, PAGE, PAGES = "888", "887", "886"
FIGURES = "0123456789"
_COUNTERS = (
    (re.compile(r"target-counter\(\s*attr\(href(?:\s+url)?\)\s*,\s*page\s*\)"), TARGET),
    (re.compile(r"counter\(\s*page\s*\)"), PAGE),
    (re.compile(r"counter\(\s*pages\s*\)"), PAGES),
)


def marked(style_sheet: str) -> str:
    """The style sheet with a mark, as a string, for each of the page's counters."""
    for counter, mark in _COUNTERS:
        style_sheet = counter.sub(f'"{mark}"', style_sheet)
    return style_sheet
