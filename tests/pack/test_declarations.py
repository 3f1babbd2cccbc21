"""The digest prints what members declared, and of whom nothing is recorded (R19)."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from lxml import html

from consult.actions import interests
from consult.actions.interests import Declared
from consult.domain.digest import DeclarationRow, Digest
from consult.domain.dispositions import Kind
from consult.domain.interests import Interest
from consult.domain.lifecycle import Stage
from consult.pack.gather import gather
from consult.pack.render import to_html
from tests.factories import BRECKLAND, COUNTY, NORWICH, Play

LONDON = ZoneInfo("Europe/London")


def digest_of(play: Play) -> Digest:
    play.session.flush()
    play.session.expire_all()
    return gather(play.session, play.consultation, made_at=play.now, timezone=LONDON)


def declare(play: Play, part: str, interest: Interest, text: str = "") -> None:
    interests.declare(
        play.session, consultation=play.consultation, declared=Declared(interest, text),
        by=play.actor(getattr(play.cast, part)), now=play.now,
    )  # fmt: skip


def test_who_declared_and_who_spoke_without_a_declaration(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    declare(play, "member", Interest.PECUNIARY, "A contract & more")
    declare(play, "chair", Interest.NONE)
    play.comment()
    play.ask(by=play.cast.other_member)
    digest = digest_of(play)
    assert digest.declarations == (
        DeclarationRow("Chair of the scrutiny sub-panel", COUNTY, "No interest to declare"),
        DeclarationRow("Member for Breckland District Council", BRECKLAND, "No declaration recorded"),
        DeclarationRow(
            "Member for Norwich City Council", NORWICH, "Disclosable pecuniary interest", "A contract & more"
        ),
    )
    page = html.document_fromstring(to_html(digest))
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in page.xpath("//table[contains(@class, 'respondents')]//tbody/tr")
    ]
    assert rows == [
        [f"Chair of the scrutiny sub-panel, {COUNTY}", "0", "0", "0", "No interest to declare"],
        ["Co-opted member, voluntary sector", "0", "0", "0", ""],
        [f"Member for {BRECKLAND}", "0", "1", "0", "No declaration recorded"],
        [f"Member for {NORWICH}", "1", "0", "0", "Disclosable pecuniary interest: A contract & more"],
    ]


def test_with_nothing_to_say_nothing_is_printed(at: Callable[[Stage], Play]) -> None:
    digest = digest_of(at(Stage.OPEN))
    assert digest.declarations == ()
    assert "Declarations of interest" not in to_html(digest)


def test_a_drafting_point_says_so_in_the_digest(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    play.comment(on=None)
    play.comment(on=None, text="A comma.", kind=Kind.DRAFTING_POINT)
    digest = digest_of(play)
    assert [entry.kind for entry in digest.whole_draft] == ["", "Drafting point"]
    assert to_html(digest).count("Drafting point") == 1
