"""Rows for any table that a database has, at whatever version: drawn until the database takes them."""

import json
import random
import re
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

from consult.store import words

TRIES = 2000
NOT_OURS = ("alembic_version", words.PREFIX)

Row = dict[str, Any]


def tables_of(connection: Connection) -> list[Table]:
    """The tables there are, each after those it refers to; without the words to search, which are laid anew."""
    meta = MetaData()
    meta.reflect(connection)
    return [one for one in meta.sorted_tables if not one.name.startswith(NOT_OURS)]


def rows_of(connection: Connection) -> dict[str, list[Row]]:
    """All that is in the tables there are."""
    found = {}
    for name in inspect(connection).get_table_names():
        if not name.startswith(NOT_OURS):
            rows = [dict(row._mapping) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
            found[name] = sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))
    return found


def add_rows(connection: Connection, tables: list[Table], each: int, seed: int) -> None:
    """Puts so many more rows into every table, referring to rows that are there."""
    chance = random.Random(seed)
    for table in tables:
        for _ in range(each):
            _add(connection, table, chance)


def _add(connection: Connection, table: Table, chance: random.Random) -> None:
    words, parents = _words_allowed(table), _parents(connection, table)
    columns = [column for column in table.columns if not _counts_itself(column)]
    apart = nullcontext if connection.dialect.name == "sqlite" else connection.begin_nested
    for _ in range(TRIES):
        seldom = chance.choice((0.05, 0.5, 0.8))  # constraints ask for all or none of some columns, or for one of many
        row = {one.name: _value(one, words, parents.get(one.name), seldom, chance) for one in columns}
        try:
            with apart():
                connection.execute(table.insert(), row)
        except IntegrityError:
            continue
        return
    raise AssertionError(f"{table.name}: the database took none of {TRIES} rows")


def _parents(connection: Connection, table: Table) -> dict[str, list[Any]]:
    """For each column that refers to another table, what it can refer to."""
    referred = {column.name: next(iter(column.foreign_keys)).column for column in table.columns if column.foreign_keys}
    return {name: list(connection.scalars(select(key))) for name, key in referred.items()}


def _counts_itself(column: Column[Any]) -> bool:
    alone = column.primary_key and len(column.table.primary_key) == 1
    return alone and isinstance(column.type, Integer) and not column.foreign_keys


def _words_allowed(table: Table) -> dict[str, list[str]]:
    """For each column the words that a constraint names for it."""
    said = [str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)]
    return {
        column.name: re.findall(r"'([^']*)'", " ".join(one for one in said if re.search(rf"\b{column.name}\b", one)))
        for column in table.columns
    }


def _value(
    column: Column[Any], words: dict[str, list[str]], parents: list[Any] | None, seldom: float, chance: random.Random
) -> Any:
    if column.nullable and chance.random() < seldom:
        return None
    if parents is not None:
        return chance.choice(parents) if parents else None
    kind = column.type
    made = {bool: chance.random() < 0.5, int: chance.randint(0, 7), float: chance.random(), bytes: chance.randbytes(8)}
    if kind.python_type in made:
        return made[kind.python_type]
    if isinstance(kind, DateTime):
        return datetime(2021, 2, 1, 9, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 90_000))
    if isinstance(kind, Date):
        return date(2021, 2, 1) + timedelta(days=list(column.table.columns).index(column))  # from before until
    if isinstance(kind, JSON):
        return {"text": "“Kept” as it was: é"}
    return chance.choice([*words[column.name], f"Words {chance.randint(0, 10**6)}, “kept”"])[
        : getattr(kind, "length", None)
    ]
