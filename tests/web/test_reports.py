"""A representative's report and the consultation statement: asked for, made, taken away, and by whom."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from flask import Flask
from huey import Huey
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import packs as actions
from consult.domain.lifecycle import Stage
from consult.jobs.queue import Queue
from consult.store.packs import Pack
from tests.client import Client, Page
from tests.factories import Play

PDF, WORD = "Make the PDF", "Make a Word document"
New = Callable[[], Client]


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def idle(app: Flask) -> Huey:
    """Jobs wait to be made, as where a worker is busy."""
    huey: Huey = app.extensions["consult.queue"].huey
    huey.immediate = False
    return huey


def packs(session: Session) -> list[Pack]:
    session.commit()
    return list(session.scalars(select(Pack).order_by(Pack.id)))


def lines(page: Page) -> list[str]:
    """The paragraphs of the Word document behind the page's link."""
    data = page.click("Download the Word document").response.data
    return [" ".join(line.text.split()) for line in docx.Document(io.BytesIO(data)).paragraphs]


def report(client: Client, play: Play) -> Page:
    return client.get(play.url("mine/")).click("Make your report to your council")


def test_a_member_makes_their_report_from_their_contribution(
    play: Play, client: Client, jobs: Queue, outbox: list[Any]
) -> None:
    play.release(play.answer(play.comment(on="1", text="Who counts them?"), "The council does."))
    page = report(client.sign_in(play.cast.member), play)
    assert page.h1 == "Report to your council"
    filled = page.form(WORD).values
    assert (filled["council"], filled["committee"]) == ("Norwich City Council", "Scrutiny committee")
    made = page.form(WORD).submit(
        item_number="6", view="It is worth it.",
        meeting_on=["18", "3", "2021"],
    ).follow()  # fmt: skip
    assert made.h1 == "The Word document is ready"
    words = lines(made)
    assert words[:4] == [
        "Norwich City Council", "Scrutiny committee", "Item No 6",
        "Report for meeting to be held on Thursday 18 March 2021",
    ]  # fmt: skip
    assert "It is worth it." in words[-1]
    assert [one for one in words if "The council does." in one] == ["The council does."]
    jobs.sweep()
    assert outbox[-1].body.count(made.url) == 1


def test_what_was_said_at_its_front_is_remembered(play: Play, client: Client, idle: Huey) -> None:
    page = report(client.sign_in(play.cast.member), play)
    page.form(PDF).submit(committee="Overview and scrutiny committee", view="Mine.", contact_email="office@example.org")
    again = report(client, play)
    values = again.form(PDF).values
    assert (values["committee"], values["view"], values["contact_email"]) == (
        "Overview and scrutiny committee", "Mine.", "office@example.org",
    )  # fmt: skip
    assert again.all("//table/tbody/tr/td[1]") == ["PDF"]


def test_what_is_missing_or_wrong_is_said(play: Play, client: Client, session: Session) -> None:
    page = report(client.sign_in(play.cast.member), play)
    answer = page.form(PDF).submit(council="", summary="", contact_email="office")
    assert answer.errors == [
        "Enter the council the report goes to",
        "Enter a summary",
        "Enter an email address in the correct format, like name@example.org",
    ]
    assert client.post(page.url, {**page.form(PDF).values, "format": "html"}).errors == ["Select one of the options"]
    assert packs(session) == []


def test_who_has_said_nothing_is_told_what_to_do(play: Play, client: Client, new_client: New) -> None:
    page = report(client.sign_in(play.cast.member), play)
    assert "You have not said or asked anything yet" in page.text
    assert page.click("Read the draft and comment on it").status == 200
    clerk = new_client().sign_in(play.cast.clerk)
    theirs = clerk.get(page.url)
    assert "This member has not said or asked anything yet" in theirs.text
    assert theirs.click("Remind them from the board").status == 200
    play.comment()
    assert "anything yet" not in client.get(page.url).text


def test_before_a_draft_is_published_there_is_nothing_to_report(at: Callable[..., Play], client: Client) -> None:
    play = at(Stage.PREPARING)
    page = client.sign_in(play.cast.member).get(play.url(f"reports/{play.cast.member.id}"))
    assert (page.all("//main//h2"), page.buttons) == (["There is nothing to report yet"], [])
    assert "Make your report" not in client.get(play.url("mine/")).html


