"""Puts damaged files in at the program's doors: .venv/bin/python bench/fuzz_importing.py [--inputs 10000] [--seconds 3000]

Each file is made from a good one by its number (tests/mutants), and taken by a process of its own that may use 20 seconds of
the processor and a gigabyte beyond what it had. It is taken, or refused with a sentence; a traceback, an end by force, or words
no database keeps are failures. Prints them, and a table: how many were taken and refused, and the worst time and memory.

--first begins at another number, so that other files are made; --kind and --only N make one kind, and one file, again.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.mutants.doors import TAKEN, Doors, set_up
from tests.mutants.kinds import Kind, good
from tests.mutants.making import mutant
from tests.mutants.running import Limits, Verdict, run

SHARES = {
    Kind.WORD: 22, Kind.MARKDOWN: 16, Kind.HTML: 12, Kind.WORKBOOK: 14, Kind.WORD_FORM: 8, Kind.MARKED: 16, Kind.RECORD: 12,
}  # fmt: skip
"""How many of a hundred files are of each kind."""


def main() -> None:
    """Prints failures as they come, and the table at the end; exits with 1 where anything failed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--inputs", type=int, default=10_000)
    arguments.add_argument("--seconds", type=float, default=3_000.0)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--kind", choices=[kind.value for kind in Kind])
    arguments.add_argument("--only", type=int)
    given = arguments.parse_args()
    kinds = [Kind(given.kind)] if given.kind else list(Kind)
    ends = time.monotonic() + given.seconds
    heads = (("files", 8), ("taken", 8), ("refused", 8), ("reasons", 8), ("failed", 8), ("CPU s", 8), ("worst s", 9))
    line = "".join(f"{head:>{wide}}" for head, wide in (("", 16), *heads, ("file", 9), ("MB", 7)))
    print(line)  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        doors, failed = set_up(Path(folder)), 0
        for n, kind in enumerate(kinds):
            share = given.inputs if given.kind else given.inputs * SHARES[kind] // 100
            first, count = (given.first, share) if given.only is None else (given.only, 1)
            until = time.monotonic() + (ends - time.monotonic()) / (len(kinds) - n)
            failed += of_kind(doors, kind, range(first, first + count), until)
    sys.exit(1 if failed else 0)


def of_kind(doors: Doors, kind: Kind, numbers: range, until: float) -> int:
    """Puts in files of one kind, and prints a line of the table; how many failed."""
    good(kind)
    doors.say(kind, good(kind)[0])  # what is loaded late is loaded before the processes part
    found: list[Verdict] = []
    for number, verdict in zip(numbers, run([one(doors, kind, n) for n in numbers], Limits(), each=1), strict=True):
        found.append(verdict)
        if verdict.failed:
            print(f"{kind.value} {number}: {verdict.failed}", flush=True)  # noqa: T201
        if time.monotonic() > until:
            break
    table(kind, found, numbers)
    return sum(bool(verdict.failed) for verdict in found)


def one(doors: Doors, kind: Kind, number: int) -> Callable[[], str]:
    """Makes a file and puts it in."""
    return partial(_put_in, doors, kind, number)


def _put_in(doors: Doors, kind: Kind, number: int) -> str:
    return doors.say(kind, mutant(kind, number))


def table(kind: Kind, found: list[Verdict], made: range) -> None:
    """One line of it; the file named is the slowest."""
    taken, failed = sum(one.said == TAKEN for one in found), sum(bool(one.failed) for one in found)
    reasons = Counter(one.said for one in found if one.said not in ("", TAKEN))
    slowest, slow = max((one.seconds, made[n]) for n, one in enumerate(found))
    largest = max(one.megabytes for one in found)
    numbers = f"{len(found):>8,}{taken:>8,}{sum(reasons.values()):>8,}{len(reasons):>8,}{failed:>8,}"
    line = f"{kind.value:16}{numbers}{sum(one.seconds for one in found):>8.0f}{slowest:>9.2f}{slow:>9}{largest:>7.0f}"
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
