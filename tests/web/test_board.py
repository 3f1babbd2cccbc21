"""The clerk's board: every figure is of what its link lists, and who is awaited is reminded in one click."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from consult.actions import unsent
from consult.domain.lifecycle import Stage
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.sealing import Exemption
from tests.client import Client, Page
from tests.conftest import Clock
from tests.factories import COUNTY, POLICE, Play, address


def in_every_state(play: Play) -> Play:
    """Comments in every state all over the draft, one late, one exempt, one withdrawn; questions to one and to both."""
    cast = play.cast
    made = [
        play.comment(on=on, text=f"Comment {n}") for n, on in enumerate((None, "Prevent", "1", "2(a)", "3", "3", "4"))
    ]
    play.answer(made[1], by=cast.officer)
    play.answer(made[2])
    play.release(play.answer(made[3]))
    play.answer(made[4], by=cast.officer)
    play.session.get_one(Comment, made[5].id).late_reason = "It came by post"
    play.session.add(
        Exemption(
            consultation_id=play.consultation.id, comment_id=made[6].id, paragraph=3, reason="Prices", marked_at=play.now,
            marked_by_id=cast.clerk.id,
        )
    )  # fmt: skip
    both = play.ask(of=(COUNTY, POLICE), about="Prevent")
    play.answer(both, by=cast.officer)
    play.answer(both, by=cast.other_lead)
    play.ask(of=(POLICE,))
    play.ask(accepted=False)
    play.session.commit()
    return play


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN, in_every_state)


@pytest.fixture
def clerk(play: Play, client: Client) -> Client:
    return client.sign_in(play.cast.clerk)


def figures(page: Page) -> dict[str, list[int]]:
    """The rows of both tables: their titles and what stands in their cells."""
    return {
        " ".join(row.xpath("string(th/text()[1])").split()): [
            int(cell.xpath("string(.//*[contains(@class, 'board__figure')]/text()[1])")) for cell in row.xpath("td")
        ]
        for row in page.tree.xpath("//tr[contains(@class, 'board__row')]")
    }


def test_what_stands_where(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("board/"))
    columns = ["Received", "Not answered", "Awaiting approval", "Awaiting release", "Late", "Exempt"]
    assert page.all("//div[@id='sections']//th[@scope='col']") == ["Section", *columns]
    assert figures(page) == {
        "The whole draft": [1, 1, 0, 0, 0, 0],
        "Foreword": [0, 0, 0, 0, 0, 0],
        "1 Prevent": [5, 1, 2, 1, 1, 0],
        "2 County Lines": [1, 1, 0, 0, 0, 1],
        "All comments": [7, 3, 2, 1, 1, 1],
        "Scrutiny questions": [3, 1, 1, 1, 0, 0],
        "Information requests": [0, 0, 0, 0, 0, 0],
        "Undertakings": [0, 0, 0, 0, 0, 0],
        "Total": [10, 4, 3, 2, 1, 1],
        "Norfolk Constabulary": [3, 2, 0, 0, 1, 0, 0, 0],
        "Norfolk County Council": [7, 2, 0, 3, 1, 1, 0, 0],
    }


@pytest.mark.parametrize("query", ["", "?part=all"])
def test_every_figure_is_of_what_its_link_lists(clerk: Client, play: Play, query: str) -> None:
    page = clerk.get(play.url(f"board/{query}"))
    cells = page.tree.xpath("//a[contains(@class, 'board__figure')]")
    found = {cell.get("href"): int(cell.text) for cell in cells}
    assert len(found) > 20
    assert {href: listed(clerk.get(href)) for href in found} == found


def listed(page: Page) -> int:
    return len(
        page.tree.xpath(
            "//article[@id] | //*[contains(@class, 'worklist__ref')] | //th[contains(@class, 'register__ref')]"
        )
    )


def owing(play: Play) -> None:
    """To the county: a request not answered, one awaiting approval, one supplied, and a late one; an overdue
    undertaking awaiting release. To the police: a request in part, the rest overdue in eleven days."""
    asked = [play.request(key=f"r-{n}") for n in range(4)]
    play.supply(asked[1], by=play.cast.officer)
    play.release_supply(asked[2], play.supply(asked[2]))
    play.session.get_one(Commitment, asked[3].id).late_reason = "It came by post"
    part = play.request(of=POLICE)
    play.release_supply(part, play.supply(part, complete=False, reason="The rest is being counted"))
    play.supply(play.undertake_at_meeting(of=COUNTY), reason="It took longer")
    play.session.commit()


def test_requests_and_undertakings_have_their_rows(clerk: Client, play: Play, clock: Clock) -> None:
    owing(play)
    clock.let_pass(days=11)
    page = clerk.get(play.url("board/"))
    found = figures(page)
    assert found["Information requests"] == [5, 3, 1, 0, 1, 0]
    assert found["Undertakings"] == [1, 0, 0, 1, 0, 0]
    assert (found["Norfolk Constabulary"][-2:], found["Norfolk County Council"][-2:]) == ([1, 0], [3, 1])
    cells = page.tree.xpath("//a[contains(@class, 'board__figure') and contains(@href, 'register')]")
    led = {cell.get("href"): int(cell.text) for cell in cells}
    assert {href: listed(clerk.get(href)) for href in led} == led
    todo = page.all("//ul[@class='todo']//a")
    assert todo[2:5] == ["1 supply to release", "4 overdue information requests", "1 overdue undertaking"]
    assert listed(page.click("4 overdue information requests")) == 4


def test_a_chapter_unfolds_into_its_sections_and_folds_again(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("board/"))
    assert "1.1 Referrals" not in figures(page)
    page = page.click("Its 1 section of 1 Prevent")
    assert figures(page)["1.1 Referrals"] == [2, 1, 1, 0, 1, 0]
    assert figures(page)["1 Prevent"] == [5, 1, 2, 1, 1, 0]
    page = page.click("Fold of 1 Prevent")
    assert "1.1 Referrals" not in figures(page)
    assert figures(page.click("Every section"))["1.1 Referrals"] == [2, 1, 1, 0, 1, 0]


def test_what_is_withdrawn_was_received_and_waits_no_more(
    clerk: Client, play: Play, new_client: Callable[[], Client]
) -> None:
    member = new_client().sign_in(play.cast.member)
    member.get(play.url("comments/C-0007/withdraw")).form("Withdraw the comment").submit()
    assert figures(clerk.get(play.url("board/")))["2 County Lines"] == [1, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("page", ["", "board/"])
def test_what_waits_for_the_clerk_is_said_with_where_it_is_seen_to(clerk: Client, play: Play, page: str) -> None:
    shown = clerk.get(play.url(page))
    todo = shown.tree.xpath("//ul[@class='todo']//a")
    assert [(" ".join(one.text_content().split()), one.get("href")) for one in todo] == [
        ("1 question to accept", play.url("questions/")),
        ("2 answers to release", play.url("answers/release")),
        ("1 late comment not answered", play.url("comments/?mark=late&progress=unanswered")),
    ]


def test_where_nothing_has_come_yet(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.PREPARING)
    page = client.sign_in(play.cast.clerk).get(play.url("board/"))
    assert "Nothing waits for you at present." in page.text
    assert "No draft has been published yet" in page.text
    assert page.tree.xpath("//table") == []


def silent(page: Page) -> list[str]:
    return page.all("//section[@id='not-yet']//li//strong")


def test_who_has_sent_nothing_and_what_is_known_of_them(
    clerk: Client, play: Play, new_client: Callable[[], Client], clock: Clock
) -> None:
    kept = unsent.Begun("comment", {"text": "bittern"}, "begun", place=play.place("1"))
    unsent.keep(play.session, consultation=play.consultation, begun=kept, by=play.actor(play.cast.chair), now=play.now)
    new_client().sign_in(play.cast.chair).get(play.url())
    clock.let_pass(days=1)
    page = clerk.get(play.url("board/"))
    assert silent(page) == [
        "Co-opted member, voluntary sector",
        "Member for Breckland District Council",
        "Chair of the scrutiny sub-panel",
    ]
    chair = page.all("//section[@id='not-yet']//li")[2]
    assert chair == (
        "Chair of the scrutiny sub-panel Norfolk County Council Last here on 8 February 2021 "
        "Has begun something, not sent Remind Chair of the scrutiny sub-panel"
    )
    assert "bittern" not in page.html
    assert "@example.org" not in page.html


def test_one_click_one_letter(clerk: Client, play: Play, outbox: list[Any], clock: Clock) -> None:
    button = f"Remind {play.cast.chair.name}"
    page = clerk.get(play.url("board/?part=all"))
    sent = page.form(button).submit()
    assert sent.location == play.url("board/?part=all")
    assert sent.follow().notices == ["Chair of the scrutiny sub-panel is reminded. The letter is on its way."]
    assert [(one.to, one.subject) for one in outbox] == [
        ([address("chair")], f"Reminder: nothing has come from you yet on {play.consultation.title}")
    ]
    assert "until\n5pm on Friday 19 February 2021." in outbox[0].body
    assert f"http://127.0.0.1:8000{play.url('draft/')}\n" in outbox[0].body
    assert "bittern" not in outbox[0].body
    page = clerk.get(play.url("board/"))
    assert button not in page.buttons
    assert "Reminded today at 9am" in page.all("//section[@id='not-yet']//li")[2]
    clock.let_pass(hours=24)
    page = clerk.get(play.url("board/"))
    assert "Reminded yesterday at 9am" in page.all("//section[@id='not-yet']//li")[2]
    page.form(button).submit()
    assert len(outbox) == 2


def test_pressed_twice_one_letter(clerk: Client, play: Play, outbox: list[Any]) -> None:
    form = clerk.get(play.url("board/")).form(f"Remind {play.cast.chair.name}")
    form.submit().follow()
    again = form.submit().follow()
    assert again.notices == ["Chair of the scrutiny sub-panel: reminded today at 9am, so not written to again."]
    assert len(outbox) == 1


def test_words_not_sent_are_where_the_letter_leads(clerk: Client, play: Play, outbox: list[Any]) -> None:
    kept = unsent.Begun("comment", {"text": "bittern"}, "begun", place=play.place("1"))
    unsent.keep(play.session, consultation=play.consultation, begun=kept, by=play.actor(play.cast.chair), now=play.now)
    clerk.get(play.url("board/")).form(f"Remind {play.cast.chair.name}").submit()
    assert "You have begun to write, and not sent it." in outbox[0].body
    assert f"http://127.0.0.1:8000{play.url('unsent/')}\n" in outbox[0].body
    assert "bittern" not in outbox[0].body


def test_the_letter_leads_there_after_signing_in(
    clerk: Client, play: Play, outbox: list[Any], new_client: Callable[[], Client]
) -> None:
    clerk.get(play.url("board/")).form(f"Remind {play.cast.other_lead.name}").submit()
    path = next(line for line in outbox[0].body.splitlines() if line.startswith("http")).removeprefix(
        "http://127.0.0.1:8000"
    )
    assert path == play.url("work/")
    lead = new_client()
    assert lead.get(path).location == "/sign-in"
    lead.get("/sign-in").form("Send me a link").submit(email=address("other_lead"))
    link = next(line for line in outbox[1].body.splitlines() if "/sign-in/link/" in line)
    assert lead.get(link.removeprefix("http://127.0.0.1:8000")).form().submit().location == path


def test_a_lead_officer_is_told_what_waits_and_by_when(clerk: Client, play: Play, outbox: list[Any]) -> None:
    play.consultation.meeting_on = (play.now + timedelta(days=24)).date()
    page = clerk.get(play.url("board/"))
    assert "2 not answered, 3 awaiting its lead officer’s approval." in page.text
    page.form(f"Remind {play.cast.lead.name}").submit()
    assert outbox[0].subject == f"Reminder: answers are awaited on {play.consultation.title}"
    assert "- Norfolk County Council: 2 not answered, 3 awaiting your approval\n" in outbox[0].body
    assert "have to be published by Wednesday 24 February 2021." in " ".join(outbox[0].body.split())


def test_all_are_named_before_they_are_reminded(clerk: Client, play: Play, outbox: list[Any]) -> None:
    clerk.get(play.url("board/")).form(f"Remind {play.cast.chair.name}").submit()
    page = clerk.get(play.url("board/")).click("Remind all these members")
    assert page.all("//main//ul[contains(@class, 'govuk-list')]/li") == [
        "Co-opted member, voluntary sector", "Member for Breckland District Council",
    ]  # fmt: skip
    assert len(outbox) == 1
    done = page.form("Send 2 letters").submit().follow()
    assert done.notices == ["2 people are reminded. The letters are on their way."]
    assert sorted(one.to[0] for one in outbox[1:]) == [address("co_opted"), address("other_member")]
    assert "Nobody can be reminded at present" in clerk.get(play.url("board/remind-all/panel")).text
    clerk.get(play.url("board/")).click("Remind all these lead officers").form("Send 2 letters").submit()
    assert len(outbox) == 5


def test_after_the_window_members_are_named_and_not_reminded(clerk: Client, play: Play, clock: Clock) -> None:
    play.close()
    page = clerk.get(play.url("board/"))
    assert len(silent(page)) == 3
    assert "They can be reminded while the window is open." in page.text
    assert [button for button in page.buttons if button.startswith("Remind")] == [
        f"Remind {play.cast.other_lead.name}", f"Remind {play.cast.lead.name}",
    ]  # fmt: skip
    refused = clerk.post(play.url(f"board/remind/{play.cast.chair.id}"))
    assert refused.status == 403


def test_somebody_elsewhere_cannot_be_reminded(clerk: Client, play: Play, outbox: list[Any]) -> None:
    assert clerk.post(play.url(f"board/remind/{play.cast.outsider.id}")).status == 404
    assert outbox == []


def test_an_authority_without_a_lead_officer_is_said(clerk: Client, play: Play) -> None:
    page = clerk.get(play.url("people/"))
    for link in page.tree.xpath("//a[contains(., 'End part')]"):
        if play.cast.other_lead.name in link.text_content():
            clerk.get(link.get("href")).form().submit()
    assert "It has no lead officer." in clerk.get(play.url("board/")).text
