"""What is held about one person as files: data for a program, and a page to be read."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from consult.domain.calendar import moment, short_day
from consult.pack.render import page

MEDIA_TYPES = {"json": "application/json", "html": "text/html"}
"""The forms it is given in, by the ending of the file."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")

MOST_COLUMNS = 5
"""What a table holds across a page."""


def render_as(held: Mapping[str, Any], kind: str, *, made_at: datetime, timezone: ZoneInfo) -> bytes:
    """`queries.holdings.of_person` as a file of that kind."""
    if kind == "json":
        told = {"made_at": made_at.isoformat(timespec="seconds"), **held}
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    return page(
        "pack/personal.html", to_print=False, held=held, made_at=moment(made_at, timezone), day=made_at, titled=_titled,
        worded=lambda value: _worded(value, timezone), columns_of=_columns,
    ).encode()  # fmt: skip


def file_name(kind: str) -> str:
    """What the file is called: nothing of whom it is about, since it lies among others' downloads."""
    return f"your-data.{kind}"


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Those of a table that holds the rows, without what is empty in all of them; [] where they do not fit one."""
    there = [name for name in rows[0] if any(row[name] not in (None, "", [], {}) for row in rows)]
    fit = len(there) <= MOST_COLUMNS and not any(isinstance(row[name], dict | list) for row in rows for name in there)
    return there if fit else []


def _titled(name: str) -> str:
    """ "texts_not_sent" as a heading."""
    words = name.replace("_", " ")
    return words[0].upper() + words[1:]


def _worded(value: Any, zone: ZoneInfo) -> str:
    """A plain value as it is read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _TIME.fullmatch(value):
        at = datetime.fromisoformat(value)
        return moment(at, zone) if at.tzinfo else short_day(at.date())
    return "" if value is None else str(value)
