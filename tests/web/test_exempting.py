"""The pages on which the clerk keeps something from the public, and marks what is late."""

from collections.abc import Callable

from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.factories import Play

At, NewClient = Callable[[Stage], Play], Callable[[], Client]
WORDS = "a needle of nuthatch"
REASON = "The tender is still open."


def test_the_clerk_sees_what_the_public_will_see_before_it_is_so(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    play.comment(text=WORDS)
    clerk = new_client().sign_in(play.cast.clerk)
    observer = new_client().sign_in(play.cast.observer)
    page = clerk.get(play.url("comments/C-0001")).click("Keep from the public C-0001")
    assert (page.h1, WORDS in page.text) == ("Keep C-0001 from the public", True)
    form = page.form("See what the public will see")
    assert form.submit().errors == ["Choose why it is not for the public"]
    assert form.submit(paragraph="3").errors == ["Write why the public interest is better served by keeping it exempt"]
    assert form.submit(paragraph="confidential", reason=REASON).errors == [
        "Confidential matter has no public-interest test. Leave the reason empty."
    ]
    shown = form.submit(paragraph="3", reason=REASON)
    assert shown.h1 == "Keep C-0001 from the public What the public will see"
    (view,) = shown.all("//section[@class='public-view']")
    assert view == (
        "C-0001 Exempt (Schedule 12A paragraph 3) Member for Norwich City Council · Norwich City Council · 8 February 2021"
    )
    assert "members of the panel, clerks and officers of Norfolk County Council" in shown.text
    assert WORDS in observer.get(play.url("comments/C-0001")).text
    done = shown.form("Keep it from the public").submit()
    assert done.follow().notices == ["C-0001 is kept from the public: Exempt (Schedule 12A paragraph 3)."]
    public = observer.get(play.url("comments/C-0001"))
    assert (WORDS in public.html, REASON in public.html) == (False, False)
    assert "Exempt (Schedule 12A paragraph 3)" in public.text
    inside = new_client().sign_in(play.cast.member).get(play.url("comments/C-0001"))
    assert (WORDS in inside.text, REASON in inside.text) == (True, True)
    again = clerk.get(play.url("C-0001/exempt"))
    assert again.form("See what the public will see").values["paragraph"] == "3"
    lifted = again.form("Let everyone read it again").submit().follow()
    assert lifted.notices == ["C-0001 is no longer kept from the public."]
    assert WORDS in observer.get(play.url("comments/C-0001")).text


def test_nothing_is_marked_that_was_not_shown_first(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    play.comment()
    client.sign_in(play.cast.clerk)
    sent = {"paragraph": "3", "reason": REASON, "mark": "yes", "previewed": "2:another reason"}
    assert client.post(play.url("C-0001/exempt"), sent).h1.endswith("What the public will see")
    assert "Exempt (Schedule" not in client.get(play.url("comments/C-0001")).text


def test_one_answer_alone(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(text="Asked openly.")
    play.release(play.answer(comment, WORDS, reason="a reason of its own"))
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url("comments/C-0001"))
    form = page.click("Keep from the public C-0001").form("See what the public will see")
    assert "Asked openly." in form.page.text
    page = page.click("Keep this answer from the public C-0001")
    assert page.h1 == "Keep the answer to C-0001 from the public"
    shown = page.form("See what the public will see").submit(paragraph="confidential")
    assert shown.all("//section[@class='public-view']//*[@role='group']") == [
        "Norfolk County Council Answered Confidential"
    ]
    shown.form("Keep it from the public").submit()
    public = new_client().sign_in(play.cast.observer).get(play.url("comments/C-0001"))
    assert ("Asked openly." in public.text, WORDS in public.html, "a reason of its own" in public.html) == (
        True, False, False,
    )  # fmt: skip
    assert "Norfolk County Council Answered Confidential" in public.text
    assert WORDS in new_client().sign_in(play.cast.officer).get(play.url("comments/C-0001")).text
    assert WORDS not in new_client().sign_in(play.cast.other_officer).get(play.url("comments/C-0001")).html


def test_late_is_marked_and_taken_off(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    play.comment()
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url("comments/C-0001")).click("Mark as late C-0001")
    assert page.form("Mark as late").submit().errors == ["Write the reason"]
    done = page.form("Mark as late").submit(reason="The post was late.").follow()
    assert done.notices == ["C-0001 is marked as late."]
    public = new_client().sign_in(play.cast.observer).get(play.url("comments/C-0001"))
    assert "Taken after the closing date: The post was late." in public.text
    page = done.click("Change the late mark C-0001")
    off = page.form("It is not late").submit(reason="It is not, after all.").follow()
    assert off.notices == ["C-0001 is no longer marked as late."]
    assert off.all("//*[@class='history__because']") == ["The post was late.", "It is not, after all."]


def test_a_request_is_kept_from_the_public_rejected_and_marked_late_as_anything_else(
    at: At, new_client: NewClient
) -> None:
    play = at(Stage.OPEN)
    play.request(WORDS)
    play.request("Something for another committee")
    play.session.commit()
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url("register/IR-0001")).click("Keep from the public IR-0001")
    shown = page.form("See what the public will see").submit(paragraph="1", reason="It names a person.")
    assert shown.form("Keep it from the public").submit().follow().notices == [
        "IR-0001 is kept from the public: Exempt (Schedule 12A paragraph 1)."
    ]
    page = clerk.get(play.url("register/IR-0002")).click("Reject IR-0002")
    page.form().submit(reason="another committee's function").follow()
    late = clerk.get(play.url("IR-0001/late")).form("Mark as late").submit(reason="It came by post.").follow()
    assert late.notices == ["IR-0001 is marked as late."]
    public = new_client().sign_in(play.cast.observer)
    assert WORDS not in public.get(play.url("register/IR-0001")).html
    assert "Exempt (Schedule 12A paragraph 1)" in public.get(play.url("register/IR-0001")).text
    refused = public.get(play.url("register/IR-0002"))
    assert "Something for another committee" not in refused.html
    assert "Rejected: it concerns the function of another committee." in refused.text
