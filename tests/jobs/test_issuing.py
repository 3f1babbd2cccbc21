"""An issued pack is whole or not there, whatever happens to those who make it."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from consult.actions import issuing, redacting
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.jobs import issuing as whole_packs
from consult.jobs import layouts, packs, queue
from consult.pack import formats
from consult.store.base import db
from consult.store.comments import Comment
from consult.store.packs import Issue, Pack
from tests import pressing
from tests.factories import Play

quick_press = pressing.quick_press
pytestmark = pytest.mark.usefixtures("quick_press")


class Killed(BaseException):
    """As when the process ends: nothing catches it, nothing is written."""


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    played = at(Stage.OPEN)
    played.release(played.answer(played.comment(on="1", text="How many were referred?")))
    played.session.commit()
    return played


@pytest.fixture
def asked(play: Play) -> Pack:
    clerk = play.actor(play.cast.clerk)
    _, lead = issuing.issue(
        play.session,
        consultation=play.consultation,
        terms=issuing.Terms(),
        today=play.now.date(),
        by=clerk,
        now=play.now,
    )
    play.session.commit()
    return lead


def make(app: Flask, pack: Pack) -> None:
    with app.app_context():
        packs.make(db.session(), pack.id, clock=app.config["CLOCK"], settings=app.config["SETTINGS"])


def stands(session: Session) -> tuple[str, list[tuple[str, bool]]]:
    """How far the issue has come, and which of its files can be had."""
    session.commit()
    session.expire_all()
    row = session.scalars(select(Issue)).one()
    found = session.scalars(select(Pack).where(Pack.issue_id == row.id).order_by(Pack.id)).all()
    return row.state, [(one.format, one.state == "ready") for one in found]


WHOLE = ("issued", [(kind, True) for kind in ("pdf", "html", "docx", "xlsx", "csv", "json")])


@pytest.mark.parametrize("dies_at", ["pdf", "docx", "json"])
def test_a_maker_that_was_killed_leaves_nothing_and_is_followed_by_another(
    app: Flask, jobs: queue.Queue, play: Play, asked: Pack, monkeypatch: pytest.MonkeyPatch, dies_at: str
) -> None:
    render = formats.render_as

    def dying(held: Any, kind: str, **how: Any) -> bytes:
        if kind == dies_at:
            raise Killed
        return render(held, kind, **how)

    with monkeypatch.context() as while_dying:
        while_dying.setattr(formats, "render_as", dying)
        with pytest.raises(Killed):
            make(app, asked)
    assert stands(play.session) == ("making", [("pdf", False)])
    jobs.sweep()
    assert stands(play.session) == ("making", [("pdf", False)])  # it may still be at it
    play.clock.now += timedelta(minutes=3)
    jobs.sweep()
    assert stands(play.session) == WHOLE


def test_what_is_not_sealed_is_not_kept(app: Flask, play: Play, asked: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as while_dying:
        while_dying.setattr(issuing, "record", dying)  # the last thing that is done in the sealing
        with pytest.raises(Killed):
            make(app, asked)
    assert stands(play.session) == ("making", [("pdf", False)])


def test_words_taken_out_while_it_is_made_are_in_none_of_it(
    app: Flask, jobs: queue.Queue, play: Play, asked: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    render, done = formats.render_as, []

    def redacted_meanwhile(held: Any, kind: str, **how: Any) -> bytes:
        made = render(held, kind, **how)
        if not done:
            done.append(redact(play))
        return made

    monkeypatch.setattr(formats, "render_as", redacted_meanwhile)
    make(app, asked)
    assert stands(play.session) == ("making", [("pdf", False)])
    jobs.sweep()
    assert stands(play.session) == WHOLE
    for pack in play.session.scalars(select(Pack)):
        assert b"referred" not in (pack.data or b"")


def redact(play: Play) -> None:
    play.session.commit()
    item = play.again(play.session.scalars(select(Comment)).one())
    redacting.redact(
        play.session, consultation=play.consultation, item=item, words="referred", reason="It names a child.",
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    play.session.commit()


@pytest.fixture
def certificate(app: Flask, tmp_path: Path) -> None:
    """The office has a certificate."""
    p12, password = tmp_path / "office.p12", tmp_path / "office.password"
    p12.write_bytes(b"certificate")
    password.write_text("open sesame\n")
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], signing_p12=p12, signing_password_file=password)


def test_issued_packs_are_signed_where_there_is_a_certificate(
    app: Flask, play: Play, asked: Pack, certificate: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sign(pdf: bytes, *, p12: bytes, password: str, at: datetime, reason: str) -> bytes:
        return pdf + f"\n{p12.decode()}, {password}, {at:%d %B}, {reason}".encode()

    monkeypatch.setattr(whole_packs, "sign", sign)
    make(app, asked)
    assert stands(play.session) == WHOLE
    pdf = play.session.scalars(select(Pack).where(Pack.format == "pdf").options(undefer(Pack.data))).one()
    assert (pdf.data or b"").endswith(b"\ncertificate, open sesame, 08 February, Pack 1, part 1")
    assert hashlib.sha256(pdf.data or b"").hexdigest() == pdf.sha256


def test_what_cannot_be_signed_is_not_issued(app: Flask, play: Play, asked: Pack, certificate: None) -> None:
    make(app, asked)
    assert stands(play.session) == ("failed", [("pdf", False)])
    assert play.session.scalars(select(Issue.failure)).one().startswith("The PDF could not be signed: ")


def test_what_was_laid_out_is_thrown_away_when_words_are_taken_out(app: Flask, play: Play, settings: Settings) -> None:
    kept: Path = layouts.folder(settings, play.consultation.id, now=play.now)
    other: Path = layouts.folder(settings, 99, now=play.now)
    for folder in (kept, other):
        folder.mkdir()
        (folder / "part").write_text("referred")
    queue.tidy(app)
    assert (kept.exists(), other.exists()) == (True, True)
    play.clock.now += timedelta(minutes=1)
    redact(play)
    queue.tidy(app)
    assert (kept.exists(), other.exists()) == (False, True)
