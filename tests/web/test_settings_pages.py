"""The clerk sets the consultation up: cover, window, and who answers."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.lifecycle import Stage
from consult.store.audit import AuditEntry
from consult.store.comments import Comment
from consult.store.people import Body
from tests.client import Client, Page
from tests.factories import CLOSES, COUNTY, OPENS, POLICE, Play

NO_MEETING = "The latest day to publish the papers is worked out from it"
WINDOW = {
    "opens": ["1", "2", "2021"], "opens_time": "9am", "closes": ["19", "2", "2021"], "closes_time": "5pm",
}  # fmt: skip
NOBODY_TOLD = "Nobody is told by email: tell the panel and the authorities yourself."
UNCHANGED = "Nothing has been changed yet."


@pytest.fixture
def clerk_at(client: Client, at: Callable[..., Play]) -> Callable[[Stage], tuple[Client, Play]]:
    """The clerk's browser, signed in to a consultation at some stage."""

    def signed_in(stage: Stage) -> tuple[Client, Play]:
        play = at(stage)
        return client.sign_in(play.cast.clerk), play

    return signed_in


def rows(page: Page) -> dict[str, str]:
    """The summary lists: value by key."""
    found = zip(page.all("//dt[@class='govuk-summary-list__key']"), page.all("//dd"), strict=True)
    return dict(found)


def acts(session: Session, play: Play) -> list[str]:
    session.commit()
    return list(
        session.scalars(
            select(AuditEntry.act).where(AuditEntry.chain == play.consultation.id).order_by(AuditEntry.sequence)
        )
    )


def set_window(clerk: Client, play: Play, **changes: Any) -> Page:
    return clerk.get(play.url("settings/window")).form().submit(**{**WINDOW, **changes})


def confirm(asked: Page, **changes: Any) -> Page:
    return asked.form("Set it all the same").submit(**{**WINDOW, **changes})


def window(session: Session, play: Play) -> tuple[datetime | None, datetime | None]:
    session.commit()
    return play.consultation.opens_at, play.consultation.closes_at


def field(play: Play, heading: str) -> str:
    return f"section_{play.section(heading).id}"


def test_what_is_not_said_yet_says_so(clerk_at: Callable[[Stage], tuple[Client, Play]]) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    assert rows(clerk.get(play.url("settings/"))) == {
        "Title": play.consultation.title,
        "Council or partnership": "Norfolk Countywide Community Safety Partnership",
        "Scrutiny panel": "Scrutiny Sub-Panel",
        "Meeting": "Not said yet",
        "Agenda item number": "Not said yet",
        "Summary": "Not said yet",
        "Recommendation": "Not said yet",
        "Contact": "Not said yet",
        "Who is responsible": "Norfolk Countywide Community Safety Partnership",
        "Your own words": "None",
        "Shown": "Read it as members do, once, before they first write",
        "Opens": "Not said yet",
        "Closes": "Not said yet",
        "Now": "Being prepared",
        "For each member": "Any number",
        "Notice": "None",
        "Parts": "6 parts at most",
        "Supplementary": "One, once a question is answered",
        "Lines of enquiry": "Arrange the questions",
        "Versions": "Not said yet",
        "Statutory coverage": "Said once a draft is published",
        "Background papers": "What the report relies on",
        "The partnership": "Who recommendations are sent to",
        "Meetings": "Every quarter. Change how often the panel meets",
        "Lead authority": COUNTY,
        "Sections": "Listed once a draft is published",
    }


