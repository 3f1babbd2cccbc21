"""The facts a paper begins with, taken from the record: the panel, the versions, the window, the meetings, the numbers.

What is said of the panel's task is our own wording and stands here alone, to be changed in one place.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.calendar import moment
from consult.domain.interests import NOT_RECORDED, Interest
from consult.domain.people import Role
from consult.domain.report import Line, Point
from consult.pack.words import counted, listed, long_date
from consult.queries import drafts, interests, pauses
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation

TASK = (
    "The panel considers the draft “{title}”{of} before it is adopted. Its members comment on it section by section, and"
    " put questions to the authorities that answer for it."
)
REPRESENTATIVE = "I am the council’s representative on the {panel}."
CHAIR = "I am the council’s representative on the {panel}, and its chair."
CO_OPTED = "I am a co-opted member of the {panel}."

_ROLES = {Role.CHAIR.value: CHAIR, Role.CO_OPTED.value: CO_OPTED}


def terms(consultation: Consultation, role: str) -> Iterator[Point]:
    """What the panel is for, and what part in it the representative has (`role`: a Role's value)."""
    yield Point(_ROLES.get(role, REPRESENTATIVE).format(panel=panel(consultation)))
    of = f" of the {consultation.host}" if consultation.host else ""
    yield Point(TASK.format(title=consultation.title, of=of))


def panel(consultation: Consultation) -> str:
    """The panel's name; what it is where it has none."""
    return consultation.panel or "scrutiny panel"


def window(session: Session, consultation: Consultation, *, made_at: datetime, zone: ZoneInfo) -> Iterator[Point]:
    """When comments and questions were taken."""
    if consultation.opens_at is None or consultation.closes_at is None:
        return
    were = "are" if made_at < consultation.closes_at else "were"
    opened, closed = moment(consultation.opens_at, zone), moment(consultation.closes_at, zone)
    paused = len(pauses.ended(session, consultation)) + (consultation.paused_at is not None)
    while_paused = f" The window was paused {'once' if paused == 1 else f'{paused} times'}." if paused else ""
    yield Point(f"Comments and questions {were} taken from {opened} to {closed}.{while_paused}")


def versions(session: Session, consultation: Consultation, zone: ZoneInfo) -> Iterator[Point]:
    """Which versions of the draft there were."""
    known = [one for one in reversed(drafts.versions(session, consultation)) if one.withdrawn_at is None]
    said = [(one.number, one.published_at.astimezone(zone).date()) for one in known if one.published_at]
    if len(said) == 1:
        yield Point(f"One version of the draft has been published, on {long_date(said[0][1])}.")
    elif said:
        lines = tuple(Line(f"version {number}, on {long_date(day)}") for number, day in said)
        yield Point(f"{len(said)} versions of the draft have been published:", lines=lines)


def meetings(consultation: Consultation, owed: Iterable[Commitment], *, today: date) -> Iterator[Point]:
    """When the panel met, as far as the record tells: the meeting the paper leads to, and those promises were made at."""
    days = sorted({day for day in (consultation.meeting_on, *(one.meeting_on for one in owed)) if day})
    past = [long_date(day) for day in days if day <= today]
    to_come = [long_date(day) for day in days if day > today]
    met = f"The panel met on {listed(past)}." if past else ""
    meets = f"{'It' if past else 'The panel'} is to meet on {listed(to_come)}." if to_come else ""
    if met or meets:
        yield Point(f"{met} {meets}".strip())


def received(consultation: Consultation) -> Point:
    """How much came in from all the panel's members."""
    comments = counted(consultation.comments_numbered, "comment")
    asked = counted(consultation.questions_numbered, "scrutiny question")
    requests = counted(consultation.requests_numbered, "information request")
    return Point(f"The panel’s members made {comments}, asked {asked} and made {requests}.")


def own_part(comments: int, questions: int, requests: int, supported: int) -> Point:
    """How much of it is the representative's."""
    said = [
        f"made {counted(comments, 'comment')}",
        f"asked {counted(questions, 'scrutiny question')}",
        *([f"made {counted(requests, 'information request')}"] if requests else []),
        *([f"supported {counted(supported, 'comment')} of other members"] if supported else []),
    ]
    return Point(f"Of these, I {listed(said)}." if any((comments, questions, requests)) else f"I {listed(said)}.")


def interest(session: Session, consultation: Consultation, person_id: int) -> Iterator[Point]:
    """What the representative declared (R19)."""
    declared = interests.of_person(session, consultation, person_id)
    words = Interest(declared.interest).wording if declared else NOT_RECORDED
    said = _lower(words)
    yield Point(f"My declaration of interest: {said}.", declared.text if declared else "")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
