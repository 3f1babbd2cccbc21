"""`kill -9` in the middle of a storm of writes: .venv/bin/python -m bench.storm [--kills 50] [--members 12] [--seconds 300]

In a folder that is thrown away a consultation is served by `consult serve` (two processes) and `consult worker`, as they are
installed. Members comment, ask, change, support and are saved as they type; officers answer, approve; the clerk releases and
redacts; whatever has no answer is sent again as it was. At random moments one of the web's processes, its main process or
the worker is killed and at once started again. Then everything is stopped and looked at: each receipt is in the database
with its words, and in the record; numbers have no gap; nothing is there twice; the record and the file are whole. It ends
with 1 where not. `--database postgresql://…` plays it there (an empty database).
"""

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench import storm_people as cast
from bench.storm_ledger import Ledger, faults
from bench.storm_service import Unit, free_port, running, wait_until_served
from consult.actions import interests, people
from consult.actions.interests import Declared
from consult.config import Settings, from_environment
from consult.domain.interests import Interest
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.queries import people as people_read
from consult.store.opening import opened
from consult.store.packs import Pack
from tests.factories import COUNTY, NORWICH, Play, consultation_at

SECONDS_FOR_PAPERS = 400
PAPERS = ("pdf", "html", "json", "docx")
VICTIMS = ("web process", "web main process", "worker")


@dataclass
class Clock:
    """Of what is played beforehand."""

    now: datetime = datetime(2021, 1, 25, 9, 0, tzinfo=UTC)


def play(session: Session, members: int, base: str, ledger: Ledger) -> tuple[Play, list[cast.Person]]:
    """A consultation whose window is open for years, and its people with their ways in."""
    played = consultation_at(session, Stage.OPEN, clock=Clock())
    now = datetime.now(UTC)
    played.set_window(closes_at=now.replace(year=now.year + 1))
    paragraphs = [played.paragraph(label).id for label in ("1", "2", "2(a)", "2(b)", "3")]
    scene = cast.Scene(
        base, played.slug, [f"comments/write?paragraph={one}" for one in paragraphs], played.body(COUNTY).id, ledger
    )
    invited = []
    for n in range(members):
        row = people.invite(
            session, consultation=played.consultation, email=f"member.{n}@example.org", name=f"Member {n}",
            role=Role.MEMBER, body=NORWICH, by=None, now=played.now,
        )  # fmt: skip
        invited.append(people_read.by_id(session, row.person_id))
    for one in invited:
        interests.declare(
            session,
            consultation=played.consultation,
            declared=Declared(Interest.NONE),
            by=played.actor(one),
            now=played.now,
        )
    there: list[cast.Person] = []
    for kind, person in (
        *((cast.Member, one) for one in invited), (cast.Officer, played.cast.officer), (cast.Lead, played.cast.lead),
        (cast.Clerk, played.cast.clerk),
    ):  # fmt: skip
        link = people.link_for(session, person=person, now=now)
        there.append(kind(scene, f"{kind.__name__} {person.id}", person.id, f"/sign-in/link/{link}"))
    return played, there


class Killer:
    """Kills, lets some writes come through, and kills again."""

    def __init__(self, web: Unit, worker: Unit, base: str, ledger: Ledger, seed: int) -> None:
        self.web, self.worker, self.base, self.ledger = web, worker, base, ledger
        self.chance = random.Random(seed)  # noqa: S311
        self.killed: Counter[str] = Counter()

    def kill(self, victim: str, writes: int) -> None:
        """One `kill -9`, after so many more receipts and a moment more."""
        if not self.ledger.wait_for(self.ledger.count + writes, 240):
            raise TimeoutError(f"no {writes} receipts for four minutes; {dict(self.killed)} killed so far")
        threading.Event().wait(self.chance.random() / 20)
        if victim == "worker":
            self.worker.kill()
        elif victim == "web process" and self.web.kill_child(self.chance.randrange(8)):
            pass
        else:
            victim = "web main process"
            self.web.kill()
        self.killed[victim] += 1


