"""What a digest prints of addresses people typed, and of answers that settle nothing; nothing of it where there is none."""

from collections.abc import Callable
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from lxml import html

from consult.actions import settling
from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.pack import gather, render
from consult.pack.pdf import to_pdf
from tests.factories import Play
from tests.pack import reading
from tests.pack.validators import ours

ADDRESS = "https://example.org/plan?a=1&b=2"


@pytest.fixture
def digest(at: Callable[[Stage], Play]) -> Digest:
    """C-0001 and Q-0001 are answered and not settled, C-0002 is answered."""
    play = at(Stage.OPEN)
    items = (
        play.comment(text=f"See {ADDRESS}."),
        play.ask("Why?"),
        play.comment(text="javascript:alert(1) ftp://a.example"),
    )
    for item in items:
        play.release(play.answer(item, f"It is in ({ADDRESS})."))
    for item in items[:2]:
        settling.not_settled(
            play.session, consultation=play.consultation, item=item, response=play.again(item).responses[0],
            reason="It names <b>no</b> date.", by=play.actor(play.cast.member), now=play.now,
        )  # fmt: skip
    play.session.commit()
    play.session.expire_all()
    return gather.gather(play.session, play.consultation, made_at=play.now, timezone=ZoneInfo("Europe/London"))


def test_the_figures_and_the_index_say_so(digest: Digest) -> None:
    assert digest.glance.unsettled == ("C-0001", "Q-0001")
    assert [row.outcome for row in digest.index] == ["Noted, not settled", "Noted", "Answered, not settled"]


def test_the_page_prints_the_reason_with_its_author(digest: Digest) -> None:
    tree = html.document_fromstring(render.to_html(digest))
    words = " ".join(tree.text_content().split())
    said = "Not settled, says Member for Norwich City Council, 8 February 2021It names <b>no</b> date."
    assert words.count(said) == 2
    assert "The authors of C-0001 and Q-0001 say that the answers do not settle them." in words
    assert "2 not settled" in words


def test_addresses_are_links_and_nothing_else_is(digest: Digest) -> None:
    tree = html.document_fromstring(render.to_html(digest))
    assert {link.get("rel") for link in tree.xpath("//a[@class='address']")} == {"nofollow noopener noreferrer ugc"}
    assert [link.get("href") for link in tree.xpath("//a[@class='address']")] == [ADDRESS] * 4
    assert [
        link.get("href") for link in tree.xpath("//a[starts-with(@href, 'javascript') or starts-with(@href, 'ftp')]")
    ] == []


def test_the_pdf_has_the_links_and_the_reason(digest: Digest) -> None:
    data = to_pdf(digest)
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert set(found) == {ADDRESS}
    assert ours(data) == []
    assert "It names <b>no</b> date." in " ".join(reading.text(data).split())


def test_nothing_is_said_where_all_is_settled(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    play.release(play.answer(play.comment()))
    play.session.commit()
    made = gather.gather(play.session, play.consultation, made_at=play.now, timezone=ZoneInfo("Europe/London"))
    assert made.glance.unsettled == ()
    assert "not settle" not in render.to_html(made).lower()
