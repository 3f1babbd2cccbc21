"""What a draft brings in with it, by whatever way it comes, is the small set of elements a draft has, and words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import html5lib
import pytest

from consult.domain import corrections
from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.lifecycle import Stage
from consult.domain.markup import text_of
from consult.importing import read_draft
from consult.web.pictures import with_pictures
from tests.client import Client
from tests.factories import DRAFT, Play
from tests.hostile.corpus import ADDRESSES, MARKUP
from tests.hostile.test_pages import faults

ALLOWED = frozenset(
    {"strong", "em", "a", "sup", "sub", "br", "code", "table", "thead", "tbody", "tr", "th", "td", "caption", "img"}
)
BAD = '"><img/hx/src=x/onerror=alert(1)>'


def wrong(markup: str) -> list[str]:
    """Of a paragraph's markup: its own pictures are no fault."""
    tree = html5lib.parseFragment(markup.replace("figure:", "/figure/"), namespaceHTMLElements=False)
    named = {one.tag for one in tree.iter() if one is not tree}
    return [*faults(tree), *(named - ALLOWED)]


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_file_brings_no_markup_of_its_own(kind: str) -> None:
    texts = [*MARKUP, *ADDRESSES]
    source = (
        "\n\n".join(["# Heading", *texts])
        if kind == "md"
        else f"<h1>Heading</h1>{''.join(f'<p>{t}</p>' for t in texts)}"
    )
    draft = read_draft(source.encode(), f"draft.{kind}")
    found = [one for section in draft.sections for one in section.paragraphs]
    assert [fault for one in found for fault in wrong(one.html)] == []
    assert [one.text for one in found if text_of(one.html) != one.text] == []


def test_a_number_that_is_joined_to_the_text_is_words() -> None:
    """A Word file's numbering can say anything; a clerk can type anything."""
    made = Draft(
        "Strategy", (Section("One", paragraphs=(Paragraph("First.", "First."), Paragraph("Second.", "Second.", BAD))),)
    )
    joined = corrections.join_with_previous(made, 0, 1).sections[0].paragraphs[0]
    assert wrong(joined.html) == []
    assert joined.text == f"First. {BAD} Second." == text_of(joined.html)


def test_what_changed_between_versions_is_shown_as_words(at: Callable[..., Any], client: Client) -> None:
    play: Play = at(Stage.OPEN)
    first, second, *rest = DRAFT.sections
    told = Paragraph(f"It says {BAD}.", f"It says {BAD.replace('<', '&lt;').replace('>', '&gt;')}.", BAD[:20])
    changed = replace(second, heading=f"Prevent {BAD}", number=BAD[:20], paragraphs=(told, *second.paragraphs))
    play.redraft(replace(DRAFT, title=BAD, sections=(first, changed, *rest)))
    client.sign_in(play.cast.clerk)
    for path in ("versions/1/2", "versions/1/2?show=all", "draft/", "versions/2", "draft/changes/2", "versions/"):
        page = client.get(play.url(path))
        if page.status == 200:
            assert list(faults(page.tree)) == [], path
    assert BAD in client.get(play.url("versions/1/2")).text


def test_words_about_a_figure_are_left_alone(app: Any) -> None:
    said = 'See figure:2, or <img alt="figure:3" src="figure:abc">.'
    with app.test_request_context():
        shown = with_pictures(said, "safer", 7)
    assert shown == 'See figure:2, or <img alt="figure:3" src="/safer/figures/7/abc">.'


def test_a_table_is_no_way_in() -> None:
    cells = "".join(f"<td>{one}</td>" for one in MARKUP)
    draft = read_draft(f"<h1>A</h1><table><tr><th>x</th></tr><tr>{cells}</tr></table>".encode(), "a.html")
    tables = [one for section in draft.sections for one in section.paragraphs if one.kind is Kind.TABLE]
    assert [fault for one in tables for fault in wrong(one.html)] == []
