"""The figures of the digest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the at-a-glance tables. `received` = `answered` + `unanswered`."""

    label: str
    received: int
    answered: int

    @property
    def unanswered(self) -> int:
        return self.received - self.answered


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: a label and a number of items."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Glance:
    """Counts by section, authority, disposition and stance, and what is still unanswered (references in order)."""

    comments: Count
    questions: Count
    by_section: tuple[Count, ...]
    by_authority: tuple[Count, ...]
    by_disposition: tuple[Bar, ...]
    by_stance: tuple[Bar, ...]
    unanswered: tuple[str, ...]
    holding: tuple[str, ...] = ()  # those of the unanswered that have had a holding reply
    unsettled: tuple[str, ...] = ()  # those answered whose author says that the answer does not settle it
