"""Nothing can be stored for the moment: people are told so, when to try again, and have all they typed; nothing is half done.

Each fault is brought about as it comes: another program holds the database, there is no room, it may not be written to.
"""

import errno
import resource
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask, Request
from sqlalchemy import Engine, create_engine, event, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from consult.actions import comments as actions
from consult.actions import people
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.store import base
from consult.store.audit import AuditEntry
from consult.store.base import db
from consult.store.comments import Comment
from consult.store.people import SignInLink
from consult.store.unsent import Unsent
from tests.client import Client, FilledForm, Page
from tests.factories import Play

TYPED = "How will this be measured?\nAnd by whom, </textarea> if not by “us”?"
SAID = {"stance": "observation", "text": TYPED, "interest": "none"}


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def member(play: Play, client: Client) -> Client:
    return client.sign_in(play.cast.member)


@pytest.fixture
def on_sqlite(settings: Settings) -> str:
    if not settings.on_sqlite:
        pytest.skip("a fault of SQLite's")
    return str(make_url(settings.database_url).database)


@contextmanager
def connections_with(app: Flask, pragma: str) -> Iterator[None]:
    """Every connection the application opens has that setting."""
    with app.app_context():
        engine: Engine = db.engine

    def setting(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")

    engine.dispose()
    event.listen(engine, "connect", setting)
    try:
        yield
    finally:
        event.remove(engine, "connect", setting)
        engine.dispose()


@contextmanager
def locked(app: Flask, file: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program is writing, for longer than anybody waits."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with monkeypatch.context() as patched:
            patched.setattr(base, "BUSY_SECONDS", 0.02)
            yield


@contextmanager
def full(app: Flask, file: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database may not become any larger."""
    with closing(sqlite3.connect(file)) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    with connections_with(app, f"max_page_count={pages}"):
        yield


@contextmanager
def read_only(app: Flask, file: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with connections_with(app, "query_only=ON"):
        yield


@contextmanager
def broken_disk(app: Flask, file: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file may grow: the first that hears of it is the commit."""
    with app.app_context():
        db.engine.dispose()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


Fault = Callable[[Flask, str, pytest.MonkeyPatch], Any]
FAULTS: list[Fault] = [locked, full, read_only, broken_disk]


@pytest.fixture(params=FAULTS, ids=lambda fault: fault.__name__)
def fault(
    request: pytest.FixtureRequest, app: Flask, on_sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Any]:
    return lambda: request.param(app, on_sqlite, monkeypatch)


def stored(play: Play) -> list[int]:
    play.session.rollback()
    return [play.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Comment, Unsent, AuditEntry)]


def lengthened(typed: str) -> str:
    """So long that it needs room."""
    return f"{typed}\n\n" + "It would cost more than it saves. " * 140


def test_what_could_not_be_stored_is_offered_back_and_can_be_sent_again(
    play: Play, member: Client, fault: Callable[[], Any]
) -> None:
    typed, before = lengthened(TYPED), stored(play)
    form = member.get(play.url("comments/write?" + f"paragraph={play.paragraph('5').id}")).form("Send comment")
    play.session.commit()
    with fault():
        refused = form.submit(**SAID | {"text": typed, "window": "a1b2 3", "seen": "C-0001 C-0002"})
    assert (refused.status, refused.response.headers["Retry-After"], refused.h1, refused.notices) == (
        503,
        "30",
        "Not available for a moment",
        [],
    )
    assert stored(play) == before
    again = refused.form("Send it again")
    assert [box.get("name") for box in refused.tree.xpath("//main//textarea")] == ["text", "suggested"]
    assert again.values["text"].replace("\r\n", "\n") == typed
    receipt = again.submit().follow()
    assert (receipt.status, stored(play)[0]) == (200, before[0] + 1)


def test_a_script_that_saves_is_told_in_its_own_words(play: Play, member: Client, fault: Callable[[], Any]) -> None:
    before, typed = stored(play), lengthened(TYPED)
    token = member.token()
    play.session.commit()
    with fault():
        refused = member.post(
            play.url("unsent/save?kind=comment"), {"csrf_token": token, "text": typed, "stance": "observation"},
            headers={"Accept": "application/json"}, token=False,
        )  # fmt: skip
    assert (refused.status, refused.response.headers["Retry-After"], refused.response.json) == (
        503,
        "30",
        {"words": "Not saved: the service is not available for a moment.", "unavailable": True},
    )
    assert stored(play) == before


def test_pages_are_read_meanwhile_and_what_is_noticed_of_them_keeps_nobody(
    play: Play, member: Client, fault: Callable[[], Any]
) -> None:
    play.session.commit()
    with fault():
        assert member.get(play.url("comments/")).status == 200


@pytest.mark.parametrize("fault", [locked, broken_disk], indirect=True, ids=lambda fault: fault.__name__)
def test_a_sign_in_link_that_could_not_be_stored_as_used_signs_nobody_in(
    play: Play, new_client: Callable[[], Client], fault: Callable[[], Any]
) -> None:
    form = link_of(play, new_client())
    with fault():
        refused = form.submit()
    assert (refused.status, form.page.client.get("/").location) == (503, "/sign-in")
    assert [one for one in play.session.scalars(select(SignInLink.used_at)) if one is not None] == []
    again = refused.form("Send it again").submit()
    assert (again.status, again.follow().location.partition("?")[0]) == (303, play.url())


def link_of(play: Play, client: Client) -> FilledForm:
    token = people.link_for(play.session, person=play.cast.observer, now=play.now)
    return client.get(f"/sign-in/link/{token}").form()


def test_a_file_has_to_be_chosen_again_and_what_was_typed_with_it_is_there_to_copy(
    play: Play, app: Flask, client: Client, on_sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(play.cast.clerk)
    token = client.token()
    with locked(app, on_sqlite, monkeypatch):
        refused = client.post(
            play.url("import"), {"csrf_token": token, "note": "As agreed on Monday", "file": (BytesIO(b"# A"), "a.md")},
            token=False,
        )  # fmt: skip
    assert (refused.status, refused.buttons) == (503, [])
    assert refused.all("//main//textarea[@readonly]") == ["As agreed on Monday"]
    assert "send it again with its file" in refused.text


def test_no_room_for_what_is_sent_is_said_as_well(play: Play, member: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    token, file = member.token(), BytesIO(b"It is there.")
    monkeypatch.setattr(Request, "_get_file_stream", no_room)
    refused = member.post(play.url("unsent/save"), {"csrf_token": token, "file": (file, "a.pdf")}, token=False)
    assert (refused.status, refused.response.headers.get("Retry-After")) == (503, "30")


def test_a_database_that_is_gone_is_not_asked_who_is_signed_in(
    play: Play, member: Client, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = member.token()
    with app.app_context():
        engines = db.engines
    monkeypatch.setitem(engines, None, create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    asked = member.get(play.url("comments/"))
    assert (asked.status, asked.response.headers["Retry-After"], asked.buttons) == (503, "30", [])
    sent = member.post(play.url("comments/write"), {"csrf_token": token, "text": TYPED}, token=False)
    assert (sent.status, sent.form("Send it again").values["text"]) == (503, TYPED)


CODES = {
    "40001": "could not serialize access",
    "40P01": "deadlock detected",
    "53100": "no space left",
    "53300": "too many connections",
    "55P03": "lock not available",
    "57P01": "terminating connection",
    "25006": "cannot execute in a read-only transaction",
}


@pytest.mark.parametrize("code", CODES, ids=lambda code: CODES[code])
def test_what_postgresql_refuses_for_the_moment(
    code: str, play: Play, member: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    if settings.on_sqlite:
        pytest.skip("a refusal of PostgreSQL's")

    def refused(session: Session, **_: Any) -> Comment:
        session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"))
        raise AssertionError

    before = stored(play)
    form = member.get(play.url("comments/write")).form("Send comment")
    with monkeypatch.context() as patched:
        patched.setattr(actions, "submit", refused)
        page = form.submit(**SAID)
    assert (page.status, stored(play)) == (503, before)
    assert page.form("Send it again").submit().status == 303


class Dripping(BytesIO):
    """What a browser sends slowly: something else is done before it has come."""

    def __init__(self, sent: bytes, meanwhile: Callable[[], object]) -> None:
        super().__init__(sent)
        self.meanwhile: Callable[[], object] | None = meanwhile

    def readinto(self, target: Any, /) -> int:
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            with ThreadPoolExecutor(1) as beside:
                beside.submit(meanwhile).result()
        return super().readinto(target)


def send_slowly(page: Page, meanwhile: Callable[[], object]) -> Page:
    """Sends a comment from its page; `meanwhile` is done while it comes."""
    filled = page.form("Send comment")
    body = urlencode({**filled.values, **SAID}).encode()
    kind = {"content_type": "application/x-www-form-urlencoded", "content_length": len(body)}
    return page.client._open(page.url, method="POST", input_stream=Dripping(body, meanwhile), **kind)


def test_what_comes_slowly_keeps_nobody_waiting(
    play: Play, member: Client, new_client: Callable[[], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_client().sign_in(play.cast.chair).get(play.url("comments/write")).form("Send comment")
    page = member.get(play.url("comments/write"))
    member.before = other.page.client.before = lambda: None
    play.session.commit()
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.02)
    answers: list[Page] = []
    answers.append(send_slowly(page, lambda: answers.append(other.submit(**SAID | {"text": "Lamps."}))))
    assert [answer.location.rpartition("/comments/")[2] for answer in answers] == ["C-0001/receipt", "C-0002/receipt"]


def test_when_all_of_it_has_come_decides_whether_it_is_in_time(play: Play, member: Client) -> None:
    page = member.get(play.url("comments/write"))
    late = send_slowly(page, play.close)
    assert (late.status, late.errors[0].partition(".")[0]) == (200, "The commenting window has closed")


def test_what_another_holds_on_postgresql_is_not_waited_for_for_ever(
    play: Play, member: Client, settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if settings.on_sqlite:
        pytest.skip("one of PostgreSQL's locks")
    form, chain = member.get(play.url("comments/write")).form("Send comment"), play.consultation.id
    before = stored(play)
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.02)
    with engine.begin() as other:
        other.execute(text("SELECT pg_advisory_xact_lock(715827, :chain)"), {"chain": chain})
        refused = form.submit(**SAID)
    assert (refused.status, stored(play)) == (503, before)
    assert refused.form("Send it again").submit().status == 303
