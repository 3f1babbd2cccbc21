"""The clerk reminds somebody of what is awaited from them: a contribution from a member, answers from a lead officer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene, stage
from consult.actions.recording import record
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.domain.reminding import may_remind
from consult.queries import reminding
from consult.queries.reminding import Owed
from consult.store.commitments import Reminder
from consult.store.consultations import Consultation
from consult.store.people import Person

ANSWERS_ARE_TAKEN = frozenset({Stage.OPEN, Stage.PAUSED, Stage.RESPONDING})


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is awaited from somebody now. `begun`: they have begun to write, and not sent it."""

    contribution: bool = False
    begun: bool = False
    answers: tuple[Owed, ...] = ()

    def __bool__(self) -> bool:
        return self.contribution or bool(self.answers)


def remind(session: Session, *, consultation: Consultation, person: Person, by: Actor, now: datetime) -> Awaited | None:
    """Keeps that somebody is reminded, and tells what of; None, and nothing is kept, where they were within a day.

    Raises Refused where nothing is awaited from them.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    session.scalar(select(Consultation.id).where(Consultation.id == consultation.id).with_for_update())
    if not may_remind(reminding.last_reminder(session, consultation, person.id), now):
        return None
    found = awaited_from(session, consultation, person, now)
    if not found:
        raise Refused(f"Nothing is awaited from {person.name} at present, so there is nothing to remind them of.")
    session.add(Reminder(consultation_id=consultation.id, person_id=person.id, sent_at=now, sent_by_id=by.person_id))
    session.flush()
    record(
        session, "remind", f"person {person.id}", consultation=consultation, by=by, now=now,
        name=person.name, contribution=found.contribution, answers={one.authority: one.to_write for one in found.answers},
    )  # fmt: skip
    return found


def awaited_from(session: Session, consultation: Consultation, person: Person, now: datetime) -> Awaited:
    """A contribution while the window is open, answers until adoption."""
    here = stage(consultation, now)
    silent = reminding.silent(session, consultation, person.id) if here is Stage.OPEN else []
    led = {lead.authority_id for lead in reminding.leads(session, consultation, person.id)}
    owed = reminding.owed(session, consultation) if led and here in ANSWERS_ARE_TAKEN else []
    return Awaited(
        contribution=bool(silent),
        begun=any(one.has_words for one in silent),
        answers=tuple(one for one in owed if one.authority_id in led),
    )
