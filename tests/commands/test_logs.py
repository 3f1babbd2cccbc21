"""The log: one line an event, and nothing in it that was written or typed by people."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from consult import logs


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = capsys.readouterr().err.splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ ", line) for line in lines)
    return [line.split(" ", 1)[1] for line in lines]


def test_an_event_is_a_line_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    structlog.get_logger().warning("pack_slow", seconds=9, pack=3)
    logging.getLogger("library").error("two\nlines")
    assert said(capsys) == ["warning pack_slow pack=3 seconds=9", "error two lines"]


def test_lines_are_json_where_a_program_reads_them(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(written_as="json")
    structlog.get_logger().warning("pack_slow", seconds=9, pack=3)
    logging.getLogger("library").error("two\nlines of “words”")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    at = first.pop("timestamp")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at)
    assert first == {"event": "pack_slow", "level": "warning", "pack": 3, "seconds": 9}
    assert second == {"event": "two\nlines of “words”", "level": "error", "timestamp": second["timestamp"]}


def test_lines_written_for_a_request_have_its_id_those_of_libraries_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    with structlog.contextvars.bound_contextvars(**{logs.REQUEST_ID: "1f0c3c55"}):
        structlog.get_logger().warning("pack_slow")
        logging.getLogger("library").error("broken")
    logging.getLogger("library").error("broken")
    assert said(capsys) == [
        "warning pack_slow request_id=1f0c3c55",
        "error broken request_id=1f0c3c55",
        "error broken",
    ]


def test_an_exception_is_told_by_its_kind_and_place_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    try:
        raise ValueError("what a member wrote")
    except ValueError:
        logging.getLogger("library").exception("failed")
        structlog.get_logger().exception("failed")
    lines = said(capsys)
    here = r"error failed at=test_logs\.py:\d+ test_\w+ exception=ValueError"
    assert [bool(re.fullmatch(here, line)) for line in lines] == [True, True], lines


def test_with_debug_the_traceback_follows(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(debug=True)
    try:
        raise ValueError("words")
    except ValueError:
        logging.getLogger("library").exception("failed")
    first, *traceback = capsys.readouterr().err.splitlines()
    assert first.endswith("Z error failed")
    assert (traceback[0], traceback[-1]) == ("Traceback (most recent call last):", "ValueError: words")


def test_a_sign_in_link_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    logging.getLogger("web").error("Exception on %s [%s]", "/sign-in/link/abcDEF-123_x", "POST")
    assert said(capsys) == ["error Exception on /sign-in/link/… [POST]"]
