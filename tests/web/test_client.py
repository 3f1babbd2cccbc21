"""The client bites: each promise pages keep, broken once."""

import pytest

from tests.inspection import faults

POLICY = "default-src 'none'; script-src 'self' 'nonce-abc'"
GOOD = (
    '<!DOCTYPE html><html lang="en"><head><title>Prevent – consult</title></head><body><main id="main"><h1>Prevent</h1>'
    '<form method="post"><input type="hidden" name="csrf_token" value="x"><label for="text">Text</label>'
    '<textarea id="text" name="text"></textarea><button>Send</button></form><a href="#main">Top</a>'
    '<script nonce="abc" src="/static/js/page.js"></script></main></body></html>'
)
BROKEN = {
    ('lang="en"', 'lang=""'): ["no language"],
    ("Prevent – consult", ""): ["title ''"],
    ("<h1>Prevent</h1>", "<h1>Prevent</h1><h1>Again</h1>"): ["2 h1"],
    ("</h1>", "</h1><h3>Deep</h3>"): ["h3 after h1: 'Deep'"],
    ('<form method="post">', "<form>"): ["form to this page: no method"],
    ('value="x"', 'value=""'): ["form to this page: no CSRF token"],
    ('for="text"', 'for="other"'): ["no label: text", "for names no element: other"],
    ("<button>Send</button>", ""): ["form to this page: no button"],
    ("<h1>", '<h1 id="text">'): ["id twice: text"],
    ("<h1>", '<h1 style="color:red">'): ["h1 with style"],
    ("<h1>", '<h1 onclick="x()">'): ["h1 with onclick"],
    ('"#main"', '"#gone"'): ["link to nowhere on the page: #gone"],
    (">Top<", "> <"): ["link without words: #main"],
    ('"#main"', '"javascript:x()"'): ["a with href='javascript:x()'"],
    ('nonce="abc"', 'nonce="other"'): ["script without this page's nonce: /static/js/page.js"],
    ("Top", "&lt;function x&gt;"): ["the program's own words: '<function x>'"],
}


def test_a_good_page_has_no_faults() -> None:
    assert faults(GOOD, POLICY) == []


@pytest.mark.parametrize(("change", "found"), BROKEN.items())
def test_a_fault_is_found(change: tuple[str, str], found: list[str]) -> None:
    assert faults(GOOD.replace(*change, 1), POLICY) == found


def test_bad_syntax_is_found() -> None:
    (found,) = faults(GOOD.replace("</h1>", "</h2>"), POLICY)
    assert found.startswith("not well-formed")


def test_a_lax_policy_is_found() -> None:
    assert faults(GOOD, POLICY + "; style-src 'unsafe-inline'") == [
        "content security policy \"default-src 'none'; script-src 'self' 'nonce-abc'; style-src 'unsafe-inline'\""
    ]