def test_the_clerk_makes_any_members_report(play: Play, client: Client, session: Session, idle: Huey) -> None:
    play.comment(by=play.cast.other_member)
    page = client.sign_in(play.cast.clerk).get(play.url("packs/")).click("Members’ reports to their councils")
    assert page.h1 == "Reports to councils"
    assert page.all("//li[@class='people__person']/div[@class='people__who']") == [
        "Co-opted member, voluntary sector",
        "Member for Breckland District Council Breckland District Council",
        "Chair of the scrutiny sub-panel Norfolk County Council",
        "Member for Norwich City Council Norwich City Council",
    ]
    form = page.click(f"Make the report of {play.cast.other_member.name}")
    assert form.h1 == "Report of Member for Breckland District Council"
    made = form.form(PDF).submit().follow()
    assert made.h1 == "The PDF is being made"
    [pack] = packs(session)
    assert (pack.paper, pack.person_id, pack.requested_by_id) == (
        "report", play.cast.other_member.id, play.cast.clerk.id,
    )  # fmt: skip
    waiting = made.tree.xpath("//@data-progress")[0]
    assert client.get(waiting).response.json == {"state": "queued", "words": "Waiting for its turn"}


def test_a_members_report_is_theirs_and_the_clerks(
    play: Play, client: Client, new_client: New, session: Session
) -> None:
    page = report(client.sign_in(play.cast.member), play)
    url = page.form(WORD).submit().follow().url
    assert client.get(f"{url}/download").status == 200
    others = {who: new_client().sign_in(getattr(play.cast, who)) for who in ("chair", "observer", "lead", "clerk")}
    answers = {who: [one.get(path).status for path in (url, f"{url}/state", f"{url}/download", page.url)]
               for who, one in others.items()}  # fmt: skip
    assert answers == {"chair": [404] * 4, "observer": [403] * 4, "lead": [403] * 4, "clerk": [200] * 4}
    own = play.url(f"reports/{play.cast.chair.id}/made/{packs(session)[0].id}")
    assert others["chair"].get(own).status == 404


def adopted(play: Play) -> None:
    play.release(play.answer(play.comment(on="1", text="Who counts them?"), "The council does."))
    play.close()
    play.adopt()
    play.session.commit()


def test_before_adoption_the_statement_says_what_is_missing(play: Play, client: Client, new_client: New) -> None:
    comment = play.comment()
    clerk = client.sign_in(play.cast.clerk)
    refusals = [clerk.get(play.url("statement/")).text]
    play.close()
    refusals.append(clerk.post(play.url("statement/"), {"format": "pdf"}).follow().notices[0])
    play.release(play.answer(comment))
    last = clerk.get(play.url("statement/"))
    assert [text.partition("adopted. ")[2] for text in (*refusals, last.text)] == [
        "The commenting window closes at 5pm on Friday 19 February 2021.",
        "1 item has no released answer yet.",
        "Every item has its answer: record the adoption. Record the adoption",
    ]
    assert last.click("Record the adoption").status == 200
    assert new_client().sign_in(play.cast.observer).get(play.url("statement/")).buttons == []


def test_once_made_the_statement_is_read_by_everybody_here(play: Play, client: Client, new_client: New) -> None:
    adopted(play)
    reader = new_client().sign_in(play.cast.observer)
    assert "The clerk makes it." in reader.get(play.url("statement/")).text
    clerk = client.sign_in(play.cast.clerk).get(play.url("packs/"))
    statement = clerk.click("The consultation statement: you said, we did")
    page = statement.form("Make a Word document").submit().follow()
    assert page.h1 == "The Word document is ready"
    first = reader.get(play.url()).click("Consultation statement: you said, we did").click("Download the Word document")
    assert first.response.headers["Content-Disposition"].endswith("-consultation-statement-2021-03-30.docx")
    client.get(play.url("statement/")).form("Make a Word document").submit()
    assert (reader.get(first.url).status, client.get(first.url).status) == (404, 200)
    words = lines(reader.get(play.url("statement/")))
    assert [one for one in words if one in {"Who counts them?", "The council does."}] == [
        "Who counts them?", "The council does.",
    ]  # fmt: skip


def test_a_statement_that_failed_says_why(play: Play, client: Client, session: Session, idle: Huey) -> None:
    adopted(play)
    page = client.sign_in(play.cast.clerk).get(play.url("statement/")).form(PDF).submit().follow()
    [pack] = packs(session)
    actions.claim(session, pack.id, silent_since=play.now, now=play.now)
    actions.finish(session, pack.id, attempt=1, failure="It ran out of memory.", now=play.now)
    session.commit()
    page = client.get(page.url)
    assert (page.h1, page.text) == (
        "The PDF could not be made", "The PDF could not be made It ran out of memory. Go back and make it again",
    )  # fmt: skip
