"""Which stretches of what people typed are web addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.addresses import stretches


def addresses(text: str) -> list[str]:
    return [one.text for one in stretches(text) if one.address]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org/a", ["https://example.org/a"]),
        ("See http://example.org.", ["http://example.org"]),
        ("HTTPS://EXAMPLE.ORG/Plan?x=1&y=2#z!", ["HTTPS://EXAMPLE.ORG/Plan?x=1&y=2#z"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("https://example.org/a_(plan)", ["https://example.org/a_(plan)"]),
        ("(as https://example.org/a_(plan)).", ["https://example.org/a_(plan)"]),
        ("“https://example.org/a”, he said", ["https://example.org/a"]),
        ("https://a.example, https://b.example; end", ["https://a.example", "https://b.example"]),
        ("one\nhttps://example.org\ntwo", ["https://example.org"]),
        ("https://xn--bcher-kva.example/ä", ["https://xn--bcher-kva.example/ä"]),
        ("https://[2001:db8::1]/a", ["https://[2001:db8::1]/a"]),
        ("javascript:alert(1)", []),
        ("data:text/html,https:x", []),
        ("ftp://example.org mailto:a@example.org www.example.org", []),
        ("https://", []),
        ("https:///path", []),
        ("https://[oops", []),
        ("xhttps://example.org", []),
        ("https://bank.example@elsewhere.example/", []),
        ("https://example.org/\u202egpj.exe", ["https://example.org/"]),
    ],
)
def test_what_is_an_address(text: str, found: list[str]) -> None:
    assert addresses(text) == found


@given(st.text(alphabet=st.sampled_from("https:/.)](<>\"'&@ a1é\u202e\n"), max_size=80))
def test_the_stretches_are_the_text(text: str) -> None:
    assert "".join(one.text for one in stretches(text)) == text


def test_hostile_endings_take_no_time() -> None:
    assert addresses("https://example.org/" + ")" * 200_000) == ["https://example.org/"]
