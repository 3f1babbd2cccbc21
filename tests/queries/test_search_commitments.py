"""Requests, undertakings and what was supplied are found by those who may read them."""

from collections.abc import Callable

import pytest

from consult.actions import exempting, rejecting
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.domain.rejections import Rejection
from consult.domain.searching import Matter, terms_of
from consult.queries import search
from consult.store.people import Person
from tests.client import Client
from tests.factories import Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def found(play: Play, words: str, matter: Matter, by: Person) -> int:
    play.session.flush()
    return len(search.found(play.session, play.consultation, play.actor(by), terms_of(words), matter))


def test_what_is_asked_and_supplied(play: Play) -> None:
    asked = play.request("A breakdown of referrals by ward")
    supply = play.supply(asked, "Forty-one in Mancroft.", by=play.cast.officer)
    cast = play.cast
    assert found(play, "referral ward", Matter.COMMITMENTS, cast.observer) == 1
    seen = {who: found(play, "mancroft", Matter.SUPPLIES, getattr(cast, who)) for who in ("observer", "clerk", "lead")}
    assert seen == {"observer": 0, "clerk": 0, "lead": 1}
    supply = play.supply(asked, "Forty-one in Mancroft.", revision=1)
    assert found(play, "mancroft", Matter.SUPPLIES, cast.clerk) == 1
    play.release_supply(asked, supply)
    assert found(play, "mancroft", Matter.SUPPLIES, cast.observer) == 1


def test_a_promise_in_an_exempt_answer_is_as_exempt(play: Play) -> None:
    question = play.ask()
    answer = play.release(play.answer(question, "We will pay the tapir by March."))
    play.undertake(answer, "We will pay the tapir by March.")
    clerk, cast = play.actor(play.cast.clerk), play.cast
    assert found(play, "tapir", Matter.COMMITMENTS, cast.observer) == 1
    exempting.exempt(
        play.session, consultation=play.consultation, matter=exempting.Matter(play.again(question), answer),
        sealed=Sealed(3, "The price is being settled."), by=clerk, now=play.now,
    )  # fmt: skip
    who = ("observer", "member", "other_officer", "officer", "clerk")
    assert [found(play, "tapir", Matter.COMMITMENTS, getattr(cast, one)) for one in who] == [0, 1, 0, 1, 1]


def test_what_was_rejected_is_not_found(play: Play) -> None:
    asked = play.request("tapir")
    rejecting.reject(
        play.session, consultation=play.consultation, item=asked, reason=Rejection.OFFENSIVE,
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert found(play, "tapir", Matter.COMMITMENTS, play.cast.clerk) == 0


def test_a_reference_leads_straight_to_it(play: Play, client: Client) -> None:
    play.request()
    client.sign_in(play.cast.observer)
    assert client.get(play.url("search/?q=ir1")).location == play.url("register/IR-0001")
    assert client.get(play.url("search/?q=U-1")).location == ""
    page = client.get(play.url("search/?q=breakdown"))
    assert ("Requests and undertakings" in page.text, "IR-0001" in page.text) == (True, True)
