"""How far a paper has come, as a clerk reads it: the page, how many there may be, and how long it may take."""

import re
from dataclasses import dataclass
from datetime import timedelta

_ENOUGH = 10
"""Pages, before how long they took says anything of the others."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known beforehand: about how many pages there will be, and how long one took the last time; 0 for unknown."""

    pages: int = 0
    seconds_per_page: float = 0

    def in_words(self, step: str, spent: timedelta) -> str:
        """A step of the press ("Step 5 - Creating layout - Page 12") as a clerk reads it ("Setting page 12 of about 64")."""
        page = _page(step)
        if not page:
            number = re.match(r"Step (\d+)", step)
            return "Writing the PDF" if number and int(number[1]) >= 6 else "Preparing the pages"
        said = f"{'Checking' if 'up-to-date' in step else 'Setting'} page {page}"
        if self.pages > page:
            said += f" of about {self.pages}"
        left = self._left(page, spent.total_seconds())
        return f"{said}, {left} left" if left else said

    def _left(self, page: int, spent: float) -> str:
        """From how long it took the last time; where there was none, from how long the pages so far have taken."""
        if not self.pages or self.pages <= page:
            return ""
        if not self.seconds_per_page and page < _ENOUGH:
            return ""
        whole = self.seconds_per_page * self.pages or spent / page * self.pages
        return duration(whole - spent) if whole > spent else "a few seconds"


def _page(step: str) -> int:
    found = re.search(r"[Pp]age (\d+)", step)
    return int(found[1]) if found else 0


def duration(seconds: float) -> str:
    """ "a few seconds", "about 20 seconds", "about 3 minutes": no more exact than it is known."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds"
    minutes = max(1, round(seconds / 60))
    return "about 1 minute" if minutes == 1 else f"about {minutes} minutes"
