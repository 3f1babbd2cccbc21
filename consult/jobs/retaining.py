"""What stands outside the tables goes with what was erased in them: laid-out parts of papers, letters in files, and the
pages of the database file itself, in which deleted words would stay readable.
"""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from consult.config import Settings
from consult.jobs import layouts
from consult.store.base import BUSY_SECONDS
from consult.store.opening import engine_options


def forget_layouts(settings: Settings, consultations: Collection[int]) -> None:
    """Throws away the parts of papers that were kept laid out."""
    for consultation_id in consultations:
        layouts.throw_away(settings.instance / "layouts" / str(consultation_id))


def letters_in_files(settings: Settings, addresses: Collection[str], *, now: datetime) -> list[Path]:
    """Where letters are written into files: those that are old, or hold one of the addresses."""
    folder = _mail_folder(settings)
    if folder is None or not folder.is_dir():
        return []
    before = (now - timedelta(days=settings.periods.letter_days)).timestamp()
    named = [address.encode() for address in addresses]
    return sorted(
        file
        for file in folder.iterdir()
        if file.is_file() and (file.stat().st_mtime < before or _names(file.read_bytes().lower(), named))
    )


def _names(data: bytes, addresses: Collection[bytes]) -> bool:
    return any(address in data for address in addresses)


def _mail_folder(settings: Settings) -> Path | None:
    parts = urlsplit(settings.mail_url)
    if parts.scheme != "file":
        return None
    return Path(unquote(parts.path)) if parts.path else settings.instance / "mail"


def compact(settings: Settings) -> bool:
    """Writes the database anew without what was deleted; False where others read it meanwhile, so that a trace may be left."""
    if not settings.on_sqlite:
        engine = create_engine(settings.database_url, isolation_level="AUTOCOMMIT", **engine_options(settings))
        with engine.connect() as connection:
            connection.execute(text("VACUUM"))
        engine.dispose()
        return True
    file = make_url(settings.database_url).database or ""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=BUSY_SECONDS)) as opened:
        try:
            opened.execute("VACUUM")
            busy, *_ = opened.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
    return not busy
