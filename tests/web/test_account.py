"""Your account: where one is signed in, and how that ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consult.actions import people
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.domain.signing_in import SEEN_EVERY, Limits
from consult.jobs.queue import Queue
from consult.queries import people as queries
from consult.store.accounts import Identity, SignIn
from tests.actions.records import Entry, entries
from tests.client import Client
from tests.conftest import Clock
from tests.factories import COUNTY, NORWICH, Play, address

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
TABLET = (
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
Browsers = Callable[[], Client]


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def limited(app: Flask) -> Limits:
    """People stay signed in as long as they do where nothing is set."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], sign_ins=Limits())
    return Limits()


def browser(new_client: Browsers, user_agent: str) -> Client:
    client = new_client()
    client._browser.environ_base["HTTP_USER_AGENT"] = user_agent
    return client


def signed_in(client: Client) -> bool:
    return client.get("/").location != "/sign-in"


def places(client: Client) -> list[str]:
    return client.get("/account").all("//p[@class='sign-ins__device']")


def test_every_device_is_listed_and_can_be_signed_out(
    play: Play, new_client: Browsers, clock: Clock, session: Session
) -> None:
    desk, tablet = browser(new_client, FIREFOX), browser(new_client, TABLET)
    desk.sign_in(play.cast.member)
    clock.let_pass(minutes=20)
    tablet.sign_in(play.cast.member)
    new_client().sign_in(play.cast.chair)
    assert places(desk) == ["Safari on iPad", "Firefox on Windows (this device)"]
    page = desk.get("/account")
    assert "Signed in by a link at 9:20am on Monday 8 February 2021. Last used at about 9:20am" in page.text
    words = "Sign out there on Safari on iPad, signed in at 9:20am on Monday 8 February 2021"
    ended = page.form(words).submit().follow()
    assert ended.notices == ["You are signed out there."]
    assert (signed_in(desk), signed_in(tablet)) == (True, False)
    member = play.cast.member.id
    assert entries(session, 0)[-1] == Entry("end sign-in", f"person {member}", member, {"device": "Safari on iPad"})


def test_all_others_at_once(play: Play, new_client: Browsers, session: Session) -> None:
    one, two, three, other = (new_client() for _ in range(4))
    for client in (one, two, three):
        client.sign_in(play.cast.member)
    other.sign_in(play.cast.chair)
    page = one.get("/account").form("Sign out everywhere else").submit().follow()
    assert page.notices == ["You are signed out everywhere else."]
    assert [signed_in(client) for client in (one, two, three, other)] == [True, False, False, True]
    assert entries(session, 0)[-1].details == {"ended": 2}
    assert "Sign out everywhere else" not in page.buttons


def test_somebody_elses_cannot_be_ended(play: Play, new_client: Browsers, session: Session) -> None:
    member, chair = new_client().sign_in(play.cast.member), new_client().sign_in(play.cast.chair)
    theirs = session.scalars(select(SignIn.id).where(SignIn.person_id == play.cast.member.id)).one()
    assert chair.post(f"/account/sign-ins/{theirs}/end").status == 404
    assert signed_in(member)
    assert member.post(f"/account/sign-ins/{theirs}/end").location == "/account"
    assert not signed_in(member)


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(
    play: Play, new_client: Browsers, session: Session
) -> None:
    client, thief = new_client().sign_in(play.cast.member), new_client()
    stolen = client.cookies["consult"].value
    client.sign_out()
    thief._browser.set_cookie("consult", stolen, domain="localhost")
    assert thief.get(play.url()).location == "/sign-in"
    member = play.cast.member.id
    assert entries(session, 0)[-1] == Entry("sign out", f"person {member}", member, {})
    assert session.scalars(select(SignIn.id)).all() == []


def test_signing_in_leaves_nothing_of_the_session_before(play: Play, new_client: Browsers) -> None:
    """Whoever had set the browser's session, or its form's token, does not share what follows."""
    client = new_client()
    before = client.token()
    with client._browser.session_transaction() as kept:
        kept["planted"] = "yes"
    planted = client.cookies["consult"].value
    client.sign_in(play.cast.member)
    with client._browser.session_transaction() as kept:
        assert "planted" not in kept
        first = kept["_user_id"]
    assert client.post("/sign-out", {"csrf_token": before}, token=False).status == 400
    attacker = new_client()
    attacker._browser.set_cookie("consult", planted, domain="localhost")
    assert not signed_in(attacker)
    client.sign_in(play.cast.member)
    with client._browser.session_transaction() as kept:
        assert kept["_user_id"] != first


def test_the_database_holds_no_token(play: Play, client: Client, session: Session) -> None:
    client.sign_in(play.cast.member)
    with client._browser.session_transaction() as kept:
        token = kept["_user_id"]
    row = session.scalars(select(SignIn)).one()
    assert len(token) >= 43
    assert token not in str(vars(row))


