"""How long a large digest takes to gather: `python bench/gathering.py [COMMENTS]`, on an instance made for it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from zoneinfo import ZoneInfo

import loading
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from consult.pack.gather import gather
from consult.queries import consultations
from consult.store.base import prepare_sqlite

NOW = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)


def main(comments: int = 2000) -> None:
    """Loads the comments, three quarters of them answered, and gathers twice: the second is what an export again pays."""
    with TemporaryDirectory() as folder:
        loading.filled(folder, comments, comments * 3 // 4)
        engine = create_engine(f"sqlite:///{Path(folder) / 'instance' / 'consult.sqlite'}")
        prepare_sqlite(engine)
        for time in ("first", "again"):
            with Session(engine) as session:
                began = process_time()
                consultation = consultations.by_slug(session, "bench")
                digest = gather(session, consultation, made_at=NOW, timezone=ZoneInfo("Europe/London"))
                took = process_time() - began
            sys.stdout.write(f"{time}: {len(digest.comments):,} comments gathered in {took:.2f} CPU s\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
