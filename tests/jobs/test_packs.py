"""Making digests in the background: claimed once, told how far they are, never lost, never made from half a record."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from huey.signals import SIGNAL_COMPLETE
from sqlalchemy.orm import Session

from consult.actions import comments
from consult.actions import packs as actions
from consult.domain.dispositions import Stance
from consult.domain.lifecycle import Stage
from consult.jobs import packs, queue
from consult.pack import formats
from consult.pack.press import RenderFailed
from consult.queries import consultations, drafts
from consult.store.base import begin_writing, db
from consult.store.packs import Pack
from tests.factories import Play


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    played = at(Stage.OPEN)
    played.comment()
    return played


def ask(play: Play, kind: str = "json") -> int:
    play.session.commit()
    begin_writing(play.session)
    clerk = play.actor(play.cast.clerk)
    pack = actions.request(play.session, consultation=play.consultation, kind=kind, by=clerk, now=play.now)
    play.session.commit()
    return pack.id


def pack(session: Session, pack_id: int) -> Pack:
    session.commit()
    session.expire_all()
    return session.get_one(Pack, pack_id)


class Working:
    """The consumer beside the web, as when serving. `wait_for` sleeps until jobs are done."""

    def __init__(self, app: Flask) -> None:
        self.app, self.done = app, threading.Semaphore(0)
        self.huey = app.extensions["consult.queue"].huey
        self.huey.signal(SIGNAL_COMPLETE)(lambda *_: self.done.release())

    def __enter__(self) -> "Working":
        self.huey.immediate = False
        self.consumer = queue.consume_in_background(self.app)
        return self

    def __exit__(self, *_: object) -> None:
        self.consumer.stop(graceful=True)

    def wait_for(self, session: Session, pack_ids: list[int]) -> None:
        while {pack(session, one).state for one in pack_ids} & {"queued", "making"}:
            assert self.done.acquire(timeout=60), [(one, pack(session, one).state) for one in pack_ids]


def test_what_was_left_over_is_made_when_work_begins(app: Flask, play: Play, session: Session) -> None:
    asked = [ask(play, kind) for kind in ("json", "html", "pdf")]
    with Working(app) as working:
        working.wait_for(session, asked)
    made = [pack(session, one) for one in asked]
    assert [one.attempts for one in made] == [1, 1, 1]
    assert [bytes(one.data or b"")[:5] for one in made] == [b'{\n  "', b"<!DOC", b"%PDF-"]


def test_a_digest_says_when_it_was_read_from_the_record(app: Flask, jobs: queue.Queue, play: Play) -> None:
    asked = ask(play, "html")
    play.clock.now += timedelta(days=1)
    play.comment(text="Received after it was asked for.")
    play.session.commit()
    jobs.make_pack(asked)
    printed = (pack(play.session, asked).data or b"").decode()
    assert ("Received after it was asked for." in printed, "9 February 2021" in printed) == (True, True)


def test_a_maker_that_died_is_followed_by_another(app: Flask, jobs: queue.Queue, play: Play) -> None:
    asked = ask(play)
    actions.claim(play.session, asked, silent_since=play.now, now=play.now)
    play.session.commit()
    play.clock.now += packs.GIVEN_UP_AFTER
    jobs.sweep()
    assert pack(play.session, asked).state == "making"
    play.clock.now += timedelta(microseconds=1)
    jobs.sweep()
    assert (pack(play.session, asked).state, pack(play.session, asked).attempts) == ("ready", 2)


def test_what_ends_its_maker_again_and_again_is_given_up(app: Flask, jobs: queue.Queue, play: Play) -> None:
    asked = ask(play)
    for _ in range(packs.MOST_ATTEMPTS):
        assert actions.claim(play.session, asked, silent_since=play.now, now=play.now)
        play.session.commit()
        play.clock.now += packs.GIVEN_UP_AFTER + timedelta(seconds=1)
    jobs.sweep()
    assert (pack(play.session, asked).state, pack(play.session, asked).failure) == (
        "failed",
        "Making it was broken off 3 times. Tell those who run this service.",
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RenderFailed("it took longer than it may"), "The PDF could not be made: it took longer than it may."),
        (RuntimeError("boom"), "The digest could not be made. The fault has been logged; try again."),
    ],
)
def test_a_failure_is_written_down_for_the_clerk(
    app: Flask, jobs: queue.Queue, play: Play, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: Any, **__: Any) -> bytes:
        raise error

    monkeypatch.setattr(formats, "render_as", fail)
    asked = ask(play)
    jobs.make_pack(asked)
    assert (pack(play.session, asked).state, pack(play.session, asked).failure) == ("failed", said)


def test_a_record_that_does_not_add_up_is_not_printed(app: Flask, jobs: queue.Queue, play: Play) -> None:
    play.session.commit()
    play.consultation.comments_numbered += 1
    asked = ask(play, "html")
    jobs.make_pack(asked)
    made = pack(play.session, asked)
    said = "The digest does not account for every item, so it was not made: "
    assert (made.state, made.failure[: len(said)]) == ("failed", said)


def test_news_is_written_once_a_second(
    app: Flask, jobs: queue.Queue, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    steps = [f"Step 5 - Creating layout - Page {n}" for n in range(1, 6)]

    def render(_digest: Any, _kind: str, *, progress: Callable[[str], None], **_: Any) -> bytes:
        for step in steps:
            play.clock.now += timedelta(seconds=0.5)
            progress(step)
            told.append(pack(play.session, asked).progress)
        return b"{}"

    monkeypatch.setattr(formats, "render_as", render)
    asked = ask(play)
    jobs.make_pack(asked)
    gathering = "Gathering comments, questions and answers"
    assert told == [gathering, "Setting page 2", "Setting page 2", "Setting page 4", "Setting page 4"]


def test_a_queue_out_of_reach_does_not_undo_what_was_committed(
    app: Flask, jobs: queue.Queue, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_task: object) -> None:
        raise OSError("disk full")

    asked = ask(play)
    monkeypatch.setattr(jobs.huey, "enqueue", fail)
    jobs.make_pack(asked)
    jobs.send_letters()
    monkeypatch.undo()
    jobs.sweep()
    assert pack(play.session, asked).state == "ready"


def test_writers_and_makers_work_side_by_side(app: Flask, play: Play, session: Session) -> None:
    """Members write while digests are made: nobody is turned away, and each digest accounts for all it has read."""
    failed: list[BaseException] = []
    consultation_id, number, now = play.consultation.id, play.version.number, play.now
    author = play.actor(play.cast.member)
    session.commit()

    def write(writer: int) -> None:
        for n in range(10):
            try:
                comment_once(f"{writer}-{n}")
            except Exception as error:
                failed.append(error)

    def comment_once(key: str) -> None:
        with app.app_context():
            begin_writing(db.session())
            consultation = consultations.by_id(db.session(), consultation_id)
            version = drafts.version(db.session(), consultation, number or 0)
            comments.submit(
                db.session(), consultation=consultation, place=comments.Place(version),
                wording=comments.Wording(Stance.OBSERVATION, "Noted."), form_key=key, by=author, now=now,
            )  # fmt: skip
            db.session.commit()

    made = []
    with Working(app) as working:
        writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            asked = [ask(play, kind) for kind in ("json", "html")]
            for one in asked:
                queue_of(app).make_pack(one)
            working.wait_for(session, asked)
            made += asked
    assert failed == []
    assert {pack(session, one).state for one in made} == {"ready"}  # one that does not add up would have failed
    session.commit()
    assert play.consultation.comments_numbered == 31


def queue_of(app: Flask) -> queue.Queue:
    found: queue.Queue = app.extensions["consult.queue"]
    return found
