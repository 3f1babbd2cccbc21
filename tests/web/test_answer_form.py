"""The form an answer is written in: nothing typed is lost, whatever it is asked for; and what stands around the answer."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.domain.lifecycle import Stage
from tests.actions.test_groups import together
from tests.actions.test_holding import LATER, hold
from tests.actions.test_sending_back import send_back
from tests.actions.test_work import keep
from tests.client import Client, Page
from tests.factories import COUNTY, Play

PARAGRAPH = "Schools and colleges refer most of those who are helped by the Channel Panel."


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def form_page(play: Play, client: Client, ref: str = "C-0001", suffix: str = "") -> Page:
    county = play.body(COUNTY).id
    kind = "comments" if ref.startswith("C") else "questions"
    return client.get(play.url(f"{kind}/{ref}?answer={ref}-{county}{suffix}"))


TYPED = {"text": "As typed.", "reason": "A reason", "wording": "Some words", "disposition": "accepted in part"}


def test_a_kept_text_is_put_in_and_everything_typed_stays(play: Play, client: Client) -> None:
    play.comment()
    keep(play, "Budget", "Budgets are set in February.")
    page = form_page(play, client.sign_in(play.cast.officer))
    choices = page.form("Insert").choices("saved")
    (chosen,) = [value for value, words in choices.items() if words == "Budget"]
    answer = page.form("Insert").submit(**TYPED, saved=chosen)
    assert answer.status == 200
    found = answer.form("Save answer").values
    assert {name: found[name] for name in TYPED} == TYPED | {"text": "As typed.\n\nBudgets are set in February."}
    saved = answer.form("Save answer").submit().follow()
    assert "Budgets are set in February." in saved.text


def test_choosing_none_or_anothers_text_changes_nothing(play: Play, client: Client) -> None:
    play.comment()
    keep(play, "Budget", "Budgets are set in February.")
    page = form_page(play, client.sign_in(play.cast.officer))
    assert page.form("Insert").submit(**TYPED).form("Save answer").values["text"] == "As typed."
    county = play.body(COUNTY).id
    wrong = {**TYPED, "saved": "999", "do": "insert"}
    assert client.post(play.url(f"answers/C-0001/{county}"), wrong).status == 404


def test_the_text_is_kept_for_other_answers_and_the_answer_is_not_saved(play: Play, client: Client) -> None:
    play.comment()
    page = form_page(play, client.sign_in(play.cast.officer))
    kept = page.form("Keep").submit(**TYPED, title="Standard words")
    assert kept.notices == ["“Standard words” kept for other answers. This answer is not saved yet."]
    found = kept.form("Save answer").values
    assert {name: found[name] for name in TYPED} == TYPED
    assert list(kept.form("Insert").choices("saved").values()) == ["Choose a text", "Standard words"]
    refused = kept.form("Keep").submit(**TYPED, title="")
    assert refused.errors == ["Give the text a title to find it by"]
    assert refused.form("Save answer").values["text"] == "As typed."


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ("Start from the draft’s words", PARAGRAPH),
        ("Start from the words commented on", "helped by the Channel Panel"),
        ("Take the suggested wording over", "Schools refer some."),
    ],
)
def test_the_resulting_wording_begins_with_the_drafts_words(
    play: Play, client: Client, button: str, words: str
) -> None:
    play.comment(on="1", quote="helped by the Channel Panel", suggested="Schools refer some.")
    page = form_page(play, client.sign_in(play.cast.officer))
    answer = page.form(button).submit(**TYPED)
    assert answer.form("Save answer").values["wording"] == words
    assert answer.form("Save answer").values["text"] == "As typed."


def test_without_a_paragraph_there_are_no_words_to_begin_with(play: Play, client: Client) -> None:
    play.comment(on=None)
    assert not [b for b in form_page(play, client.sign_in(play.cast.officer)).buttons if b.startswith("Start")]


def test_the_second_officer_is_shown_both_texts_and_loses_neither(play: Play, client: Client) -> None:
    comment = play.comment()
    play.answer(comment, "It is measured every quarter.", by=play.cast.officer)
    page = form_page(play, client.sign_in(play.cast.officer))
    play.answer(comment, "It is measured every month.", by=play.cast.lead, revision=1)
    both = page.form("Save answer").submit(text="It is measured each quarter, by district.")
    assert both.status == 200
    assert both.errors == ["A colleague has changed this answer since you opened it. Their text is shown with yours."]
    assert "Saved by Head of Communities while you were writing" in both.text
    change = both.tree.xpath("//*[contains(@class, 'answer-form__theirs')]//*[self::ins or self::del]")
    assert [(one.tag, one.text_content().split(":")[1].split(" end")[0].strip()) for one in change] == [
        ("del", "quarter"),
        ("ins", "month"),
    ]
    mine = both.form("Save mine in its place")
    assert mine.values["text"] == "It is measured each quarter, by district."
    joined = both.form("Put both texts together").submit()
    assert joined.form("Save answer").values["text"] == (
        "It is measured every month.\n\nIt is measured each quarter, by district."
    )
    saved = mine.submit().follow()
    assert "It is measured each quarter, by district." in saved.text
    told = saved.click("Versions C-0001")
    assert told.all("//li[contains(@class, 'versions__one')]//h2") == [f"Version {n} Noted" for n in (3, 2, 1)]
    assert "month" in told.text


def test_what_a_colleague_began_in_the_meantime_is_shown_whole(play: Play, client: Client) -> None:
    comment = play.comment()
    page = form_page(play, client.sign_in(play.cast.officer))
    play.answer(comment, "Hers.", by=play.cast.lead)
    both = page.form("Save answer").submit(text="Mine.", disposition="noted")
    assert "Hers." in both.text
    assert both.form("Save mine in its place").values["text"] == "Mine."


def test_a_holding_reply_is_written_and_read(play: Play, client: Client, new_client: Callable[[], Client]) -> None:
    play.comment()
    client.sign_in(play.cast.lead)
    page = client.get(play.url("comments/C-0001")).click("Send a holding reply C-0001")
    assert page.form("Save holding reply").submit(text="").errors == ["Write the holding reply"]
    told = page.form("Save holding reply").submit(text=LATER).follow()
    assert told.notices == ["Holding reply to C-0001 saved. It waits for the clerk to release it."]
    clerk = new_client().sign_in(play.cast.clerk)
    clerk.get(play.url("comments/C-0001")).form("Release the holding reply C-0001").submit()
    member = new_client().sign_in(play.cast.other_member)
    for path in ("comments/C-0001", "comments/", "draft/1/1"):
        page = member.get(play.url(path))
        assert LATER in page.text, path
        assert "Holding reply" in page.text, path


def test_versions_are_all_for_the_authority_and_the_approved_for_the_clerk(
    play: Play, client: Client, new_client: Callable[[], Client]
) -> None:
    comment = play.comment()
    play.answer(comment, "One.", by=play.cast.officer)
    response = play.answer(comment, "One and two.", by=play.cast.officer, revision=1)
    play.approve(response)
    send_back(play, response, play.cast.clerk, "And three?")
    play.answer(comment, "One, two and three.", by=play.cast.lead, revision=2)
    url = play.url(f"answers/C-0001/{play.body(COUNTY).id}/versions")

    def versions(person: Any) -> list[str]:
        return new_client().sign_in(person).get(url).all("//li[contains(@class, 'versions__one')]//h2")

    assert versions(play.cast.officer) == ["Version 3 Noted", "Version 2 Noted", "Version 1 Noted"]
    assert versions(play.cast.clerk) == ["Version 3 Noted", "Version 2 Noted"]
    page = new_client().sign_in(play.cast.officer).get(url)
    assert "Sent back by Scrutiny officer, Democratic Services" in page.text
    assert "And three?" in page.text
    for part in ("member", "other_lead", "observer"):
        assert new_client().sign_in(getattr(play.cast, part)).get(url).status in {403, 404}


def test_the_clerk_is_shown_no_word_that_was_never_approved(play: Play, client: Client) -> None:
    comment = play.comment()
    play.answer(comment, "axolotl words", by=play.cast.officer)
    play.answer(comment, "The approved words.", by=play.cast.lead, revision=1)
    page = client.sign_in(play.cast.clerk).get(play.url(f"answers/C-0001/{play.body(COUNTY).id}/versions"))
    assert "The approved words." in page.text
    assert "axolotl" not in page.html


def test_sent_back_is_told_within_the_authority(play: Play, client: Client, new_client: Callable[[], Client]) -> None:
    play.answer(play.comment(), by=play.cast.officer)
    lead = client.sign_in(play.cast.lead).get(play.url("comments/C-0001"))
    form = lead.click("Return to the officer C-0001").form("Return to the officer")
    assert form.submit(reason="").errors == ["Write what is to be changed"]
    form.submit(reason="Say by when.").follow()
    for part, told in (("officer", True), ("other_lead", False), ("clerk", False), ("member", False)):
        page = new_client().sign_in(getattr(play.cast, part)).get(play.url("comments/C-0001"))
        assert ("Say by when." in page.text) is told, part


def test_similar_comments_are_proposed_and_answered_together(play: Play, client: Client) -> None:
    first = "How many referrals came from schools last year, and how many from the police?"
    second = "Tell us how many referrals the schools made last year and how many the police made."
    play.comment(on="1", text=first)
    play.comment(on="2", text=second, by=play.cast.other_member)
    play.comment(on="1", text="Who pays for the flats after 2023?", by=play.cast.chair)
    play.comment(on="4", text=first, by=play.cast.chair)
    client.sign_in(play.cast.officer)
    page = client.get(play.url("work/similar"))
    assert page.all("//h2[contains(@class, 'govuk-heading-m')]") == ["Prevent, paragraph 1: 2 comments"]
    button = next(b for b in page.buttons if b.startswith("Answer those ticked together"))
    written = page.form(button).submit()
    assert written.h1 == "One answer to 2 comments"
    told = written.form("Save answer").submit(text="Forty-one.", disposition="noted").follow()
    assert told.notices == ["One answer to 2 comments saved. It waits for your lead officer to approve it."]
    shown = client.get(play.url("comments/C-0002"))
    assert "Answered together with C-0001" in shown.text
    apart = shown.form("Take out of the group C-0002").submit().follow()
    assert "Answered together" not in apart.text
    assert "Forty-one." in apart.text


def test_two_officers_on_one_group(play: Play, client: Client) -> None:
    comments = [play.comment(), play.comment(by=play.cast.chair)]
    together(play, comments, "First.")
    county = play.body(COUNTY).id
    client.sign_in(play.cast.officer)
    page = client.get(play.url(f"work/together?item=C-0001:{county}&item=C-0002:{county}"))
    play.answer(comments[1], "Hers.", by=play.cast.lead, revision=1)
    both = page.form("Save answer").submit(text="Mine.")
    assert "Saved by Head of Communities while you were writing" in both.text
    assert both.form("Save mine in its place").values["text"] == "Mine."


def test_a_question_is_not_answered_together(play: Play, client: Client) -> None:
    play.comment()
    play.ask()
    county = play.body(COUNTY).id
    client.sign_in(play.cast.officer)
    page = client.get(play.url(f"work/together?item=C-0001:{county}&item=Q-0001:{county}"))
    assert (page.status, "Only comments can be answered together." in page.text) == (403, True)


def test_a_back_address_from_elsewhere_leads_nowhere(play: Play, client: Client) -> None:
    play.comment()
    county = play.body(COUNTY).id
    client.sign_in(play.cast.officer)
    for bad in ("//evil.example", "javascript:alert(1)", "https://evil.example"):
        page = client.post(play.url(f"answers/C-0001/{county}"), {"text": "", "back": bad})
        assert "evil" not in page.html
        assert "javascript:" not in page.html


def test_a_released_holding_reply_and_a_new_one_are_two(play: Play, client: Client) -> None:
    play.release(hold(play, play.comment()))
    page = client.sign_in(play.cast.officer).get(play.url("comments/C-0001"))
    links = [words for words, _ in page.links]
    assert "Answer C-0001" in " ".join(links)
    assert not any(words.startswith(("Send a holding", "Change the holding")) for words in links)
