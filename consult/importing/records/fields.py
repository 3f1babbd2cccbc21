"""The values of one JSON object, taken by name. What is wrong with them is collected, so that all of it can be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.plain_text import normalised, problem_with
from consult.domain.record import Fault

LONGEST_NAME = 200
THE_FILE = "the file"

Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(slots=True)
class Findings:
    """What was found wrong in a file, and what was passed over."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Fields:
    """One object. Every `take_…` notes a fault where the value is not what it should be, and gives something to go on with."""

    values: Mapping[str, Any]
    where: str
    findings: Findings
    taken: set[str] = field(default_factory=set)

    def fault(self, what: str) -> None:
        """Notes that something is wrong."""
        self.findings.faults.append(Fault(self.where or THE_FILE, what))

    def given(self, name: str) -> Any:
        """The value as it is; None where there is none."""
        self.taken.add(name)
        return self.values.get(name)

    def text(self, name: str, most: int = LONGEST_TEXT, *, needed: bool = True) -> str:
        """Plain text in its normal form; "" for none, which is a fault where it is `needed`."""
        value = self.given(name)
        if value is not None and not isinstance(value, str):
            self.fault(f"“{name}” is {_kind(value)}; write it as text in quotation marks")
            return ""
        words = normalised(value) or ""
        problem = problem_with(words, most)
        if problem:
            self.fault(f"“{name}” {problem}")
        elif needed and not words:
            self.fault(f"“{name}” is missing; give it as text")
        return "" if problem else words

    def name(self, name: str, most: int = LONGEST_NAME, *, needed: bool = True) -> str:
        """Text on one line."""
        return " ".join(self.text(name, most, needed=needed).split())

    def optional(self, name: str, most: int = LONGEST_TEXT) -> str | None:
        """Text, or None where it is null, empty or not there."""
        return self.text(name, most, needed=False) or None

    def verbatim(self, name: str, most: int) -> str:
        """Text of the draft, kept to the letter; "" for none."""
        value = self.given(name)
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > most or not _storable(value):
            self.fault(f"“{name}” must be text of {most:,} characters at most, without control characters")
            return ""
        return value

    def time(self, name: str) -> datetime:
        """A moment that must be given."""
        found = self.optional_time(name)
        if found is None and self.values.get(name) is None:
            self.fault(f"“{name}” is missing; give the time, like 2021-02-01T10:00:00Z")
        return found or datetime.min.replace(tzinfo=UTC)

    def optional_time(self, name: str) -> datetime | None:
        """A moment, in UTC; None where it is not given."""
        value = self.given(name)
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value)
            if found.tzinfo is None:
                self.fault(f"“{name}” does not say its time zone; write it like 2021-02-01T10:00:00Z")
                return None
            return found.astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            self.fault(f"“{name}” is not a time; write it like 2021-02-01T10:00:00Z")
            return None

    def day(self, name: str) -> date | None:
        """A day; None where it is not given."""
        value = self.given(name)
        try:
            return None if value is None else date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fault(f"“{name}” is not a day; write it like 2021-03-15")
            return None

    def choice(self, name: str, among: type[Chosen]) -> Chosen:
        """One of a list of words; the first of them goes on where there is a fault."""
        found = self.optional_choice(name, among)
        if found is None and self.values.get(name) is None:
            self.fault(f"“{name}” is missing; write one of: {', '.join(among)}")
        return found or next(iter(among))

    def optional_choice(self, name: str, among: type[Chosen]) -> Chosen | None:
        """One of a list of words; None where it is not given."""
        value = self.given(name)
        if value is None:
            return None
        words = " ".join(value.split()).casefold() if isinstance(value, str) else None
        found = next((one for one in among if one.value == words), None)
        if found is None:
            self.fault(f"“{name}” is {_shown(value)}; write one of: {', '.join(among)}")
        return found

    def flag(self, name: str) -> bool | None:
        """True or false; None where it is not given."""
        value = self.given(name)
        if value is not None and not isinstance(value, bool):
            self.fault(f"“{name}” is {_kind(value)}; write true or false")
            return None
        return value

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number; None where it is not given."""
        return self.whole(name, self.given(name), least, most)

    def whole(self, name: str, value: Any, least: int, most: int) -> int | None:
        """The value as a whole number within limits; None for null."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(f"“{name}” is {_shown(value)}; write a whole number from {least} to {most}")
            return None
        return value

    def share(self, name: str) -> float:
        """A number from 0 to 1 that must be given."""
        value = self.given(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.fault(f"“{name}” is {_shown(value)}; write a number from 0 to 1")
            return 0.0
        return float(value)

    def entries(self, name: str) -> list[Any]:
        """A list; [] where it is not given."""
        value = self.given(name)
        if value is not None and not isinstance(value, list):
            self.fault(f"“{name}” is {_kind(value)}; write a list in square brackets")
        return value if isinstance(value, list) else []

    def texts(self, name: str, most: int = LONGEST_TEXT) -> tuple[str, ...]:
        """A list of texts; a text alone is taken for a list of one."""
        value = self.given(name)
        listed = [value] if isinstance(value, str) else self.entries(name)
        entries = [Fields({name: one}, self.where, self.findings).text(name, most) for one in listed]
        return tuple(text for text in entries if text)

    def objects(self, name: str) -> Iterator["Fields"]:
        """A list of objects, each with its place in the list."""
        for n, value in enumerate(self.entries(name), 1):
            where = f"{self.where}, {name} {n}" if self.where else f"{name}, entry {n}"
            yield fields_of(value, where, self.findings)

    def object(self, name: str) -> "Fields | None":
        """An object within this one; None where it is not given."""
        value = self.given(name)
        return None if value is None else fields_of(value, self.where or name, self.findings)

    def pass_over(self) -> None:
        """Warns of what nobody asked for, so that a slip of the pen is noticed."""
        for name in self.values:
            if name not in self.taken:
                self.findings.warnings.append(
                    Fault(self.where or THE_FILE, f"{_shown(name)} is not known here and was left out")
                )


def fields_of(value: Any, where: str, findings: Findings) -> Fields:
    """The value's fields; a fault and no fields where it is no object."""
    if isinstance(value, dict):
        return Fields(value, where, findings)
    findings.faults.append(Fault(where, f"This is {_kind(value)}; write an object in curly brackets"))
    return Fields({}, where, Findings())


def _kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    kinds = {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return next((words for kind, words in kinds.items() if isinstance(value, kind)), "something else")


def _shown(value: Any) -> str:
    """A value in a message: short, on one line, without what a terminal would act on."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return _kind(value)
    words = "".join(c if c.isprintable() else " " for c in str(value)[:60])
    return f"“{words}”" if isinstance(value, str) else words


def _storable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
