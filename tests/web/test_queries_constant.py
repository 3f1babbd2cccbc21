"""A page asks the database as often for thirty comments more: how often stands in one table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from consult.domain.lifecycle import Stage
from consult.store.base import db
from tests.client import Client
from tests.factories import COUNTY, POLICE, Play

# Statements, who looks, the page.
TABLE = """
 2 member  home
13 member  /
10 member  /draft/
20 member  /draft/1/1
20 member  /draft/1/3
15 member  /draft/whole
18 member  /comments/
18 member  /comments/?stance=observation
18 member  /comments/?sort=place&section=-
13 member  /comments/C-0001
16 member  /comments/write
19 member  /comments/write?paragraph=3
15 member  /questions/
13 member  /questions/Q-0001
19 member  /questions/ask
22 member  /mine/
14 member  /search/?q=comment
21 member  /reports/2
 6 member  /statement/
12 officer /
20 officer /draft/1/1
18 officer /comments/
16 officer /questions/
 2 clerk   home
16 clerk   /
18 clerk   /draft/1/1
16 clerk   /comments/
12 clerk   /comments/C-0001
14 clerk   /questions/
12 clerk   /questions/Q-0001
19 clerk   /board/
19 clerk   /board/?part=all
15 clerk   /questions/?progress=unanswered
 5 clerk   /answers/release
 6 clerk   /adopt
11 clerk   /people/
 5 clerk   /people/invite
 4 clerk   /people/invite-many
15 clerk   /settings/
 4 clerk   /settings/cover
 4 clerk   /settings/window
 9 clerk   /settings/sections
10 clerk   /packs/
 4 clerk   /packs/check
 6 member  /packs/published
 7 clerk   /import/
 6 clerk   /reports/
 8 clerk   /reports/2
 6 clerk   /statement/
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]
PLACES = (None, "Prevent", "1", "2(a)", "3", "4", "5")


def fill(play: Play, many: int) -> None:
    """So many comments and as many questions, all over the draft; of three one has a draft answer, one a released one."""
    people = (play.cast.member, play.cast.other_member, play.cast.chair)
    for n in range(many):
        comment = play.comment(on=PLACES[(n + 1) % len(PLACES)], by=people[n % 3], text=f"Comment {n}")
        question = play.ask("One?", "Two?", of=(COUNTY, POLICE), about="Prevent", by=people[n % 3])
        if n % 3 == 0:
            play.release(play.answer(comment))
            play.release(play.answer(question, by=play.cast.lead))
        if n % 3 == 1:
            play.answer(comment)
    play.session.commit()


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements the application sends meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def cost(app: Flask, client: Client, play: Play, path: str) -> int:
    url = "/" if path == "home" else play.url(path.removeprefix("/"))
    client.get(url)  # what is learned once is learned
    with counted(app) as statements:
        page = client.get(url)
    assert page.status in {200, 302}, f"{url}: {page.status}"
    return len(statements)


def test_what_pages_cost(app: Flask, at: Callable[[Stage], Play], new_client: Callable[[], Client]) -> None:
    play = at(Stage.OPEN)
    expected = {(who, path): int(statements) for statements, who, path in ROWS}
    clients = {who: new_client().sign_in(getattr(play.cast, who)) for who, _ in expected}

    def costs() -> dict[tuple[str, str], int]:
        return {(who, path): cost(app, clients[who], play, path) for who, path in expected}

    fill(play, len(PLACES))
    assert costs() == expected
    fill(play, 30)
    assert costs() == expected
