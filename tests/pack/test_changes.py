"""The digest of a redraft: what changed since the version before and why, and where comments made on that stand now."""

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from lxml.html import HtmlElement

from consult.actions.change_log import explain
from consult.domain.digest import Digest
from consult.domain.dispositions import Disposition
from consult.domain.draft import Draft
from consult.domain.lifecycle import Stage
from consult.pack.gather import gather
from consult.pack.pdf import to_pdf
from consult.pack.render import to_html
from tests.actions.test_redrafts import rewritten
from tests.factories import PIXEL, Play
from tests.pack.reading import bookmarks
from tests.pack.structure import faults

LONDON = ZoneInfo("Europe/London")
FIRST = "Schools, colleges and youth clubs refer most of those who are helped by the Channel Panel."


def redraft() -> Draft:
    """1 edited, 5 deleted, 3 moved to the last section, its own section gone with its picture, the foreword gone."""
    draft = rewritten(of={"1": FIRST}, without="5")
    _, prevent, referrals, lines = draft.sections
    moved, _ = referrals.paragraphs
    longer = replace(lines, paragraphs=(*lines.paragraphs, moved))
    return replace(draft, sections=(prevent, longer), figures=())


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    play = at(Stage.OPEN)
    taken = play.comment(on="1", quote="refer most of those", text="Youth clubs refer too.")
    play.comment(on="5", quote="More work is needed", text="By whom?")
    play.comment(on="Foreword", text="It says nothing about money.")
    play.comment(on=None, text="It is long.")
    play.release(play.answer(taken, disposition=Disposition.ACCEPTED, reason="They do & will.", wording=FIRST))
    play.comment(on="Referrals", text="Who counts them?")
    play.redraft(redraft())
    return play


def digest_of(play: Play) -> Digest:
    play.session.flush()
    play.session.refresh(play.consultation)
    return gather(play.session, play.consultation, made_at=play.now, timezone=LONDON)


def page_of(digest: Digest) -> HtmlElement:
    return html.document_fromstring(to_html(digest))


def said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def log(page: HtmlElement) -> dict[str, list[str]]:
    """What the change log says of each section, by its heading."""
    sections = page.xpath("//section[h2/@id='changes']/section")
    return {said(one.find(".//h3")): [said(row) for row in one.xpath(".//*[@class='log']/p")] for one in sections}


def test_a_first_version_has_no_change_log(at: Callable[[Stage], Play]) -> None:
    digest = digest_of(at(Stage.OPEN))
    assert digest.changes is None
    assert not page_of(digest).xpath("//*[@id='changes']")


def test_each_section_that_changed_says_what_and_why(play: Play) -> None:
    explain(
        play.session, consultation=play.consultation, version=play.version, section=play.section("County Lines"),
        authority_id=play.body("Norfolk Constabulary").id, why="The work is done.", revision=0,
        by=play.actor(play.cast.other_lead), now=play.now,
    )  # fmt: skip
    told = log(page_of(digest_of(play)))
    assert list(told) == ["Foreword", "1 Prevent", "1.1 Referrals", "2 County Lines"]
    assert told["1 Prevent"] == [
        "What: Paragraph 1 edited",
        "Comments on it: C-0001 (accepted)",
        "Why:",
        "C-0001 was accepted. They do & will.",
        "Taken from the answers",
    ]
    assert told["Foreword"] == [
        "What: The section: deleted; 2 unnumbered paragraphs deleted",
        "Why: It has not been said.",
    ]
    assert told["2 County Lines"] == [
        "What: The section: merged; Paragraph 5 deleted; Paragraph 3 moved",
        "Comments on it: C-0002",
        "Why:",
        "The work is done.",
        "Detective Superintendent, County Policing Command, 8 February 2021",
    ]


def test_the_redline_of_what_changed_is_printed_with_its_pictures(play: Play) -> None:
    digest = digest_of(play)
    (part,) = page_of(digest).xpath("//section[h2/@id='changes']")
    changed = {said(one.find("p")): one for one in part.xpath(".//div[contains(@class, 'changed')]")}
    assert list(changed) == ["Deleted", "1 Edited", "3 Moved to paragraph 3", "5 Deleted", "3 Moved from paragraph 3"]
    assert changed["1 Edited"].xpath(".//ins")
    assert changed["1 Edited"].xpath("p[@class='changed-led']/a/@href") == ["#item-C-0001"]
    assert [sha256 for sha256, *_ in digest.figures] == [PIXEL.sha256]
    assert part.xpath(".//img/@alt") == ["Referrals by year"]


def test_a_comment_says_where_it_was_made_and_what_became_of_the_words(play: Play) -> None:
    page = page_of(digest_of(play))
    made = {one.get("id"): said(one.xpath(".//p[contains(@class, 'made-on')]")[0]) for one in page.xpath("//article")}
    gone = ": what it was made on is no longer in the draft"
    assert made == {
        "item-C-0001": "Made on version 1, Prevent, paragraph 1",
        "item-C-0002": f"Made on version 1, County Lines, paragraph 5{gone}",
        "item-C-0003": f"Made on version 1, Foreword{gone}",
        "item-C-0004": "Made on version 1, The whole draft",
        "item-C-0005": "Made on version 1, Referrals",
    }
    (became,) = page.xpath("//article[@id='item-C-0001']//div[p='What became of the paragraph']/p[@class='change']")
    assert said(became).startswith("Schools")
    assert became.xpath("ins")


def test_what_lost_its_words_stands_at_the_end_of_its_section_or_of_all(play: Play) -> None:
    page = page_of(digest_of(play))

    def under(heading: str) -> list[str]:
        (found,) = page.xpath("//*[self::h3 or self::h4][.=$heading]", heading=heading)
        return [one.get("id") for one in found.itersiblings("article")]

    assert under("On the section as a whole")[0] == "item-C-0005"  # its section went into another
    assert under("On words no longer in the draft") == ["item-C-0002"]
    assert under("No longer in the draft") == ["item-C-0003"]
    assert under("Comments on the whole draft") == ["item-C-0004"]


def test_the_paper_is_sound_and_leads_to_every_change(play: Play) -> None:
    digest = digest_of(play)
    data = to_pdf(digest)
    assert faults(data) == []
    assert (2, "What changed since version 1") in bookmarks(data)
    links = set(page_of(digest).xpath("//a[starts-with(@href, '#')]/@href"))
    there = {f"#{one}" for one in page_of(digest).xpath("//@id")}
    assert links <= there
