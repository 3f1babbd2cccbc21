"""The second step of a clerk: set up, taken, got around by a recovery code, guessed at, and removed."""

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.second_step import LONGEST_WAIT, MOST_WRONG, RECOVERY_CODES, WAIT, WRONG
from consult.domain.lifecycle import Stage
from consult.domain.signing_in import CODE_TIME
from consult.store.accounts import RecoveryCode, SecondFactor, SignIn
from tests.actions.records import entries
from tests.client import Client, Page
from tests.conftest import Clock
from tests.factories import Play

Browsers = Callable[[], Client]


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


class App:
    """An authenticator app, which was given the key that the page shows."""

    def __init__(self, key: str, clock: Clock) -> None:
        self.totp, self.clock = pyotp.TOTP(key.replace(" ", "")), clock

    def code(self, seconds: int = 0) -> str:
        """What it shows now, or showed or will show some seconds away."""
        return str(self.totp.at(self.clock.now + timedelta(seconds=seconds)))

    def wrong(self) -> str:
        """Six digits that it does not show at about this time."""
        shown = {self.code(seconds) for seconds in (-60, -30, 0, 30, 60)}
        return next(f"{n:06}" for n in range(10) if f"{n:06}" not in shown)


def set_up(client: Client, clock: Clock) -> tuple[App, list[str]]:
    """Goes through setting it up; what is left is the app, and the recovery codes shown."""
    page = client.get("/account").form("Set up a second step").submit().follow()
    (key,) = page.all("//code[@class='key']")
    app = App(key, clock)
    shown = page.form().submit(code=app.code())
    assert shown.h1 == "Keep your recovery codes"
    return app, shown.all("//ul[@class='codes']//code")


def begin(play: Play, client: Client) -> Page:
    """Comes by a link; the page that asks for the code."""
    client.sign_in(play.cast.clerk)
    return client.get("/sign-in/code")


def signed_in(client: Client) -> bool:
    return client.get("/").location != "/sign-in"


def test_it_is_set_up_with_a_code_and_signs_out_everywhere_else(
    play: Play, new_client: Browsers, clock: Clock, session: Session
) -> None:
    desk, other = new_client().sign_in(play.cast.clerk), new_client().sign_in(play.cast.clerk)
    page = desk.get("/account").form("Set up a second step").submit().follow()
    assert page.response.headers["Cache-Control"] == "no-store"
    (svg,) = page.tree.xpath("//*[local-name()='svg'][@class='qr']")
    assert [one for one in svg.iter() if one.get("style")] == []
    (key,) = page.all("//code[@class='key']")
    app = App(key, clock)
    refused = page.form().submit(code=app.wrong())
    assert refused.errors == ["That code is not right. Enter the code your app shows now"]
    shown = refused.form().submit(code=f" {app.code()[:3]} {app.code()[3:]} ")
    assert shown.response.headers["Cache-Control"] == "no-store"
    codes = shown.all("//ul[@class='codes']//code")
    assert len(set(codes)) == RECOVERY_CODES
    assert (signed_in(desk), signed_in(other)) == (True, False)
    assert "You have 10 recovery codes left." in desk.get("/account").text
    clerk = play.cast.clerk.id
    assert entries(session, 0)[-1].act == "set up second step"
    told = str([(entry.subject, entry.details) for entry in entries(session, 0)])
    assert not [secret for secret in (key.replace(" ", ""), *codes) if secret in told]
    digests = session.scalars(select(RecoveryCode.digest).where(RecoveryCode.person_id == clerk)).all()
    assert not [code for code in codes if code.replace("-", "") in str(digests)]


def test_what_was_begun_asks_for_nothing_until_it_is_confirmed(play: Play, new_client: Browsers) -> None:
    client = new_client().sign_in(play.cast.clerk)
    first = client.get("/account").form("Set up a second step").submit().follow().all("//code[@class='key']")
    second = client.get("/account").form("Set up a second step").submit().follow().all("//code[@class='key']")
    assert first != second
    assert signed_in(new_client().sign_in(play.cast.clerk))


