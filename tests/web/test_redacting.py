"""The pages on which the clerk redacts words: the public view comes first, and what was redacted is the clerk's alone."""

from collections.abc import Callable

from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.factories import Play

At, NewClient = Callable[[Stage], Play], Callable[[], Client]
NEEDLE = "Jo Nuthatch"
SAID = f"I spoke to {NEEDLE} about this."
WHY = "It names somebody."


def test_the_public_view_comes_first_with_each_place_and_where_else(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(text=SAID, suggested=f"Schools refer, says {NEEDLE}.")
    play.answer(comment, f"{NEEDLE} was asked.", by=play.cast.officer)
    play.release(play.answer(comment, f"{NEEDLE}, too.", revision=1))
    play.comment(text=f"As {NEEDLE} told me.", on="3")
    play.ask(f"What does {NEEDLE} say?")
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url("comments/C-0001")).click("Redact words C-0001")
    assert page.form().submit().errors == ["Write the words to take out", "Write why they are taken out"]
    assert page.form().submit(words="Somebody Else", reason=WHY).errors == [
        "These words do not stand in C-0001 or its answers. Copy whole words, exactly."
    ]
    shown = page.form().submit(words=NEEDLE, reason=WHY)
    assert shown.h1 == "Redact words in C-0001 What everyone will read"
    (view,) = shown.all("//section[@class='public-view']")
    assert view == (
        "C-0001 Redacted The comment 1 place I spoke to [redacted] about this. The suggested wording 1 place "
        "Schools refer, says [redacted]. The answer of Norfolk County Council 1 place [redacted], too."
    )
    assert "an earlier version in the record (3)" in shown.text
    assert shown.all("//table//th[@scope='row']") == ["C-0002", "Q-0001"]
    observer = new_client().sign_in(play.cast.observer)
    assert NEEDLE in observer.get(play.url("comments/C-0001")).text
    done = shown.form("Redact these words").submit().follow()
    assert done.notices == ["Words redacted in C-0001. What they were is kept for clerks alone."]
    assert "Words of this change were redacted." in done.text
    public = observer.get(play.url("comments/C-0001"))
    assert (NEEDLE in public.html, "I spoke to [redacted] about this." in public.text) == (False, True)
    assert "Words redacted by the clerk: It names somebody." in public.text
    kept = done.click("See what was redacted C-0001")
    assert (SAID in kept.text, kept.response.headers["Cache-Control"]) == (True, "no-store")
    assert observer.get(play.url("C-0001/redacted")).status == 403
    there = shown.form("See C-0002 with these words redacted (opens in a new tab)").submit()
    assert there.h1 == "Redact words in C-0002 What everyone will read"


def test_what_changed_since_it_was_shown_is_shown_again(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    comment = play.comment(text=SAID)
    client.sign_in(play.cast.clerk)
    shown = client.get(play.url("C-0001/redact")).form().submit(words=NEEDLE, reason=WHY)
    comment.text = f"{SAID} {NEEDLE} again."
    again = shown.form("Redact these words").submit()
    assert again.h1 == "Redact words in C-0001 What everyone will read"
    assert "2 places" in again.text
    assert again.form("Redact these words").submit().status == 303


def test_versions_of_an_answer_read_as_redacted(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    comment = play.comment()
    play.answer(comment, f"{NEEDLE} was asked.", by=play.cast.officer)
    response = play.answer(comment, "Nobody was asked.", revision=1)
    clerk = new_client().sign_in(play.cast.clerk)
    shown = clerk.get(play.url("C-0001/redact")).form().submit(words=NEEDLE, reason=WHY)
    assert "Nothing of it is shown" not in shown.text
    assert shown.form("Redact these words").submit().status == 303
    play.session.refresh(response)
    lead = new_client().sign_in(play.cast.lead).get(play.url(f"answers/C-0001/{response.authority_id}/versions"))
    assert "Words of this version were redacted." in lead.text
    assert (NEEDLE in lead.html, "[redacted] was asked." in lead.text) == (False, True)
