"""Addresses become links and nothing else becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from consult.present.linking import linked

REL = "nofollow noopener noreferrer ugc"


def test_a_link_as_it_stands_on_a_page() -> None:
    assert str(linked("See https://example.org/?a=1&b=2.")) == (
        'See <a class="address" href="https://example.org/?a=1&amp;b=2" '
        f'rel="{REL}">https://example.org/?a=1&amp;b=2</a>.'
    )


HOSTILE = [
    '<script>alert("x")</script>',
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/'onmouseover='alert(1)",
    "https://example.org/<img src=x onerror=alert(1)>",
    "https://example.org/&quot;onclick=alert(1)",
    "javascript://example.org/%0aalert(1)",
    "https://example.org/{{7*7}}{0}{0.__class__}%s",
    "JaVaScRiPt:https://example.org",
    "data:text/html;base64,https://",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_becomes_markup(text: str) -> None:
    ensure_plain(text)


@given(
    st.lists(st.sampled_from([*HOSTILE, "https://example.org", "<", ">", '"', "'", "&", " ", "\n", "é"])).map("".join)
)
def test_nothing_combined_becomes_markup(text: str) -> None:
    ensure_plain(text)


def ensure_plain(text: str) -> None:
    tree = html.fragment_fromstring(f"<p>{linked(text)}</p>")
    assert "".join(tree.itertext()) == text
    assert {one.tag for one in tree.iterdescendants()} <= {"a"}
    for link in tree.iter("a"):
        assert sorted(link.attrib) == ["class", "href", "rel"]
        assert link.get("href").lower().startswith(("http://", "https://"))
        assert link.get("href") == link.text
