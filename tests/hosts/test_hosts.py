"""Several machines on one PostgreSQL: what is begun on one goes on on another, and one that dies is replaced."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consult.actions.people import LINKS_PER_ADDRESS
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.store.packs import Pack
from consult.store.people import Person, SignInLink
from tests.databases import ON_POSTGRESQL
from tests.factories import Play
from tests.hosts.machines import Browser, Machine, kill, until

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="a file of SQLite's is on one machine")

FILE = b"Ward,Referrals\nMancroft,41\n"


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    """The window is long closed by the machines' clocks, and the officers owe the panel something."""
    play = at(Stage.OPEN)
    play.comment()
    play.request()
    play.session.commit()
    return play


@pytest.fixture
def machines(settings: Settings, tmp_path: Path) -> Callable[[str], Machine]:
    """Machines by name."""
    public = replace(settings, public_url="http://consult.example.org:8000")
    return lambda name: Machine(tmp_path / name, public)


def signed_in(browser: Browser, person: Person, *, begun: Machine, letters: Machine, ended: Machine) -> Browser:
    """Asks one machine for a link, finds it in the letter that another sent, and uses it on a third."""
    asked = browser.submit(begun, "/sign-in", email=person.email)
    assert asked.status_code == 303, asked.text
    token = re.compile(r"/sign-in/link/([\w-]+)")
    found = until(lambda: token.findall(_letter_to(person, letters)))
    assert isinstance(found, list)
    assert browser.submit(ended, f"/sign-in/link/{found[-1]}").status_code == 303
    return browser


def _letter_to(person: Person, machine: Machine) -> str:
    """The letters lie in one file after the other; a long line is broken by "=" at its end."""
    return "".join(part for part in machine.letters().replace("=\n", "").split("Content-Type") if person.email in part)


def test_machines_share_nothing_but_the_database(
    play: Play, session: Session, machines: Callable[[str], Machine]
) -> None:
    a, b, c, d = map(machines, "abcd")
    cast = play.cast
    with ExitStack() as running:
        maker = running.enter_context(c.running("worker"))
        running.enter_context(a.serving())
        running.enter_context(b.serving())

        clerk = signed_in(Browser(), cast.clerk, begun=a, letters=c, ended=b)
        lead = signed_in(Browser(), cast.lead, begun=b, letters=c, ended=a)
        for machine in (a, b):
            assert clerk.get(machine, play.url()).status_code == 200  # the same sign-in, whichever machine is asked
        a_pack_asked_for_on_one_is_made_by_another(clerk, play, session, a, b)
        a_file_supplied_on_one_is_handed_out_by_another(lead, play, a, b)
        a_limit_reached_on_one_holds_on_another(cast.member, session, a, b)
        the_database_lets_everybody_go(session)
        a_maker_killed_is_followed_by_another_machine(clerk, play, session, a, b, maker, running, d)
    assert {one.name for one in a.folder.iterdir()} <= {"log"}, "a machine that serves keeps nothing"


def a_pack_asked_for_on_one_is_made_by_another(
    clerk: Browser, play: Play, session: Session, a: Machine, b: Machine
) -> None:
    asked = clerk.submit(a, play.url("packs/"), b, having="format", format="json")
    assert asked.status_code == 303, asked.text
    until(lambda: _pack(session).state == "ready")
    made = clerk.get(b, f"{asked.headers['Location']}/download")
    assert made.content == _pack(session).data


def a_file_supplied_on_one_is_handed_out_by_another(lead: Browser, play: Play, a: Machine, b: Machine) -> None:
    files = {"files": ("wards.csv", FILE, "text/csv")}
    said = {
        "text": "By ward.",
        "complete": "all",
        "depersonalised": "yes",
        "no_prejudice": "y",
        "delay_reason": "It took long.",
    }
    assert lead.submit(a, play.url("register/IR-0001/supply"), files=files, **said).status_code == 303
    page = lead.get(b, play.url("register/IR-0001"))
    [address] = re.findall(r'href="([^"]*/files/\d+)"', page.text)
    assert lead.get(b, address).content == FILE


def a_limit_reached_on_one_holds_on_another(person: Person, session: Session, a: Machine, b: Machine) -> None:
    """Asked for too often on one machine, a link is sent by none; what is answered does not tell."""
    for machine in (*[a] * LINKS_PER_ADDRESS, b):
        assert Browser().submit(machine, "/sign-in", email=person.email).status_code == 303
    session.rollback()
    made = session.scalar(select(func.count()).select_from(SignInLink).where(SignInLink.person_id == person.id))
    assert made == LINKS_PER_ADDRESS


def the_database_lets_everybody_go(session: Session) -> None:
    """As where it is started again: what comes next has to open connections anew, the queue's too."""
    others = "datname = current_database() and pid <> pg_backend_pid()"
    session.execute(text(f"select pg_terminate_backend(pid) from pg_stat_activity where {others}"))
    session.rollback()


def a_maker_killed_is_followed_by_another_machine(
    clerk: Browser, play: Play, session: Session, a: Machine, b: Machine, maker: object, running: ExitStack, d: Machine
) -> None:
    session.execute(text("lock table support in access exclusive mode"))  # nothing can be gathered meanwhile
    asked = clerk.submit(a, play.url("packs/"), having="format", format="json")
    with Session(session.get_bind()) as watching:
        until(lambda: _pack(watching).state == "making")
    kill(maker)
    session.rollback()
    session.execute(text("update pack set heartbeat_at = heartbeat_at - interval '3 minutes' where state = 'making'"))
    session.commit()
    running.enter_context(d.running("worker"))
    until(lambda: _pack(session).state == "ready")
    assert _pack(session).attempts == 2
    assert clerk.get(b, f"{asked.headers['Location']}/download").content == _pack(session).data


def _pack(session: Session) -> Pack:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Pack).order_by(Pack.id.desc()).limit(1)).one()