def test_signing_in_asks_for_it_and_then_leads_on(
    play: Play, new_client: Browsers, clock: Clock, session: Session
) -> None:
    app, _ = set_up(new_client().sign_in(play.cast.clerk), clock)
    clock.let_pass(minutes=5)
    client, wanted = new_client(), play.url("people/")
    page = begin(play, client)
    assert page.h1 == "Enter your code"
    assert not signed_in(client)
    assert client.get(wanted).location == "/sign-in"
    with client._browser.session_transaction() as kept:
        waiting = kept["waiting"]
    assert page.form().submit(code=app.code()).location == wanted
    assert signed_in(client)
    with client._browser.session_transaction() as kept:
        assert waiting not in dict(kept).values()
    assert entries(session, 0)[-1].details == {"way": "link", "second_step": True}


def test_without_the_code_a_sign_in_waits_ten_minutes(play: Play, new_client: Browsers, clock: Clock) -> None:
    app, _ = set_up(new_client().sign_in(play.cast.clerk), clock)
    clock.let_pass(minutes=5)
    client = new_client()
    page = begin(play, client)
    clock.now += CODE_TIME
    assert page.form().submit(code=app.code()).location == "/sign-in"
    assert client.get("/sign-in/code").location == "/sign-in"


def test_a_code_is_good_once(play: Play, new_client: Browsers, clock: Clock) -> None:
    app, _ = set_up(new_client().sign_in(play.cast.clerk), clock)
    thief, clerk = new_client(), new_client()
    assert begin(play, thief).form().submit(code=app.code()).errors == [WRONG]  # the one it was set up with
    clock.let_pass(minutes=1)
    assert begin(play, clerk).form().submit(code=app.code()).status == 303
    assert begin(play, thief).form().submit(code=app.code()).errors == [WRONG]
    assert begin(play, thief).form().submit(code=app.code(-30)).errors == [WRONG]
    assert begin(play, thief).form().submit(code=app.code(30)).status == 303


def test_an_apps_clock_may_be_off_by_half_a_minute(play: Play, new_client: Browsers, clock: Clock) -> None:
    app, _ = set_up(new_client().sign_in(play.cast.clerk), clock)
    for off, good in ((-60, False), (-30, True), (60, False), (30, True)):
        clock.let_pass(minutes=10)
        page = begin(play, new_client()).form().submit(code=app.code(off))
        assert (page.status == 303) is good, off


def test_a_recovery_code_lets_in_once(play: Play, new_client: Browsers, clock: Clock, session: Session) -> None:
    _, codes = set_up(new_client().sign_in(play.cast.clerk), clock)
    client = new_client()
    page = begin(play, client).click("Use a recovery code")
    assert page.h1 == "Enter your recovery code"
    assert page.form().submit(code=codes[3].upper().replace("-", " ")).status == 303
    assert "You have 9 recovery codes left." in client.get("/account").text
    assert [entry.details for entry in entries(session, 0) if entry.act == "use recovery code"] == [{"left": 9}]
    assert begin(play, new_client()).click("Use a recovery code").form().submit(code=codes[3]).errors == [WRONG]


