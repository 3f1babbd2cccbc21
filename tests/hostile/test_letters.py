"""A letter goes to whom it is for, under the subject it has, whatever anybody is called or wrote."""

from collections.abc import Callable
from email import message_from_bytes, policy
from typing import Any

import pytest
from flask import Flask

from consult.domain.lifecycle import Stage
from consult.domain.plain_text import normalised
from consult.queries import people
from tests.client import Client
from tests.factories import Play, address
from tests.hostile.corpus import LINES, MARKUP

HEADERS = ["Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date", "Message-ID"]
NAMES = [
    "A\r\nBcc: all@evil.example\r\n\r\nAnother text",
    "A\nSubject: Other",
    "A\u2028Bcc: all@evil.example",
    "=?utf-8?q?=0ABcc:_all@evil.example?=",
    'A"<all@evil.example>, B',
    "{{7*7}} %(x)s <script hx>alert(1)</script>",
    "\u202e\u2066A",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_or_a_title_stays_in_its_line(
    app: Flask, at: Callable[..., Play], client: Client, outbox: list[Any], name: str
) -> None:
    play = at(Stage.OPEN)
    play.cast.member.name = play.consultation.title = name
    play.session.commit()
    client.get("/sign-in").form().submit(email=address("member"))
    client.sign_in(play.cast.clerk)
    membership = next(
        one for one in people.taking_part(play.session, play.consultation) if one.person_id == play.cast.member.id
    )
    assert client.post(play.url(f"people/{membership.id}/resend")).status == 303
    assert [one.subject.partition(": ")[0] for one in outbox] == [
        "Your sign-in link for consult", "You are invited to take part"
    ]  # fmt: skip
    for letter in outbox:
        with app.app_context():
            sent = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
        assert sorted(sent.keys()) == sorted(HEADERS)
        assert sent["To"] == address("member")
        assert letter.recipients() == [address("member")]
        assert plain(name) in plain(letter.body)


def test_what_was_written_comes_back_in_the_receipt_as_it_was_written(
    at: Callable[..., Play], client: Client, outbox: list[Any]
) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    page = client.get(play.url(f"comments/write?paragraph={play.paragraph('1').id}"))
    said = "\n".join([LINES[0], *MARKUP[:20]])
    page.form("Send comment").submit(stance="observation", text=said, interest="none", receipt=["y"])
    assert (normalised(said) or "") in outbox[-1].body


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_field_of_one_line_holds_one_line(at: Callable[..., Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    form = client.get(play.url("settings/cover")).form()
    form.submit(panel="Scrutiny\r\nBcc: all@evil.example\x85x\u2028y")
    play.session.expire_all()
    assert play.consultation.panel == "Scrutiny Bcc: all@evil.example x y"
