"""Requests, undertakings, supplies and the register as people use them."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from consult.actions import exempting, rejecting
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.domain.rejections import Rejection
from consult.domain.supplied_files import FileBrought
from tests.client import Client
from tests.factories import COUNTY, POLICE, Play

ANSWER = "Thank you. We will supply the breakdown of referrals. We will train every lead."
CSV = b"year,referrals\r\n2019,41\r\n"


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def due(play: Play, days: int) -> dict[str, str]:
    day = play.today + timedelta(days=days)
    return {"due": [str(day.day), str(day.month), str(day.year)]}  # type: ignore[dict-item]


def test_a_member_asks_changes_and_withdraws(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    page = client.get(play.url("register/")).click("Ask for information")
    form = page.form("Send request")
    refused = form.submit()
    assert refused.errors == [
        "Write what you ask for", "Choose which authority is asked", "Give the date by which the panel is to have it",
    ]  # fmt: skip
    county = str(play.body(COUNTY).id)
    assert form.submit(text="A breakdown", authority=county, **due(play, 0)).errors == [
        "The date must be in the future"
    ]
    sent = {"text": "A breakdown of referrals", "authority": county, **due(play, 10)}
    asked = form.submit(**sent).follow()
    assert form.submit(**sent).follow().h1 == asked.h1 == "Information request IR-0001"
    assert "Requested from Norfolk County Council for 18 February 2021" in asked.text
    changed = asked.click("Change IR-0001").form("Save changes").submit(text="By ward", **due(play, 10)).follow()
    assert (changed.notices, "By ward" in changed.text) == (["Information request IR-0001 changed."], True)
    gone = changed.click("Withdraw IR-0001").form().submit().follow()
    assert ("By ward" in gone.text, gone.all("//article//*[contains(@class, 'tag')]")) == (False, ["Withdrawn"])


def test_information_is_asked_for_about_an_answer(play: Play, client: Client) -> None:
    play.release(play.answer(play.ask(of=(POLICE,), about="Prevent"), "It costs little."))
    client.sign_in(play.cast.member)
    page = client.get(play.url("questions/Q-0001")).click("Ask for information Q-0001")
    asked = page.form("Send request").submit(text="What does it cost, by year?", **due(play, 5)).follow()
    assert ("Asked about Q-0001" in asked.text, "to Norfolk Constabulary" in asked.text) == (True, True)


def test_an_authority_supplies_with_files_and_the_clerk_releases(play: Play, new_client: Callable[[], Client]) -> None:
    play.request()
    officer, lead, clerk, member = new_client(), new_client(), new_client(), new_client()
    officer.sign_in(play.cast.officer)
    page = officer.get(play.url("work/")).click("Supply it IR-0001")
    form = page.form("Save")
    assert form.submit(text="Attached.").errors == [
        "Say whether this is all of it", "Say whether the information is depersonalised",
    ]  # fmt: skip
    whole = {"text": "The breakdown is attached.", "complete": "all", "depersonalised": "yes"}
    assert form.submit(**whole).errors[0].startswith("It can be supplied only where it is not likely to prejudice")
    refused = form.submit(**whole, no_prejudice="y", files=(io.BytesIO(b"MZ"), "virus.exe"))
    assert refused.errors == ["“virus.exe” cannot be taken. PDF, Excel (.xlsx), CSV and Word (.docx) files can"]
    kept = form.submit(**whole, no_prejudice="y", files=(io.BytesIO(CSV), "..\\Referrals.CSV")).follow()
    assert "It waits for your lead officer to approve it." in kept.notices[0]
    member.sign_in(play.cast.member)
    url = play.url("register/IR-0001")
    assert "The breakdown is attached." not in member.get(url).text
    file = next(href for words, href in kept.links if words == "Referrals.csv")
    assert member.get(file).status == 404
    lead.sign_in(play.cast.lead)
    lead.get(url).form("Approve IR-0001").submit()
    clerk.sign_in(play.cast.clerk)
    released = clerk.get(play.url("work/")).form("Release IR-0001").submit().follow()
    assert "It was all that was owed, so that it is closed." in released.notices[0]
    seen = member.get(url)
    assert "received on 8 February 2021" in seen.text
    got = member.get(file).response
    assert got.get_data() == CSV
    assert {name: got.headers[name] for name in HEADERS} == HEADERS


HEADERS = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": "attachment; filename=Referrals.csv",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def test_a_promise_in_an_answer_is_marked_there(play: Play, new_client: Callable[[], Client]) -> None:
    play.release(play.answer(play.ask(), ANSWER))
    clerk, member = new_client(), new_client()
    clerk.sign_in(play.cast.clerk)
    page = clerk.get(play.url("questions/Q-0001")).click("Mark a promise in it Q-0001")
    form = page.form("Mark as an undertaking")
    lost = form.submit(words="We will do nothing.", **due(play, 10))
    assert lost.errors == ["These words are not in the text above. Copy them from it exactly."]
    form.submit(words="We will supply the breakdown of referrals.", **due(play, 10))
    member.sign_in(play.cast.member)
    seen = member.get(play.url("questions/Q-0001"))
    assert seen.all("//*[contains(@class, 'answer')]//mark") == ["We will supply the breakdown of referrals."]
    promised = seen.click("U-0001")
    assert "Promised in the answer to Q-0001" in promised.text
    assert "Promised by Norfolk County Council for 18 February 2021" in promised.text


def test_a_promise_at_a_meeting_is_chased(play: Play, client: Client, outbox: list[Any]) -> None:
    client.sign_in(play.cast.clerk)
    outbox.clear()
    page = client.get(play.url("register/")).click("Record a promise made at a meeting")
    police = str(play.body(POLICE).id)
    made = page.form("Record the undertaking").submit(
        words="A statistical breakdown of referrals.", authority=police, meeting_on=["27", "11", "2020"], minute="12",
        due=["18", "12", "2020"],
    ).follow()  # fmt: skip
    words = "Promised by Norfolk Constabulary for 18 December 2020, not received to date (52 days)"
    assert ("Promised at the meeting on 27 November 2020, minute 12" in made.text, words in made.text) == (True, True)
    reminded = made.form("Send a reminder U-0001").submit().follow()
    assert "Reminded on 8 February 2021" in reminded.text
    assert "Send a reminder U-0001" not in reminded.buttons
    assert [letter.to for letter in outbox] == [["other-lead@example.org"]]
    assert (outbox[0].subject, words in outbox[0].body) == ("Reminder: U-0001 is overdue", True)
    closed = reminded.click("Close U-0001").form("Close it").submit(note="Given in the report of 3 February.").follow()
    assert "closed by the clerk on 8 February 2021" in closed.text
    again = closed.click("Reopen U-0001").form("Reopen it").submit(note="A year is missing.").follow()
    assert words in again.text


def test_the_register_is_sorted_narrowed_and_taken_away(play: Play, client: Client) -> None:
    play.ask("What does it cost?", of=(COUNTY, POLICE), about="Prevent")
    play.request("=1+1 A breakdown", in_days=20, by=play.cast.chair)
    play.undertake_at_meeting()
    client.sign_in(play.cast.observer)
    page = client.get(play.url("register/"))
    refs = "//tbody//th/a"
    assert page.all(refs) == ["U-0001", "IR-0001", "Q-0001", "Q-0001"]
    assert page.all("//thead//th[@aria-sort!='none']") == []
    by_ref = page.click("Reference")
    assert by_ref.all(refs) == ["IR-0001", "Q-0001", "Q-0001", "U-0001"]
    assert by_ref.tree.xpath("//thead//th[1]/@aria-sort") == ["ascending"]
    assert by_ref.click("Reference ▲").all(refs) == ["U-0001", "Q-0001", "Q-0001", "IR-0001"]
    police = str(play.body(POLICE).id)
    narrowed = page.form("Show").submit(authority=police)
    assert (narrowed.all(refs), "2 lines of 4" in narrowed.text) == (["U-0001", "Q-0001"], True)
    assert client.get(play.url("register/?overdue=yes")).all(refs) == ["U-0001"]
    assert client.get(play.url("register/?type=Nonsense&sort=nonsense")).all(refs)[0] == "U-0001"
    book = load_workbook(io.BytesIO(client.get(play.url("register/download.xlsx")).response.get_data()))
    rows = list(book["Register"].iter_rows(values_only=True))
    assert rows[0][:4] == ("Ref", "Meeting, minute", "Type", "Text")
    assert [row[0] for row in rows[1:]] == ["U-0001", "IR-0001", "Q-0001", "Q-0001"]
    text = client.get(play.url("register/download.csv?type=Information+request")).response.get_data(as_text=True)
    assert ('"\'=1+1 A breakdown"' in text, "U-0001" in text) == (True, False)


def test_what_one_may_not_read_has_a_line_without_words(play: Play, client: Client) -> None:
    asked = play.request("tapir-secret")
    rejecting.reject(
        play.session, consultation=play.consultation, item=asked, reason=Rejection.OFFENSIVE,
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    client.sign_in(play.cast.observer)
    for path in ("register/", "register/IR-0001", "register/download.csv"):
        page = client.get(play.url(path))
        body = page.response.get_data(as_text=True)
        assert ("IR-0001" in body, "Rejected" in body, "tapir-secret" in body) == (True, True, False), path


def test_files_of_what_is_exempt_are_kept_from_the_public(play: Play, new_client: Callable[[], Client]) -> None:
    asked = play.request("tapir-secret")
    supply = play.supply(asked, files=[FileBrought("a.csv", CSV)])
    file = play.url(f"register/IR-0001/supplied/{supply.id}/files/{supply.files[0].id}")
    play.release_supply(asked, supply)
    exempting.exempt(
        play.session, consultation=play.consultation, matter=exempting.Matter(play.owed(asked)),
        sealed=Sealed(3, "Its price is being settled."), by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    observer, chair = new_client(), new_client()
    observer.sign_in(play.cast.observer)
    chair.sign_in(play.cast.chair)
    assert (observer.get(file).status, chair.get(file).status) == (404, 200)
    assert "tapir-secret" not in observer.get(play.url("register/IR-0001")).html


def test_what_is_owed_to_me(play: Play, client: Client) -> None:
    play.request("What I asked for")
    answer = play.release(play.answer(play.ask(), ANSWER))
    play.undertake(answer, "We will train every lead.")
    client.sign_in(play.cast.member)
    page = client.get(play.url("mine/"))
    assert "Promised to you and asked for by you: not received" in page.all("//h2")[0]
    assert page.all("//li[@class='owed']//a[contains(@class, 'owed__ref')]") == ["IR-0001", "U-0001"]


def test_the_panel_asks_for_more_where_it_reads(play: Play, client: Client) -> None:
    play.ask()
    play.release(play.answer(play.comment()))
    play.comment()
    client.sign_in(play.cast.chair)
    link = "Ask for information {}"
    offered = {
        ref: link.format(ref) in [words for words, _ in client.get(play.url(path)).links]
        for ref, path in (
            ("Q-0001", "questions/Q-0001"),
            ("C-0001", "comments/C-0001"),
            ("C-0002", "comments/C-0002"),
        )
    }
    assert offered == {"Q-0001": True, "C-0001": True, "C-0002": False}
    client.sign_in(play.cast.observer)
    assert "Ask for information" not in client.get(play.url("questions/Q-0001")).text
