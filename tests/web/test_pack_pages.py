"""The comments digest: asked for, made, taken away."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from huey import Huey
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import comments
from consult.actions import packs as actions
from consult.domain.lifecycle import Stage
from consult.store.comments import Comment
from consult.store.packs import Pack
from tests.client import Client, Page
from tests.factories import Play


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def clerk(client: Client, play: Play) -> Client:
    return client.sign_in(play.cast.clerk)


@pytest.fixture
def idle(app: Flask) -> Huey:
    """Jobs wait to be made, as where a worker is busy."""
    huey: Huey = app.extensions["consult.queue"].huey
    huey.immediate = False
    return huey


def make(clerk: Client, play: Play, kind: str = "json") -> Page:
    """The page one is led to after asking."""
    return clerk.get(play.url("packs/")).form("Make the draft").submit(format=kind).follow()


def withdraw(play: Play, comment: Comment) -> None:
    by = play.actor(play.cast.member)
    comments.withdraw(play.session, consultation=play.consultation, comment=comment, by=by, now=play.now)


def packs(session: Session) -> list[Pack]:
    session.commit()
    return list(session.scalars(select(Pack).order_by(Pack.id)))


def counts(page: Page) -> list[tuple[str, str]]:
    return list(zip(page.all("//dd[@class='counts__figure']"), page.all("//dt[@class='counts__label']"), strict=True))


def test_before_a_draft_is_published_there_is_nothing_to_make(client: Client, at: Callable[..., Play]) -> None:
    play = at(Stage.PREPARING)
    clerk = client.sign_in(play.cast.clerk)
    page = clerk.get(play.url("packs/"))
    assert page.all("//main//h2")[0] == "There is nothing to put into a pack yet"
    assert clerk.post(play.url("packs/"), {"format": "json"}).status == 403


def test_the_clerk_sees_what_would_be_printed(clerk: Client, play: Play) -> None:
    answered, approved, withdrawn = play.comment(), play.comment(), play.comment()
    play.comment()
    play.release(play.answer(answered))
    play.answer(approved)
    withdraw(play, play.again(withdrawn))
    assert counts(clerk.get(play.url("packs/"))) == [
        ("4", "received"),
        ("1", "answer to print"),
        ("2", "to print as “With the authority”"),
        ("1", "of these, waiting for you to release"),
    ]


def test_a_digest_is_made_and_taken_away(clerk: Client, play: Play, session: Session) -> None:
    play.comment(text="How many were referred?")
    page = make(clerk, play)
    assert page.h1 == "The data file is ready"
    answer = page.click("Download the data file").response
    [pack] = packs(session)
    assert (answer.status_code, answer.data) == (200, pack.data)
    assert {
        name: answer.headers[name] for name in ("Content-Type", "Content-Disposition", "ETag", "Cache-Control")
    } == {
        "Content-Type": "application/json",
        "Content-Disposition": "attachment; filename=community-safety-2021-2025-draft-2021-02-08.json",
        "ETag": f'"{hashlib.sha256(answer.data).hexdigest()}"',
        "Cache-Control": "no-store, private",
    }
    assert "How many were referred?" in json.dumps(json.loads(answer.data))
    assert play.cast.member.email not in answer.text


def test_a_digest_that_one_has_is_not_sent_again(clerk: Client, play: Play) -> None:
    url = dict(make(clerk, play).links)["Download the data file"]
    tag = clerk.get(url).response.headers["ETag"]
    again = clerk.get(url, headers={"If-None-Match": tag}).response
    assert (again.status_code, again.data) == (304, b"")


def test_a_broken_download_goes_on_where_it_stopped(clerk: Client, play: Play) -> None:
    url = dict(make(clerk, play).links)["Download the data file"]
    whole = clerk.get(url).response.data
    part = clerk.get(url, headers={"Range": "bytes=100-199"}).response
    assert (part.status_code, part.data) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert clerk.get(url, headers={"Range": f"bytes={len(whole)}-"}).status == 416


def test_the_web_page_is_a_file_to_keep_and_no_page_of_ours(clerk: Client, play: Play) -> None:
    play.comment(text="<script>alert(1)</script>")
    page = make(clerk, play, "html")
    url = dict(page.links)["Download the web page"]
    headers = clerk._browser.get(url).headers
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("text/html; charset=utf-8", "nosniff")
    assert headers["Content-Disposition"].startswith("attachment; ")


def test_all_that_was_made_is_listed_the_latest_first(clerk: Client, play: Play, session: Session) -> None:
    make(clerk, play, "json")
    play.clock.now += timedelta(hours=3)
    make(clerk, play, "html")
    rows = clerk.get(play.url("packs/")).all("//table[contains(@class, 'packs')]/tbody/tr")
    assert [re.sub(r" [\d.]+ [kM]B .*", "", row) for row in rows] == [
        "8 February 2021, midday Everything Web page –",
        "8 February 2021, 9am Everything Data file –",
    ]


def test_the_page_that_waits_says_how_far_it_has_come(clerk: Client, play: Play, session: Session, idle: Huey) -> None:
    page = make(clerk, play)
    assert (page.h1, page.title) == ("The data file is being made", "The data file is being made – consult")
    assert page.all("//*[@role='status']") == ["Waiting for its turn."]
    assert page.tree.xpath("//head/noscript/meta/@content") == ["3"]
    [pack] = packs(session)
    state = page.tree.xpath("//@data-progress")[0]
    assert state == play.url(f"packs/{pack.id}/state")
    actions.claim(session, pack.id, silent_since=play.now, now=play.now)
    actions.report(session, pack.id, "Setting page 12", attempt=1, now=play.now)
    session.commit()
    assert clerk.get(state).response.json == {"state": "making", "words": "Setting page 12"}
    assert clerk.get(state).response.headers["Cache-Control"] == "no-store"
    assert clerk.get(page.url).all("//*[@role='status']") == ["Setting page 12."]
    assert clerk.get(play.url(f"packs/{pack.id}/download")).status == 404
    idle.execute(idle.dequeue())
    assert clerk.get(state).response.json == {"state": "making", "words": "Setting page 12"}
    actions.finish(session, pack.id, attempt=1, data=b"{}", now=play.now)
    session.commit()
    assert clerk.get(state).response.json == {"state": "ready", "words": ""}
    assert clerk.get(page.url).tree.xpath("//@data-progress | //meta[@http-equiv='refresh']") == []


def test_where_nobody_begins_the_clerk_is_told(clerk: Client, play: Play, idle: Huey) -> None:
    page = make(clerk, play)
    play.clock.now += timedelta(minutes=2, seconds=1)
    assert clerk.get(page.url).all("//*[@role='status']") == [
        "Nothing has begun it yet. Tell those who run this service that its worker may have stopped."
    ]


def test_asked_twice_one_is_made(clerk: Client, play: Play, session: Session, idle: Huey) -> None:
    assert make(clerk, play).url == make(clerk, play).url
    assert len(packs(session)) == 1


def test_a_failure_says_why_and_can_be_tried_again(clerk: Client, play: Play, session: Session, idle: Huey) -> None:
    page = make(clerk, play)
    [pack] = packs(session)
    actions.claim(session, pack.id, silent_since=play.now, now=play.now)
    actions.finish(session, pack.id, attempt=1, failure="It ran out of memory.", now=play.now)
    session.commit()
    page = clerk.get(page.url)
    assert (page.h1, page.text) == (
        "The data file could not be made",
        "The data file could not be made Everything in the record, in the order of the draft. It ran out of memory. "
        "Try again",
    )
    [row] = clerk.get(play.url("packs/")).all("//table[contains(@class, 'packs')]/tbody/tr")
    assert row == (
        "8 February 2021, 9am Everything Data file – – Failed See why: the data file of 8 February 2021, 9am"
    )
    again = page.form("Try again").submit().follow()
    assert again.h1 == "The data file is being made"
    assert [one.state for one in packs(session)] == ["failed", "queued"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [({"format": "exe"}, "Select one of the options"), ({"order": "size"}, "Select one of the options")],
)
def test_what_is_not_offered_is_not_made(
    clerk: Client, play: Play, session: Session, chosen: dict[str, Any], said: str
) -> None:
    page = clerk.post(play.url("packs/"), chosen)
    assert (page.errors, packs(session)) == ([said], [])


def test_a_draft_is_made_of_what_is_chosen(clerk: Client, play: Play, session: Session) -> None:
    play.release(play.answer(play.comment(text="Answered long ago.")))
    play.comment(text="Nobody has answered this.")
    form = clerk.get(play.url("packs/")).form("Make the draft")
    page = form.submit(format="html", only_unanswered="y", large_print="y", order="authority").follow()
    [pack] = packs(session)
    assert pack.options == {"order": "authority", "only_unanswered": True, "large_print": True}
    assert "By responsible authority, only what is unanswered, large print." in page.text
    made = clerk._browser.get(dict(page.links)["Download the web page"]).get_data(as_text=True)
    assert ("Nobody has answered this." in made, "Answered long ago." in made) == (True, False)


def test_the_data_file_is_the_whole_record_whatever_is_chosen(clerk: Client, play: Play, session: Session) -> None:
    clerk.get(play.url("packs/")).form("Make the draft").submit(format="json", only_unanswered="y")
    assert [pack.options for pack in packs(session)] == [{}]


def test_how_long_it_will_be_is_worked_out_without_making_it(clerk: Client, play: Play, session: Session) -> None:
    for n in range(12):
        play.comment(text=f"Comment {n}. " + "It says a good deal about what is written there. " * 30)
    page = clerk.get(play.url("packs/")).form("Work out the pages").submit(large_print="y")
    [total] = page.all("//*[@data-length-total]")
    each = page.tree.xpath("//@data-length")
    assert packs(session) == []
    said = clerk.get(play.url("packs/length?order=draft&part=1&large_print=y")).response.json
    assert (said["words"], sorted(said["each"])) == (total, sorted(each))
    pages = {name: int(words.split()[1]) for name, words in said["each"].items()}
    plain = clerk.get(play.url("packs/length?order=draft&part=1")).response.json["words"]
    assert int(plain.split()[1]) < pages["large_print"] == int(total.split()[1])
    assert pages["part-2"] < pages["only_unanswered"] == pages["order-draft"]


def test_it_is_stopped_and_nothing_comes_of_it(clerk: Client, play: Play, session: Session, idle: Huey) -> None:
    page = make(clerk, play)
    back = page.form("Stop making it").submit().follow()
    idle.execute(idle.dequeue())
    [pack] = packs(session)
    assert (back.notices, pack.state, pack.data) == (["It is not made any further."], "cancelled", None)
    assert clerk.get(page.url).h1 == "The data file was stopped"
    again = clerk.get(page.url).form("Make it again").submit().follow()
    assert again.h1 == "The data file is being made"


def test_those_that_wait_are_told_how_many_are_before_them(clerk: Client, play: Play, idle: Huey) -> None:
    make(clerk, play, "json")
    make(clerk, play, "html")
    assert make(clerk, play, "csv").all("//*[@role='status']") == ["Waiting for its turn: 2 papers are made before it."]


def test_whoever_asked_is_told_by_email_when_it_is_ready(
    clerk: Client, play: Play, outbox: list[Any], app: Flask
) -> None:
    page = make(clerk, play, "csv")
    [letter] = outbox
    assert (letter.to, letter.subject) == (
        [play.cast.clerk.email],
        f"The comments digest is ready: {play.consultation.title}",
    )
    assert letter.body.rstrip().endswith(page.url)


@pytest.mark.parametrize("who", ["member", "lead", "observer"])
def test_a_draft_is_there_for_clerks_alone(clerk: Client, play: Play, who: str) -> None:
    url = dict(make(clerk, play).links)["Download the data file"]
    clerk.sign_out()
    assert clerk.sign_in(getattr(play.cast, who)).get(url).status == 404


def test_a_download_goes_on_only_where_the_file_is_the_same(clerk: Client, play: Play) -> None:
    url = dict(make(clerk, play).links)["Download the data file"]
    tag = clerk.get(url).response.headers["ETag"]
    same = clerk.get(url, headers={"Range": "bytes=10-", "If-Range": tag}).response
    other = clerk.get(url, headers={"Range": "bytes=10-", "If-Range": '"another"'}).response
    assert (same.status_code, other.status_code, other.data[10:]) == (206, 200, same.data)


def test_the_digest_of_another_consultation_is_not_found_here(clerk: Client, play: Play, session: Session) -> None:
    pack = Pack(consultation_id=2, format="json", requested_at=play.now)
    session.add(pack)
    session.commit()
    for path in ("", "/state", "/download"):
        assert clerk.get(play.url(f"packs/{pack.id}{path}")).status == 404
