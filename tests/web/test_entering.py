"""What the clerk enters for a member: the pages, the letter to the member, and what others read of it."""

from collections.abc import Callable
from typing import Any

from consult.domain.lifecycle import Stage
from tests.client import Client, Page
from tests.factories import COUNTY, Play

FOR_MEMBER = "Entered in your name"


def fields(play: Play, **rest: Any) -> dict[str, Any]:
    return {
        "member": str(play.cast.member.id),
        "way": "letter",
        "came": ["1", "2", "2021"],
        "stance": "object",
        "text": "The quarter is too late.",
    } | rest


def place(client: Client, play: Play, number: str = "1", section: str = "0") -> Page:
    return client.get(play.url("enter/")).form("Go on").submit(section=section, number=number).follow()


def test_a_letter_becomes_the_members_comment(
    at: Callable[[Stage], Play], client: Client, new_client: Callable[[], Client], outbox: list[Any]
) -> None:
    play = at(Stage.OPEN)
    page = place(client.sign_in(play.cast.clerk), play)
    assert page.h1 == "Enter a member’s comment on Prevent, paragraph 1"
    done = page.form("Enter the comment").submit(**fields(play)).follow()
    assert done.notices == ["C-0001 entered for Member for Norwich City Council, who is told by email."]
    assert "It came by letter on 1 February 2021 and was entered by the clerk." in done.text
    (letter,) = outbox
    assert letter.to == [play.cast.member.email]
    assert letter.subject == f"{FOR_MEMBER}: {play.consultation.title}"
    assert "has entered what you sent by letter on 1 February 2021, in your name." in letter.body
    assert "The quarter is too late." in letter.body
    theirs = new_client().sign_in(play.cast.member).get(play.url("comments/C-0001"))
    assert theirs.click("Change C-0001").h1.endswith("Change comment C-0001")
    assert "On behalf" in new_client().sign_in(play.cast.observer).get(play.url("comments/C-0001")).text


def test_what_came_late_says_why_and_what_came_in_time_does_not(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.RESPONDING)
    client.sign_in(play.cast.clerk)
    closing = ["19", "2", "2021"]
    sent = place(client, play).form("Enter the comment").submit(**fields(play, came=closing))
    assert sent.errors == ["Enter the time it came: the window closed on that day"]
    sent = sent.form("Enter the comment").submit(came=closing, came_time="5pm")
    assert sent.errors == ["It came after the window closed. Say why it is taken all the same."]
    done = sent.form("Enter the comment").submit(came=closing, late_reason="The post was late.").follow()
    assert "Taken after the closing date: The post was late." in done.text
    form = place(client, play).form("Enter the comment")
    in_time = form.submit(**fields(play, came=closing, came_time="4:59pm")).follow()
    assert "Taken after the closing date" not in in_time.text


def test_the_next_from_the_same_envelope_begins_filled_in(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    first = place(client.sign_in(play.cast.clerk), play)
    again = first.form("Enter it, then another").submit(**fields(play))
    assert again.location == play.url("enter/")
    following = place(client, play, number="4").form("Enter the comment")
    assert following.values["member"] == str(play.cast.member.id)
    assert (following.values["way"], following.values["came"]) == (
        "letter",
        "2021",
    )  # the year is the last of its three boxes
    assert place(client, play).form("Enter the comment").values["member"] == "0"


def test_an_interest_told_to_the_clerk_is_recorded(
    at: Callable[[Stage], Play], client: Client, new_client: Callable[[], Client]
) -> None:
    play = at(Stage.OPEN)
    page = place(client.sign_in(play.cast.clerk), play)
    sent = page.form("Enter the comment").submit(**fields(play, interest="pecuniary"))
    assert sent.errors == ["Say what the interest is"]
    sent.form("Enter the comment").submit(**fields(play), interest_text="I own the school bus.")
    theirs = new_client().sign_in(play.cast.member).get(play.url("declaration/"))
    assert "I own the school bus." in theirs.html


def test_places_that_are_not_there_are_said_so(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    page = client.get(play.url("enter/")).form("Go on").submit(section="0", number="99")
    assert page.errors == ["There is no paragraph 99 in the draft, which has 1 to 5."]
    whole = client.get(play.url("enter/")).form("Go on").submit(section="0").follow()
    assert whole.h1 == "Enter a member’s comment on the whole draft"
    chapter = client.get(play.url(f"draft/1/{play.section('Prevent').position}"))
    found = chapter.click("Enter a comment on Prevent, paragraph 1")
    assert found.h1 == "Enter a member’s comment on Prevent, paragraph 1"


def test_nothing_is_entered_before_the_window_opens(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.ANNOUNCED)
    page = client.sign_in(play.cast.clerk).get(play.url("enter/"))
    assert "Contributions are taken from the opening of the window until adoption." in page.text


def test_a_question_by_telephone_waits_to_be_accepted(
    at: Callable[[Stage], Play], client: Client, outbox: list[Any]
) -> None:
    play = at(Stage.OPEN)
    page = client.sign_in(play.cast.clerk).get(play.url("enter/")).click("Enter a scrutiny question")
    sent = page.form("Enter the question").submit(
        member=str(play.cast.chair.id), way="telephone", came=["8", "2", "2021"], parts="What does it cost?",
        section=str(play.section("Prevent").id), authorities=[str(play.body(COUNTY).id)],
    )  # fmt: skip
    done = sent.follow()
    assert done.notices == ["Q-0001 entered for Chair of the scrutiny sub-panel, who is told by email."]
    assert "It came by telephone on 8 February 2021 and was entered by the clerk." in done.text
    assert "accept" in done.text.lower()
    (letter,) = outbox
    assert (letter.to, "Question Q-0001" in letter.body) == ([play.cast.chair.email], True)


def test_a_request_by_email_stands_in_the_register(
    at: Callable[[Stage], Play], client: Client, outbox: list[Any]
) -> None:
    play = at(Stage.RESPONDING)
    page = client.sign_in(play.cast.clerk).get(play.url("enter/")).click("Enter an information request")
    done = page.form("Enter the request").submit(
        member=str(play.cast.member.id), way="e-mail", came=["20", "2", "2021"], text="Referrals by district, please.",
        authority=str(play.body(COUNTY).id), due=["27", "3", "2021"],
    ).follow()  # fmt: skip
    assert done.notices == ["IR-0001 entered for Member for Norwich City Council, who is told by email."]
    assert "It came by email on 20 February 2021 and was entered by the clerk." in done.text
    (letter,) = outbox
    assert letter.to == [play.cast.member.email]
    assert "until something\nhas been supplied" in letter.body
