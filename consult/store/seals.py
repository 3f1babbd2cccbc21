"""What the database itself refuses: to change or remove a pack that is issued, or any of its files (R15).

Laid anew after every migration, like the words that are searched, since SQLite drops a table's triggers with the table it
remakes. Withdrawing from publication, once, is the one change there is; years later the files may go (actions.purging).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect, text

from consult.store.packs import Issue

_WITHDRAWAL = frozenset({"withdrawn_at", "withdrawn_reason"})

_SAID = "an issued pack does not change"

_SEALED = "exists (select 1 from issue where issue.id = {row}.issue_id and issue.state = 'issued')"


def lay(connection: Connection) -> None:
    """Makes the triggers anew, in a database that knows of issued packs; takes them away from one that does not."""
    _take_away(connection)
    if inspect(connection).has_table("issue"):
        for statement in _for_sqlite() if connection.dialect.name == "sqlite" else _for_postgresql():
            connection.execute(text(statement))


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """Takes the seals off within the transaction at hand, for papers that the law lets go (R16); nobody else sees it so."""
    _take_away(connection)
    yield
    lay(connection)


def _take_away(connection: Connection) -> None:
    for name, *_ in _rules(""):
        on_sqlite = connection.dialect.name == "sqlite"
        drop = f"DROP TRIGGER IF EXISTS {name}" if on_sqlite else f"DROP FUNCTION IF EXISTS {name}() CASCADE"
        connection.execute(text(drop))


def _changed(differs: str) -> str:
    """True of an update of a sealed issue that is more than its withdrawal, or withdraws it twice."""
    kept = [column.name for column in Issue.__table__.columns if column.name not in _WITHDRAWAL]
    same = " or ".join(differs.format(column=name) for name in kept)
    return f"old.state = 'issued' and (old.withdrawn_at is not null or {same})"


def _rules(differs: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, table, the statement watched, and when it is refused."""
    old, new = _SEALED.format(row="old"), _SEALED.format(row="new")
    yield "seal_issue_update", "issue", "update", _changed(differs)
    yield "seal_issue_delete", "issue", "delete", "old.state = 'issued'"
    yield "seal_pack_insert", "pack", "insert", new
    yield "seal_pack_update", "pack", "update", f"{old} or {new}"
    yield "seal_pack_delete", "pack", "delete", old


def _for_sqlite() -> Iterator[str]:
    for name, table, verb, when in _rules("old.{column} is not new.{column}"):
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} BEGIN SELECT raise(abort, '{_SAID}'); END"


def _for_postgresql() -> Iterator[str]:
    """A function for each, since the condition of a trigger may not ask another table there."""
    for name, table, verb, when in _rules("old.{column}::text is distinct from new.{column}::text"):
        row = "old" if verb == "delete" else "new"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$"
        )
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
