"""What people are to be told in their next daily letter. Written in the transaction of what happened, by who lets it happen."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consult.actions.allowing import Contribution
from consult.actions.recording import record
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import PANEL, Actor, Role
from consult.queries import groups, work
from consult.store.comments import Comment, Response, Support
from consult.store.commitments import Commitment
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
        tell(session, consultation, told, f"{_noun(item)} was put to {name}", _path(consultation, item), now)


def asked(session: Session, *, consultation: Consultation, question: Question, now: datetime) -> None:
    """Clerks are told of a question that waits for them to accept it, new or changed since they did."""
    words = f"{_noun(question)} waits for you to accept it"
    tell(session, consultation, clerks(session, consultation), words, f"/{consultation.slug}/questions/", now)


def accepted(
    session: Session, *, consultation: Consultation, question: Question, authorities: Iterable[int], now: datetime
) -> None:
    """The officers of the `authorities` asked have it now, and its author is told so."""
    received(session, consultation=consultation, item=question, authorities=authorities, now=now)
    words = f"{_noun(question)} was accepted by the clerk"
    tell(session, consultation, [question.author_id], words, _path(consultation, question), now)


def drafted(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Lead officers are told of an answer that awaits their approval."""
    told = [person.id for person in work.leads(session, consultation, response.authority_id)]
    words = f"{_what(session, item, response)} awaits your approval"
    tell(session, consultation, told, words, _path(consultation, item), now)


def approved(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Clerks are told of an answer that awaits release."""
    words = f"{_what(session, item, response)} awaits release"
    tell(session, consultation, clerks(session, consultation), words, _path(consultation, item), now)


def sent_back(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Its writer is told of an answer that was sent back."""
    words = f"{_what(session, item, response)} was sent back to be changed"
    tell(session, consultation, [response.answered_by_id], words, _path(consultation, item), now)


def released(session: Session, *, consultation: Consultation, item: Item, response: Response, now: datetime) -> None:
    """Its author, and for a comment those who support it, are told of an answer they can read now."""
    for one, carrier in groups.together(session, item, response):
        told = [one.author_id]
        if isinstance(one, Comment):
            told += session.scalars(select(Support.person_id).where(Support.comment_id == one.id)).all()
        words = f"{'A holding reply' if carrier.holding else 'An answer'} to {_reference(one)} can be read"
        tell(session, consultation, told, words, _path(consultation, one), now)


def paused(session: Session, *, consultation: Consultation, now: datetime) -> None:
    """Members are told that the window is paused; why stands on every page."""
    words = "The commenting window is paused; what you have begun to write is kept"
    tell(session, consultation, panel(session, consultation), words, f"/{consultation.slug}/", now)


def resumed(session: Session, *, consultation: Consultation, now: datetime) -> None:
    """Members are told that the pause has ended."""
    words = "The pause of the commenting window has ended"
    tell(session, consultation, panel(session, consultation), words, f"/{consultation.slug}/", now)


def rejected(session: Session, *, consultation: Consultation, item: Contribution, now: datetime) -> None:
    """The officers who had an item to answer, and those who support it, are told that it was rejected; never what it said."""
    if isinstance(item, Commitment) or (isinstance(item, Question) and item.accepted_at is None):
        return
    asked = [item.authority_id] if isinstance(item, Comment) else [body.id for body in item.asked]
    told = [person.id for body in asked for person in work.officers(session, consultation, body)]
    if isinstance(item, Comment):
        told += session.scalars(select(Support.person_id).where(Support.comment_id == item.id)).all()
    tell(session, consultation, told, f"{_noun(item)} was rejected by the clerk", _path(consultation, item), now)


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


def tell(
    session: Session, consultation: Consultation, people: Iterable[int], words: str, path: str, now: datetime
) -> None:
    """Notes it for those of `people` who want a daily letter; what waits to be told in the same words is not said twice."""
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


def clerks(session: Session, consultation: Consultation) -> list[int]:
    """The ids of those who run it."""
    return _holding(session, consultation, frozenset({Role.CLERK}))


def panel(session: Session, consultation: Consultation) -> list[int]:
    """The ids of its members, the chair and the co-opted among them."""
    return _holding(session, consultation, PANEL)


def _holding(session: Session, consultation: Consultation, roles: frozenset[Role]) -> list[int]:
    return list(
        session.scalars(
            select(MembershipRow.person_id).where(
                MembershipRow.consultation_id == consultation.id,
                MembershipRow.role.in_([role.value for role in roles]),
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
