"""How long `consult backup` and `consult restore` take: `python bench/backing_up.py [COMMENTS] [ANSWERS] [PACKS]`.

On an instance made for it: comments and answers as bench/loading.py makes them, and issued packs of 5 MB that do not compress.
Of the seconds, those of the processor are in brackets: on a machine that does other things the others say little.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, process_time
from typing import Any

from loading import filled, run
from sqlalchemy import text

from consult.config import from_environment
from consult.store.opening import opened

PACK = 5_000_000


def main(comments: int = 2000, answers: int = 1500, packs: int = 4) -> None:
    with TemporaryDirectory() as folder, TemporaryDirectory() as other:
        filled(folder, comments, answers)
        lay_packs(folder, packs)
        file = Path(folder) / "bench.backup"
        say(f"{comments:,} comments, {answers:,} answers, {packs} packs of {PACK / 1e6:.0f} MB")
        timed("backup", lambda: run(folder, "backup", str(file)))
        timed("restore --check", lambda: run(other, "restore", "--check", str(file)))
        timed("restore", lambda: run(other, "restore", str(file)))
        timed("audit verify", lambda: run(other, "audit", "verify"))
        database = Path(folder) / "instance" / "consult.sqlite"
        say(f"database {database.stat().st_size / 1e6:.1f} MB, backup {file.stat().st_size / 1e6:.1f} MB")


def lay_packs(folder: str, many: int) -> None:
    """Papers as large as those with many pictures."""
    row = (
        "insert into pack (consultation_id, paper, part, options, format, state, progress, failure, attempts, requested_at,"
        " sha256, size, data) values (1, 'digest', 1, '{}', 'pdf', 'ready', '', '', 1, '2021-02-22 10:00:00', '', :size, :data)"
    )
    with opened(from_environment({"CONSULT_INSTANCE": f"{folder}/instance"}), writes=True) as session:
        for _ in range(many):
            session.execute(text(row), {"size": PACK, "data": os.urandom(PACK)})


def timed(what: str, work: Callable[[], Any]) -> None:
    began, worked = monotonic(), process_time()
    work()
    say(f"{what:16} {monotonic() - began:5.1f} s ({process_time() - worked:.1f} s)")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
