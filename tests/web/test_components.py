"""The components as people meet them: what is read, what is seen, and what other people's words cannot do."""

from types import SimpleNamespace

import pytest
from flask import get_template_attribute
from lxml import html
from markupsafe import Markup

from consult.domain.redline import changes
from tests.web.forms_page import APP


def rendered(file: str, macro: str, /, *values: object, **named: object) -> html.HtmlElement:
    with APP.test_request_context():
        return html.fromstring(
            f"<div>{get_template_attribute(f'components/{file}.html', macro)(*values, **named)}</div>"
        )


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_change_is_marked_and_read_out() -> None:
    tree = rendered("redline", "redline", changes("the old words", "the new words"))
    assert [words(mark) for mark in tree.xpath("//del | //ins")] == [
        "deleted: old end of deletion",
        "inserted: new end of insertion",
    ]


def test_without_what_is_read_out_a_change_is_exactly_its_pieces() -> None:
    pieces = changes("One,\n two <b>", "One,\n three <b>")
    tree = rendered("redline", "redline", pieces)
    for hidden in tree.find_class("govuk-visually-hidden"):
        hidden.drop_tree()
    assert tree.text_content() == "".join(piece.text for piece in pieces)


@pytest.mark.parametrize("kind", ["paragraph", "item", "table", "figure", "quote", "note"])
def test_the_block_holds_the_paragraphs_words_and_nothing_else(kind: str) -> None:
    markup = "Key <em>areas</em> of concern&nbsp;are:"
    tree = rendered(
        "paragraph", "paragraph", 7, markup, kind, "6(a)", 1, caller=lambda: Markup("<a href='#'>Comment</a>")
    )
    block = tree.xpath("//*[@data-block='7']")[0]
    assert block.text_content() == "Key areas of concern\u00a0are:"
    assert words(tree) == "6(a) Key areas of concern are: Comment"


def test_a_wide_table_can_be_scrolled_from_the_keyboard() -> None:
    block = rendered("paragraph", "paragraph", 1, "<table><tr><td>46</td></tr></table>", "table").xpath(
        "//*[@data-block]"
    )[0]
    assert (block.tag, block.get("tabindex"), block.get("role"), block.get("aria-label")) == (
        "div",
        "0",
        "group",
        "Table",
    )


def test_only_an_item_without_a_label_has_a_bullet() -> None:
    bullets = {
        (kind, label): bool(rendered("paragraph", "paragraph", 1, "x", kind, label).find_class("para--bullet"))
        for kind, label in [("item", ""), ("item", "6(a)"), ("paragraph", ""), ("paragraph", "6")]
    }
    assert bullets == {("item", ""): True, ("item", "6(a)"): False, ("paragraph", ""): False, ("paragraph", "6"): False}


COMMENT = {
    "reference": "C-0031",
    "by": "Member for Norwich City Council",
    "body": "Norwich City Council",
    "stance": "Object",
    "received": "3 February 2021",
    "text": "First line.\n\nSecond <script>alert(1)</script>",
}


def test_a_comment_shows_who_said_what_about_which_words() -> None:
    tree = rendered(
        "comment",
        "comment",
        **COMMENT,
        place="Prevent, paragraph 6(a)",
        place_href="/p",
        quote="Key areas",
        suggested=changes("Key", "Main"),
        supporters=["Co-opted member", "Member for Breckland District Council"],
        marks=["Late"],
        caller=lambda: " Answered below",
    )
    assert words(tree) == (
        "Comment C-0031 Object Late on Prevent, paragraph 6(a) "
        "Member for Norwich City Council · Norwich City Council · 3 February 2021 "
        "On the words: Key areas First line. Second <script>alert(1)</script> "
        "Suggested wording deleted: Key end of deletion inserted: Main end of insertion "
        "Supported by Co-opted member; Member for Breckland District Council Answered below"
    )


def test_a_comments_lines_are_kept_and_its_markup_is_words() -> None:
    tree = rendered("comment", "comment", **COMMENT)
    assert [text.text_content() for text in tree.find_class("comment__text")] == [COMMENT["text"]]
    assert tree.xpath("//script") == []


def test_a_comment_can_be_linked_to_and_found_by_its_heading() -> None:
    tree = rendered("comment", "comment", **COMMENT, heading_level=4)
    article = tree.get_element_by_id("C-0031")
    assert words(tree.get_element_by_id(article.get("aria-labelledby"))) == "Comment C-0031"
    assert [words(heading) for heading in tree.xpath("//h4")] == ["Comment C-0031"]


