"""What changed from one version to the next and why, section by section: for a page and for the paper."""

from dataclasses import dataclass
from datetime import date

from consult.domain.redline_paper import Led, RedlinePaper


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One section of the change log. `proposed` is true while nobody has said why, and `why` is what the answers say."""

    section_id: int
    anchor: str  # of the section in the redline
    name: str
    what: tuple[str, ...]  # "Paragraphs 12 and 14 edited", "Paragraph 15 new"
    led: tuple[Led, ...]  # those accepted first
    questions: tuple[str, ...]  # references
    why: str
    proposed: bool
    written_by: str = ""
    written_on: date | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """What changed from version `old` to version `new`, and why; with the redline it is drawn from."""

    old: int
    new: int
    entries: tuple[LogEntry, ...]
    redline: RedlinePaper
