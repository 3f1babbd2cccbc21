"""`consult clerk` and `consult sign-in-link`: letting people in."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Installation, Played

LINK = re.compile(r"https?://[^/]+(/sign-in/link/[\w-]{43})\n")


def test_an_installation_begins_with_a_clerk(empty: Installation) -> None:
    said = empty.does("clerk", "Clerk@Example.org", "--name", "Clerk to the panel")
    assert said.splitlines()[0] == "Clerk to the panel (clerk@example.org) can start consultations."
    assert json.loads(empty.does("users", "--json")) == [
        {"email": "clerk@example.org", "name": "Clerk to the panel", "parts": []}
    ]


def test_a_clerk_of_a_consultation_takes_part_in_it(empty: Installation, draft: Callable[..., Path]) -> None:
    empty.does("import", str(draft()))
    empty.does("clerk", "clerk@example.org", "--name", "Clerk to the panel", "--of", "safer-streets")
    assert json.loads(empty.does("users", "--json")) == [
        {
            "email": "clerk@example.org",
            "name": "Clerk to the panel",
            "parts": [{"consultation": "safer-streets", "role": "clerk", "body": ""}],
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nobody", "--name", "Clerk"], "Enter an e-mail address in the form name@example.org"),
        (["a@example.org", "--name", " "], "Enter the person’s name, as it is to be printed"),
        (["a@example.org", "--name", "Clerk", "--of", "x"], "There is no consultation x. There is: none yet"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_let_in(empty: Installation, arguments: list[str], line: str) -> None:
    assert empty.fails("clerk", *arguments) == line
    assert empty.does("users") == "Nobody can sign in yet.\n"


def test_a_link_is_printed_alone_with_its_end_beside_it(demonstration: Installation) -> None:
    done = demonstration.run(
        "sign-in-link", "Member.Norwich@example.org", CONSULT_PUBLIC_URL="https://consult.example.org"
    )
    assert done.code == 0
    assert LINK.fullmatch(done.out)
    assert done.out.startswith("https://consult.example.org/sign-in/link/")
    assert done.err == "It works once, until 12:30pm on Tuesday 10 March 2026.\n"


def test_an_address_nobody_has_is_named(played: Played) -> None:
    assert played.installation.fails("sign-in-link", "nobody@example.org") == (
        "Nobody has the address nobody@example.org. Those who can sign in are listed by: consult users"
    )
