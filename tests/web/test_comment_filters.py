"""The list of comments, narrowed: by what, how it is said, how it is dropped again, and that an address carries all of it."""

from collections.abc import Callable

import pytest

from consult.actions import responses
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.lifecycle import Stage
from consult.store.comments import Comment
from consult.store.sealing import Exemption
from tests.client import Client, Page
from tests.factories import POLICE, Play

At = Callable[[Stage], Play]


def shown(page: Page) -> list[str]:
    return [card.get("id") for card in page.tree.xpath("//article[@id]")]


def filters_on(page: Page) -> list[str]:
    return page.all("//ul[@aria-label='Filters that are on']/li/a[contains(@class, 'filters-on__one')]")


def hold(play: Play, number: int) -> None:
    comment = play.again(play.session.get(type(play.comments[number]), play.comments[number].id))  # type: ignore[attr-defined]
    play.release(
        responses.answer(
            play.session, consultation=play.consultation, item=comment, authority_id=comment.authority_id,
            answering=responses.Answering("In March.", holding=True), revision=0, by=play.actor(play.cast.lead),
            now=play.now,
        )
    )  # fmt: skip


@pytest.fixture
def play(at: At) -> Play:
    """C-0001 whole draft · C-0002 section Prevent, object · C-0003 paragraph 2(a), drafting point, accepted · C-0004 County
    Lines, by the chair · C-0005 paragraph 1, held · C-0006 subsection Referrals, a draft answer that says "not accepted"."""
    play = at(Stage.OPEN)
    play.comments = [  # type: ignore[attr-defined]
        play.comment(on=None),
        play.comment(on="Prevent", stance=Stance.OBJECT),
        play.comment(on="2(a)", kind=Kind.DRAFTING_POINT),
        play.comment(on="4", by=play.cast.chair),
        play.comment(on="1"),
        play.comment(on="3"),
    ]
    play.release(play.answer(play.comments[2], disposition=Disposition.ACCEPTED, wording="train every lead"))  # type: ignore[attr-defined]
    hold(play, 4)
    play.answer(play.comments[5], disposition=Disposition.NOT_ACCEPTED, reason="No.")  # type: ignore[attr-defined]
    play.session.commit()
    return play


def part(play: Play, heading: str) -> str:
    return play.section(heading).key


CASES = {
    "stance=object": ["C-0002"],
    "stance=observation&kind=comment": ["C-0001", "C-0004", "C-0005", "C-0006"],
    "kind=drafting+point": ["C-0003"],
    "answered=yes": ["C-0003"],
    "answered=holding": ["C-0005"],
    "answered=no": ["C-0001", "C-0002", "C-0004", "C-0006"],
    "disposition=accepted": ["C-0003"],
    "disposition=not+accepted": [],
    "section=-": ["C-0001"],
    "section={prevent}": ["C-0002", "C-0003", "C-0005", "C-0006"],
    "section={prevent}&answered=no": ["C-0002", "C-0006"],
    "authority={police}": ["C-0004"],
    "member={chair}": ["C-0004"],
    "section={referrals}": ["C-0006"],
    "section=~": [
        "C-0001", "C-0002", "C-0003", "C-0004", "C-0005", "C-0006",
    ],
    "mark=late": [],
    "mark=rejected&section={prevent}": [],
    "progress=unanswered": [
        "C-0001", "C-0002", "C-0003", "C-0004", "C-0005", "C-0006",
    ],
    "sort=place": ["C-0001", "C-0002", "C-0005", "C-0003", "C-0006", "C-0004"],
    "sort=place&section={prevent}": ["C-0002", "C-0005", "C-0003", "C-0006"],
    "stance=nonsense&section=x&authority=x&member=0&answered=maybe&page=-1&new=yes&sort=x&page=٣": [
        "C-0001", "C-0002", "C-0003", "C-0004", "C-0005", "C-0006",
    ],
}  # fmt: skip


@pytest.mark.parametrize("query", CASES)
def test_what_a_filter_leaves(play: Play, client: Client, query: str) -> None:
    asked = query.format(
        prevent=part(play, "Prevent"), referrals=part(play, "Referrals"), police=play.body(POLICE).id, chair=play.cast.chair.id
    )  # fmt: skip
    page = client.sign_in(play.cast.member).get(play.url(f"comments/?{asked}"))
    assert shown(page) == CASES[query]


@pytest.mark.parametrize("who", ["officer", "lead", "clerk"])
def test_an_outcome_not_released_cannot_be_filtered_out(play: Play, client: Client, who: str) -> None:
    page = client.sign_in(getattr(play.cast, who)).get(play.url("comments/?disposition=not+accepted"))
    assert "No comment is like that" in page.text


