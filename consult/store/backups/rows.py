"""How the values of a row are written in a backup: alike from every database, so that one can be restored into another.

A line is a JSON list of values in the order of the columns. Moments are ISO 8601 in UTC, days ISO 8601, bytes base64; JSON is
kept as the text it is, so that what digests were made of does not change, and a JSON null differs from none.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
    cast,
    column,
    insert,
    inspect,
    table,
)  # fmt: skip
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.type_api import TypeEngine
from sqlalchemy.types import NullType, _Binary

LEFT_OUT_PREFIXES = ("words_", "huey_", "alembic_", "sqlite_")
"""Tables that are derived, or not ours: the words to search, the queue, the version, SQLite's own."""

_KINDS: tuple[tuple[str, type | tuple[type, ...]], ...] = (
    ("moment", DateTime),
    ("day", Date),
    ("json", JSON),
    ("bytes", (LargeBinary, _Binary)),
    ("flag", Boolean),
)


def _moment(value: datetime) -> str:
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


_WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "moment": _moment,
    "day": date.isoformat,
    "bytes": lambda value: base64.b64encode(value).decode("ascii"),
}

_READ: Mapping[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "bytes": base64.b64decode,
}

_TYPES: Mapping[str, TypeEngine[Any]] = {"moment": DateTime(timezone=True), "day": Date()}
"""What a value is stored as; the driver knows the others by themselves, and would be misled about JSON."""


def tables(connection: Connection) -> list[Table]:
    """The tables that hold what is kept, as the database describes them, each after those it refers to, where that can be."""
    names = [name for name in inspect(connection).get_table_names() if not name.startswith(LEFT_OUT_PREFIXES)]
    known = MetaData()
    known.reflect(connection, only=names)
    return list(known.sorted_tables)


def columns(of: Table) -> tuple[tuple[str, str], ...]:
    """The columns of a table, with their kinds."""
    return tuple((one.name, _kind(one)) for one in of.columns)


def _kind(one: Column[Any]) -> str:
    return next((kind for kind, types in _KINDS if isinstance(one.type, types)), "plain")


def wanted(of: Table) -> list[ColumnElement[Any]]:
    """What to select, so that `line` can write it."""
    return [cast(one, Text) if _kind(one) == "json" else one for one in of.columns]


def writer(kinds: tuple[tuple[str, str], ...]) -> Callable[[Any], bytes]:
    """Makes a row into a line."""
    ways = [_WRITTEN.get(kind) for _, kind in kinds]

    def line(row: Any) -> bytes:
        values = [value if way is None or value is None else way(value) for value, way in zip(row, ways, strict=True)]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    return line


def reader(kinds: tuple[tuple[str, str], ...]) -> Callable[[bytes], dict[str, Any]]:
    """Makes a line into a row."""
    ways = [(name, _READ.get(kind)) for name, kind in kinds]

    def row(line: bytes) -> dict[str, Any]:
        return {
            name: value if way is None or value is None else way(value)
            for value, (name, way) in zip(json.loads(line), ways, strict=True)
        }

    return row


def filling(name: str, kinds: tuple[tuple[str, str], ...]) -> Insert:
    """The statement that stores rows."""
    return insert(table(name, *(column(one, _TYPES.get(kind, NullType())) for one, kind in kinds)))


def at_once(kinds: tuple[tuple[str, str], ...]) -> int:
    """How many rows are in memory together: files can be large."""
    return 1 if any(kind == "bytes" for _, kind in kinds) else 1000