def test_twelve_hours_without_a_page(play: Play, client: Client, clock: Clock, limited: Limits) -> None:
    client.sign_in(play.cast.member)
    for _ in range(3):
        clock.now += limited.idle - timedelta(microseconds=1)
        assert signed_in(client)
    clock.now += limited.idle
    assert not signed_in(client)
    assert places(client.sign_in(play.cast.member)) == ["Another device (this device)"]


def test_seven_days_in_any_case(play: Play, client: Client, clock: Clock, limited: Limits) -> None:
    client.sign_in(play.cast.member)
    for _ in range(27):
        clock.let_pass(hours=6)
        assert signed_in(client)
    clock.let_pass(hours=6)
    assert not signed_in(client)


def test_that_somebody_was_here_is_written_at_most_every_five_minutes(
    play: Play, client: Client, clock: Clock, session: Session
) -> None:
    def last_seen() -> Any:
        session.rollback()
        return session.scalars(select(SignIn.last_seen_at)).one()

    client.sign_in(play.cast.member)
    began = clock.now
    clock.now += SEEN_EVERY - timedelta(microseconds=1)
    client.get(play.url())
    assert last_seen() == began
    clock.now += timedelta(microseconds=1)
    client.get(play.url())
    assert last_seen() == clock.now
    clock.let_pass(minutes=6)
    page = client.get("/letters")
    clock.let_pass(minutes=6)
    page.form().submit()
    assert last_seen() == clock.now


def test_time_ends_rows_too(
    play: Play, client: Client, clock: Clock, session: Session, limited: Limits, jobs: Queue
) -> None:
    client.sign_in(play.cast.member)
    clock.now += limited.idle - timedelta(seconds=1)
    jobs.sweep()
    assert len(session.scalars(select(SignIn.id)).all()) == 1
    clock.let_pass(seconds=1)
    session.rollback()
    jobs.sweep()
    assert session.scalars(select(SignIn.id)).all() == []


@pytest.mark.parametrize(
    ("role", "body", "ends"), [(Role.CHAIR, NORWICH, True), (Role.CLERK, "", True), (Role.MEMBER, NORWICH, False)]
)
def test_another_part_in_the_consultation_signs_out(
    play: Play, client: Client, role: Role, body: str, ends: bool
) -> None:
    client.sign_in(play.cast.member)
    people.invite(
        play.session, consultation=play.consultation, email=address("member"), name="", role=role, body=body,
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert signed_in(client) is not ends


def test_a_part_elsewhere_or_of_ones_own_making_signs_nobody_out(play: Play, new_client: Browsers) -> None:
    outsider, clerk = new_client().sign_in(play.cast.outsider), new_client().sign_in(play.cast.clerk)
    for email in (address("outsider"), address("clerk")):
        people.invite(
            play.session, consultation=play.consultation, email=email, name="", role=Role.OFFICER, body=COUNTY,
            by=play.actor(play.cast.clerk), now=play.now,
        )  # fmt: skip
    assert (signed_in(outsider), signed_in(clerk)) == (True, True)


def test_being_made_a_clerk_by_the_operator_signs_out(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    people.appoint_clerk(play.session, email=address("member"), name="", now=play.now)
    assert not signed_in(client)


def test_the_way_there_is_ones_name_on_every_page(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    page = client.get(play.url("comments/")).click("Your account: signed in as Member for Norwich City Council")
    assert (page.h1, page.url) == ("Your account", "/account")
    assert address("member") in page.text
    assert "Second step" not in page.text


def test_a_limit_counts_what_belongs_to_one_customer() -> None:
    assert people.network_of("192.0.2.7") == "192.0.2.7"
    assert people.network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert people.network_of("2001:db8:1:2:3:4:5:6") == people.network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert people.network_of("2001:db8:1:3::1") != people.network_of("2001:db8:1:2::1")
    assert people.network_of("") == ""


def test_whoever_came_through_a_provider_counts_as_having_signed_in(play: Play) -> None:
    assert play.cast.chair.id not in queries.signed_in(play.session, play.consultation)
    play.session.add(Identity(issuer="https://x", subject="1", person_id=play.cast.chair.id, bound_at=play.now))
    assert play.cast.chair.id in queries.signed_in(play.session, play.consultation)


def test_an_autosave_of_somebody_signed_out_elsewhere_is_kept(
    play: Play, new_client: Browsers, session: Session
) -> None:
    client = new_client().sign_in(play.cast.member)
    form = client.get(play.url("comments/write")).form("Send comment")
    session.execute(update(SignIn).values(began_at=play.now - timedelta(days=5000)))
    answer = form.submit(text="Kept although signed out")
    assert answer.location == "/sign-in"
    client.sign_in(play.cast.member)
    assert "Kept although signed out" in client.get(play.url("unsent/")).text