def test_guessing_is_made_to_wait_longer_and_longer(
    play: Play, new_client: Browsers, clock: Clock, session: Session
) -> None:
    app, codes = set_up(new_client().sign_in(play.cast.clerk), clock)
    clock.let_pass(minutes=1)
    client, waited = new_client(), WAIT
    for _ in range(3):
        page = begin(play, client)
        for _ in range(MOST_WRONG - 1):
            assert page.form().submit(code=app.wrong()).errors == [WRONG]
        minutes = int(waited.total_seconds() // 60)
        said = [f"Too many wrong codes. Wait {minutes} minutes, then try again"]
        assert page.form().submit(code=app.wrong()).errors == said
        assert page.form().submit(code=app.code()).errors == said
        assert page.form().submit(code=codes[0]).errors == said
        clock.now += waited - timedelta(seconds=1)
        assert begin(play, client).form().submit(code=app.code()).errors == [
            "Too many wrong codes. Wait 1 minute, then try again"
        ]
        clock.let_pass(seconds=1)
        waited *= 2
    assert [entry.details for entry in entries(session, 0) if entry.act == "lock second step"] == [
        {"wrong": 5}, {"wrong": 10}, {"wrong": 15},
    ]  # fmt: skip
    assert begin(play, client).form().submit(code=app.code()).status == 303
    assert session.scalars(select(SecondFactor.failures)).all() == [0]


def test_nobody_waits_longer_than_a_day(play: Play, new_client: Browsers, clock: Clock, session: Session) -> None:
    app, _ = set_up(new_client().sign_in(play.cast.clerk), clock)
    session.scalars(select(SecondFactor)).one().failures = 500 * MOST_WRONG - 1
    page = begin(play, new_client())
    assert page.form().submit(code=app.wrong()).errors == ["Too many wrong codes. Wait 1440 minutes, then try again"]
    session.expire_all()
    assert session.scalars(select(SecondFactor.locked_until)).one() == clock.now + LONGEST_WAIT


def test_wrong_codes_while_setting_up_are_counted_too(play: Play, new_client: Browsers, clock: Clock) -> None:
    client = new_client().sign_in(play.cast.clerk)
    page = client.get("/account").form("Set up a second step").submit().follow()
    app = App(page.all("//code[@class='key']")[0], clock)
    for _ in range(MOST_WRONG - 1):
        page.form().submit(code=app.wrong())
    assert page.form().submit(code=app.wrong()).errors == ["Too many wrong codes. Wait 15 minutes, then try again"]


def test_new_recovery_codes_for_a_code(play: Play, new_client: Browsers, clock: Clock) -> None:
    client = new_client().sign_in(play.cast.clerk)
    app, before = set_up(client, clock)
    clock.let_pass(minutes=1)
    page = client.get("/account").click("Get new recovery codes")
    assert page.form().submit(code="").errors == ["Enter the code"]
    after = page.form().submit(code=app.code()).all("//ul[@class='codes']//code")
    assert len(set(before) | set(after)) == 2 * RECOVERY_CODES
    assert begin(play, new_client()).form().submit(code=before[0]).errors == [WRONG]
    assert begin(play, new_client()).form().submit(code=after[0]).status == 303


def test_its_owner_removes_it_with_a_code(play: Play, new_client: Browsers, clock: Clock, session: Session) -> None:
    client = new_client().sign_in(play.cast.clerk)
    app, _ = set_up(client, clock)
    clock.let_pass(minutes=1)
    page = client.get("/account").click("Remove the second step")
    assert page.form().submit(code=app.wrong()).errors == [WRONG]
    assert page.form().submit(code=app.code()).follow().notices == ["You no longer need a code to sign in."]
    assert signed_in(new_client().sign_in(play.cast.clerk))
    assert (session.scalars(select(SecondFactor)).all(), session.scalars(select(RecoveryCode)).all()) == ([], [])
    assert entries(session, 0)[-2].act == "remove second step"


def test_a_sign_in_that_waits_is_in_no_list_and_lets_nobody_do_anything(
    play: Play, new_client: Browsers, clock: Clock, session: Session
) -> None:
    desk = new_client().sign_in(play.cast.clerk)
    set_up(desk, clock)
    half = new_client()
    begin(play, half)
    assert len(desk.get("/account").all("//p[@class='sign-ins__device']")) == 1
    with half._browser.session_transaction() as kept:
        kept["_user_id"] = kept["waiting"]
    assert not signed_in(half)
    assert len(session.scalars(select(SignIn)).all()) == 2


def test_it_is_for_whoever_runs_consultations(play: Play, client: Client) -> None:
    page = client.sign_in(play.cast.member).post("/account/second-step")
    assert page.status == 403
    assert "The second step is for whoever runs consultations." in page.text
