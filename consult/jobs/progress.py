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
        """A step of the press as a clerk reads it: "… Page 12" is "Setting page 12 of about 64", "… 30 of 120" a share of all."""
        page, share = _number(r"[Pp]age (\d+)", step), _share(step)
        if share:
            said = f"Setting about {self.pages} pages" if self.pages else "Setting the pages"
            return self._with_time_left(f"{said}, {round(share * 100)}% done", share, spent)
        if not page:
            return _beside_the_pages(step)
        said = f"{'Checking' if 'up-to-date' in step else 'Setting'} page {page}"
        if self.pages <= page:
            return said
        enough = bool(self.seconds_per_page) or page >= _ENOUGH
        return self._with_time_left(f"{said} of about {self.pages}", page / self.pages if enough else 0, spent)

    def _with_time_left(self, said: str, share: float, spent: timedelta) -> str:
        """From how long it took the last time; where there was none, from how long the share so far has taken."""
        if not share:
            return said
        gone = spent.total_seconds()
        whole = self.seconds_per_page * self.pages or gone / share
        return f"{said}, {duration(whole - gone) if whole > gone else 'a few seconds'} left"


def _beside_the_pages(step: str) -> str:
    if _number(r"Step (\d+)", step) < _WRITING:
        return "Preparing the pages"
    pages = _number(r"(\d+) pages", step)
    return f"Writing the PDF of {pages} pages" if pages > 1 else "Writing the PDF"


_WRITING = 6
"""The step of the press from which the pages are set."""


def _share(step: str) -> float:
    found = re.search(r"(\d+) of (\d+)", step)
    return min(1.0, int(found[1]) / int(found[2])) if found and int(found[2]) else 0.0


def _number(pattern: str, step: str) -> int:
    found = re.search(pattern, step)
    return int(found[1]) if found else 0


def duration(seconds: float) -> str:
    """ "a few seconds", "about 20 seconds", "about 3 minutes": no more exact than it is known."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds"
    minutes = max(1, round(seconds / 60))
    return "about 1 minute" if minutes == 1 else f"about {minutes} minutes"
