"""The list of questions, narrowed; by how far an answer has come only for those who are told."""

from collections.abc import Callable

import pytest

from consult.domain.lifecycle import Stage
from consult.store.questions import Question
from tests.client import Client, Page
from tests.factories import COUNTY, POLICE, Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """Q-0001 put to both, the police's answer approved · Q-0002 on Prevent, drafted · Q-0003 to the police, released ·
    Q-0004 not accepted, which the clerk is shown first · Q-0005 came late."""
    play = at(Stage.OPEN)
    play.answer(play.ask(of=(COUNTY, POLICE)), by=play.cast.other_lead)
    play.answer(play.ask(about="Prevent"), by=play.cast.officer)
    play.release(play.answer(play.ask(of=(POLICE,)), by=play.cast.other_lead))
    play.ask(accepted=False)
    late = play.ask(about="Referrals")
    play.session.get_one(Question, late.id).late_reason = "It came by post"
    play.session.commit()
    return play


def shown(page: Page) -> list[str]:
    return [card.get("id") for card in page.tree.xpath("//article[@id]")]


EVERY = ["Q-0001", "Q-0002", "Q-0003", "Q-0004", "Q-0005"]
CASES = {
    "clerk": {
        "progress=unanswered": ["Q-0001", "Q-0005"],
        "progress=approval": ["Q-0002"],
        "progress=release": ["Q-0001"],
        "authority={police}": ["Q-0001", "Q-0003"],
        "section={prevent}": ["Q-0002", "Q-0005"],
        "section={referrals}": ["Q-0005"],
        "section=-": ["Q-0004", "Q-0001", "Q-0003"],
        "mark=late": ["Q-0005"],
        "mark=exempt": [],
    },
    "other_officer": {"progress=unanswered": [], "progress=release": ["Q-0001"]},
    "officer": {"progress=unanswered": ["Q-0001", "Q-0005"], "progress=approval": ["Q-0002"], "progress=release": []},
    "member": {"progress=release": EVERY, "mark=late": ["Q-0005"], "section=x&authority=x&mark=x": EVERY},
    "observer": {"progress=approval": EVERY, "mark=late": ["Q-0005"]},
}


@pytest.mark.parametrize("who", CASES)
def test_what_a_filter_leaves(play: Play, client: Client, who: str) -> None:
    client.sign_in(getattr(play.cast, who))
    keys = {heading.lower(): play.section(heading).key for heading in ("Prevent", "Referrals")}
    asked = {query: query.format(police=play.body(POLICE).id, **keys) for query in CASES[who]}
    assert {query: shown(client.get(play.url(f"questions/?{asked[query]}"))) for query in asked} == CASES[who]


def test_a_filter_is_said_and_dropped(play: Play, client: Client) -> None:
    page = client.sign_in(play.cast.clerk).get(play.url("questions/?mark=late"))
    assert "1 question of 5." in page.text
    assert sorted(shown(page.click("Drop the filter Marked: Late×"))) == EVERY
    assert "No question is like that" in client.get(play.url("questions/?mark=exempt")).text
