"""The privacy notice comes before the first words and loses none; everybody can take away what is held about them."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consult.actions import people
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.store.comments import Comment
from consult.store.people import Person
from consult.store.privacy import PrivacyRead
from consult.store.unsent import Unsent
from tests.client import Client
from tests.factories import NORWICH, Play, address

At, NewClient = Callable[[Stage], Play], Callable[[], Client]


def newcomer(play: Play, email: str = "new@example.org") -> Person:
    """Somebody just invited, who has not read the notice."""
    row = people.invite(
        play.session, consultation=play.consultation, email=email, name="Member for Norwich, new", role=Role.MEMBER,
        body=NORWICH, by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    return play.session.get_one(Person, row.person_id)


def places(play: Play) -> list[str]:
    """Where a member begins to write."""
    return [
        f"comments/write?paragraph={play.paragraph('1').id}", "comments/write", "questions/ask?section=0",
        "register/request", "incoming/", "declaration/",
    ]  # fmt: skip


def test_it_is_shown_once_before_the_first_words_and_leads_on_to_them(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(newcomer(play))
    wanted = play.url(places(play)[0])
    assert client.get(play.url("comments/")).status == 200, "reading asks for nothing"
    for place in places(play):
        assert client.get(play.url(place)).location.startswith(play.url("privacy?next=")), place
    page = client.get(wanted).follow()
    assert page.h1 == "Before you write"
    assert "Norfolk Countywide Community Safety Partnership is responsible" in page.text
    assert "until 92 days after the strategy is adopted" in page.text
    there = page.form("Continue").submit()
    assert (there.status, there.location) == (303, wanted)
    form = there.follow()
    assert form.h1.startswith("Comment on")
    assert form.click("privacy notice").h1 == "Privacy notice", "and no button the second time"
    assert client.get(play.url("questions/ask")).status == 200


def test_words_that_come_from_a_form_opened_before_are_not_held_up(at: At, client: Client, session: Session) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    form = client.get(play.url("comments/write")).form("Send comment")
    session.execute(delete(PrivacyRead))
    sent = form.submit(text="Said before.", stance="observation", interest="none")
    assert sent.status == 303
    assert session.scalars(select(Comment.text)).all() == ["Said before."]
    kept = client.post(play.url("unsent/save?kind=comment"), {"text": "half a sen", "revision": "0"})
    assert kept.status == 200
    assert [row.words["text"] for row in session.scalars(select(Unsent))] == ["half a sen"]


def test_who_cannot_write_is_told_why_and_not_led_away(at: At, new_client: NewClient) -> None:
    play = at(Stage.RESPONDING)
    refused = new_client().sign_in(newcomer(play)).get(play.url("comments/write"))
    assert (refused.status, refused.h1) == (403, "You cannot do this now")
    officer = new_client().sign_in(play.cast.officer)
    assert officer.get(play.url("comments/write")).status == 403
    page = officer.get(play.url("privacy"))
    assert (page.h1, page.tree.xpath("//main//form")) == ("Privacy notice", [])


@pytest.mark.parametrize("where", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", ""])
def test_it_leads_nowhere_else(at: At, client: Client, where: str) -> None:
    play = at(Stage.OPEN)
    client.sign_in(newcomer(play))
    done = client.post(play.url(f"privacy?next={where}"))
    assert (done.status, done.location) == (303, play.url(""))


def test_the_clerk_puts_it_in_their_own_words(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url("settings/")).click("Change: privacy notice")
    said = page.form("Save").submit(words="We are <b>careful</b>.\n\nAsk our data protection officer.").follow()
    assert "The privacy notice is saved." in said.notices
    member = new_client().sign_in(play.cast.member)
    told = member.get(play.url("privacy"))
    assert told.text.startswith(
        "Privacy notice We are <b>careful</b>. Ask our data protection officer. Norfolk Countywide"
    )
    assert "We are" not in member.get("/privacy").text


def test_an_installation_names_who_is_responsible(client: Client, app: Any) -> None:
    named = {"controller": "Norfolk County Council", "privacy_contact": "dpo@council.example"}
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], **named)
    text = client.get("/privacy").text
    assert "Norfolk County Council is responsible" in text
    assert "dpo@council.example" in text


def test_your_data_are_yours_alone(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    play.comment(text="heron-said")
    play.comment(text="egret-said", by=play.cast.chair)
    member = new_client().sign_in(play.cast.member)
    page = member.get("/account").click("Download everything that is held about you")
    data = page.click("Download the data, for a program (JSON)")
    assert data.response.headers["Content-Disposition"] == "attachment; filename=your-data.json"
    assert "no-store" in data.response.headers["Cache-Control"]
    held = json.loads(data.html)
    assert [one["text"] for one in held["consultations"][0]["comments"]] == ["heron-said"]
    (href,) = page.tree.xpath("//a[text()='Download a page to read']/@href")
    read = member._browser.get(href).get_data(as_text=True)  # a file, not a page of ours
    assert ("heron-said" in read, "egret-said" in read, address("chair") in read) == (True, False, False)
    assert member.get("/your-data/pdf").status == 404
    assert new_client().get("/your-data/json").location == "/sign-in"
