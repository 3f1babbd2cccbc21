"""A digest is asked for, made once, and kept whole."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from consult.actions import packs
from consult.domain.lifecycle import Stage
from consult.pack.formats import MEDIA_TYPES
from consult.store.packs import FORMATS, Pack
from tests.actions.records import Entry, last_entry, refused
from tests.factories import Play


def request(play: Play, kind: str = "pdf", by: str = "clerk") -> Pack:
    actor = play.actor(getattr(play.cast, by))
    return packs.request(play.session, consultation=play.consultation, kind=kind, by=actor, now=play.now)


def claim(play: Play, pack: Pack) -> Pack | None:
    silent_since = play.now - timedelta(minutes=2)
    return packs.claim(play.session, pack.id, silent_since=silent_since, now=play.now)


def finish(play: Play, pack: Pack, attempt: int, **how: object) -> None:
    packs.finish(play.session, pack.id, attempt=attempt, now=play.now, **how)  # type: ignore[arg-type]


def test_asked_again_while_one_is_made_it_gives_that_one(play: Play) -> None:
    pack = request(play)
    assert (pack.format, pack.state, pack.requested_by_id) == ("pdf", "queued", play.cast.clerk.id)
    assert last_entry(play) == Entry("request pack", f"pack {pack.id}", play.cast.clerk.id, {"format": "pdf"})
    assert request(play) is pack
    assert request(play, "html") is not pack
    claim(play, pack)
    assert request(play) is pack
    finish(play, pack, 1, data=b"%PDF")
    assert request(play) is not pack


def test_a_format_that_is_not_made_is_refused(play: Play) -> None:
    assert tuple(MEDIA_TYPES) == FORMATS
    for kind in ("", "PDF", "exe"):
        with refused(play, "Choose a format that is offered.", "format"):
            request(play, kind)


def test_only_the_clerk_asks(play: Play) -> None:
    for part in ("chair", "lead", "observer", "outsider"):
        with refused(play, "Only the clerk can do this."):
            request(play, by=part)


def test_before_a_draft_is_published_there_is_nothing_to_print(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.PREPARING)
    with refused(play, "There is nothing to put into a digest before a draft has been published."):
        request(play)


def test_a_pack_is_claimed_by_one_and_taken_up_again_when_it_falls_silent(play: Play) -> None:
    pack = request(play)
    assert claim(play, pack) is pack
    assert claim(play, pack) is None
    play.clock.now += timedelta(minutes=2)
    assert claim(play, pack) is None
    play.clock.now += timedelta(microseconds=1)
    assert claim(play, pack) is pack
    play.session.refresh(pack)
    assert (pack.attempts, pack.heartbeat_at) == (2, play.now)


def test_saying_how_far_it_has_come_keeps_it_alive(play: Play) -> None:
    pack = request(play)
    claim(play, pack)
    play.clock.now += timedelta(minutes=2)
    packs.report(play.session, pack.id, "Setting the pages", attempt=1, now=play.now)
    play.clock.now += timedelta(minutes=1)
    assert claim(play, pack) is None
    play.session.refresh(pack)
    assert pack.progress == "Setting the pages"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x00" * 10])
def test_the_finished_bytes_are_kept_with_their_digest(play: Play, data: bytes) -> None:
    pack = request(play)
    claim(play, pack)
    finish(play, pack, 1, data=data)
    play.session.commit()
    assert (pack.state, pack.data, pack.size, pack.sha256) == (
        "ready",
        data,
        len(data),
        hashlib.sha256(data).hexdigest(),
    )
    assert (pack.finished_at, pack.failure) == (play.now, "")


def test_a_failure_says_why(play: Play) -> None:
    pack = request(play)
    claim(play, pack)
    finish(play, pack, 1, failure="It took too long.")
    assert (pack.state, pack.failure, pack.data) == ("failed", "It took too long.", None)
    assert request(play) is not pack


def test_an_attempt_believed_dead_cannot_undo_what_came_after_it(play: Play) -> None:
    pack = request(play)
    claim(play, pack)
    play.clock.now += timedelta(minutes=3)
    claim(play, pack)
    finish(play, pack, 2, data=b"second")
    finish(play, pack, 1, data=b"first")
    finish(play, pack, 1, failure="late")
    packs.report(play.session, pack.id, "late", attempt=1, now=play.now)
    play.session.commit()
    assert (pack.state, pack.data, pack.progress) == ("ready", b"second", "")