def test_an_answer_says_who_what_and_why() -> None:
    tree = rendered(
        "answer",
        "answer",
        "Norfolk Constabulary",
        "Answered",
        "Accepted in part",
        "We will.",
        "Not all of it.",
        changes("a", "b"),
        "Head of Communities",
        "1 March 2021",
    )
    assert words(tree) == (
        "Norfolk Constabulary Accepted in part We will. Reason Not all of it. Resulting wording "
        "deleted: a end of deletion inserted: b end of insertion Head of Communities, 1 March 2021"
    )


def test_an_answer_not_yet_released_says_only_where_it_is() -> None:
    assert (
        words(rendered("answer", "answer", "Norfolk Constabulary", "With the authority"))
        == "Norfolk Constabulary With the authority"
    )


def test_bars_are_in_proportion_and_readable_without_them() -> None:
    rows = [{"label": "Prevent", "value": 5}, {"label": "County Lines", "value": 20}, {"label": "Foreword", "value": 0}]
    tree = rendered("bars", "bars", "Comments by section", rows, "Section", "Comments")
    assert [rect.get("width") for rect in tree.xpath("//rect")] == ["25.0%", "100.0%", "0.0%"]
    assert [[words(cell) for cell in row] for row in tree.xpath("//tr")] == [
        ["Section", "Comments"],
        ["Prevent", "5"],
        ["County Lines", "20"],
        ["Foreword", "0"],
    ]


@pytest.mark.parametrize("rows", [[], [{"label": "Prevent", "value": 0}]])
def test_bars_of_nothing_are_no_error(rows: list[dict[str, object]]) -> None:
    tree = rendered("bars", "bars", "Comments by section", rows, "Section", "Comments")
    assert [rect.get("width") for rect in tree.xpath("//rect")] == ["0%"] * len(rows)


def test_counts_pair_each_figure_with_its_words() -> None:
    tree = rendered(
        "counts",
        "counts",
        [{"figure": 64, "label": "comments", "href": "/c"}, {"figure": 3, "label": "unanswered", "attention": True}],
    )
    pairs = [(words(group.find("dt")), words(group.find("dd"))) for group in tree.xpath("//dl/div")]
    assert pairs == [("comments", "64"), ("unanswered", "3")]


def test_contents_say_how_much_was_said_in_words() -> None:
    sections = [
        {"text": "Prevent", "href": "/1", "number": "3", "count": 1, "current": True},
        {"text": "Referrals", "href": "/2", "level": 2, "count": 4, "attention": 2},
        {"text": "Glossary", "href": "/3"},
    ]
    tree = rendered("contents", "contents", sections)
    assert [words(item) for item in tree.xpath("//li")] == [
        "3 Prevent 1 comment",
        "Referrals 4 comments 2 unanswered",
        "Glossary",
    ]
    assert [words(link) for link in tree.xpath("//a[@aria-current='page']")] == ["3 Prevent"]


@pytest.mark.parametrize(
    ("previous", "after", "links"),
    [
        (None, None, []),
        ({"text": "Foreword", "href": "/1"}, None, ["Previous : Foreword"]),
        (None, {"text": "Prevent", "href": "/3"}, ["Next : Prevent"]),
    ],
)
def test_the_pager_names_where_it_leads(previous: object, after: object, links: list[str]) -> None:
    assert [words(link) for link in rendered("pager", "pager", previous, after).xpath("//a")] == links


def test_an_empty_place_says_what_to_do() -> None:
    tree = rendered(
        "empty", "empty_state", "No questions yet", "They are numbered as they come.", "Ask a question", "/ask"
    )
    assert words(tree) == "No questions yet They are numbered as they come. Ask a question"
    assert tree.xpath("//a/@href") == ["/ask"]


def test_a_notice_of_success_is_announced_and_any_other_is_a_landmark() -> None:
    tree = rendered(
        "notices", "notices", [("success", "Sent."), ("information", "It closes at 5pm."), ("message", "<b>")]
    )
    banners = tree.find_class("govuk-notification-banner")
    assert [(banner.get("role"), words(banner)) for banner in banners] == [
        ("alert", "Success Sent."),
        ("region", "Important It closes at 5pm."),
        ("region", "Important <b>"),
    ]
    assert len({banner.get("aria-labelledby") for banner in banners}) == 3


def test_components_take_objects_as_well_as_mappings() -> None:
    item = SimpleNamespace(figure=2, label="questions", href="", attention=False)
    assert words(rendered("counts", "counts", [item])) == "questions 2"
