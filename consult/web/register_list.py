"""The register as a page has it: what was asked of it in the address, its lines, its pages, and the same as a spreadsheet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.domain.people import Role
from consult.pack.sheets import Column, ColumnKind, Sheet, Value
from consult.present.register import STATUSES, TYPES, Register, Row, overdue_first
from consult.queries import commitments, people, questions, register_lines
from consult.queries.standing import Mark, Progress
from consult.web.comment_filters import followed, how_it_stands
from consult.web.filtering import PAGE, Choice, Dropped, Option, Pages, chosen, page_asked, pages_of
from consult.web.guards import Here
from consult.web.owing import today

YES = "yes"
NO_PART = "-"

_KEYS: Mapping[str, Callable[[Row], Any]] = {
    "ref": lambda row: (row.reference.partition("-")[0], row.reference, row.authority),
    "type": lambda row: (row.type, row.reference),
    "by": lambda row: (row.by.casefold(), row.reference),
    "authority": lambda row: (row.authority, row.reference),
    "due": lambda row: (row.due_on is None, row.due_on, row.reference),
    "status": lambda row: (STATUSES.index(row.status), row.reference),
}

_MARKS: Mapping[Mark, tuple[str, ...]] = {
    mark: ("Exempt", "Confidential") if mark is Mark.EXEMPT else (mark.wording,) for mark in Mark
}
"""How what is looked for begins where it stands beside a reference."""

HEADERS = (
    ("ref", "Reference"),
    ("type", "Type"),
    ("by", "Raised by"),
    ("authority", "Put to"),
    ("due", "Due"),
    ("status", "Status"),
)
"""The columns that can be sorted by: their names in the address, and their words."""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column: where a click leads, and how the list is sorted by it now, as aria-sort has it."""

    text: str
    href: str
    sorted: str  # "ascending", "descending", or "none"


@dataclass(frozen=True, slots=True)
class Line:
    """A row with where it leads."""

    row: Row
    href: str


class RegisterList:
    """The rows the viewer may see, read once, and what of them an address asks for."""

    def __init__(self, here: Here, args: Mapping[str, str]) -> None:
        self.here, self.page = here, page_asked(args)
        self.rows = _rows(here)
        self.choices = tuple(
            Choice(one.name, one.label, one.nothing, one.options, chosen(args, one)) for one in self._offered()
        )
        asked = {choice.name: choice.chosen for choice in self.choices if choice.chosen}
        self.mark = _MARKS[Mark(asked["mark"])] if "mark" in asked else ()
        self.at = (
            register_lines.at(here.session, here.consultation, Progress(asked["progress"]), followed(here))
            if "progress" in asked
            else None
        )
        by = args.get("sort", "")
        self.sort = by if by.removeprefix("-") in _KEYS else ""
        self.found = self._sorted([row for row in self.rows if self._takes(row)])

    @property
    def asked(self) -> dict[str, str]:
        """What stands in the address, without the page."""
        on = {choice.name: choice.chosen for choice in self.choices if choice.chosen}
        return {**on, "sort": self.sort} if self.sort else on

    @property
    def on(self) -> list[Dropped]:
        """The filters that are on."""
        return [
            Dropped(choice.label, choice.in_words, self._address({**self.asked, choice.name: ""}))
            for choice in self.choices
            if choice.chosen
        ]

    @property
    def overdue(self) -> int:
        """How many lines of the whole register are overdue."""
        return sum(row.days_overdue > 0 for row in self.rows)

    @property
    def headers(self) -> list[Header]:
        """The heads of the columns: a click sorts by one, a second the other way round."""
        return [self._header(name, text) for name, text in HEADERS]

    @property
    def pages(self) -> Pages:
        """Where in the list one is."""
        return pages_of(len(self.found), self.page, self.asked)

    @property
    def lines(self) -> list[Line]:
        """The lines of this page."""
        shown = self.found[(self.page - 1) * PAGE : self.page * PAGE]
        return [Line(row, self._href(row)) for row in shown]

    def download(self, kind: str) -> str:
        """The address of what was asked for as a spreadsheet."""
        asked: dict[str, Any] = self.asked
        return url_for("register.download", slug=self.here.consultation.slug, kind=kind, **asked)

    def _href(self, row: Row) -> str:
        page = "questions.show" if row.reference.startswith("Q") else "register.show"
        return url_for(page, slug=self.here.consultation.slug, ref=row.reference)

    def _header(self, name: str, text: str) -> Header:
        down = self.sort == name
        state = "ascending" if down else "descending" if self.sort == f"-{name}" else "none"
        return Header(text, self._address({**self.asked, "sort": f"-{name}" if down else name}), state)

    def _sorted(self, rows: list[Row]) -> list[Row]:
        if not self.sort:
            return sorted(rows, key=overdue_first)
        return sorted(rows, key=_KEYS[self.sort.removeprefix("-")], reverse=self.sort.startswith("-"))

    def _takes(self, row: Row) -> bool:
        wanted = {choice.name: choice.chosen for choice in self.choices if choice.chosen}
        held = {
            "type": row.type,
            "authority": str(row.authority_id),
            "status": row.status,
            "by": str(row.author_id or ""),
            "section": row.section_key or NO_PART,
            "overdue": YES if row.days_overdue else "",
        }
        told = {name: value for name, value in wanted.items() if name in held}
        return (
            all(held[name] == value for name, value in told.items())
            and (self.at is None or (row.reference, row.authority_id) in self.at)
            and (not self.mark or any(one.startswith(self.mark) for one in row.marks))
        )

    def _offered(self) -> Iterator[Choice]:
        rows = self.rows
        yield Choice("type", "Type", "Any type", tuple(Option(one, one) for one in TYPES))
        yield Choice(
            "authority", "Put to", "Any authority", _options((row.authority_id, row.authority) for row in rows)
        )
        there = {row.status for row in rows}
        yield Choice("status", "Status", "Any status", tuple(Option(one, one) for one in STATUSES if one in there))
        yield Choice("by", "Raised by", "Anybody", _options((row.author_id, row.by) for row in rows if row.by))
        parts = {row.section_key or NO_PART: row.heading or "No part in particular" for row in rows}
        places = tuple(Option(key, words) for key, words in parts.items())
        yield Choice("section", "Part of the draft", "Any part", places)
        yield Choice("overdue", "Overdue", "Overdue or not", (Option(YES, "Overdue"),))
        yield from how_it_stands(self.here)

    def _address(self, asked: Mapping[str, str]) -> str:
        on: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for("register.index", slug=self.here.consultation.slug, **on)


