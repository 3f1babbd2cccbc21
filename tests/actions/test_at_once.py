"""Several people at once, each with a connection of their own: numbers are given once, the record stays a chain."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from consult.actions import comments, responses
from consult.actions.comments import Place, Wording
from consult.actions.recording import first_broken
from consult.actions.responses import Answering
from consult.domain.dispositions import Disposition, Stance
from consult.domain.people import Actor
from consult.domain.refusals import Refused
from consult.queries import comments as queries
from consult.queries import drafts
from consult.store.base import begin_writing
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from tests.factories import Play

WRITERS, EACH = 2, 12


def together(engine: Engine, work: Callable[[Session, int], Any]) -> list[Any]:
    """What `work` gives each of the writers, who begin at the same moment."""
    ready = Barrier(WRITERS)

    def writer(n: int) -> Any:
        ready.wait()
        with Session(engine) as session:
            return work(session, n)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(writer, range(WRITERS)))


def test_numbers_are_given_once(play: Play, engine: Engine) -> None:
    chain, now = play.consultation.id, play.now
    actors = [play.actor(play.cast.member), play.actor(play.cast.chair)]
    play.session.commit()

    def submit(session: Session, n: int) -> list[int]:
        return [one_comment(session, chain, actors[n], f"{n}-{k}", now) for k in range(EACH)]

    given = together(engine, submit)
    assert sorted(number for numbers in given for number in numbers) == list(range(1, WRITERS * EACH + 1))
    assert all(numbers == sorted(numbers) for numbers in given)
    assert first_broken(play.session, chain) is None


def one_comment(session: Session, consultation_id: int, by: Actor, key: str, now: Any) -> int:
    begin_writing(session)
    consultation = session.get_one(Consultation, consultation_id)
    place = Place(drafts.version(session, consultation, 1))
    wording = Wording(Stance.OBSERVATION, "At once.")
    comment = comments.submit(
        session, consultation=consultation, place=place, wording=wording, form_key=key, by=by, now=now
    )
    number = comment.number
    session.commit()
    return number


def test_of_two_officers_answering_at_once_one_is_told(play: Play, engine: Engine) -> None:
    comment = play.comment()
    chain, number, now = play.consultation.id, comment.number, play.now
    actors = [play.actor(play.cast.officer), play.actor(play.cast.lead)]
    play.session.commit()

    def answer(session: Session, n: int) -> str:
        begin_writing(session)
        consultation = session.get_one(Consultation, chain)
        item: Comment = queries.by_reference(session, consultation, f"C{number}")
        try:
            responses.answer(
                session, consultation=consultation, item=item, authority_id=item.authority_id, revision=0,
                answering=Answering(f"Writer {n}", Disposition.NOTED), by=actors[n], now=now,
            )  # fmt: skip
        except Refused as refusal:
            return refusal.reason
        session.commit()
        return "saved"

    assert sorted(together(engine, answer)) == [
        "A colleague has changed this answer since you opened it. Their text is shown with yours.",
        "saved",
    ]
    assert len(play.session.scalars(select(Response)).all()) == 1
    assert first_broken(play.session, chain) is None
