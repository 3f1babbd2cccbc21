"""The last evening before a window closes: .venv/bin/python -m bench.evening [--members 300] [--minutes 5] [--pace 1]

In a folder that is thrown away it plays a consultation with that many members and 1,500 comments, starts `consult serve` on it
as a user would, and has all members read, write (each pause of typing is saved) and send at once. The window closes twenty
seconds before the end: what comes later is refused, and kept. Then it stops the service and looks: every receipt given and
every text said to be saved has to be in the database, with its words, and the record whole. It ends with 1 where not.

`--database postgresql://…` plays it there (an empty database); `--pace 0.5` lets everybody hurry. The members run beside the
service on the same processors: how much of them they took is printed too.
"""

import argparse
import os
import resource
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.member import Evening, Member
from consult.actions import comments, consultations, interests, people, privacy
from consult.actions.comments import Place, Wording
from consult.actions.interests import Declared
from consult.config import Settings, from_environment
from consult.demo.preparing import prepare
from consult.demo.scripts import refresh, story
from consult.domain.dispositions import Stance
from consult.domain.interests import Interest
from consult.domain.numbering import COMMENT, reference
from consult.domain.people import Actor, Role
from consult.queries import consultations as consultations_read
from consult.queries import drafts
from consult.queries import people as people_read
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.opening import opened
from consult.store.unsent import Unsent

CONSULT = str(Path(sys.executable).with_name("consult"))
LATE = timedelta(seconds=20)
COUNCILS = ("Norwich City Council", "Breckland District Council", "Great Yarmouth Borough Council")


def play(session: Session, members: int, said: int, now: datetime) -> tuple[Consultation, list[str]]:
    """The consultation, and a way in for each member."""
    script = replace(refresh(now), contributions=(), draft_file=story().draft_file, owners=story().owners)
    consultation = prepare(session, script)
    joined = []
    for n in range(members):
        email = f"member.{n}@example.org"
        people.invite(
            session, consultation=consultation, email=email, name=f"Member {n}", role=Role.MEMBER,
            body=COUNCILS[n % 3], by=None, now=script.started_at,
        )  # fmt: skip
        actor = people_read.actor_by_email(session, email, consultation)
        interests.declare(
            session, consultation=consultation, declared=Declared(Interest.NONE), by=actor, now=script.opens_at
        )
        privacy.note_read(session, consultation=consultation, by=actor, now=script.opens_at)
        joined.append(actor)
    _say(session, consultation, joined, said, script.opens_at + timedelta(minutes=1))
    everybody = [people_read.by_id(session, actor.person_id) for actor in joined]
    return consultation, [f"/sign-in/link/{people.link_for(session, person=one, now=now)}" for one in everybody if one]


