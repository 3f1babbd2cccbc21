"""Background papers: what a report relies on, and where it can be read (LGA 1972 s100D: R16)."""

from dataclasses import dataclass
from datetime import date

from consult.domain.addresses import stretches
from consult.domain.refusals import Refused

LONGEST_LINK = 500
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A background paper as it is printed: where it can be inspected, or a web address, or both."""

    title: str
    place: str = ""
    link: str = ""
    dated_on: date | None = None


def checked_link(text: str) -> str:
    """A web address, whole and usable as it stands, or "" for none; raises Refused for anything but http and https."""
    address = text.strip()
    if not address:
        return ""
    if len(address) > LONGEST_LINK:
        raise Refused(f"The web address has {LONGEST_LINK} characters at most", field="link")
    found = list(stretches(address))
    if len(found) != 1 or not found[0].address:
        raise Refused("Enter a whole web address that begins with https:// or http://", field="link")
    return address