def _options(pairs: Iterator[tuple[int | None, str]]) -> tuple[Option, ...]:
    named = {str(number): words for number, words in pairs if number is not None}
    return tuple(Option(*pair) for pair in sorted(named.items(), key=lambda one: one[1]))


def _rows(here: Here) -> list[Row]:
    leads: dict[int, list[str]] = {}
    for part in people.taking_part(here.session, here.consultation):
        if part.role == Role.LEAD_OFFICER.value and part.body_id is not None:
            leads.setdefault(part.body_id, []).append(part.person.name)
    register = Register(here.presenter, today(here), leads, here.consultation.meeting_on)
    return register.rows(
        questions.every(here.session, here.consultation), commitments.every(here.session, here.consultation)
    )


COLUMNS = (
    Column("Ref", 10), Column("Meeting, minute", 18), Column("Type", 16), Column("Text", 50), Column("Section", 22),
    Column("Raised by (council)", 26), Column("Addressed to", 22), Column("Lead officer", 24),
    Column("Issued", 12, ColumnKind.DATE), Column("Due", 12, ColumnKind.DATE), Column("Basis", 24),
    Column("Agreed", 12, ColumnKind.DATE), Column("Response", 50), Column("Action proposed", 30),
    Column("Latest position", 36), Column("Latest position dated", 12, ColumnKind.DATE), Column("Status", 16),
    Column("Days overdue", 10, ColumnKind.NUMBER), Column("Evidence", 30), Column("Closed at", 12, ColumnKind.DATE),
    Column("Marks", 18),
)  # fmt: skip
"""The tracker's columns (DOMAIN section 4); its "Due and basis" is two, so that dates can be sorted."""


def sheet(rows: Sequence[Row]) -> Sheet:
    """The lines as a list of every column, with real dates."""
    return Sheet("Register", COLUMNS, [_values(row) for row in rows])


def _values(row: Row) -> tuple[Value, ...]:
    raised = f"{row.by} ({row.body})" if row.body else row.by
    return (
        row.reference, row.meeting, row.type, row.text, row.section, raised, row.authority, row.owner, row.issued_on,
        row.due_on, row.basis, row.agreed_on, row.response, row.action, row.latest, row.latest_on, row.status,
        row.days_overdue or None, ", ".join(row.evidence), row.closed_on, ", ".join(row.marks),
    )  # fmt: skip
