"""A list of people to invite, read from a CSV file: all of it, or all that is wrong with it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consult.actions.people import normal_email
from consult.domain.people import NEEDS_BODY, OFFICERS, Role
from consult.domain.refusals import Refused
from consult.web.forms.plain_text import normalised, problem_with

COLUMNS = ("email", "name", "role", "body")
MOST_BYTES = 2**20
MOST_ROWS = 500
TEMPLATE = (
    "email,name,role,body\r\n"
    "member@example.org,Councillor A Member,member,Norwich City Council\r\n"
    "lead.officer@example.org,Head of Communities,lead officer,Norfolk County Council\r\n"
    "observer@example.org,An Observer,observer,\r\n"
)
"""Read by spreadsheet programs, and by `read_list` without a fault."""

ROLES = ("member", "co-opted", "chair", "lead officer", "officer", "clerk", "observer")
"""As they are written in the file; the longer names shown on pages do as well."""

_LONGEST = 200

Cells = Mapping[str, str]
"""A row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody to be invited. `email` is as it is stored; `body` is "" for one who stands alone."""

    email: str
    name: str
    role: Role
    body: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to put right. Rows are counted as a spreadsheet does: the header is row 1."""

    row: int
    column: str
    what: str


def read_list(data: bytes) -> tuple[list[Invitation], list[Fault]]:
    """Everybody on the list, and everything wrong with it. Raises Refused (field "file") where it is no such list at all."""
    rows = _rows(_text(data))
    columns = _columns(rows[0] if rows else [])
    filled = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    if not filled:
        raise _unusable("This list has no rows under its header. Add a row for each person")
    if len(filled) > MOST_ROWS:
        raise _unusable(f"This list has {len(filled)} rows; {MOST_ROWS} is the most that is taken at once. Split it")
    faults: list[Fault] = []
    found: list[Invitation] = []
    read: list[tuple[int, Cells]] = []
    for number, row in filled:
        cells = {name: _cell(row, at) for name, at in columns.items()}
        read.append((number, cells))
        role = _role(cells["role"])
        wrong = [Fault(number, *fault) for fault in _faults(cells, role, row[len(rows[0]) :])]
        faults += wrong
        if role and not wrong:
            found.append(Invitation(normal_email(cells["email"]), cells["name"], role, cells["body"]))
    faults = sorted([*faults, *_contradictions(read)], key=lambda fault: fault.row)
    return found, faults


def _cell(row: Sequence[str], at: int) -> str:
    return " ".join((normalised(row[at]) or "").split()) if at < len(row) else ""


def _text(data: bytes) -> str:
    """UTF-8, with or without a byte order mark; else what Excel writes in Western Europe, Windows-1252."""
    if len(data) > MOST_BYTES:
        raise _unusable("The list must be smaller than 1 MB")
    if data[:4] == b"PK\x03\x04" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise _unusable("This is a workbook, not a CSV file. In Excel, choose Save As, then “CSV UTF-8”")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unusable("This file is not text that can be read. In Excel, choose Save As, then “CSV UTF-8”")


def _rows(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _unusable(
            "The rows of this file cannot be told apart: a quotation mark has no partner, or a cell is far too long"
        ) from error


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands. Other columns than ours are left alone."""
    names = [cell.strip().lower().replace("e-mail", "email") for cell in header]
    missing = [column for column in COLUMNS if column not in names]
    twice = [column for column in COLUMNS if names.count(column) > 1]
    if missing:
        raise _unusable(
            f"The first row must name the columns {', '.join(COLUMNS)}, in any order. Missing: {', '.join(missing)}"
        )
    if twice:
        raise _unusable(f"The first row names a column more than once: {', '.join(twice)}")
    return {column: names.index(column) for column in COLUMNS}


def _faults(cells: Cells, role: Role | None, beyond: Iterable[str]) -> Iterator[tuple[str, str]]:
    if any(cell.strip() for cell in beyond):
        yield "", "The row has more cells than the header. Put quotation marks around a text that holds a comma"
    try:
        normal_email(cells["email"])
    except Refused as refusal:
        yield "email", refusal.reason if cells["email"] else "Enter their e-mail address"
    if not cells["name"]:
        yield "name", "Enter their name, as it is to be printed"
    for column in ("name", "body"):
        problem = problem_with(cells[column], _LONGEST)
        if problem:
            yield column, f"This {problem}"
    if role is None:
        said = f"“{cells['role'][:40]}” is not a role. " if cells["role"] else ""
        yield "role", f"{said}Write one of: {', '.join(ROLES)}"
    elif role in NEEDS_BODY and not cells["body"]:
        what = "authority the officer answers for" if role in OFFICERS else "council that appointed the member"
        yield "body", f"Name the {what}"


def _contradictions(read: Iterable[tuple[int, Cells]]) -> Iterator[Fault]:
    """Rows that repeat or contradict one above them."""
    names: dict[str, tuple[int, str]] = {}
    parts: dict[tuple[str, ...], int] = {}
    for number, cells in read:
        email = cells["email"].lower()
        first, name = names.setdefault(email, (number, cells["name"]))
        if email and cells["name"] and name != cells["name"]:
            yield Fault(
                number, "name", f"Row {first} gives the same address another name, “{name}”. Write one of the two"
            )
        first = parts.setdefault((email, _letters(cells["role"]), cells["body"].casefold()), number)
        if email and first != number:
            yield Fault(number, "", f"This repeats row {first}. Remove one of the two")


def _role(words: str) -> Role | None:
    return _ROLES.get(_letters(words))


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.lower()))


_ROLES = {_letters(words): role for role in Role for words in (role.value, role.wording)}


def _unusable(reason: str) -> Refused:
    return Refused(reason, field="file")
