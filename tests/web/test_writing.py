"""A member writes, without JavaScript: on the very words, with nothing lost, and told what was received."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.domain.lifecycle import Stage
from consult.queries import comments
from consult.queries import unsent as queries
from consult.store.comments import Comment
from consult.store.people import Person
from tests.client import Client, Page
from tests.factories import Play

NewClient = Callable[[], Client]
DECLARED = {"interest": "none"}
SAID = {"stance": "observation", "text": "How will this be measured?", **DECLARED}


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def member(play: Play, client: Client) -> Client:
    return client.sign_in(play.cast.member)


def write(client: Client, play: Play, on: str = "5", **where: int) -> Page:
    marked = "".join(f"&{name}={value}" for name, value in where.items())
    return client.get(play.url(f"comments/write?paragraph={play.paragraph(on).id}{marked}"))


def the_comment(play: Play, ref: str = "C-0001") -> Comment:
    play.session.expire_all()
    return comments.by_reference(play.session, play.consultation, ref)


def waiting(play: Play, person: Person | None = None) -> list[str]:
    play.session.rollback()
    rows = queries.of_author(play.session, play.consultation, (person or play.cast.member).id)
    return sorted(row.words.get("text") or row.words.get("parts") for row in rows)


# ---- on the words


def test_marked_words_stand_in_the_form_and_in_the_paragraph(play: Play, member: Client) -> None:
    page = write(member, play, start=22, end=34)
    form = page.form("Send comment")
    assert (form.values["quote"], form.values["suggested"]) == ("More work is", "More work is")
    assert page.all("//main//mark") == ["More work is"]
    form.submit(**SAID)
    comment = the_comment(play)
    assert (comment.quote, comment.quote_start, comment.quote_end) == ("More work is", 22, 34)
    assert comment.suggested_wording is None


def test_words_that_stand_twice_are_not_guessed(play: Play, member: Client) -> None:
    page = write(member, play).form("Send comment").submit(**SAID, quote="More work is")
    assert page.errors == ["These words stand 2 times in the paragraph. Add the words before or after them."]
    page = page.form("Send comment").submit(quote="More work is needed")
    assert page.status == 303
    assert the_comment(play).quote_start == 22


def test_words_that_are_not_there_are_said_to_be_not_there(play: Play, member: Client) -> None:
    page = write(member, play).form("Send comment").submit(**SAID, quote="Less work")
    assert page.errors == ["These words are not in the paragraph. Copy them from it exactly."]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (-3, 4), (0, 10**8), ("x", "y"), (17, 18)])
def test_a_strange_address_is_no_fault(play: Play, member: Client, start: Any, end: Any) -> None:
    assert write(member, play, start=start, end=end).status == 200


def test_other_wording_for_the_words_is_shown_as_a_change_of_them(play: Play, member: Client) -> None:
    form = write(member, play, start=22, end=41).form("Send comment")
    form.submit(**SAID, suggested="No work is needed")
    page = member.get(play.url("comments/C-0001"))
    assert page.all("//article//del") == ["deleted: More end of deletion"]
    assert page.all("//article//ins") == ["inserted: No end of insertion"]
    assert page.all("//main//mark") == ["More work is needed"]


def test_a_card_says_where_its_words_stand(play: Play, member: Client) -> None:
    play.comment(on="5", quote="More work is", start=22, end=34)
    play.comment(on="5")
    page = member.get(play.url("draft/1/3"))
    cards = page.tree.xpath("//article")
    paragraph = str(play.paragraph("5").id)
    assert [card.attrib.get("data-passage") for card in cards] == [paragraph, None]
    assert (cards[0].get("data-start"), cards[0].get("data-end")) == ("22", "34")


def test_a_drafting_point_is_marked_as_one(play: Play, member: Client) -> None:
    write(member, play).form("Send comment").submit(**SAID, kind="drafting point")
    play.comment(on="5")
    for path in ("comments/", "draft/1/3"):
        tags = [
            " ".join(card.xpath(".//*[contains(@class, 'tag')]/text()"))
            for card in member.get(play.url(path)).tree.xpath("//article")
        ]
        assert ["Drafting point" in one for one in tags] == [True, False]


# ---- declaration of interest


def test_the_first_form_asks_for_a_declaration_and_the_next_does_not(play: Play, member: Client) -> None:
    form = write(member, play).form("Send comment")
    page = form.submit(stance="observation", text="First")
    assert page.errors == ["Say whether you have an interest to declare"]
    page = page.form("Send comment").submit(interest="pecuniary")
    assert page.errors == ["Say what the interest is"]
    assert page.form("Send comment").submit(interest_text="A contract").status == 303
    assert "interest" not in write(member, play).form("Send comment").values
    asking = member.get(play.url("questions/ask")).form("Send question")
    assert "interest_text" not in asking.values


def test_a_declaration_can_be_changed_and_is_shown_to_the_clerk(
    play: Play, member: Client, new_client: NewClient
) -> None:
    people = new_client().sign_in(play.cast.clerk).get(play.url("people/"))
    assert people.text.count("Has not declared yet") == 4
    page = write(member, play).form("Send comment").submit(**SAID).follow()
    write(member, play).click("Your declaration of interest").form("Save").submit(
        interest="registrable", interest_text="Trustee of a charity the draft names"
    )
    page = member.get(play.url("declaration/"))
    assert page.form("Save").values["interest_text"] == "Trustee of a charity the draft names"
    people = new_client().sign_in(play.cast.clerk).get(play.url("people/"))
    assert "Other registrable interest: Trustee of a charity the draft names" in people.text
    assert people.text.count("Has not declared yet") == 3


# ---- receipt


def test_the_sender_is_told_what_was_received(
    play: Play, member: Client, outbox: list[Any], new_client: NewClient
) -> None:
    outbox.clear()
    page = write(member, play).form("Send comment").submit(**SAID, receipt="y").follow()
    assert page.h1 == "Comment C-0001 received"
    for words in ("C-0001", "9am on Monday 8 February 2021 (GMT)", "County Lines, paragraph 5", "Norfolk Constabulary"):
        assert words in page.text
    assert [letter.to for letter in outbox] == [["member@example.org"]]
    letter = outbox[0]
    assert letter.subject == "Comment C-0001 received"
    for words in ("9am on Monday 8 February 2021 (GMT)", "How will this be measured?", "/comments/C-0001"):
        assert words in letter.body
    assert new_client().sign_in(play.cast.chair).get(page.url).status == 404


def test_without_asking_no_letter_is_sent(play: Play, member: Client, outbox: list[Any]) -> None:
    outbox.clear()
    write(member, play).form("Send comment").submit(**SAID)
    assert outbox == []


def test_a_question_has_a_receipt_too(play: Play, member: Client, outbox: list[Any]) -> None:
    outbox.clear()
    form = member.get(play.url("questions/ask")).form("Send question")
    authority = str(next(iter(form.choices("authorities"))))
    page = form.submit(authorities=[authority], parts="What does it cost?", receipt="y", **DECLARED).follow()
    assert page.h1 == "Question Q-0001 received"
    assert [letter.subject for letter in outbox] == ["Question Q-0001 received"]


def test_the_same_form_sent_twice_makes_one_comment_and_one_letter(
    play: Play, member: Client, outbox: list[Any]
) -> None:
    outbox.clear()
    form = write(member, play).form("Send comment")
    first = form.submit(**SAID, receipt="y")
    play.clock.let_pass(seconds=2)
    second = form.submit(**SAID, receipt="y")
    assert first.location == second.location
    play.session.refresh(play.consultation)
    assert (play.consultation.comments_numbered, len(outbox)) == (1, 1)


# ---- not sent yet


def test_what_is_saved_waits_and_can_be_gone_on_with_and_sent(play: Play, member: Client) -> None:
    page = (
        write(member, play, start=22, end=34).form("Save and send later").submit(text="Begun", stance="object").follow()
    )
    assert page.h1 == "Not sent yet"
    assert page.notices == ["Saved at 9am. It has not been sent."]
    assert page.all("//a[@class='masthead__not-sent']") == ["Not sent yet 1"]
    assert "Begun" in page.text
    page = page.click("Go on with text 1")
    form = page.form("Send comment")
    assert {"text": "Begun", "stance": "object", "quote": "More work is", "start": "22"}.items() <= form.values.items()
    assert form.submit(text="Begun and finished", **DECLARED).status == 303
    assert waiting(play) == []
    assert (the_comment(play).text, the_comment(play).quote_start) == ("Begun and finished", 22)


def test_an_empty_form_is_not_kept(play: Play, member: Client) -> None:
    page = write(member, play, start=22, end=34).form("Save and send later").submit().follow()
    assert page.notices == ["There was nothing to save yet."]
    assert waiting(play) == []


def test_what_waits_can_be_deleted_after_asking(play: Play, member: Client) -> None:
    write(member, play).form("Save and send later").submit(text="Begun")
    page = member.get(play.url("unsent/")).click("Delete text 1")
    assert waiting(play) == ["Begun"]
    page.form("Delete it").submit()
    assert waiting(play) == []


def test_a_question_waits_with_all_it_holds(play: Play, member: Client) -> None:
    form = member.get(play.url("questions/ask")).form("Save and send later")
    authorities = list(form.choices("authorities"))
    section = str(play.section("Prevent").id)
    form.submit(parts="One?\n\nTwo?", authorities=authorities, section=section)
    values = member.get(play.url("unsent/")).click("Go on with text 1").form("Send question").values
    assert (values["parts"], values["authorities"], values["section"]) == ("One?\n\nTwo?", authorities, section)


def test_a_change_waits_too(play: Play, member: Client) -> None:
    play.comment(text="As it was sent")
    page = (
        member.get(play.url("comments/C-0001/change"))
        .form("Keep and finish later")
        .submit(text="Half changed")
        .follow()
    )
    assert "Change of comment C-0001" in page.text
    assert the_comment(play).text == "As it was sent"
    page = page.click("Go on with text 1").form("Save changes").submit()
    assert (page.status, the_comment(play).text, waiting(play)) == (303, "Half changed", [])


def test_what_cannot_be_sent_is_kept(play: Play, member: Client) -> None:
    page = write(member, play).form("Send comment").submit(text="Without a stance")
    assert page.errors[0] == "Choose where you stand"
    assert waiting(play) == ["Without a stance"]
    assert page.form("Send comment").submit(stance="object", **DECLARED).status == 303
    assert waiting(play) == []


def test_the_window_closing_while_one_writes_loses_nothing(play: Play, member: Client) -> None:
    page = write(member, play)
    play.close()
    page = page.form("Send comment").submit(**SAID)
    assert page.errors == [
        "The commenting window has closed. Send what you have written to the clerk, who can take it as late. "
        "What you wrote is kept under “Not sent yet”."
    ]
    assert waiting(play) == ["How will this be measured?"]
    index = member.get(play.url("unsent/"))
    assert "How will this be measured?" in index.text
    assert "The commenting window has closed." in index.text
    assert [words for words, _ in index.links] == ["Delete text 1"]


def test_nobody_sees_what_another_has_begun(play: Play, member: Client, new_client: NewClient) -> None:
    write(member, play).form("Save and send later").submit(text="quokka-unsent")
    row = queries.of_author(play.session, play.consultation, play.cast.member.id)[0]
    other = new_client().sign_in(play.cast.chair)
    assert "quokka" not in other.get(play.url("unsent/")).html
    for path in (f"unsent/{row.id}/delete", f"comments/write?unsent={row.id}"):
        assert other.get(play.url(path)).status == 404
    other.post(play.url(f"unsent/{row.id}/delete"))
    assert waiting(play) == ["quokka-unsent"]


# ---- signed out, another window


def test_signing_out_while_writing_loses_nothing(play: Play, member: Client) -> None:
    form = write(member, play, start=22, end=34).form("Send comment")
    member.sign_out()
    page = form.submit(**SAID)
    assert (page.status, page.location) == (303, "/sign-in")
    assert page.follow().notices[-1:] == ["You were signed out. What you wrote is kept. Sign in to go on."]
    assert waiting(play) == ["How will this be measured?"]
    with member._browser.session_transaction() as kept:
        back = kept["next"]
    member.sign_in(play.cast.member)
    form = member.get(back).form("Send comment")
    assert {"text": "How will this be measured?", "quote": "More work is", "start": "22"}.items() <= form.values.items()
    assert form.submit().status == 303
    assert the_comment(play).quote_start == 22
    assert waiting(play) == []


def test_a_form_opened_before_signing_in_again_is_kept_and_shown_again(play: Play, member: Client) -> None:
    form = write(member, play).form("Send comment")
    member.sign_out()
    member.sign_in(play.cast.member)
    page = form.submit(**SAID)
    assert page.status == 303
    page = page.follow()
    assert page.notices == [
        "You were signed out and in again since that page was opened. What you wrote is kept. Read it and send it."
    ]
    assert page.form("Send comment").submit().status == 303
    assert the_comment(play).text == "How will this be measured?"


def test_a_form_of_somebody_else_is_kept_for_them(play: Play, member: Client) -> None:
    form = write(member, play).form("Send comment")
    member.sign_out()
    member.sign_in(play.cast.chair)
    page = form.submit(**SAID)
    assert "How will this be measured?" not in page.follow().html
    assert waiting(play) == ["How will this be measured?"]
    assert waiting(play, play.cast.chair) == []


def test_what_bears_no_mark_of_ours_is_turned_away(play: Play, client: Client) -> None:
    for mark in ("", "forged", "WyJrZXkiLDFd.forged"):
        page = client.post(play.url("comments/write"), {"form_key": mark, "text": "Words"})
        assert page.location == "/sign-in"
        assert client.post(play.url("comments/write"), {"form_key": mark, "text": "Words"}, token=False).status == 400
    for part in ("member", "chair"):
        assert waiting(play, getattr(play.cast, part)) == []


def test_a_window_that_lags_behind_overwrites_nothing(play: Play, member: Client) -> None:
    write(member, play).form("Save and send later").submit(text="Begun").follow()
    address = dict(member.get(play.url("unsent/")).links)["Go on with text 1"]
    here, there = member.get(address), member.get(address)
    here.form("Save and send later").submit(text="Gone on with here").follow()
    page = there.form("Save and send later").submit(text="Gone on with there").follow()
    assert page.notices == ["Another window holds other words of this text. Both are kept: choose the one to send."]
    assert waiting(play) == ["Gone on with here", "Gone on with there"]


def test_sending_from_a_window_that_lags_behind_keeps_the_other_words(play: Play, member: Client) -> None:
    write(member, play).form("Save and send later").submit(text="Begun", stance="object").follow()
    address = dict(member.get(play.url("unsent/")).links)["Go on with text 1"]
    here, there = member.get(address), member.get(address)
    here.form("Save and send later").submit(text="Better words").follow()
    page = there.form("Send comment").submit(text="Sent words", **DECLARED).follow()
    assert page.notices == ["Another window held other words of this text. They wait under “Not sent yet”."]
    assert (the_comment(play).text, waiting(play)) == ("Sent words", ["Better words"])


def test_other_words_on_a_form_already_sent_are_kept(play: Play, member: Client) -> None:
    form = write(member, play).form("Send comment")
    form.submit(**SAID)
    play.clock.let_pass(minutes=1)
    page = form.submit(stance="object", text="Other words").follow()
    assert page.notices == [
        "This form was sent before, as C-0001, with other words. What you wrote is kept under “Not sent yet”."
    ]
    assert (the_comment(play).text, waiting(play)) == ("How will this be measured?", ["Other words"])


# ---- saving by script


def save(client: Client, page: Page, play: Play, **words: str) -> dict[str, Any]:
    form = page.form("Send comment")
    address = page.tree.xpath("//form/@data-autosave")[0]
    answer = client.post(address, {**form.values, **words}, token=False)
    assert answer.response.mimetype == "application/json"
    found: dict[str, Any] = answer.response.get_json()
    return found


def test_a_script_saves_while_one_writes(play: Play, member: Client) -> None:
    page = write(member, play)
    first = save(member, page, play, text="Begun")
    assert (first["words"], first["revision"], first["waiting"], first["similar"]) == ("Saved at 9am", "1", 1, [])
    play.clock.let_pass(minutes=101)
    second = save(member, page, play, text="Begun and", form_key=first["form_key"], revision=first["revision"])
    assert (second["words"], second["revision"]) == ("Saved at 10:41am", "2")
    assert waiting(play) == ["Begun and"]


def test_a_script_goes_on_saving_after_signing_out(play: Play, member: Client) -> None:
    page = write(member, play)
    member.sign_out()
    answer = save(member, page, play, text="Begun")
    assert answer["words"] == "You were signed out. What you write is still kept. Sign in again to send it."
    assert waiting(play) == ["Begun"]
    answer = save(member, page, play, text="Begun and", form_key=answer["form_key"], revision=answer["revision"])
    assert answer["revision"] == "2"
    assert waiting(play) == ["Begun and"]


# ---- support


def test_members_support_each_others_comments_where_they_stand(
    play: Play, member: Client, new_client: NewClient
) -> None:
    play.comment(on="5", by=play.cast.chair)
    play.comment(on="5")
    page = member.get(play.url("draft/1/3?comments=shown"))
    assert page.buttons == ["Support this comment C-0001"]
    page = page.form("Support this comment C-0001").submit()
    assert page.location == play.url("draft/1/3?comments=shown#C-0001")
    page = page.follow()
    assert page.buttons == ["Withdraw your support C-0001"]
    assert "Supported by Member for Norwich City Council (Norwich City Council)" in page.text
    page.form("Withdraw your support C-0001").submit()
    assert "Supported by" not in member.get(play.url("comments/C-0001")).text
    for part in ("observer", "officer", "clerk"):
        other = new_client().sign_in(getattr(play.cast, part))
        assert not [words for words in other.get(play.url("comments/C-0001")).buttons if "upport" in words]
    play.close()
    assert member.get(play.url("comments/C-0001")).buttons == []


CLOSE = "Who pays for the training of safeguarding leads after the first year?"
CLOSER = "The training of safeguarding leads: who will pay for it after year one?"


def test_what_others_have_said_is_offered_before_sending(play: Play, member: Client) -> None:
    play.comment(on="2(a)", text=CLOSE, by=play.cast.other_member)
    play.comment(on="2(a)", text=CLOSER)  # the member's own
    page = write(member, play, on="1").form("Send comment").submit(**SAID | {"text": CLOSER})
    assert page.status == 200
    assert "Member for Breckland District Council has said something close in C-0001: support it instead?" in page.text
    assert waiting(play) == [CLOSER]
    sent = page.form("Send mine anyway").submit()
    assert (sent.status, the_comment(play, "C-0003").text) == (303, CLOSER)


def test_anothers_comment_can_be_supported_instead(play: Play, member: Client) -> None:
    play.comment(on="2(a)", text=CLOSE, by=play.cast.other_member)
    page = write(member, play, on="1").form("Send comment").submit(**SAID | {"text": CLOSER})
    page = page.form("Support C-0001 instead").submit()
    assert page.location == play.url("comments/C-0001")
    page = page.follow()
    assert page.notices == ["You support comment C-0001. Your own words wait under “Not sent yet”."]
    assert "Supported by Member for Norwich City Council" in page.text
    assert waiting(play) == [CLOSER]
    assert write(member, play, on="1").form("Send comment").submit(**SAID | {"text": CLOSER}).status == 303


def test_elsewhere_in_the_draft_nothing_is_offered(play: Play, member: Client) -> None:
    play.comment(on="2(a)", text=CLOSE, by=play.cast.other_member)
    assert write(member, play, on="4").form("Send comment").submit(**SAID | {"text": CLOSER}).status == 303


def test_a_script_is_told_what_is_close(play: Play, member: Client) -> None:
    play.comment(on="2(a)", text=CLOSE, by=play.cast.other_member)
    page = write(member, play, on="1")
    found = save(member, page, play, text=CLOSER)["similar"]
    assert found == [
        {
            "ref": "C-0001",
            "by": "Member for Breckland District Council",
            "text": CLOSE,
            "href": play.url("comments/C-0001"),
        }
    ]
    assert page.form("Send comment").submit(**SAID | {"text": CLOSER, "seen": "C-0001"}).status == 303


# ---- history


def test_the_clerk_sees_what_a_comment_said_before(play: Play, member: Client, new_client: NewClient) -> None:
    play.comment(text="The measure is weak.")
    play.clock.let_pass(hours=1)
    member.get(play.url("comments/C-0001/change")).form("Save changes").submit(
        text="The measure is sound.", stance="object"
    )
    clerk = new_client().sign_in(play.cast.clerk).get(play.url("comments/C-0001"))
    history = clerk.all("//section[@class='history']")[0]
    assert "Changed by Member for Norwich City Council, 10am on Monday 8 February 2021 (GMT)" in history
    assert "deleted: weak end of deletion inserted: sound end of insertion" in history
    assert "deleted: Observation end of deletion inserted: Object" in history
    for part in ("member", "chair", "officer", "observer"):
        page = new_client().sign_in(getattr(play.cast, part)).get(play.url("comments/C-0001"))
        assert "weak" not in page.html


def test_privacy_is_a_link_away(play: Play, member: Client) -> None:
    for page in (write(member, play), member.get(play.url("questions/ask"))):
        assert page.click("privacy notice").h1 == "Privacy notice"


def test_what_is_written_on_after_an_answer_was_lost_is_one_text(play: Play, member: Client) -> None:
    page = write(member, play)
    form, address = page.form("Send comment"), page.tree.xpath("//form/@data-autosave")[0]
    for turn, text in enumerate(("It should say who", "It should say who reports"), 1):
        member.post(address, {**form.values, "text": text, "window": f"a1b2 {turn}"}, token=False)
    assert waiting(play) == ["It should say who reports"]
    form.submit(**SAID | {"window": "a1b2 3"})
    assert waiting(play) == []
