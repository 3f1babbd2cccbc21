"""Letters are written with the change they tell of, leave after it, and wait where they cannot."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.app import create_app
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.mail import letters
from consult.mail.sending import MOST_ATTEMPTS, send_waiting
from consult.store.base import db
from consult.store.packs import Letter
from tests.conftest import Clock
from tests.factories import Play, address


class Postbox:
    """Keeps what a real server was given."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    """A mail server, and the address it is set up with."""
    handler, port = Postbox(), free_port()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler, f"smtp://127.0.0.1:{port}?from=Consult <consult@example.org>"
    server.stop()


def write(session: Session, clock: Clock, **facts: object) -> Letter:
    facts = {"name": "Member", "url": "http://127.0.0.1:8000/x", "until": "5pm", **facts}
    return letters.write(session, "sign_in", to=address("member"), now=clock.now, **facts)


def waiting(session: Session) -> list[Letter]:
    session.expire_all()
    return list(session.scalars(select(Letter).where(Letter.sent_at.is_(None)).order_by(Letter.id)))


def run(app: Flask, session: Session) -> int:
    """What the worker does when it is told that there are letters."""
    session.commit()
    with app.app_context():
        return send_waiting(db.session(), now=app.config["CLOCK"]())


def test_a_letter_stays_with_its_change(app: Flask, session: Session, clock: Clock, outbox: list[Any]) -> None:
    write(session, clock)
    session.rollback()
    assert run(app, session) == 0
    write(session, clock)
    assert outbox == []
    assert run(app, session) == 1
    assert [letter.subject for letter in outbox] == ["Your sign-in link for consult"]
    assert waiting(session) == []


def test_a_sent_letter_keeps_no_link(app: Flask, session: Session, clock: Clock) -> None:
    letter = write(session, clock)
    run(app, session)
    session.refresh(letter)
    assert (letter.text, letter.sent_at, letter.attempts) == ("", clock.now, 1)


def test_a_letter_leaves_once(app: Flask, session: Session, clock: Clock, outbox: list[Any]) -> None:
    write(session, clock)
    assert [run(app, session) for _ in range(3)] == [1, 0, 0]
    assert len(outbox) == 1


def test_the_oldest_leaves_first(app: Flask, session: Session, clock: Clock, outbox: list[Any]) -> None:
    for n in range(3):
        write(session, clock, name=f"Member {n}")
    assert run(app, session) == 3
    assert [letter.body.splitlines()[0] for letter in outbox] == [
        "Hello Member 0,",
        "Hello Member 1,",
        "Hello Member 2,",
    ]


def test_a_request_that_is_refused_sends_nothing(at: Callable[[Stage], Play], client: Any, outbox: list[Any]) -> None:
    at(Stage.OPEN)
    assert client.post("/sign-in", {"email": address("member")}, token=False).status == 400
    assert outbox == []


def test_a_real_server_is_given_the_letter(
    settings: Settings, session: Session, clock: Clock, postbox: tuple[Postbox, str]
) -> None:
    kept, url = postbox
    app = create_app(replace(settings, mail_url=url), clock=clock)
    write(session, clock, name="Ŵyn “the Chair” O'Hara")
    assert run(app, session) == 1
    with app.app_context():
        db.engine.dispose()
    ((recipients, message),) = kept.received
    assert recipients == [address("member")]
    assert (message["To"], message["From"]) == (address("member"), "Consult <consult@example.org>")
    assert message["Subject"] == "Your sign-in link for consult"
    body = message.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert body.splitlines()[0] == "Hello Ŵyn “the Chair” O'Hara,"


def test_a_server_that_fails_leaves_the_letter_for_later(settings: Settings, session: Session, clock: Clock) -> None:
    app = create_app(replace(settings, mail_url=f"smtp://127.0.0.1:{free_port()}"), clock=clock)
    written = clock.now
    write(session, clock)
    for attempt, minutes in enumerate((1, 2, 4, 8), start=1):
        assert run(app, session) == 0
        (letter,) = waiting(session)
        assert (letter.attempts, letter.due_at) == (attempt, clock.now + timedelta(minutes=minutes))
        assert letter.failure.startswith("ConnectionRefusedError")
        assert letter.text
        assert run(app, session) == 0  # not due yet: no further attempt
        clock.let_pass(minutes=minutes)
    assert (letter.written_at, letter.attempts) == (written, 4)
    with app.app_context():
        db.engine.dispose()


def test_after_many_failures_it_is_left_alone(app: Flask, session: Session, clock: Clock, outbox: list[Any]) -> None:
    letter = write(session, clock)
    letter.attempts = MOST_ATTEMPTS
    assert run(app, session) == 0
    assert outbox == []


@pytest.mark.parametrize("to", ["a@example.org\nBcc: everyone@example.org", "a@example.org\rX: y"])
def test_an_address_that_cannot_be_sent_to_keeps_no_other_letter_waiting(
    app: Flask, session: Session, clock: Clock, outbox: list[Any], to: str
) -> None:
    write(session, clock).to = to
    write(session, clock)
    assert run(app, session) == 1
    assert [letter.to for letter in outbox] == [[address("member")]]
    (left,) = waiting(session)
    assert left.failure.startswith("BadHeaderError")


@pytest.mark.parametrize(
    "nasty", ["A\nBcc: everyone@example.org", "A\r\nBcc: everyone@example.org", "A\u2028Bcc: x@y.z", "A\x85B"]
)
def test_names_and_titles_add_no_headers(
    app: Flask, session: Session, clock: Clock, outbox: list[Any], nasty: str
) -> None:
    letters.write(
        session, "invitation", to=address("member"), now=clock.now, name=nasty, inviter=nasty, consultation=nasty,
        role="a member", body=nasty, role_task="", window="", url="http://127.0.0.1:8000/x", until="5pm",
        sign_in_url="http://127.0.0.1:8000/sign-in",
    )  # fmt: skip
    assert run(app, session) == 1
    with app.app_context():
        message = outbox[0].message()
    assert {name.lower() for name in message} <= {
        "subject", "from", "to", "date", "message-id", "content-type", "mime-version", "content-transfer-encoding",
    }  # fmt: skip
    assert message["Subject"].startswith("You are invited to take part: A")
    assert "\n" not in message["Subject"]
    assert message.get_all("To") == [address("member")]


def test_a_title_that_fills_the_line_is_cut_in_the_subject(at: Callable[..., Play]) -> None:
    """PostgreSQL would not keep more."""
    play = at(Stage.OPEN)
    letter = letters.write(
        play.session, "invitation", to="a@example.org", now=play.now, name="N", consultation="T" * 300, inviter="C",
        role="member", body="", role_task="", window="", url="/", until="tomorrow", sign_in_url="/",
    )  # fmt: skip
    play.session.flush()
    assert letter.subject == f"You are invited to take part: {'T' * 268} …"
