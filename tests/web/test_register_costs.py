"""The register's pages ask the database as often for many requests, undertakings, supplies and files as for a few."""

from collections.abc import Callable

from flask import Flask

from consult.domain.lifecycle import Stage
from consult.domain.supplied_files import FileBrought
from tests.client import Client
from tests.factories import COUNTY, POLICE, Play
from tests.web.test_queries_constant import cost

PAGES = {
    "observer": ("register/", "register/?type=Undertaking&sort=due", "register/download.csv", "register/IR-0001"),
    "member": ("mine/", "register/U-0001", "search/?q=breakdown"),
    "officer": ("work/", "register/IR-0001/supply"),
    "clerk": ("register/", "register/U-0001", "work/", "register/meeting"),
}


def fill(play: Play, many: int) -> None:
    """Of three requests one has a released part with files, one a draft; of each question's answer a promise is marked."""
    for n in range(many):
        asked = play.request(f"A breakdown {n}", of=(COUNTY, POLICE)[n % 2], section="Prevent", in_days=5 + n)
        files = [FileBrought(f"{one}.csv", b"a,b") for one in range(2)]
        if n % 3 == 1:
            part = play.supply(asked, "A breakdown.", complete=False, reason="More follows.", files=files)
            play.release_supply(asked, part)
        if n % 3 == 2:
            play.supply(asked, "A breakdown.", files=files)
        answer = play.release(play.answer(play.ask(about="Prevent"), "We will count them."))
        play.undertake(answer, "We will count them.")
    play.session.commit()


def test_more_of_it_costs_no_more(app: Flask, at: Callable[[Stage], Play], new_client: Callable[[], Client]) -> None:
    play = at(Stage.OPEN)
    clients = {who: new_client().sign_in(getattr(play.cast, who)) for who in PAGES}

    def costs() -> dict[tuple[str, str], int]:
        return {(who, path): cost(app, clients[who], play, path) for who, paths in PAGES.items() for path in paths}

    fill(play, 3)
    few = costs()
    fill(play, 12)
    assert costs() == few
    assert max(few.values()) < 45, few
