"""Markup is cut with its marks kept balanced."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from consult.domain import markup

SAMPLE = (
    'One <strong>bold <em>both</em></strong> &amp; <a href="https://example.org/?a=1&amp;b=2">a link</a><br>\nlast &lt;'
)


def test_text_is_what_a_browser_calls_text_content() -> None:
    assert markup.text_of(SAMPLE) == "One bold both & a link\nlast <"


@given(st.integers(0, len("One bold both & a link\nlast <")))
def test_a_cut_loses_nothing_and_leaves_both_halves_balanced(offset: int) -> None:
    text = markup.text_of(SAMPLE)
    halves = markup.split_at(SAMPLE, offset)
    assert tuple(markup.text_of(half) for half in halves) == (text[:offset], text[offset:])
    for half in halves:
        names = [markup.tag_name(t) for t in markup.tokens(half) if t.startswith("<")]
        closing = [markup.tag_name(t) for t in markup.tokens(half) if t.startswith("</")]
        assert len([n for n in names if n not in markup.VOID]) == 2 * len(closing)


def test_a_mark_open_at_the_cut_is_closed_and_opened_again() -> None:
    assert markup.split_at("a <strong>b c</strong> d", 4) == ("a <strong>b </strong>", "<strong>c</strong> d")


def test_lines_are_those_between_breaks_outside_any_mark() -> None:
    assert markup.split_lines("a<br>\nb <em>c<br>\nd</em><br>\n<br>\ne") == ["a", "b <em>c<br>\nd</em>", "e"]


def test_trimming_takes_white_space_and_empty_marks() -> None:
    assert markup.trimmed(" <strong> </strong><em> a </em> ") == "<em>a</em>"


@given(st.integers(-1, 31), st.integers(-1, 31))
def test_marking_changes_no_word(start: int, end: int) -> None:
    marked = markup.with_marked(SAMPLE, start, end)
    assert markup.text_of(marked) == markup.text_of(SAMPLE)
    parts = re.findall("<mark>(.*?)</mark>", marked, re.DOTALL)
    assert "".join(html.unescape(part) for part in parts) == markup.text_of(SAMPLE)[max(start, 0) : max(end, 0)]


def test_a_passage_is_marked_inside_the_marks_it_crosses() -> None:
    assert markup.with_marked("a <strong>b c</strong> d", 0, 3) == (
        "<mark>a </mark><strong><mark>b</mark> c</strong> d"
    )
    assert markup.with_marked("R&amp;D <em>x</em>", 0, 3) == "<mark>R&amp;D</mark> <em>x</em>"
