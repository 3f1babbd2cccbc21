"""`consult clerk`, `consult sign-in-link`, `consult second-factor`, and the file of providers: letting people in."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from consult.actions import second_step
from consult.config import from_environment
from consult.queries import people
from consult.store.accounts import SecondFactor
from tests.commands.conftest import NOW, Installation, Played

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


def test_a_second_step_is_removed_for_who_lost_the_app(empty: Installation) -> None:
    empty.does("clerk", "clerk@example.org", "--name", "Clerk to the panel")
    remove = ("second-factor", "remove", "clerk@example.org")
    assert empty.fails(*remove) == "clerk@example.org has set up no second step."
    with empty.stored(writes=True) as session:
        person = people.by_email(session, "clerk@example.org")
        assert person is not None
        second_step.begin(session, person=person, now=NOW).confirmed_at = NOW
    assert empty.does(*remove) == "Clerk to the panel (clerk@example.org) is asked for no code any more.\n"
    with empty.stored() as session:
        assert session.scalars(select(SecondFactor)).all() == []
    assert empty.fails("second-factor", "remove", "x@example.org").startswith("Nobody has the address x@example.org.")


PROVIDER = """
[norfolk]
name = "Norfolk County Council"
issuer = "https://login.microsoftonline.com/0f3a/v2.0"
client_id = "consult"
client_secret_file = "norfolk.secret"
domains = ["norfolk.gov.uk"]
"""


def test_a_file_of_providers_with_a_secret_beside_it(empty: Installation, tmp_path: Path) -> None:
    described = tmp_path / "providers.toml"
    described.write_text(PROVIDER)
    (tmp_path / "norfolk.secret").write_text("from the file\n")
    environ = {"CONSULT_INSTANCE": str(empty.folder), "CONSULT_OIDC_FILE": str(described)}
    assert [one.client_secret for one in from_environment(environ).providers] == ["from the file"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("norfolk.gov.uk", "[norfolk]: 'norfolk' is no domain of e-mail addresses"),
        ("[norfolk]", "Invalid initial character for a key part (at line 2, column 2)"),
    ],
)
def test_a_file_of_providers_that_cannot_be_used_is_named(
    empty: Installation, tmp_path: Path, change: str, why: str
) -> None:
    described = tmp_path / "providers.toml"
    described.write_text(PROVIDER.replace(change, "norfolk" if "." in change else "[,"))
    (tmp_path / "norfolk.secret").write_text("secret")
    assert empty.fails("users", CONSULT_OIDC_FILE=str(described)) == f"CONSULT_OIDC_FILE is {str(described)!r}: {why}"
    (tmp_path / "norfolk.secret").unlink()
    described.write_text(PROVIDER)
    assert "norfolk.secret" in empty.fails("users", CONSULT_OIDC_FILE=str(described))
