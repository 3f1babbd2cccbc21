"""The log: one line an event, on stderr, without personal data."""

import logging
import re
import sys
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

_LINK = re.compile(r"(/sign-in/link/)[^\s\]?]+")
MOST_FRAMES = 4

REQUEST_ID = "request_id"
"""What a line has where it was written for a request, or for work that one left behind; bound by structlog's contextvars."""


def set_up(*, debug: bool = False, written_as: str = "text") -> None:
    """Sends structlog's events and those of libraries to stderr, as "text" or as "json"; with `debug` tracebacks follow,
    whatever they hold.
    """
    failures: list[Processor] = [structlog.processors.format_exc_info] if debug else [_exception_in_a_line]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%dT%H:%M:%SZ", utc=True),
        *failures,
        _without_tokens,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False) if written_as == "json" else _line,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for noisy in ("huey", "alembic", "fontTools", "weasyprint"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _exception_in_a_line(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Kind and place of an exception. Its message stays out: it can hold what people wrote."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[0] is not None:
        event["exception"] = info[0].__name__
        event["at"] = _places(info[2])
    return event


def _places(traceback: TracebackType | None) -> str:
    frames = extract_tb(traceback)[-MOST_FRAMES:]
    return " > ".join(f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


def _without_tokens(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A sign-in link in an address would let its reader in."""
    event["event"] = _LINK.sub(r"\1…", str(event["event"]))
    return event


def _line(_logger: Any, _method: str, event: EventDict) -> str:
    head = f"{event.pop('timestamp')} {event.pop('level')} {event.pop('event')}"
    traceback = event.pop("exception", "") if "\n" in str(event.get("exception", "")) else ""
    facts = " ".join(f"{name}={value}" for name, value in sorted(event.items()))
    line = " ".join(f"{head} {facts}".split())
    return f"{line}\n{traceback}" if traceback else line