PROGRESS = {
    "clerk": {"unanswered": ["C-0001", "C-0002", "C-0004", "C-0005"], "approval": [], "release": ["C-0006"]},
    "officer": {"unanswered": ["C-0001", "C-0002", "C-0005"], "approval": [], "release": ["C-0006"]},
    "other_officer": {"unanswered": ["C-0004"], "approval": [], "release": []},
}


@pytest.mark.parametrize("who", PROGRESS)
def test_how_far_an_answer_has_come_is_asked_by_those_who_are_told(play: Play, client: Client, who: str) -> None:
    client.sign_in(getattr(play.cast, who))
    found = {one: shown(client.get(play.url(f"comments/?progress={one}"))) for one in PROGRESS[who]}
    assert found == PROGRESS[who]


def test_what_was_sent_back_is_to_be_written_again(play: Play, client: Client) -> None:
    draft = play.answer(play.comment(on="2"), by=play.cast.officer)
    client.sign_in(play.cast.clerk)
    assert shown(client.get(play.url("comments/?progress=approval"))) == ["C-0007"]
    responses.send_back(
        play.session, consultation=play.consultation, item=play.item_of(draft), response=draft, reason="Say when.",
        by=play.actor(play.cast.lead), now=play.now,
    )  # fmt: skip
    assert shown(client.get(play.url("comments/?progress=approval"))) == []
    assert "C-0007" in shown(client.get(play.url("comments/?progress=unanswered")))


def test_marks_are_asked_for_by_everybody(play: Play, client: Client) -> None:
    play.session.get_one(Comment, play.comments[0].id).late_reason = "It came by post"  # type: ignore[attr-defined]
    play.session.add(
        Exemption(
            consultation_id=play.consultation.id, comment_id=play.comments[3].id, paragraph=3, reason="Prices",  # type: ignore[attr-defined]
            marked_at=play.now, marked_by_id=play.cast.clerk.id,
        )
    )  # fmt: skip
    client.sign_in(play.cast.member)
    client.get(play.url("comments/C-0002/withdraw")).form("Withdraw the comment").submit()
    client.sign_in(play.cast.observer)
    marks = {mark: shown(client.get(play.url(f"comments/?mark={mark}"))) for mark in ("late", "exempt", "withdrawn")}
    assert marks == {"late": ["C-0001"], "exempt": ["C-0004"], "withdrawn": ["C-0002"]}


def test_what_is_on_is_said_and_can_be_dropped_one_by_one(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    page = client.get(play.url(f"comments/?section={part(play, 'Prevent')}&answered=no&sort=place"))
    assert "2 comments of 6, as they stand in the draft" in page.text
    on = ["Drop the filter Part of the draft: 1 Prevent×", "Drop the filter Answer: With the authority×"]
    assert filters_on(page) == on
    page = page.click(on[1])
    assert (filters_on(page), shown(page)) == (on[:1], ["C-0002", "C-0005", "C-0003", "C-0006"])
    page = page.click("Sort by the order received")
    assert (filters_on(page), shown(page)) == (on[:1], ["C-0002", "C-0003", "C-0005", "C-0006"])
    page = page.click(on[0])
    assert (filters_on(page), len(shown(page))) == ([], 6)


def test_the_form_keeps_what_is_on(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    page = client.get(play.url("comments/?answered=no&sort=place")).form("Show").submit(stance="object")
    assert filters_on(page) == ["Drop the filter Stance: Object×", "Drop the filter Answer: With the authority×"]
    assert shown(page) == ["C-0002"]
    assert "as they stand in the draft" in page.text


def test_pages_keep_the_filters(play: Play, client: Client) -> None:
    for n in range(51):
        play.comment(on="2(b)", stance=Stance.SUPPORT, text=f"Comment {n}")
    client.sign_in(play.cast.member)
    page = client.get(play.url("comments/?stance=support&sort=place"))
    assert "51 comments of 57, as they stand in the draft; page 1 of 2" in page.text
    assert len(shown(page)) == 50
    page = client.get(play.url("comments/") + next(href for words, href in page.links if words.startswith("Next")))
    assert (filters_on(page), shown(page)) == (["Drop the filter Stance: Support×"], ["C-0057"])


def test_nothing_like_that_says_what_to_do(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    page = client.get(play.url("comments/?stance=support&answered=yes"))
    assert "None of the 6 comments meets all you have chosen. Drop a filter above, or all of them." in page.text
    assert len(shown(page.click("Show all comments"))) == 6


def test_of_what_was_withdrawn_no_filter_tells_the_stance(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    client.get(play.url("comments/C-0002/withdraw")).form("Withdraw the comment").submit()
    assert shown(client.get(play.url("comments/?stance=object"))) == []
    assert "C-0002" in shown(client.get(play.url("comments/")))
