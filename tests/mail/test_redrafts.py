"""One letter to each member when a new version is published: what changed where they spoke, what became of their comments."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.actions import comments
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import Stage
from tests.actions.test_redrafts import rewritten
from tests.client import Client
from tests.factories import Play, address

REDRAFT = rewritten(of={"5": "Two officers are paid for until 2025."})


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """The member's C-0001 is answered, C-0002 loses its words; the chair supports C-0001 and nobody has heard the other."""
    play = at(Stage.OPEN)
    answered = play.comment(on="1", text="heron")
    play.comment(on="5", quote="More work is needed", text="lapwing")
    chair = play.actor(play.cast.chair)
    comments.support(play.session, consultation=play.consultation, comment=answered, by=chair, now=play.now)
    play.release(play.answer(answered, disposition=Disposition.NOTED))
    return play


def publish(play: Play, client: Client) -> None:
    """As the clerk does it in a browser."""
    version = play.check(REDRAFT)
    play.session.commit()
    client.sign_in(play.cast.clerk)
    client.post(play.url(f"import/{version.id}/comments/C-0002/accept"))
    page = client.post(play.url(f"import/{version.id}/publish"), {"revision": "0"})
    assert page.location == play.url("draft/")


def test_each_member_who_spoke_or_supports_is_told_once(play: Play, client: Client, outbox: list[Any]) -> None:
    outbox.clear()
    publish(play, client)
    told = {letter.to[0]: letter.body for letter in outbox}
    assert [letter.subject for letter in outbox] == ["Version 2 of the draft: what became of your comments"] * 2
    assert set(told) == {address("member"), address("chair")}


def test_what_it_says(play: Play, client: Client, outbox: list[Any]) -> None:
    outbox.clear()
    publish(play, client)
    mine = next(letter.body for letter in outbox if letter.to == [address("member")])
    theirs = next(letter.body for letter in outbox if letter.to == [address("chair")])
    base = f"http://127.0.0.1:8000{play.url('')}"
    lines = [" ".join(line.split()) for line in mine.splitlines() if line.strip()]
    assert lines[lines.index("What changed in the sections you spoke on:") :][:3] == [
        "What changed in the sections you spoke on:",
        "2 County Lines: 2 changes",  # one paragraph deleted, one new
        f"{base}versions/1/2?section=section-3",
    ]
    assert lines[lines.index("Your comments:") :][:7] == [
        "Your comments:",
        "C-0001 Noted",
        "now on Prevent, paragraph 1",
        f"{base}comments/C-0001",
        "C-0002 With the authority",
        "its words are no longer in the draft",
        f"{base}comments/C-0002",
    ]
    assert "Nothing changed in the sections you spoke on." in theirs
    assert "Comments you support:" in theirs
    assert "C-0002" not in theirs
