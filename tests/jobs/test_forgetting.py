"""Letters that left are forgotten by themselves; one that still waits to be sent is not, however long that takes."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from consult.actions.letters import MOST_ATTEMPTS
from consult.domain.lifecycle import Stage
from consult.domain.retention import ADDRESS
from consult.jobs.queue import Queue
from consult.mail import letters
from consult.store.packs import Letter
from tests.factories import Play


def letter(play: Play, subject: str, *, sent: bool = False, attempts: int = 1) -> Letter:
    row = Letter(
        to="somebody@example.org", subject=subject, text="" if sent else "words", written_at=play.now, due_at=play.now,
        sent_at=play.now if sent else None, attempts=attempts,
    )  # fmt: skip
    play.session.add(row)
    return row


def test_sent_and_given_up_letters_go_after_their_days(at: Callable[[Stage], Play], jobs: Queue) -> None:
    play = at(Stage.PREPARING)
    began = play.now
    letter(play, "sent", sent=True)
    letter(play, "given up", attempts=MOST_ATTEMPTS)
    waits = letter(play, "waits")
    waits.due_at = began + timedelta(days=3650)
    play.session.commit()

    def left() -> list[str]:
        jobs.sweep()
        found = play.session.scalars(select(Letter.subject).order_by(Letter.id)).all()
        play.session.rollback()
        return list(found)

    play.clock.now = began + timedelta(days=30)
    assert left() == ["sent", "given up", "waits"]
    play.clock.now = began + timedelta(days=31)
    assert left() == ["waits"]


def test_nothing_is_written_to_somebody_whose_address_was_erased(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.PREPARING)
    for to in (ADDRESS.format(id=3), "somebody@example.org"):
        letters.write(
            play.session, "sign_in", to=to, now=play.now, name="Member", url="https://x.example", until="noon"
        )
    assert [one.to for one in play.session.scalars(select(Letter))] == ["somebody@example.org"]
