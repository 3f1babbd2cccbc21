"""What is held about somebody, written by the operator: to a file of their own, and on record."""

import json
from pathlib import Path

import pytest

from consult.store.audit import AuditEntry
from tests.commands.conftest import Installation

CLERK = "clerk@example.org"


@pytest.fixture
def here(empty: Installation) -> Installation:
    empty.does("clerk", CLERK, "--name", "Scrutiny officer")
    return empty


def test_everything_goes_into_a_file_only_its_maker_reads(here: Installation, tmp_path: Path) -> None:
    out = tmp_path / "clerk.json"
    assert here.does("person", "export", "Clerk@Example.org", "--out", str(out)) == f"{out}\n"
    assert out.stat().st_mode & 0o777 == 0o600
    held = json.loads(out.read_text("utf-8"))
    assert held["person"]["email"] == CLERK
    assert [one["act"] for one in held["record_of_the_service"]["done_about_you"]] == [
        "appoint clerk",
        "export personal data",
    ]
    page = tmp_path / "clerk.html"
    here.does("person", "export", CLERK, "--out", str(page))
    assert "<h1>What is held about you</h1>" in page.read_text("utf-8")
    with here.stored() as session:
        acts = [(one.act, one.actor_id, one.details) for one in session.query(AuditEntry).order_by(AuditEntry.sequence)]
    assert acts[1:] == [("export personal data", None, {}), ("export personal data", None, {})]


@pytest.mark.parametrize(
    ("email", "name", "why"),
    [
        (
            "nobody@example.org",
            "a.json",
            "Nobody has the address nobody@example.org. Those who can sign in are listed by",
        ),
        (CLERK, "a.pdf", "ends in neither .json nor .html"),
        (CLERK, "no-such/a.json", "is not a folder. Make it first"),
    ],
)
def test_what_cannot_be_written_is_refused(here: Installation, tmp_path: Path, email: str, name: str, why: str) -> None:
    assert why in here.fails("person", "export", email, "--out", str(tmp_path / name))
    assert list(tmp_path.glob("a.*")) == []


@pytest.mark.parametrize(
    ("variable", "value", "why"),
    [
        ("CONSULT_PAPER_YEARS", "5", "the law asks for 6 years: write a whole number from 6 to 100"),
        ("CONSULT_BACKGROUND_YEARS", "3", "the law asks for 4 years: write a whole number from 4 to 100"),
        ("CONSULT_CHALLENGE_DAYS", "0", "write a whole number of days from 1 to 3660"),
        ("CONSULT_UNSENT_DAYS", "soon", "write a whole number"),
    ],
)
def test_periods_nobody_can_mean_are_refused(empty: Installation, variable: str, value: str, why: str) -> None:
    assert empty.fails("retention", "--dry-run", **{variable: value}) == f"{variable} is {value!r}: {why}"


def test_retention_is_told_what_to_do(empty: Installation) -> None:
    assert empty.run("retention").code == 2
    assert empty.does("retention", "--dry-run") == "Nothing is kept that has a day to go.\n"
