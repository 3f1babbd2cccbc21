"""Questions on pages: asked about a paragraph, accepted by the clerk, followed up, held to the panel's rules, and arranged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from consult.actions import consultations, enquiry
from consult.domain.enquiry import Group
from consult.domain.lifecycle import Stage
from consult.domain.questions import Wants
from consult.jobs.queue import Queue
from consult.queries import enquiry as lines_there_are
from consult.queries import questions
from consult.store.people import Person
from consult.store.work import Notice
from tests.client import Client, Page
from tests.factories import COUNTY, POLICE, Play

NewClient = Callable[[], Client]
WAITING = "Waiting for the clerk to accept it"


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def signed_in(new_client: NewClient, person: Person) -> Client:
    client = new_client()
    client.sign_in(person)
    return client


def ask(client: Client, play: Play, path: str = "questions/ask", **words: Any) -> Page:
    form = client.get(play.url(path)).form("Send question")
    given = {"authorities": [str(play.body(COUNTY).id)], "parts": "What does it cost?"}
    if "interest" in form.values or form.choices("interest"):
        given["interest"] = "none"
    return form.submit(**{**given, **words})


def card(page: Page, ref: str) -> str:
    (found,) = page.all(f"//article[@id='{ref}']")
    return found


class TestAsking:
    def test_about_a_paragraph_from_where_it_stands(self, play: Play, new_client: NewClient) -> None:
        member = signed_in(new_client, play.cast.member)
        page = member.get(play.url("draft/1/1")).click("Ask a question about Prevent, paragraph 2(a)")
        assert "train every designated safeguarding lead" in page.text
        sent = ask(member, play, page.url.removeprefix(play.url()), wants="oral")
        assert sent.status == 303
        play.session.rollback()
        (question,) = questions.every(play.session, play.consultation)
        assert (question.paragraph_id, question.wants) == (play.paragraph("2(a)").id, "oral")
        shown = member.get(play.url("questions/Q-0001"))
        assert "about Prevent, paragraph 2(a)" in shown.text
        assert "An oral answer at the meeting" in shown.text
        reading = member.get(play.url("draft/1/1"))
        assert ("Q-0001", play.url("questions/Q-0001")) in reading.links

    def test_the_paragraph_is_kept_with_what_is_not_sent(self, play: Play, new_client: NewClient) -> None:
        member = signed_in(new_client, play.cast.member)
        path = f"questions/ask?paragraph={play.paragraph('2(a)').id}"
        form = member.get(play.url(path)).form("Save and send later")
        form.submit(parts="What does it cost?", wants="both", save="Save and send later")
        again = member.get(play.url("unsent/")).click("Go on with text 1")
        assert "train every designated safeguarding lead" in again.text
        values = again.form("Send question").values
        assert (values["parts"], values["wants"]) == ("What does it cost?", "both")

    def test_the_rules_are_said_and_kept(self, play: Play, new_client: NewClient) -> None:
        play.limit(each=2, notice=3, parts=2)
        particulars = replace(consultations.Particulars.of(play.consultation), meeting_on=date(2021, 2, 18))
        clerk = play.actor(play.cast.clerk)
        consultations.describe(
            play.session, consultation=play.consultation, particulars=particulars, by=clerk, now=play.now
        )
        member = signed_in(new_client, play.cast.member)
        page = member.get(play.url("questions/ask"))
        assert page.all("//ul[@class='govuk-list govuk-list--bullet']/li")[:3] == [
            "You may ask 2 questions.",
            "Questions must be in by the end of Friday 12 February 2021.",
            "A question has 2 parts at most.",
        ]
        refused = ask(member, play, parts="One?\n\nTwo?\n\nThree?")
        assert refused.errors == ["A question has 2 parts at most; ask the rest as another question"]
        ask(member, play)
        assert "You may ask 1 more question." in member.get(play.url("questions/ask")).text
        last = member.get(play.url("questions/ask")).form("Send question")
        ask(member, play)
        page = member.get(play.url("questions/ask"))
        assert (page.status, "you have asked as many" in page.text) == (403, True)
        late = last.submit(authorities=[str(play.body(COUNTY).id)], parts="One more?")
        assert late.errors[0].startswith("Each member may ask 2 questions, and you have asked as many.")
        assert "kept under “Not sent yet”" in late.errors[0]

    @pytest.mark.parametrize("part", ["observer", "officer", "clerk"])
    def test_forms_of_others_are_refused_when_sent_empty(self, play: Play, new_client: NewClient, part: str) -> None:
        client = signed_in(new_client, getattr(play.cast, part))
        for path in ("questions/ask", "comments/write"):
            assert client.post(play.url(path)).status == 403

    def test_the_receipt_says_what_happens_next(self, play: Play, new_client: NewClient) -> None:
        member = signed_in(new_client, play.cast.member)
        receipt = ask(member, play).follow()
        for words in (
            "No part of the draft in particular",
            "The clerk reads it first, and accepts it or rejects it with a reason",
            "Once it is accepted, it is put to Norfolk County Council.",
        ):
            assert words in receipt.text

    def test_who_answers_is_told_that_an_oral_answer_is_wanted(self, play: Play, new_client: NewClient) -> None:
        officer, hint = signed_in(new_client, play.cast.officer), "An oral answer is wanted."
        for wants, said in ((Wants.ORAL, True), (Wants.WRITTEN, False)):
            ref = f"Q-{play.ask(wants=wants).number:04d}"
            page = officer.get(play.url(f"questions/{ref}?answer={ref}-{play.body(COUNTY).id}"))
            assert (hint in page.text) is said


class TestAcceptance:
    def test_the_clerk_is_asked_first(self, play: Play, new_client: NewClient, jobs: Queue) -> None:
        member, officer = signed_in(new_client, play.cast.member), signed_in(new_client, play.cast.officer)
        ask(member, play, parts="What of the zebras?")
        assert WAITING in card(member.get(play.url("questions/Q-0001")), "Q-0001")
        for path in ("questions/", "questions/Q-0001"):
            shown = card(officer.get(play.url(path)), "Q-0001")
            assert (WAITING in shown, "zebras" in shown, "With the authority" in shown) == (True, False, False)
        assert "Q-0001" not in officer.get(play.url("work/")).text
        assert "Nothing has all of these words" in officer.get(play.url("search/?q=zebras")).text
        assert ("Q-0001", play.url("questions/Q-0001")) in member.get(play.url("search/?q=zebras")).links
        clerk = signed_in(new_client, play.cast.clerk)
        page = clerk.get(play.url("questions/"))
        assert page.all("//h2[@id='waiting-title']") == ["1 waits for you"]
        told = {"Question Q-0001 waits for you to accept it": [play.cast.clerk.id]}
        assert self.told(play) == told
        done = page.form("Accept Q-0001").submit().follow()
        assert done.notices == ["Q-0001 accepted. It is with Norfolk County Council now."]
        assert self.told(play) == {
            **told,
            "Question Q-0001 was put to Norfolk County Council": sorted([play.cast.lead.id, play.cast.officer.id]),
            "Question Q-0001 was accepted by the clerk": [play.cast.member.id],
        }
        assert "zebras" in card(officer.get(play.url("questions/")), "Q-0001")
        assert "Q-0001" in officer.get(play.url("work/")).text

    def told(self, play: Play) -> dict[str, list[int]]:
        """Who is told what in their next daily letter."""
        play.session.rollback()
        found: dict[str, list[int]] = {}
        for notice in play.session.scalars(select(Notice).order_by(Notice.person_id)):
            found.setdefault(notice.words, []).append(notice.person_id)
        return found

    def test_all_at_once(self, play: Play, new_client: NewClient) -> None:
        for _ in range(3):
            play.ask(accepted=False)
        clerk = signed_in(new_client, play.cast.clerk)
        page = clerk.get(play.url("questions/"))
        assert page.all("//h2[@id='waiting-title']") == ["3 wait for you"]
        done = page.form("Accept all 3").submit().follow()
        assert done.notices == ["3 questions accepted. The authorities asked have them now."]
        assert done.all("//h2[@id='waiting-title']") == []

    def test_what_was_changed_meanwhile_is_not_accepted_unseen(self, play: Play, new_client: NewClient) -> None:
        play.ask(accepted=False)
        clerk, member = signed_in(new_client, play.cast.clerk), signed_in(new_client, play.cast.member)
        page = clerk.get(play.url("questions/"))
        play.clock.let_pass(minutes=1)  # type: ignore[attr-defined]
        member.get(play.url("questions/Q-0001/change")).form("Save changes").submit(parts="Something else?")
        refused = page.form("Accept Q-0001").submit()
        assert refused.status == 403
        assert "Q-0001 was changed by its author after you opened the page" in refused.text

    def test_a_change_says_that_it_waits_again(self, play: Play, new_client: NewClient) -> None:
        play.ask()
        member = signed_in(new_client, play.cast.member)
        page = member.get(play.url("questions/Q-0001/change"))
        assert "If you change it, it waits to be accepted again" in page.text
        done = page.form("Save changes").submit(parts="Better put?", wants="both").follow()
        assert done.notices == ["Question Q-0001 changed. It waits for the clerk to accept it again."]
        assert done.all("//p[@class='history__what']/strong") == ["Sent", "Accepted", "Changed"]
        others = signed_in(new_client, play.cast.chair).get(play.url("questions/Q-0001"))
        assert others.all("//p[@class='history__what']") == []

    def test_nothing_is_adopted_before_every_question_is_accepted_and_answered(
        self, play: Play, new_client: NewClient
    ) -> None:
        play.ask(accepted=False)
        play.close()
        clerk = signed_in(new_client, play.cast.clerk)
        refused = clerk.post(play.url("adopt"), {"confirm": "Confirm"})
        assert "1 item has no released answer" in refused.text


class TestSupplementaries:
    def test_from_the_answer_to_the_supplementary(self, play: Play, new_client: NewClient) -> None:
        question = play.ask("What does it cost?", of=(COUNTY, POLICE))
        play.release(play.answer(question, by=play.cast.lead))
        member = signed_in(new_client, play.cast.member)
        page = member.get(play.url("questions/Q-0001")).click("Ask a supplementary question Q-0001")
        assert "It is measured every quarter." in page.text
        form = page.form("Send supplementary question")
        form.submit(parts="And next year?", interest="none")
        clerk = signed_in(new_client, play.cast.clerk)
        clerk.get(play.url("questions/")).form("Accept Q-0002").submit()
        second = member.get(play.url("questions/Q-0002"))
        assert "Supplementary to Q-0001" in second.text
        assert "to Norfolk County Council" in second.text  # the one that has answered
        first = member.get(play.url("questions/Q-0001"))
        assert "Followed by its supplementary Q-0002" in first.text
        assert "Ask a supplementary question" not in first.text

    def test_it_can_be_saved_and_gone_on_with(self, play: Play, new_client: NewClient) -> None:
        play.release(play.answer(play.ask()))
        member = signed_in(new_client, play.cast.member)
        form = member.get(play.url("questions/Q-0001/supplementary")).form("Save and send later")
        form.submit(parts="And next year?", save="Save and send later")
        waiting = member.get(play.url("unsent/"))
        assert "Supplementary to Q-0001" in waiting.text
        again = waiting.click("Go on with text 1")
        assert again.form("Send supplementary question").values["parts"] == "And next year?"

    def test_the_panel_may_take_none(self, play: Play, new_client: NewClient) -> None:
        play.limit(supplementaries=False)
        play.release(play.answer(play.ask()))
        member = signed_in(new_client, play.cast.member)
        assert "Ask a supplementary question" not in member.get(play.url("questions/Q-0001")).text
        assert member.get(play.url("questions/Q-0001/supplementary")).status == 403


class TestRules:
    def test_the_clerk_sets_them(self, play: Play, new_client: NewClient) -> None:
        clerk = signed_in(new_client, play.cast.clerk)
        form = clerk.get(play.url("settings/questions/")).form("Save the rules")
        assert {k: v for k, v in form.values.items() if k != "csrf_token"} == {
            "each": "", "notice": "", "parts": "6", "supplementaries": "yes",
        }  # fmt: skip
        done = form.submit(each="3", notice="5", parts="4", supplementaries="no").follow()
        assert done.notices == ["The rules for questions are saved."]
        for words in ("3 questions", "5 clear working days", "4 parts at most", "None"):
            assert words in done.text

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            ({"each": "many"}, "Questions for each member must be a whole number, like 3"),
            ({"each": "100"}, "The number of questions must be between 1 and 99"),
            ({"parts": ""}, "Enter how many parts a question may have"),
            ({"notice": "-1"}, "Notice in clear working days must be a whole number, like 3"),
        ],
    )
    def test_what_is_no_number(self, play: Play, new_client: NewClient, given: dict[str, str], error: str) -> None:
        clerk = signed_in(new_client, play.cast.clerk)
        page = clerk.get(play.url("settings/questions/")).form("Save the rules").submit(**given)
        assert page.errors == [error]


class TestLines:
    @pytest.fixture
    def clerk(self, play: Play, new_client: NewClient) -> Client:
        by = play.actor(play.cast.clerk)
        for title in ("Early help", "Money"):
            enquiry.add_line(play.session, consultation=play.consultation, title=title, by=by, now=play.now)
        for _ in range(3):
            play.ask()
        return signed_in(new_client, play.cast.clerk)

    def order(self, play: Play) -> list[tuple[str, tuple[int, ...]]]:
        play.session.rollback()
        titles = {line.id: line.title for line in lines_there_are.lines(play.session, play.consultation)}
        groups = lines_there_are.arrangement(play.session, play.consultation)
        return [(titles[g.line] if g.line else "", g.questions) for g in groups]

    def test_by_buttons_without_any_script(self, play: Play, clerk: Client) -> None:
        url = play.url("lines-of-enquiry/")
        money = lines_there_are.lines(play.session, play.consultation)[1].id
        clerk.get(url).form("Put there Q-0003").submit(**{"to-Q-0003": f"line-{money}"})
        clerk.get(url).form("Put there Q-0001").submit(**{"to-Q-0001": f"line-{money}"})
        assert self.order(play) == [("Early help", ()), ("Money", (3, 1)), ("", (2,))]
        done = clerk.get(url).form("Up Q-0001").submit()
        assert done.location.endswith("#Q-0001")
        clerk.get(url).form("Up line Money").submit()
        assert self.order(play) == [("Money", (1, 3)), ("Early help", ()), ("", (2,))]

    def test_as_a_script_sends_it(self, play: Play, clerk: Client) -> None:
        early, money = (line.id for line in lines_there_are.lines(play.session, play.consultation))
        order = [f"line-{money}", "Q-0002", f"line-{early}", "Q-0003", "line-0", "Q-0001"]
        answer = clerk.post(play.url("lines-of-enquiry/"), {"order": order}, headers={"Accept": "application/json"})
        assert (answer.status, answer.response.get_json()) == (200, {"saved": True})
        assert self.order(play) == [("Money", (2,)), ("Early help", (3,)), ("", (1,))]

    def test_before_there_is_anything_the_first_is_added(self, play: Play, new_client: NewClient) -> None:
        clerk = signed_in(new_client, play.cast.clerk)
        page = clerk.get(play.url("lines-of-enquiry/"))
        assert page.buttons == ["Add the line"]
        assert "Money" in page.form("Add the line").submit(title="Money").follow().text

    def test_added_renamed_and_removed(self, play: Play, clerk: Client) -> None:
        url = play.url("lines-of-enquiry/")
        again = clerk.get(url).form("Add the line").submit(title="money")
        assert again.errors == ["There is a line of enquiry of that name already"]
        clerk.get(url).form("Add the line").submit(title="Who answers?")
        clerk.get(url).click("Rename Who answers?").form("Save").submit(title="Who is answerable?")
        assert [title for title, _ in self.order(play)] == ["Early help", "Money", "Who is answerable?", ""]
        money = lines_there_are.lines(play.session, play.consultation)[1]
        by = play.actor(play.cast.clerk)
        enquiry.arrange(
            play.session, consultation=play.consultation, wanted=[Group(money.id, (1, 2))], by=by, now=play.now
        )
        asked = clerk.get(url).click("Remove Money")
        assert "It holds 2 questions. They stay, under no line of enquiry." in asked.text
        asked.form("Remove the line").submit()
        assert self.order(play) == [("Early help", ()), ("Who is answerable?", ()), ("", (1, 2, 3))]

    def test_the_list_can_be_read_by_line(self, play: Play, clerk: Client, new_client: NewClient) -> None:
        _, money = lines_there_are.lines(play.session, play.consultation)
        by = play.actor(play.cast.clerk)
        enquiry.arrange(
            play.session, consultation=play.consultation, wanted=[Group(money.id, (3, 1))], by=by, now=play.now
        )
        member = signed_in(new_client, play.cast.member)
        page = member.get(play.url("questions/")).click("Show by line of enquiry")
        assert page.all("//h2[contains(@class, 'questions-line')]") == ["Money 2", "Under no line of enquiry 1"]
        assert page.all("//article//h3") == ["Question Q-0003", "Question Q-0001", "Question Q-0002"]
        assert "Line of enquiry: Money" in card(page, "Q-0003")