def _say(session: Session, consultation: Consultation, members: Sequence[Actor], count: int, now: datetime) -> None:
    version = drafts.version(session, consultation, 1)
    sections = {section.id: section for section in drafts.sections(session, version)}
    paragraphs = drafts.paragraphs(session, list(sections))
    for n, (member, paragraph) in enumerate(islice(zip(cycle(members), cycle(paragraphs), strict=False), count)):
        comments.submit(
            session, consultation=consultation, place=Place(version, sections[paragraph.section_id], paragraph),
            wording=Wording(list(Stance)[n % 4], f"What was said before, number {n}: it should say who reports, and when."),
            form_key=f"before-{n}", by=member, now=now,
        )  # fmt: skip


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`consult serve`, once it answers; afterwards stopped as systemd would."""
    log = Path(environment["CONSULT_INSTANCE"]) / "serve.log"
    with log.open("wb") as kept:
        service = subprocess.Popen([CONSULT, "serve", "--port", str(port)], env=environment, stderr=kept)  # noqa: S603
    try:
        for _ in range(200):
            try:
                urlopen(f"http://127.0.0.1:{port}/sign-in").close()
                break
            except URLError:
                threading.Event().wait(0.1)
        yield service
    finally:
        service.terminate()
        service.wait()
        faults = [line for line in log.read_text().splitlines() if " error " in line]
        sys.stdout.write("".join(f"In the service's log: {line}\n" for line in faults[:10]))


def spend(evening: Evening, links: Sequence[str], seconds: float) -> None:
    """Everybody at once, each in a thread of their own, until the time is over."""
    everybody = [threading.Thread(target=Member(n, link, evening).spend, daemon=True) for n, link in enumerate(links)]
    for one in everybody:
        one.start()
    evening.stop.wait(seconds)
    evening.stop.set()
    for one in everybody:
        one.join()


def lost(session: Session, evening: Evening) -> list[str]:
    """What somebody was told is there, and is not."""
    sent = {reference(COMMENT, number): text for number, text in session.execute(select(Comment.number, Comment.text))}
    missing = [ref for ref, words in evening.receipts.items() if sent.get(ref) != words]
    kept = {row.words.get("text") for row in session.scalars(select(Unsent))} | set(sent.values())
    missing += [f"saved: {words[:60]}" for words in evening.saved.values() if words not in kept]
    return missing + [f"refused: {words[:60]}" for words in evening.refused if words not in kept]


def table(asked: dict[str, list[tuple[float, int]]], seconds: float) -> str:
    """A line for each kind of request: how many, and how long they took in seconds."""
    lines = [f"{'':20} {'asked':>7} {'median':>8} {'p95':>8} {'p99':>8} {'longest':>8}  answered"]
    everything = [one for answers in asked.values() for one in answers]
    for kind, answers in [*sorted(asked.items()), ("all", everything)]:
        times = [time for time, _ in answers] * (2 if len(answers) < 2 else 1)
        cut = quantiles(times, n=100, method="inclusive")
        statuses = defaultdict(int)
        for _, status in answers:
            statuses[status] += 1
        told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
        lines.append(
            f"{kind:20} {len(answers):7} {cut[49]:8.3f} {cut[94]:8.3f} {cut[98]:8.3f} {max(times):8.3f}  {told}"
        )
    return "\n".join(lines) + f"\n{len(everything) / seconds:.1f} requests a second\n"


def _time_of(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Plays the evening and prints what it was like; 1 where something was lost or answered as it should not be."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--members", type=int, default=300)
    arguments.add_argument("--minutes", type=float, default=5)
    arguments.add_argument("--pace", type=float, default=1, help="1 as people do; less is faster")
    arguments.add_argument("--said", type=int, default=1500, help="comments made before that evening")
    arguments.add_argument("--database", default="", help="an empty PostgreSQL database; SQLite where it is left out")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        environment = dict(os.environ, CONSULT_INSTANCE=folder, CONSULT_DATABASE_URL=asked.database)
        environment["CONSULT_SECRET_KEY"] = secrets.token_urlsafe(48)
        probe.close()
        return _evening(asked, from_environment(environment), environment, port)


def _evening(asked: argparse.Namespace, settings: Settings, environment: dict[str, str], port: int) -> int:
    subprocess.run([CONSULT, "migrate"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    seconds, times = asked.minutes * 60, defaultdict[str, list[tuple[float, int]]](list)
    with opened(settings, writes=True) as session:
        consultation, links = play(session, asked.members, asked.said, datetime.now(UTC))
        slug = consultation.slug
    evening = Evening(
        f"http://127.0.0.1:{port}", slug, lambda kind, took, status: times[kind].append((took, status)),
        threading.Event(), asked.pace,
    )  # fmt: skip
    with served(environment, port):
        with opened(settings, writes=True) as session:
            begun, consultation = datetime.now(UTC), consultations_read.by_slug(session, slug)
            consultations.set_window(
                session, consultation=consultation, opens_at=consultation.opens_at,
                closes_at=begun + timedelta(seconds=seconds) - LATE, by=None, now=begun,
            )  # fmt: skip
        spend(evening, links, seconds)
        sys.stdout.write(table(times, seconds))
    sys.stdout.write(
        f"Processor seconds: service {_time_of(resource.RUSAGE_CHILDREN):.0f}, members {_time_of(resource.RUSAGE_SELF):.0f}, "
        f"of {seconds * (os.cpu_count() or 1):.0f}; load {os.getloadavg()[0]:.1f}\n"
    )
    with opened(settings) as session:
        missing = lost(session, evening)
    record = subprocess.run([CONSULT, "audit", "verify"], env=environment, check=False)  # noqa: S603
    sys.stdout.write(
        f"{len(evening.receipts)} receipts, {len(evening.saved)} texts saved and not sent, {len(evening.refused)} came after the "
        f"window closed; lost: {len(missing)}\n" + "".join(f"LOST {one}\n" for one in missing[:20])
        + "".join(f"ODD {one}\n" for one in evening.odd[:20])
    )  # fmt: skip
    return int(bool(missing or evening.odd or record.returncode))


if __name__ == "__main__":
    sys.exit(main())
