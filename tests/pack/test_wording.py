"""The draft's own words: safe, whole, and marked where somebody commented."""

from dataclasses import replace

import pytest

from consult.pack.wording import draft_words, figures
from tests.pack import digests
from tests.pack.hostile import HOSTILE_HTML

PICTURE = b"\x89PNG\r\n\x1a\n"


def marked(html: str, *quotes: str) -> str:
    return draft_words(html, [replace(digests.comment(0, "", ""), quote=quote) for quote in quotes], {})


@pytest.mark.parametrize(
    ("html", "quotes", "expected"),
    [
        ("one two three", ("two",), "one <mark>two</mark> three"),
        ("one <em>two</em> three", ("one two",), "<mark>one </mark><em><mark>two</mark></em> three"),
        ("one two three four", ("one two", "two three"), "<mark>one two three</mark> four"),
        ("one two three", ("one", "three"), "<mark>one</mark> two <mark>three</mark>"),
        ("a &lt;b&gt; &amp; c", ("<b> &",), "a <mark>&lt;b&gt; &amp;</mark> c"),
        ("one two", ("five",), "one two"),
        ("one two", ("",), "one two"),
    ],
)
def test_quoted_words_are_marked(html: str, quotes: tuple[str, ...], expected: str) -> None:
    assert marked(html, *quotes) == expected


def test_a_quote_across_cells_is_marked_in_each_and_the_table_stays_whole() -> None:
    table = '<table><tbody><tr><th scope="row">0</th><td>a</td>\t<td>b</td></tr>\n<tr><td>c</td>\t<td>d</td></tr></tbody></table>'
    assert marked(table, "b\nc") == table.replace(">b<", "><mark>b</mark><").replace(">c<", "><mark>c</mark><")


def test_header_cells_say_what_they_head_and_a_row_of_them_repeats_over_pages() -> None:
    table = "<table><tbody><tr><th>A</th><th>B</th></tr><tr><th>c</th><td>1</td></tr></tbody></table>"
    assert marked(table) == (
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">c</th><td>1</td></tr></tbody></table>'
    )


def test_a_table_without_headers_is_headed_by_its_first_row() -> None:
    table = "<table><caption>T</caption><tbody><tr><td>A</td></tr><tr><td>1</td></tr></tbody></table>"
    assert marked(table) == (
        '<table><caption>T</caption><thead><tr><th scope="col">A</th></tr></thead>'
        "<tbody><tr><td>1</td></tr></tbody></table>"
    )
    assert marked("<table></table>") == "<table></table>"


def test_a_picture_is_put_in_with_its_words() -> None:
    digest = replace(digests.empty(), figures=(("ab12", "image/png", PICTURE), ("cd34", "image/svg+xml", b"<svg/>")))
    html = '<img src="figure:ab12" alt="A map"> <img src="figure:cd34" alt="A drawing"> <img src="figure:ab12">'
    inside = draft_words(html, [], figures(digest))
    assert inside == (
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A map"> [A drawing] '
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A picture in the draft, without a description">'
    )


def test_what_could_load_run_or_reach_a_file_is_gone() -> None:
    assert marked(HOSTILE_HTML) == "A paragraph with a local file, a script, [a picture] [a tracker]and the end."


@pytest.mark.parametrize("href", ["https://www.example.org/a", "http://www.example.org", "mailto:a@example.org"])
def test_true_links_stay(href: str) -> None:
    assert marked(f'<a href="{href}">x</a>') == f'<a href="{href}">x</a>'


@pytest.mark.parametrize("href", ["/local", "#fragment", "data:text/html,x", "file:///etc/passwd", "//host/x", ""])
def test_other_links_leave_their_words(href: str) -> None:
    assert marked(f'<a href="{href}">x</a>') == "x"
