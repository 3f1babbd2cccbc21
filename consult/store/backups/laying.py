"""A backup put into a database that holds nothing yet: all of it in the transaction at hand, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, Table, func, select, text

from consult.store.backups import rows
from consult.store.backups.container import Reader
from consult.store.backups.gathering import chains
from consult.store.backups.manifest import Part, Unfit

_FOREIGN_KEYS = text(
    "select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint "
    "where contype = 'f' and connamespace = current_schema()::regnamespace order by conname"
)
_OWN_TABLES = text("select name, sql like 'CREATE VIRTUAL%' from sqlite_master where type = 'table' order by 2 desc")


def is_empty(connection: Connection) -> bool:
    """Whether nothing is kept there. On PostgreSQL nobody else can come in until the transaction ends."""
    found = rows.tables(connection)
    if connection.dialect.name == "postgresql":
        for one in found:
            connection.execute(text(f"LOCK TABLE {one.name} IN ACCESS EXCLUSIVE MODE"))
    return not any(connection.scalar(select(text("1")).select_from(one).limit(1)) for one in found)


def clear(connection: Connection) -> None:
    """Takes the tables of an empty database away, so that those of a backup's version can be made."""
    if connection.dialect.name == "postgresql":
        for name in [*(one.name for one in rows.tables(connection)), "alembic_version"]:
            connection.execute(text(f"DROP TABLE IF EXISTS {name} CASCADE"))
        return
    for name, _ in connection.execute(_OWN_TABLES).fetchall():  # those that are searched go with what they are made of
        if not name.startswith("sqlite_"):
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))


def lay(connection: Connection, backup: Reader) -> None:
    """Fills the tables, which are at the backup's version, empty, and watched by no trigger.

    On SQLite foreign keys are to be off. Raises Unfit where what was laid is not what the backup tells of.
    """
    made = {one.name: one for one in rows.tables(connection)}
    with _keys_at_rest(connection):
        for part in backup.manifest.parts:
            found = made.get(part.table)
            if found is None or {name for name, _ in part.columns} != set(found.columns.keys()):
                raise Unfit(f"its table {part.table} is not the one that version {backup.manifest.schema} has")
            _fill(connection, backup, part)
            _count_on(connection, found)
    if tuple(chains(connection)) != backup.manifest.chains:
        raise Unfit("the record of every change does not end where its manifest says")


def _fill(connection: Connection, backup: Reader, part: Part) -> None:
    row, statement, most = rows.reader(part.columns), rows.filling(part.table, part.columns), rows.at_once(part.columns)
    lines = backup.lines(part)
    while some := [row(line) for line in islice(lines, most)]:
        connection.execute(statement, some)


def _count_on(connection: Connection, filled: Table) -> None:
    """PostgreSQL gives new rows numbers from a sequence, which has not seen those that were laid."""
    numbered = filled.primary_key.columns
    if connection.dialect.name != "postgresql" or numbered.keys() != ["id"]:
        return
    last = connection.scalar(select(func.max(numbered["id"])))
    if last is not None:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(filled.name, "id"), last)))


@contextmanager
def _keys_at_rest(connection: Connection) -> Iterator[None]:
    """PostgreSQL: rows may refer to some that come later, so the keys are taken away, and made anew for all at the end."""
    if connection.dialect.name != "postgresql":
        yield
        return
    keys = connection.execute(_FOREIGN_KEYS).fetchall()
    for table, name, _ in keys:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    yield
    for table, name, definition in keys:
        connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))
