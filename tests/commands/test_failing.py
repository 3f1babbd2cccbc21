"""Whatever goes wrong, an operator reads one line; a traceback only where they ask for it."""

import pytest
from click.testing import CliRunner

from consult.commands import main
from consult.commands.surroundings import Surroundings
from consult.queries import people
from tests.commands.conftest import NOW, Installation


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--nonsense"], "No such option '--nonsense'. Try: consult --help"),
        (["nonsense"], "No such command 'nonsense'. Try: consult --help"),
        (["import"], "Missing argument 'FILE'. Try: consult import --help"),
        (["export", "x"], "Missing option '--out' or '--format'. Try: consult export --help"),
        (
            ["serve", "--port", "x"],
            "Invalid value for '--port': 'x' is not a valid integer range. Try: consult serve --help",
        ),
    ],
)
def test_a_command_that_was_not_called_as_it_should_be(bare: Installation, arguments: list[str], line: str) -> None:
    assert bare.fails(*arguments, code=2) == line


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("CONSULT_TIMEZONE", "Nowhere", "CONSULT_TIMEZONE is 'Nowhere': write a name such as Europe/London"),
        (
            "CONSULT_PUBLIC_URL",
            "consult.example.org",
            "CONSULT_PUBLIC_URL is 'consult.example.org': write it as https://consult.example.org",
        ),
        ("CONSULT_LARGEST_FILE_MB", "0", "CONSULT_LARGEST_FILE_MB is '0': write a whole number from 1 to 50"),
        ("CONSULT_CLEAR_DAYS", "five", "CONSULT_CLEAR_DAYS is 'five': write a whole number of working days, up to 20"),
        ("CONSULT_SIGNING_P12", "/no/such.p12", "CONSULT_SIGNING_P12 is '/no/such.p12': there is no such file"),
        ("CONSULT_LOG_FORMAT", "xml", "CONSULT_LOG_FORMAT is 'xml': write text or json"),
        (
            "CONSULT_METRICS_TOKEN",
            "guessed",
            "CONSULT_METRICS_TOKEN is too short: set it to at least 20 random characters",
        ),
        (
            "CONSULT_SIGNED_IN_IDLE_HOURS",
            "0",
            "CONSULT_SIGNED_IN_IDLE_HOURS is '0': write a whole number from 1 to 168",
        ),
        ("CONSULT_SIGNED_IN_DAYS", "∞", "CONSULT_SIGNED_IN_DAYS is '∞': write a whole number from 1 to 31"),
        ("CONSULT_OIDC_FILE", "/no/such.toml", "CONSULT_OIDC_FILE is '/no/such.toml': there is no such file"),
        ("CONSULT_MAIL_URL", "smtp:", "CONSULT_MAIL_URL names no host: write smtp://user:password@host:587"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(bare: Installation, name: str, value: str, line: str) -> None:
    assert bare.fails("users", **{name: value}) == line


def break_down(*_args: object) -> None:
    raise KeyError("something private")


def test_a_fault_of_ours_is_admitted_in_a_line(empty: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "everyone", break_down)
    assert empty.fails("users") == (
        "Something went wrong inside consult (KeyError). Run it again as: consult --debug …"
    )


def test_debug_shows_where_it_came_from(empty: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "everyone", break_down)
    outside = Surroundings({"CONSULT_INSTANCE": str(empty.folder)}, lambda: NOW)
    done = CliRunner().invoke(main, ["--debug", "users"], obj=outside)
    assert isinstance(done.exception, KeyError)


def test_help_lists_the_commands_in_the_order_of_the_manual(bare: Installation) -> None:
    listed = bare.does("--help").partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines()] == [
        "demo",
        "serve",
        "worker",
        "migrate",
        "backup",
        "restore",
        "import",
        "load",
        "export",
        "issue",
        "verify",
        "audit",
        "retention",
        "person",
        "redline",
        "consultations",
        "users",
        "clerk",
        "sign-in-link",
        "second-factor",
    ]
