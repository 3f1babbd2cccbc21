"""Statutory coverage, background papers, the partnership and the panel's meetings on screen."""

from collections.abc import Callable

import pytest

from consult.domain.lifecycle import Stage
from tests import registers
from tests.client import Client
from tests.factories import COUNTY, Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_coverage_warns_until_it_is_covered_or_explained(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    page = client.get(play.url("draft/")).click("What the law says it must deal with")
    assert "Neither covered nor explained: Crime and anti-social behaviour" in page.text
    for words in ("Crime and anti-social behaviour", "Re-offending"):
        page = (
            page.click(f"Say how it is covered: {words}")
            .form("Save")
            .submit(explanation=f"{words}: elsewhere.")
            .follow()
        )
    change = page.click("Change: Re-offending")
    chosen = {words: value for value, words in change.form("Save").choices("sections").items()}
    page = change.form("Save").submit(sections=[chosen["1 Prevent"]], explanation="").follow()
    assert page.all("//section[@id='re-offending']//li") == ["1 Prevent"]
    warned = page.all("//*[contains(@class, 'govuk-warning-text__text')]")
    assert warned == [
        "Warning Neither covered nor explained: Misuse of drugs, alcohol and other substances, "
        "Regard to the police and crime plan."
    ]
    client.sign_out()
    client.sign_in(play.cast.member)
    page = client.get(play.url("coverage/"))
    assert (page.status, [words for words, _ in page.links if words.startswith("Change")]) == (200, [])
    client.sign_out()
    history = client.sign_in(play.cast.clerk).get(play.url("coverage/re-offending")).text
    assert "Said how it is covered by Head of Communities" in history
    assert "Explanation deleted: Re-offending: elsewhere." in history


def test_background_papers_are_kept_in_order(play: Play, client: Client) -> None:
    client.sign_in(play.cast.clerk)
    page = client.get(play.url("settings/")).click("What the report relies on")
    assert page.form("Add it").submit(title="A").errors == [
        "Say where the paper can be inspected, or give its web address"
    ]
    assert page.form("Add it").submit(title="A", link="javascript:x()").errors == [
        "Enter a whole web address that begins with https:// or http://"
    ]
    page = page.form("Add it").submit(title="First", place="County Hall").follow()
    page = (
        page.form("Add it").submit(title="Second", link="https://example.org/b", dated_on=["27", "11", "2020"]).follow()
    )
    page = page.form("Up: Second").submit().follow()
    titles = "//*[contains(@class, 'papers__title')]"
    assert page.all(titles) == ["Second, 27 November 2020", "First"]
    page = page.click("Change First").form("Save").submit(title="Third").follow()
    page = page.click("Remove Second").form().submit().follow()
    assert page.all(titles) == ["Third"]


def test_the_partnership(play: Play, client: Client) -> None:
    client.sign_in(play.cast.clerk)
    page = client.get(play.url("settings/")).click("Who recommendations are sent to")
    page = page.form("Add it").submit(new_name=registers.PARTNER, kind="co-operating").follow()
    names = "//*[contains(@class, 'papers__title')]"
    assert page.all(names)[-1] == registers.PARTNER
    page = page.click(f"Change {registers.PARTNER}").form("Save").submit(ends=["31", "1", "2021"]).follow()
    assert page.all(names)[-1] == f"{registers.PARTNER} Not there today"
    change = page.click(f"Change {COUNTY}")
    assert set(change.form("Save").choices("kind")) == {"responsible", "co-operating"}
    assert change.form("Save").submit(begins=["1", "4", "1974"]).status == 303
    page = page.click(f"Change {registers.PARTNER}").form("Save").submit(kind="none", ends=["", "", ""]).follow()
    assert registers.PARTNER not in page.all(names)


@pytest.mark.parametrize(
    ("days", "words"),
    [(80, ""), (100, "It means to meet every quarter."), (400, "The panel has not met for twelve months")],
)
def test_the_board_says_when_the_panel_has_not_met(play: Play, client: Client, days: int, words: str) -> None:
    registers.recommend(play, days_ago=days)
    play.session.commit()
    client.sign_in(play.cast.clerk)
    shown = client.get(play.url("board/")).all("//*[@id='meetings']")
    assert [words in one for one in shown] == ([True] if words else [])
    if days == 100:
        client.get(play.url("settings/")).click("Change how often the panel meets").form("Save").submit(every="6")
        assert client.get(play.url("board/")).all("//*[@id='meetings']") == []
