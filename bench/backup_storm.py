"""Backups in the middle of a storm of writes: .venv/bin/python -m bench.backup_storm [--backups 5] [--members 12]

The consultation and its people are those of bench/storm.py, served by `consult serve` (two processes) and `consult worker`, and
nobody is killed. While they write, `consult backup` is run again and again. Afterwards each backup is restored, and held against
the receipts that had been given before it was begun: each is there with its words, or with words sent since; numbers have no gap;
the record and the file are whole. It ends with 1 where not. `--database postgresql://…` plays it there (an empty database); the
backups are restored into SQLite.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench.storm import environment_in, play, verified, whole
from bench.storm_ledger import Key, Ledger, faults
from bench.storm_service import free_port, running
from consult.config import from_environment
from consult.store.opening import opened

BETWEEN = 30
"""Receipts from one backup to the next."""


@dataclass
class Recording(Ledger):
    """A ledger that knows all that anybody ever sent of each thing."""

    ever: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))

    def attempt(self, key: Key, words: str) -> None:
        """Somebody is about to send that."""
        super().attempt(key, words)
        with self.news:
            self.ever[key].add(words)

    def now(self) -> tuple[dict[Key, str], set[Key]]:
        """What has been acknowledged, and of what something is on its way."""
        with self.news:
            return dict(self.said), set(self.unsure)


@dataclass
class Taken:
    """One backup, and what must be in it: the receipts before, and what may have come while it was made."""

    file: Path
    seconds: float
    ledger: Ledger


def take(environment: dict[str, str], ledger: Recording, file: Path) -> Taken:
    before, on_the_way = ledger.now()
    began = perf_counter()
    consult(environment, "backup", str(file))
    took = perf_counter() - began
    after, since = ledger.now()
    with ledger.news:
        moved = {
            key: set(words)
            for key, words in ledger.ever.items()
            if before.get(key) != after.get(key) or key in on_the_way or key in since
        }
    return Taken(file, took, Ledger(said=before, unsure=defaultdict(set, moved)))


def faults_in(taken: Taken, consultation_id: int) -> list[str]:
    """What is wrong with an installation made from a backup."""
    folder = taken.file.with_suffix("")
    environment = environment_in(str(folder), 0)
    consult(environment, "restore", str(taken.file))
    settings = from_environment(environment)
    with opened(settings) as session:
        found = faults(session, consultation_id, taken.ledger)
    return [*found, *whole(settings), *verified(environment)]


def consult(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "consult", *arguments], env=environment, check=True, capture_output=True)  # noqa: S603


def main() -> int:
    """Plays it and prints the figures."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("--backups", type=int, default=5)
    asked.add_argument("--members", type=int, default=12)
    asked.add_argument("--database", default="")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port, ledger = free_port(), Recording()
        environment = environment_in(f"{folder}/instance", port, given.database)
        consult(environment, "migrate")
        with opened(from_environment(environment), writes=True) as session:
            played, there = play(session, given.members, f"http://127.0.0.1:{port}", ledger)
            consultation_id = played.consultation.id
        taken = []
        with running(environment, port, 2):
            for one in there:
                one.sign_in()
            writing = [threading.Thread(target=one.spend, daemon=True) for one in there]
            for thread in writing:
                thread.start()
            try:
                for n in range(given.backups):
                    ledger.wait_for(ledger.count + BETWEEN, 60)
                    taken.append(take(environment, ledger, Path(folder) / f"{n}.backup"))
            finally:
                there[0].scene.stop.set()
            for thread in writing:
                thread.join(60)
        wrong = 0
        for one in taken:
            found = faults_in(one, consultation_id)
            wrong += len(found)
            sys.stdout.write(
                f"{one.file.name}: {len(one.ledger.said)} receipts before it, {len(one.ledger.unsure)} things moved meanwhile, "
                f"{one.seconds:.1f} s, {len(found)} faults\n" + "".join(f"  {line}\n" for line in found[:10])
            )
        sys.stdout.write(f"{ledger.count} receipts in all\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
