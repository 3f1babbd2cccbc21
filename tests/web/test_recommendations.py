"""Recommendations on screen: recorded, issued, replied to, released, ended; the list, its spreadsheet, the letters."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consult.domain.lifecycle import Stage
from consult.domain.partnership import PartnerKind
from tests import registers
from tests.client import Client
from tests.factories import COUNTY, POLICE, Play
from tests.registers import PARTNER
from tests.web.test_queries_constant import cost

TODAY = ["8", "2", "2021"]


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_from_the_meeting_to_the_panel(play: Play, new_client: Callable[[], Client], outbox: list[Any]) -> None:
    registers.partner(play)
    clerk = new_client().sign_in(play.cast.clerk)
    lead, member = new_client().sign_in(play.cast.lead), new_client().sign_in(play.cast.member)
    outbox.clear()
    where = play.url("recommendations/")
    page = clerk.get(play.url("register/")).click("Recommendations").click("Record a recommendation")
    made = page.form("Record it").submit(text=registers.TEXT, minute="12", meeting_on=TODAY).follow()
    assert "Only clerks see it until it is issued" in made.text
    assert member.get(where + "R-0001").status == 404
    corrected = made.click("Correct R-0001").form("Save changes").submit(minute="14", meeting_on=TODAY).follow()
    assert "Minute deleted: 12 end of deletion inserted: 14" in corrected.text
    page = corrected.click("Issue it")
    assert f"{PARTNER} (co-operating body)" in page.text
    issued = page.form("Issue").submit(issued_on=TODAY).follow()
    assert issued.notices == ["R-0001 issued to 3 bodies. 2 lead officers are written to."]
    assert sorted(letter.to[0] for letter in outbox) == sorted([play.cast.lead.email, play.cast.other_lead.email])
    assert outbox[0].subject == "1 recommendation to respond to by 8 March 2021"
    page = lead.get(play.url("work/")).click("Respond R-0001")
    assert page.form("Save").submit().errors == [
        "Say whether action is proposed", "Write what action is proposed, or why none is",
    ]  # fmt: skip
    page.form("Save").submit(acts="no", text="It is done already.")
    assert "It is done already." not in member.get(where + "R-0001").text
    assert "1 response to release" in clerk.get(play.url("board/")).text
    clerk.get(play.url("work/")).form("Release R-0001").submit()
    shown = member.get(where + "R-0001").text
    for words in ("No action proposed", "It is done already.", "1 of 3 responses received, 2 due by 8 March 2021"):
        assert words in shown
    closed = clerk.get(where + "R-0001").click("Close R-0001").form().submit(note="The panel is content.").follow()
    assert "Closed on 8 February 2021: The panel is content." in closed.text
    closed.click("Withdraw R-0001").form().submit(note="A mistake.")
    assert "Withdrawn on 8 February 2021: A mistake." in member.get(where + "R-0001").text


def test_a_draft_goes_to_the_lead_officer_and_back(play: Play, new_client: Callable[[], Client]) -> None:
    registers.issue(play, registers.recommend(play))
    officer, lead = new_client().sign_in(play.cast.officer), new_client().sign_in(play.cast.lead)
    page = officer.get(play.url("recommendations/R-0001")).click("Send a holding reply R-0001")
    page.form("Save").submit(text="The figures come in May.")
    page = lead.get(play.url("recommendations/R-0001")).click("Return to the officer R-0001")
    page.form().submit(reason="Say which figures.")
    page = officer.get(play.url("work/"))
    assert "Sent back by Head of Communities on 8 February 2021: Say which figures." in page.text
    page.click("Change the holding reply R-0001").form("Save").submit(text="The crime figures come in May.")
    lead.get(play.url("work/")).form("Approve R-0001").submit()
    clerk = new_client().sign_in(play.cast.clerk)
    clerk.get(play.url("recommendations/R-0001")).form("Release R-0001").submit()
    assert "holding reply on 8 February 2021" in officer.get(play.url("recommendations/R-0001")).text


def test_the_list_is_overdue_first_and_narrowed(play: Play, client: Client) -> None:
    registers.partner(play, "A trust", PartnerKind.RESPONSIBLE)
    registers.issue(play, registers.recommend(play, "Late", days_ago=60), on=play.today - timedelta(days=40))
    registers.issue(play, registers.recommend(play, "Due"))
    registers.recommend(play, "Not issued")
    client.sign_in(play.cast.member)
    page = client.get(play.url("recommendations/"))
    assert page.all("//tbody//th") == ["R-0001", "R-0002"]
    assert "Overdue by 12 days" in page.text
    narrowed = client.get(play.url("recommendations/?overdue=yes&body=A+trust"))
    assert narrowed.all("//tbody//th") == ["R-0001"]
    data = client.get(play.url("recommendations/download.csv?overdue=yes")).response.data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert [(row["Ref"], row["Addressed to"], row["Days overdue"]) for row in rows] == [
        ("R-0001", name, "12") for name in ("A trust", POLICE, COUNTY)
    ]
    assert client.get(play.url("recommendations/download.xlsx")).response.data[:2] == b"PK"
    assert client.get(play.url("search/?q=r1")).location == play.url("recommendations/R-0001")


def test_the_clerk_enters_what_came_by_letter(play: Play, client: Client) -> None:
    registers.partner(play)
    registers.issue(play, registers.recommend(play))
    client.sign_in(play.cast.clerk)
    page = client.get(play.url(f"recommendations/R-0001/{play.body(PARTNER).id}/enter"))
    page = page.form("Enter the response").submit(kind="yes", text="We shall attend.", came_on=TODAY).follow()
    for words in ("We shall attend.", "Response entered by the clerk", "received on 8 February 2021"):
        assert words in page.text


def test_who_falls_due_is_told_in_the_daily_letter(play: Play, jobs: Any, outbox: list[Any]) -> None:
    registers.issue(play, registers.recommend(play, days_ago=60), on=play.today - timedelta(days=26))
    play.session.commit()
    outbox.clear()
    for _ in range(2):
        jobs.sweep()
    told = [letter for letter in outbox if letter.to[0] == play.cast.lead.email]
    assert ["The response to recommendation R-0001 is due by 10 February 2021" in one.body for one in told] == [True]


def test_as_many_queries_however_many(app: Flask, play: Play, client: Client) -> None:
    client.sign_in(play.cast.clerk)
    for n in range(2):
        registers.issue(play, *(registers.recommend(play, key=f"{n}-{m}") for m in range(3)))
        play.session.commit()
        paths = ("/recommendations/", "/recommendations/R-0001", "/coverage/", "/work/")
        assert {path: cost(app, client, play, path) for path in paths} == dict(zip(paths, (7, 8, 7, 9), strict=True))