def test_the_set_up_at_a_glance(clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    play.import_draft()
    session.commit()
    page = clerk.get(play.url("settings/"))
    found = rows(page)
    assert {key: found[key] for key in ("Opens", "Closes", "Now", "Version 1", "Being checked")} == {
        "Opens": "9am on Monday 1 February 2021",
        "Closes": "5pm on Friday 19 February 2021",
        "Now": "Open for comments",
        "Version 1": f"{play.consultation.title} Published on 25 January 2021",
        "Being checked": f"{play.consultation.title} Imported on 8 February 2021; only clerks see it",
    }
    assert page.all("//ul[@class='answerers']/li") == [
        f"Foreword {COUNTY}", f"1 Prevent {COUNTY}", f"1.1 Referrals {COUNTY}", f"2 County Lines {POLICE}",
    ]  # fmt: skip


def test_the_cover_is_written_and_shown(clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    said = {
        "title": "A new title",
        "host": "Norfolk County Council",
        "panel": "Scrutiny Committee",
        "meeting_on": ["17", "December", "2020"],
        "item_number": "6",
        "summary": "First line.\nSecond line.",
        "recommendation": "To note.",
        "contact_title": "Scrutiny officer",
        "contact_email": "scrutiny@example.org",
        "contact_telephone": "01603 000000",
    }
    answer = clerk.get(play.url("settings/cover")).form().submit(**said)
    assert (answer.status, answer.location) == (303, play.url("settings/"))
    page = answer.follow()
    publish = "Five clear days: publish by Wednesday 9 December 2020. That day has passed."
    assert page.notices == [f"The cover is saved. {publish}"]
    assert list(rows(page).items())[:8] == [
        ("Title", "A new title"),
        ("Council or partnership", "Norfolk County Council"),
        ("Scrutiny panel", "Scrutiny Committee"),
        ("Meeting", f"Thursday 17 December 2020 {publish}"),
        ("Agenda item number", "6"),
        ("Summary", "First line. Second line."),
        ("Recommendation", "To note."),
        ("Contact", "Scrutiny officer scrutiny@example.org 01603 000000"),
    ]
    session.commit()
    assert (play.consultation.meeting_on, play.consultation.summary) == (
        date(2020, 12, 17),
        "First line.\nSecond line.",
    )
    assert play.consultation.lead_authority_id == play.body(COUNTY).id
    assert acts(session, play)[-1] == "describe"


def test_saving_the_cover_as_it_is_records_nothing(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    before = acts(session, play)
    assert clerk.get(play.url("settings/cover")).form().submit().status == 303
    assert acts(session, play) == before


def test_the_latest_day_to_publish_stands_beside_the_meeting(
    clerk_at: Callable[[Stage], tuple[Client, Play]],
) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    hint = "//*[@id='meeting_on-hint']"
    assert clerk.get(play.url("settings/cover")).all(hint) == [NO_MEETING]
    clerk.get(play.url("settings/cover")).form().submit(meeting_on=["8", "4", "2021"])
    assert clerk.get(play.url("settings/cover")).all(hint) == ["Five clear days: publish by Monday 29 March 2021."]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": ""}, "Enter a title"),
        ({"host": " "}, "Enter the council or partnership"),
        ({"panel": ""}, "Enter the name of the panel"),
        ({"meeting_on": ["31", "2", "2021"]}, "Date of the meeting must be a real date, like 27 3 2021"),
        ({"meeting_on": ["1", "2", "0021"]}, "Date of the meeting must have a year between 2000 and 2100"),
        ({"contact_email": "nobody"}, "Enter an email address in the correct format, like name@example.org"),
    ],
)
def test_a_cover_with_a_fault_is_not_saved(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session, changes: dict[str, Any], error: str
) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    before = acts(session, play)
    page = clerk.get(play.url("settings/cover")).form().submit(**changes)
    assert (page.status, page.errors, acts(session, play)) == (200, [error], before)


def test_the_window_is_set_by_the_clock_on_the_wall(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    page = clerk.get(play.url("settings/window"))
    assert "It is now 9am on Monday 25 January 2021 by the clock of this service (Europe/London)." in page.text
    assert "No draft has been published yet. The window opens only once there is one." in page.text
    answer = set_window(clerk, play, closes=["1", "7", "2021"], closes_time="17.30")
    assert answer.follow().notices == [
        "Comments and questions are taken from 9am on Monday 1 February 2021 to 5:30pm on Thursday 1 July 2021."
    ]
    assert window(session, play) == (OPENS, datetime(2021, 7, 1, 16, 30, tzinfo=UTC))


def test_the_window_there_is_stands_in_the_form(clerk_at: Callable[[Stage], tuple[Client, Play]]) -> None:
    clerk, play = clerk_at(Stage.ANNOUNCED)
    page = clerk.get(play.url("settings/window"))
    shown = page.tree.xpath("//main//input[@type='text']/@value")
    assert shown == ["01", "02", "2021", "9am", "19", "02", "2021", "5pm"]


@pytest.mark.parametrize(
    ("changes", "error", "target"),
    [
        ({"opens_time": ""}, "Enter the time the window opens, like 9am", "#opens_time"),
        (
            {"closes_time": "5"},
            "Closing time must say am or pm, like 9am or 5:30pm, or use the 24-hour clock, like 09:00 or 17:30",
            "#closes_time",
        ),
        ({"closes": ["", "", ""]}, "Enter the day the window closes", "#closes-day"),
        ({"closes": ["19", "2", "9999"]}, "Closing date must have a year between 2000 and 2100", "#closes-day"),
        ({"closes": ["1", "2", "2021"], "closes_time": "9am"}, "The window must close after it opens.", "#closes-day"),
        ({"closes": ["31", "1", "2021"]}, "The window must close after it opens.", "#closes-day"),
        (
            {"closes": ["28", "3", "2021"], "closes_time": "1:30am"},
            "Closing time does not exist on that day: the clocks go forward over it. Choose an hour earlier or later",
            "#closes_time",
        ),
        (
            {"opens": ["28", "3", "2021"], "opens_time": "01:00", "closes": ["1", "4", "2021"]},
            "Opening time does not exist on that day: the clocks go forward over it. Choose an hour earlier or later",
            "#opens_time",
        ),
    ],
)
def test_a_window_that_cannot_be_is_refused_beside_its_field(
    clerk_at: Callable[[Stage], tuple[Client, Play]],
    session: Session,
    changes: dict[str, Any],
    error: str,
    target: str,
) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    page = set_window(clerk, play, **changes)
    assert (page.status, page.errors) == (200, [error])
    assert page.tree.xpath("//*[contains(@class, 'error-summary__list')]//a/@href") == [target]
    assert window(session, play) == (None, None)


def test_what_was_typed_stays_in_the_form(clerk_at: Callable[[Stage], tuple[Client, Play]]) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    page = set_window(clerk, play, opens_time="9 in the morning", closes_time="17.30")
    assert page.tree.xpath("//main//input[@type='text']/@value") == [
        "1", "2", "2021", "9 in the morning", "19", "2", "2021", "17.30",
    ]  # fmt: skip


def test_closing_an_open_window_is_asked_again_and_then_done(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    assert "The window is open now. If you close it" in clerk.get(play.url("settings/window")).text
    asked = set_window(clerk, play, closes=["5", "2", "2021"])
    assert asked.notices == [
        "The window is open now, and the closing time you entered, 5pm on Friday 5 February 2021, has passed: it closes at "
        f"once. Members can no longer comment, ask, or change what they have written. {NOBODY_TOLD} {UNCHANGED}"
    ]
    assert window(session, play) == (OPENS, CLOSES)
    done = confirm(asked, closes=["5", "2", "2021"])
    assert done.status == 303
    assert window(session, play) == (OPENS, datetime(2021, 2, 5, 17, 0, tzinfo=UTC))


def test_agreeing_to_one_window_is_not_agreeing_to_another(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    asked = set_window(clerk, play, closes=["18", "2", "2021"])
    again = confirm(asked, closes=["5", "2", "2021"])
    assert "it closes at once" in again.notices[0]
    assert window(session, play) == (OPENS, CLOSES)


def test_a_longer_window_needs_no_second_asking(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    assert set_window(clerk, play, closes=["26", "2", "2021"]).status == 303
    assert window(session, play) == (OPENS, datetime(2021, 2, 26, 17, 0, tzinfo=UTC))


def test_a_closed_window_opens_again(clerk_at: Callable[[Stage], tuple[Client, Play]]) -> None:
    clerk, play = clerk_at(Stage.RESPONDING)
    asked = set_window(clerk, play, closes=["5", "3", "2021"])
    assert asked.notices[0].startswith("The window has closed. It opens again at once:")
    assert rows(confirm(asked, closes=["5", "3", "2021"]).follow())["Now"] == "Open for comments"


def test_after_adoption_nothing_is_set_up_but_the_cover(clerk_at: Callable[[Stage], tuple[Client, Play]]) -> None:
    clerk, play = clerk_at(Stage.ADOPTED)
    reason = "The strategy has been adopted. Its window, its rules and who answers stay as they were."
    page = clerk.get(play.url("settings/"))
    assert reason in page.text
    assert [words for words, _ in page.links if words.startswith("Change")] == [
        "Change: cover", "Change: privacy notice", "Change how often the panel meets",
    ]  # fmt: skip
    for form in ("window", "sections", "questions/"):
        for refused in (clerk.get(play.url(f"settings/{form}")), clerk.post(play.url(f"settings/{form}"))):
            assert (refused.status, reason in refused.text) == (403, True)
    assert clerk.get(play.url("settings/cover")).form("Save").submit(item_number="7").status == 303


def test_each_section_can_name_who_answers(clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    moved, begun = play.comment(on="3"), play.comment(on="3")
    play.answer(begun)
    session.commit()
    form = clerk.get(play.url("settings/sections")).form("Save who answers")
    police, county = str(play.body(POLICE).id), str(play.body(COUNTY).id)
    assert {name: form.choices(field(play, name))["0"] for name in ("Foreword", "Prevent", "Referrals")} == {
        "Foreword": "The lead authority",
        "Prevent": "The lead authority",
        "Referrals": "As “Prevent” above",
    }
    assert form.values[field(play, "County Lines")] == police
    answer = form.submit(**{field(play, "Referrals"): police, field(play, "County Lines"): "0", "lead": county})
    page = answer.follow()
    assert page.notices == ["Saved who answers. Comments nobody has begun to answer have gone with their section."]
    assert page.all("//ul[@class='answerers']/li") == [
        f"Foreword {COUNTY}", f"1 Prevent {COUNTY}", f"1.1 Referrals {POLICE}", f"2 County Lines {COUNTY}",
    ]  # fmt: skip
    session.commit()
    answering = {comment.id: comment.authority_id for comment in session.scalars(select(Comment))}
    assert answering == {moved.id: int(police), begun.id: int(county)}


def test_a_new_lead_takes_over_what_nobody_has_begun_to_answer(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    play.assign({"Prevent": None, "County Lines": None})
    whole, on_section, begun = play.comment(on=None), play.comment(on="1"), play.comment(on=None)
    play.answer(begun)
    session.commit()
    police, county = play.body(POLICE).id, play.body(COUNTY).id
    clerk.get(play.url("settings/sections")).form("Save who answers").submit(lead=str(police))
    session.commit()
    answering = {comment.id: comment.authority_id for comment in session.scalars(select(Comment))}
    assert answering == {whole.id: police, on_section.id: police, begun.id: county}
    assert acts(session, play)[-1] == "name lead authority"


def test_an_authority_that_is_not_in_the_lists_is_added_and_nothing_chosen_is_lost(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    county = str(play.body(COUNTY).id)
    chosen = {field(play, "County Lines"): county}
    page = clerk.get(play.url("settings/sections")).form("Add to the lists")
    page = page.submit(new_name=" Norfolk  Fire and Rescue Service", **chosen)
    assert page.notices == ["Norfolk Fire and Rescue Service is in the lists. Choose it where it answers, then save."]
    form = page.form("Save who answers")
    assert (form.values[field(play, "County Lines")], form.values["new_name"]) == (county, "")
    session.commit()
    added = str(play.body("Norfolk Fire and Rescue Service").id)
    assert form.choices("lead")[added] == "Norfolk Fire and Rescue Service (no officers yet)"
    page = form.submit(**{field(play, "Prevent"): added}).follow()
    assert rows(page)["Nobody to answer for"] == "Norfolk Fire and Rescue Service. Invite an officer"


def test_a_known_authority_is_not_added_twice(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    before = session.scalars(select(Body.name).order_by(Body.name)).all()
    form = clerk.get(play.url("settings/sections")).form("Add to the lists")
    assert form.submit(new_name="norfolk CONSTABULARY").notices == [
        "Norfolk Constabulary is in the lists. Choose it where it answers, then save."
    ]
    assert form.submit(new_name=" ").errors == ["Enter the name of the council or authority"]
    session.commit()
    assert session.scalars(select(Body.name).order_by(Body.name)).all() == before


def test_a_lead_is_needed(clerk_at: Callable[[Stage], tuple[Client, Play]]) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    page = clerk.get(play.url("settings/sections")).form("Save who answers").submit(lead="0")
    assert page.errors == ["Choose the lead authority"]


def test_before_there_is_a_draft_the_lead_can_be_named(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.PREPARING)
    page = clerk.get(play.url("settings/sections"))
    assert "The sections are listed here once a draft is published." in page.text
    police = play.body(POLICE).id
    assert page.form("Save who answers").submit(lead=str(police)).status == 303
    session.commit()
    assert play.consultation.lead_authority_id == police


def test_an_authority_that_ended_is_offered_only_where_it_is_chosen(
    clerk_at: Callable[[Stage], tuple[Client, Play]], session: Session
) -> None:
    clerk, play = clerk_at(Stage.OPEN)
    for name in (POLICE, "South Norfolk Council"):
        play.body(name).valid_to = date(2021, 2, 1)
    session.commit()
    offered = clerk.get(play.url("settings/sections")).form("Save who answers").choices("lead")
    assert [name for name in offered.values() if name.startswith(("Norfolk Con", "South"))] == [POLICE]
