"""How Alembic reaches the application's database: one transaction for the whole upgrade, so that a failed one changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from consult.store import (
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
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, _keys_at_rest(connection):
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
        with context.begin_transaction():
            context.run_migrations()
            _ensure_keys_hold(connection)
            words.lay(connection)
            seals.lay(connection)


@contextmanager
def _keys_at_rest(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew; with foreign keys on, dropping the old one would drop what refers to it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    bare: Any = connection.connection.driver_connection
    bare.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        bare.execute("PRAGMA foreign_keys=ON")


def _ensure_keys_hold(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(
                f"The migration would leave {len(broken)} rows that refer to nothing; nothing was changed."
            )


run()
