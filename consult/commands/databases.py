"""The database a command works on, and in words why it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from consult.commands.failing import Failure
from consult.config import Misconfigured, Settings
from consult.store.opening import NotMigrated, opened


@contextmanager
def database(settings: Settings, *, writes: bool = False) -> Iterator[Session]:
    """The database in one transaction (see `store.opening.opened`), its failures in words."""
    with reaching(settings), opened(settings, writes=writes) as session:
        yield session


@contextmanager
def reaching(settings: Settings) -> Iterator[None]:
    """Says in words why the database cannot be used: raises Failure, or Misconfigured for an address that is none."""
    try:
        yield
    except NotMigrated as error:
        raise Failure(str(error)) from error
    except ArgumentError as error:
        raise Misconfigured("CONSULT_DATABASE_URL is not an address: write postgresql://user@host/name") from error
    except DBAPIError as error:
        raise Failure(_in_words(error, settings)) from error


def _in_words(error: DBAPIError, settings: Settings) -> str:
    said = str(error.orig).strip()
    first = said.splitlines()[0] if said else type(error.orig).__name__
    if "locked" in first or "lock timeout" in first:
        return "The database is locked: another program is writing to it. Try again in a minute"
    where = settings.database_url.rpartition("@")[2] if "@" in settings.database_url else settings.database_url
    return f"The database ({where}) cannot be used: {first}"
