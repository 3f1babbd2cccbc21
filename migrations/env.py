"""How Alembic reaches the application's database: one transaction for the whole upgrade, so that a failed one changes nothing.

Whoever is in a transaction already gives its connection (`attributes["connection"]`), and can have the tables alone, without
the words to search and the seals (`attributes["bare"]`).
"""

from contextlib import nullcontext
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from consult.store import (
    keys,
    models,  # noqa: F401  (so that every table is known)
    seals,
    words,
)
from consult.store.base import WRITES, UTCDateTime, db


def render_item(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Migrations name SQLAlchemy's own types only: they outlive ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UTCDateTime) else False


def include_name(name: str | None, _kind: str, _parents: Any) -> bool:
    """The words to be searched are no model: the index is laid anew after every migration."""
    return not (name or "").startswith(words.PREFIX)


def run() -> None:
    """Brings the database to the version asked for."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _bring_up_to_date(given)
        return
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, keys.at_rest(connection):
        _bring_up_to_date(connection)


def _bring_up_to_date(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        render_as_batch=True,
        render_item=render_item,
        include_name=include_name,
        transaction_per_migration=False,
        transactional_ddl=True,  # SQLite too: prepare_sqlite begins its transactions itself
    )
    with nullcontext() if connection.in_transaction() else context.begin_transaction():
        _wait_for_turn(connection)
        context.run_migrations()
        _ensure_keys_hold(connection)
        if not context.config.attributes.get("bare"):
            words.lay(connection)
            seals.lay(connection)


def _wait_for_turn(connection: Connection) -> None:
    """Of two who migrate at once one waits, and finds nothing to do. SQLite has one writer at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(715827, -1)"))


def _ensure_keys_hold(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(
                f"The migration would leave {len(broken)} rows that refer to nothing; nothing was changed."
            )


run()
