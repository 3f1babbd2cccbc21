"""Background papers: in the clerk's order, found somewhere, linked safely (R16)."""

from datetime import date

from consult.actions import background
from consult.actions.background import Paper
from consult.present.background import paper_entries
from tests.actions.records import last_entry, refused
from tests.factories import Play
from tests.registers import clerk_of, paper


def titles(play: Play) -> list[str]:
    return [one.title for one in paper_entries(play.session, play.consultation)]


def test_added_changed_moved_removed(play: Play) -> None:
    first = paper(play, "Strategic assessment", dated_on=date(2020, 11, 27))
    second = paper(play, "Delivery plan", place="", link="https://example.org/plan")
    assert titles(play) == ["Strategic assessment", "Delivery plan"]
    background.move(play.session, row=second, up=True, **clerk_of(play))
    background.move(play.session, row=second, up=True, **clerk_of(play))  # it is the first already
    assert titles(play) == ["Delivery plan", "Strategic assessment"]
    background.change(play.session, row=second, paper=Paper("Delivery plan 2018", "County Hall"), **clerk_of(play))
    entry = last_entry(play)
    assert (entry.act, entry.details["after"]) == (  # type: ignore[index]
        "change background paper", ["Delivery plan 2018", "County Hall", "", None],
    )  # fmt: skip
    background.remove(play.session, row=first, **clerk_of(play))
    assert titles(play) == ["Delivery plan 2018"]


def test_what_is_refused(play: Play) -> None:
    with refused(play, "Enter the title of the paper", "title"):
        paper(play, " ")
    with refused(play, "Say where the paper can be inspected, or give its web address", "place"):
        paper(play, place="")
    with refused(play, "Enter a whole web address that begins with https:// or http://", "link"):
        paper(play, link="javascript:alert(1)")
