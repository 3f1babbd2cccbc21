"""What people are to be told in their next daily letter. Written in the transaction of what happened, by who lets it happen."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consult.actions.recording import record
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import Actor, Role
from consult.queries import groups, work
from consult.store.comments import Comment, Response, Support
from consult.store.consultations import Consultation
from consult.store.people import Body, MembershipRow, Person
from consult.store.questions import Question
from consult.store.work import Notice

Item = Comment | Question


def received(
    session: Session, *, consultation: Consultation, item: Item, authorities: Iterable[int], now: datetime
) -> None:
    """Officers are told of a comment or question put to their authority."""
    for authority_id in authorities:
        name = session.get_one(Body, authority_id).name
        told = [person.id for person in work.officers(session, consultation, authority_id)]
        _tell(session, consultation, told, f"{_noun(item)} was put to {name}", _path(consultation, item), now)


def drafted(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Lead officers are told of an answer that awaits their approval."""
    told = [person.id for person in work.leads(session, consultation, response.authority_id)]
    words = f"{_what(session, item, response)} awaits your approval"
    _tell(session, consultation, told, words, _path(consultation, item), now)


def approved(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Clerks are told of an answer that awaits release."""
    words = f"{_what(session, item, response)} awaits release"
    _tell(session, consultation, _clerks(session, consultation), words, _path(consultation, item), now)


def sent_back(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Its writer is told of an answer that was sent back."""
    words = f"{_what(session, item, response)} was sent back to be changed"
    _tell(session, consultation, [response.answered_by_id], words, _path(consultation, item), now)


def released(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Its author, and for a comment those who support it, are told of an answer they can read now."""
    for one, carrier in groups.together(session, item, response):
        told = [one.author_id]
        if isinstance(one, Comment):
            told += session.scalars(select(Support.person_id).where(Support.comment_id == one.id)).all()
        words = f"{'A holding reply' if carrier.holding else 'An answer'} to {_reference(one)} can be read"
        _tell(session, consultation, told, words, _path(consultation, one), now)


def set_daily_letter(session: Session, *, person: Person, wanted: bool, now: datetime) -> None:
    """Whether the person is told at all. What waits to be told to somebody who wants no letter is dropped."""
    if person.daily_letter is wanted:
        return
    person.daily_letter = wanted
    if not wanted:
        waiting = update(Notice).where(Notice.person_id == person.id, Notice.told_at.is_(None))
        session.execute(waiting.values(told_at=now))
    record(
        session, "daily letter", f"person {person.id}", consultation=None, by=Actor(person.id, person.name), now=now,
        wanted=wanted,
    )  # fmt: skip


def _tell(
    session: Session, consultation: Consultation, people: Iterable[int], words: str, path: str, now: datetime
) -> None:
    told_already = select(Notice.person_id).where(
        Notice.consultation_id == consultation.id,
        Notice.words == words,
        Notice.path == path,
        Notice.told_at.is_(None),
    )
    wanting = select(Person.id).where(Person.id.in_(set(people)), Person.daily_letter, Person.id.not_in(told_already))
    for person_id in session.scalars(wanting.order_by(Person.id)).all():
        session.add(
            Notice(person_id=person_id, consultation_id=consultation.id, words=words, path=path, happened_at=now)
        )


def _clerks(session: Session, consultation: Consultation) -> list[int]:
    return list(
        session.scalars(
            select(MembershipRow.person_id).where(
                MembershipRow.consultation_id == consultation.id,
                MembershipRow.role == Role.CLERK.value,
                MembershipRow.ended_at.is_(None),
            )
        )
    )


def _what(session: Session, item: Item, response: Response) -> str:
    others = len(groups.together(session, item, response)) - 1
    more = f" and {others} other {'comment' if others == 1 else 'comments'}" if others else ""
    return f"{'A holding reply' if response.holding else 'An answer'} to {_reference(item)}{more}"


def _noun(item: Item) -> str:
    return f"{'Comment' if isinstance(item, Comment) else 'Question'} {_reference(item)}"


def _reference(item: Item) -> str:
    return reference(COMMENT if isinstance(item, Comment) else QUESTION, item.number)


def _path(consultation: Consultation, item: Item) -> str:
    return f"/{consultation.slug}/{'comments' if isinstance(item, Comment) else 'questions'}/{_reference(item)}"
