"""The desk asks the database as often with groups, notes and assignments on thirty items more."""

from collections.abc import Callable

from flask import Flask

from consult.domain.lifecycle import Stage
from tests.actions.test_groups import together
from tests.actions.test_holding import hold
from tests.actions.test_work import assign, note
from tests.client import Client
from tests.factories import Play
from tests.web.test_queries_constant import cost

PAGES = {
    "officer": ("/work/", "/work/?who=nobody", "/work/similar", "/draft/1/1", "/comments/", "/comments/C-0001"),
    "lead": ("/work/", "/comments/C-0001", "/questions/"),
    "clerk": ("/work/", "/comments/", "/draft/1/1"),
    "member": ("/comments/", "/draft/1/1", "/questions/"),
}


def fill(play: Play, many: int) -> None:
    """So many groups of two, with a note, an assignment and a holding reply each, and as many alike that nobody answered."""
    for n in range(many):
        pair = [play.comment(on="1", text=f"Comment {n}"), play.comment(on="2", text=f"Comment {n}")]
        question = play.ask()
        together(play, pair)
        note(play, pair[0], "A note", play.cast.officer)
        assign(play, [pair[0], question], play.cast.officer, play.now.date())
        play.release(hold(play, question))
        play.comment(on="3", text="How many referrals came from the schools last year?")
    play.session.commit()


def test_what_pages_cost(app: Flask, at: Callable[[Stage], Play], new_client: Callable[[], Client]) -> None:
    play = at(Stage.OPEN)
    clients = {who: new_client().sign_in(getattr(play.cast, who)) for who in PAGES}

    def costs() -> dict[tuple[str, str], int]:
        return {(who, path): cost(app, clients[who], play, path) for who, paths in PAGES.items() for path in paths}

    fill(play, 3)
    before = costs()
    fill(play, 12)
    assert costs() == before
    assert max(before.values()) < 25
