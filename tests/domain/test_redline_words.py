"""Changes of words and of the marks they stand in: nothing lost either way, and markup that is always well-formed."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain.marked_html import formatting, inline_html
from consult.domain.marked_words import Bit, Change, after, before, bits, changes, unchanged
from consult.domain.markup import escape, text_of
from consult.domain.word_alignment import closest_stretches, stretches, words
from tests.domain.texts import texts

MARKS = ("strong", "em", "sup", 'a href="https://www.example.org/?a=1&amp;b=2"', 'a href="mailto:clerk@example.org"')
ELEMENTS = ("<br>\n", '<img src="figure:ab12" alt="Calls &lt; 100">', '<img src="figure:cd34" alt="">')


def inside_marks(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    held = st.lists(children, max_size=3).map("".join)
    return st.builds(lambda tag, inner: f"<{tag}>{inner}</{tag.split()[0]}>", st.sampled_from(MARKS), held)


def inline() -> st.SearchStrategy[str]:
    """Inline markup of any kind: nested marks, links, pictures and line breaks, words in parts."""
    leaves = st.one_of(texts().map(escape), st.sampled_from(ELEMENTS))
    return st.lists(st.recursive(leaves, inside_marks, max_leaves=6), max_size=4).map("".join)


@settings(max_examples=80, deadline=None)
@given(inline(), inline())
def test_nothing_is_lost_either_way_and_the_markup_is_well_formed(old: str, new: str) -> None:
    runs = changes(bits(old), bits(new))
    assert before(runs) == bits(old)
    assert after(runs) == bits(new)
    assert "".join(bit.text for bit in after(runs)) == text_of(new)
    assert all(run.text or run.element for run in runs)
    assert (Change.INSERTED, Change.DELETED) not in {(one.change, other.change) for one, other in pairwise(runs)}
    assert text_of(inline_html(runs)) == "".join(run.text for run in runs)
    assert_well_formed(inline_html(runs))


def assert_well_formed(html: str) -> None:
    """Every element closed in order; no insertion or deletion in another."""
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)[^>]*>", html):
        if closing:
            assert opened.pop() == name
        elif name not in ("br", "img"):
            assert not {"ins", "del"} & set(opened)
            opened.append(name)
    assert opened == []


@settings(max_examples=40, deadline=None)
@given(inline())
def test_nothing_changed(html: str) -> None:
    assert {run.change for run in changes(bits(html), bits(html))} <= {Change.SAME}
    assert after(unchanged(bits(html), Change.INSERTED)) == before(unchanged(bits(html), Change.DELETED)) == bits(html)
    assert before(unchanged(bits(html), Change.INSERTED)) == after(unchanged(bits(html), Change.DELETED)) == ()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("in the second year", "in the first year", "in the <del>second</del><ins>first</ins> year"),
        ("by the end", "by the very end", "by the<ins> very</ins> end"),
        ("one two three", "one three", "one<del> two</del> three"),
        ("", "new", "<ins>new</ins>"),
        ("old", "", "<del>old</del>"),
        ("a &lt; b", "a &lt; c", "a &lt; <del>b</del><ins>c</ins>"),
        (
            "We begin. The first goes. The second stays.",
            "We begin. The second stays.",
            "We begin.<del> The first goes.</del> The second stays.",
        ),
        (
            "report each quarter",
            "report <em>each quarter</em>",
            'report <em><span data-formatting="italics added">each quarter</span></em>',
        ),
        ("<strong>Police</strong>", "Police", '<span data-formatting="bold removed">Police</span>'),
        ("un<strong>able</strong> to", "unable to", 'un<span data-formatting="bold removed">able</span> to'),
        (
            'the <a href="https://a.example">list</a>',
            'the <a href="https://b.example">long list</a>',
            'the<ins> </ins><a href="https://b.example"><ins>long</ins> <span data-formatting="link changed">list</span></a>',
        ),
        ("one<br>\ntwo", "one two", "one<del><br>\n</del><ins> </ins>two"),
        (
            '<img src="figure:ab" alt="a">',
            '<img src="figure:cd" alt="b">',
            '<del><img src="figure:ab" alt="a"></del><ins><img src="figure:cd" alt="b"></ins>',
        ),
    ],
)
def test_changes_read_as_a_person_would_mark_them(old: str, new: str, shown: str) -> None:
    assert inline_html(changes(bits(old), bits(new))) == shown


def test_a_rewritten_sentence_is_one_change_and_not_a_heap_of_the_small_words_both_have() -> None:
    old = "The panel will look at the list of actions in March, and the clerk will send it out before the meeting."
    new = (
        "The panel meets in public. Its papers, and the list that goes with them, are sent by post to every household."
    )
    shown = [run.change for run in changes(bits(old), bits(new))]
    assert shown == [Change.SAME, Change.DELETED, Change.INSERTED, Change.SAME]


def test_formatting_in_words() -> None:
    (run,) = changes(bits("<strong>Police</strong>"), bits("<em>Police</em>"))
    assert formatting(run) == "bold removed, italics added"
    assert [formatting(run) for run in changes(bits("a"), bits("b"))] == ["", ""]


def test_what_a_tag_does_not_open_it_does_not_close() -> None:
    assert bits("a</em>b<strong>c") == (Bit("ab"), Bit("c", ("<strong>",)))


TOKENS = st.lists(st.sampled_from(["a", "b", "the", ".", ",", "Partnership"]), max_size=16).map(tuple)


@settings(deadline=None)
@given(TOKENS, TOKENS)
def test_stretches_cover_both_texts_by_turns(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    for found in (stretches(old, new), closest_stretches(old, new)):
        ends = 0, 0
        for one in found:
            assert (one.old_start, one.new_start) == ends
            ends = one.old_end, one.new_end
            if one.same:
                assert old[one.old_start : one.old_end] == new[one.new_start : one.new_end] != ()
        assert ends == (len(old), len(new))
        assert all(one.same is not other.same for one, other in pairwise(found))


def test_very_long_texts_are_compared_in_bounded_time() -> None:
    long = tuple(f"w{n % 977}" for n in range(60_000))
    (head, middle, tail) = stretches((*long[:5], "x", *long, "end"), (*long[:5], *long[::-1], "end"))
    assert (head.same, middle.same, tail.same) == (True, False, True)


def test_words_are_numbers_with_their_points_and_signs_by_themselves() -> None:
    assert words("£95,084.55 (don’t)") == ("£", "95,084.55", "(", "don’t", ")")
