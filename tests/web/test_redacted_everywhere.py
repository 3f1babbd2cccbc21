"""Words redacted are gone wherever somebody could still meet them: R17, one place after the other, by asking for it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from consult.actions import redacting
from consult.domain.lifecycle import Stage
from consult.mail import sending
from consult.pack import formats, personal
from consult.queries import comments as comments_there_are
from consult.queries import holdings
from consult.store.packs import Letter
from tests.client import Client
from tests.factories import COUNTY, LONDON, Play

NEEDLE, LEFT = "Jo Nuthatch", "I spoke to [redacted] about this."
SAID = f"I spoke to {NEEDLE} about this."
At, NewClient = Callable[..., Play], Callable[[], Client]
EVERYBODY = ("member", "clerk", "observer")


@pytest.fixture
def redacted(at: At, new_client: NewClient, monkeypatch: pytest.MonkeyPatch) -> Play:
    """A comment, sent with a receipt that waits for its mail server, changed, begun to be changed again; then redacted."""
    monkeypatch.setattr(sending, "send_waiting", lambda *_, **__: 0)
    play = at(Stage.OPEN)
    member = new_client().sign_in(play.cast.member)
    form = member.get(play.url(f"comments/write?paragraph={play.paragraph('1').id}")).form("Send comment")
    assert form.submit(text=f"{SAID} At first.", stance="object", interest="none", receipt="y").status == 303
    change = member.get(play.url("comments/C-0001/change"))
    assert change.form("Save changes").submit(text=SAID).status == 303
    again = member.get(play.url("comments/C-0001/change"))
    assert again.form("Keep and finish later").submit(text=f"{SAID} And more.").status == 303
    comment = comments_there_are.by_reference(play.session, play.consultation, "C-0001")
    play.release(play.answer(comment, f"{NEEDLE} was asked."))
    play.session.commit()
    assert NEEDLE in play.session.query(Letter).filter(Letter.subject.contains("C-0001")).one().text
    redacting.redact(
        play.session, consultation=play.consultation, item=play.again(comment), words=NEEDLE,
        reason="It names somebody.", by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    play.session.commit()
    return play


def holds(text: str) -> bool:
    return "nuthatch" in text.lower()


def test_on_every_page_of_it_its_history_and_its_receipt(redacted: Play, new_client: NewClient) -> None:
    versions = f"answers/C-0001/{redacted.body(COUNTY).id}/versions"
    paths = ("comments/C-0001", "comments/C-0001/receipt", "comments/", "mine/", "draft/1/1", "unsent/", versions)
    for who in EVERYBODY:
        browser = new_client().sign_in(getattr(redacted.cast, who))
        found = {path: browser.get(redacted.url(path)) for path in paths}
        assert [path for path, page in found.items() if holds(page.html)] == [], who
        assert LEFT in found["comments/C-0001"].text
        assert "C-0001" in browser.get(redacted.url("search/?q=spoke")).text
        for words in ("Nuthatch", "%22Jo+Nuthatch%22"):
            assert "C-0001" not in browser.get(redacted.url(f"search/?q={words}")).text
    assert LEFT in new_client().sign_in(redacted.cast.member).get(redacted.url("unsent/")).text


def test_in_no_export(redacted: Play) -> None:
    for kind in ("json", "html", "csv", "xlsx", "docx", "iso-xlsx", "iso-docx"):
        held = formats.contents(redacted.session, redacted.consultation, kind, made_at=redacted.now, timezone=LONDON)
        assert not holds(repr(held)), kind
        assert not holds(formats.render_as(held, kind).decode("utf-8", "ignore")), kind


def test_in_nobodys_own_account(redacted: Play) -> None:
    for who in EVERYBODY:
        held: Any = holdings.of_person(redacted.session, getattr(redacted.cast, who))
        for kind in personal.MEDIA_TYPES:
            told = personal.render_as(held, kind, made_at=redacted.now, timezone=LONDON).decode()
            assert not holds(told), (who, kind)
    assert LEFT in json.dumps(holdings.of_person(redacted.session, redacted.cast.member))


def test_in_no_letter_that_waits(redacted: Play) -> None:
    letters = redacted.session.query(Letter).all()
    assert any(LEFT in letter.text for letter in letters)
    assert not any(holds(f"{letter.subject} {letter.text}") for letter in letters)


def test_a_form_that_was_open_brings_them_back_to_nobody_but_its_author(
    at: At, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its author types again is rescued for them alone, and cannot be sent."""
    play = at(Stage.OPEN)
    comment = play.comment(text=SAID)
    member = new_client().sign_in(play.cast.member)
    open_form = member.get(play.url("comments/C-0001/change")).form("Save changes")
    redacting.redact(
        play.session, consultation=play.consultation, item=play.again(comment), words=NEEDLE,
        reason="It names somebody.", by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    member.sign_out()
    assert open_form.submit(text=f"{SAID} Again.").location == "/sign-in"
    member.sign_in(play.cast.member)
    waiting = member.get(play.url("unsent/"))
    assert f"{SAID} Again." in waiting.text
    assert member.get(play.url("comments/C-0001/change")).status == 403
    clerk = new_client().sign_in(play.cast.clerk)
    for path in ("comments/C-0001", "comments/", "board/", "draft/1/1"):
        assert not holds(clerk.get(play.url(path)).html), path