def storm(settings: Settings, environment: dict[str, str], port: int, *, members: int, kills: list[tuple[str, int]],
          processes: int = 2, seed: int = 1, deadline: float = 600,
          papers: tuple[str, ...] = ()) -> tuple[list[str], Ledger, Counter[str], float]:  # fmt: skip
    """What was found wrong, what was told, who was killed, and how many seconds it took. `kills`: whom, after how many writes.

    `papers` are the formats in which the clerk asks for drafts of the pack all the while; they are waited for at the end.
    """
    base, ledger = f"http://127.0.0.1:{port}", Ledger()
    with opened(settings, writes=True) as session:
        played, there = play(session, members, base, ledger)
        consultation_id = played.consultation.id
    with running(environment, port, processes) as (web, worker):
        for one in there:
            one.sign_in()
            if isinstance(one, cast.Clerk):
                one.formats = papers
        writing = [threading.Thread(target=one.spend, daemon=True) for one in there]
        began, killer = perf_counter(), Killer(web, worker, base, ledger, seed)
        for thread in writing:
            thread.start()
        try:
            for victim, writes in kills:
                if perf_counter() - began < deadline:
                    killer.kill(victim, writes)
            wait_until_served(base)
        finally:
            there[0].scene.stop.set()
        for thread in writing:
            thread.join(240)
        took = perf_counter() - began
        if papers:
            wait_for_papers(settings)
    with opened(settings) as session:
        found = faults(session, consultation_id, ledger)
    return [*found, *whole(settings)], ledger, killer.killed, took


def wait_for_papers(settings: Settings) -> None:
    """Until none is under way: whose maker was killed is taken up again after two minutes of silence."""
    under_way, again = (
        select(func.count()).select_from(Pack).where(Pack.state.in_(("queued", "making"))),
        threading.Event(),
    )
    for _ in range(SECONDS_FOR_PAPERS):
        with opened(settings) as session:
            if not session.scalar(under_way):
                return
        again.wait(1)


def whole(settings: Settings) -> list[str]:
    """What SQLite's own check has to say."""
    if not settings.on_sqlite:
        return []
    with closing(sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))) as file:
        found = [f"integrity: {row}" for row in file.execute("PRAGMA integrity_check").fetchall() if row != ("ok",)]
        return found + [f"foreign keys: {row}" for row in file.execute("PRAGMA foreign_key_check").fetchall()]


def verified(environment: dict[str, str]) -> list[str]:
    """What the command that checks the record has to say."""
    asked = [sys.executable, "-m", "consult", "audit", "verify"]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    return [f"consult audit verify: {done.stdout}{done.stderr}"] if done.returncode else []


def environment_in(folder: str, port: int, database: str = "") -> dict[str, str]:
    """That of an installation of its own."""
    ours = {"CONSULT_INSTANCE": folder, "CONSULT_PUBLIC_URL": f"http://127.0.0.1:{port}", "PYTHONPATH": str(Path.cwd())}
    if database:
        ours |= {"CONSULT_DATABASE_URL": database, "CONSULT_SECRET_KEY": "kR7-vq0_Zs3n-Uw9x_Lb2t-Yc5p_Hd8g"}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("CONSULT_")}, **ours}


def main() -> int:
    """Plays it and prints the figures."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--members", type=int, default=12)
    asked.add_argument("--seconds", type=float, default=300, help="kill no more after so long")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--database", default="")
    given, chance = asked.parse_args(), random.Random(1)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = environment_in(folder, port, given.database)
        subprocess.run([sys.executable, "-m", "consult", "migrate"], env=environment, check=True)
        kills = [(VICTIMS[n % 3], chance.randint(3, 30)) for n in range(given.kills)]
        found, ledger, killed, took = storm(
            from_environment(environment), environment, port, members=given.members, kills=kills, seed=given.seed,
            deadline=given.seconds, papers=PAPERS,
        )  # fmt: skip
        with opened(from_environment(environment)) as session:
            made = Counter(
                f"{pack.state} at the {pack.attempts}. attempt {pack.failure}".strip() for pack in session.query(Pack)
            )
        found += verified(environment)
        kinds = Counter(kind for kind, _ in ledger.said)
        sys.stdout.write(
            f"{sum(killed.values())} kills ({', '.join(f'{n} {who}' for who, n in sorted(killed.items()))}) in {took:.0f} s\n"
            f"{ledger.count} receipts, {ledger.count / took:.1f} a second; {ledger.sent_again} sent again\n"
            f"what they are for: {', '.join(f'{n} {kind}' for kind, n in sorted(kinds.items()))}\n"
            f"papers: {', '.join(f'{n} {how}' for how, n in sorted(made.items()))}\n"
            f"faults: {len(found)}\n" + "".join(f"  {one}\n" for one in found[:30])
        )
        for name in ("web.log", "worker.log"):
            lines = (Path(folder) / name).read_text().splitlines()
            told = [
                re.sub(r"^\S+ |pid:\d+| \w*id=\S+", "", line) for line in lines if re.search(" (error|warning) ", line)
            ]
            sys.stdout.write("".join(f"{name}: {n} × {line}\n" for line, n in Counter(told).most_common(12)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
