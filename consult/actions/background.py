"""The clerk keeps the list of background papers (LGA 1972 s100D: R16)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.background import LONGEST_LINE, checked_link
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import background
from consult.store.background import BackgroundPaper
from consult.store.consultations import Consultation

MOST = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """A background paper: where it can be inspected, or the web address it is read at, or both."""

    title: str
    place: str = ""
    link: str = ""
    dated_on: date | None = None


def add(
    session: Session, *, consultation: Consultation, paper: Paper, by: Actor | None, now: datetime
) -> BackgroundPaper:
    """Puts a paper at the end of the list; `by` None is the operator. Raises Refused where it cannot be found anywhere."""
    ensure(by, Act.RUN, scene(consultation, now))
    there = background.papers(session, consultation)
    if len(there) >= MOST:
        raise Refused(f"{MOST} background papers are the most there can be.")
    row = BackgroundPaper(
        consultation_id=consultation.id,
        position=there[-1].position + 1 if there else 0,
        added_at=now,
        **_checked(paper),
    )
    session.add(row)
    session.flush()
    _record(session, "add background paper", consultation, row, by, now, after=_as_recorded(row))
    return row


def change(
    session: Session, *, consultation: Consultation, row: BackgroundPaper, paper: Paper, by: Actor, now: datetime
) -> None:
    """Puts its entry right."""
    ensure(by, Act.RUN, scene(consultation, now))
    before = _as_recorded(row)
    for name, value in _checked(paper).items():
        setattr(row, name, value)
    after = _as_recorded(row)
    if after != before:
        _record(session, "change background paper", consultation, row, by, now, before=before, after=after)


def move(
    session: Session, *, consultation: Consultation, row: BackgroundPaper, up: bool, by: Actor, now: datetime
) -> None:
    """Changes places with the one before it (`up`) or after it; the first and the last stay where they are."""
    ensure(by, Act.RUN, scene(consultation, now))
    there = list(background.papers(session, consultation))
    at = there.index(row)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(there):
        return
    there[at], there[to] = there[to], there[at]
    for position, one in enumerate(there):
        one.position = position
    _record(session, "move background paper", consultation, row, by, now, before=at + 1, after=to + 1)


def remove(session: Session, *, consultation: Consultation, row: BackgroundPaper, by: Actor, now: datetime) -> None:
    """Takes it from the list; packs that were issued keep theirs."""
    ensure(by, Act.RUN, scene(consultation, now))
    _record(session, "remove background paper", consultation, row, by, now, before=_as_recorded(row))
    session.delete(row)
    session.flush()


def _checked(paper: Paper) -> dict[str, object]:
    title, place = " ".join(paper.title.split()), " ".join(paper.place.split())
    if not title:
        raise Refused("Enter the title of the paper", field="title")
    for field, words in (("title", title), ("place", place)):
        if len(words) > LONGEST_LINE:
            raise Refused(f"That is more than {LONGEST_LINE} characters", field=field)
    link = checked_link(paper.link)
    if not place and not link:
        raise Refused("Say where the paper can be inspected, or give its web address", field="place")
    return {"title": title, "place": place, "link": link, "dated_on": paper.dated_on}


def _as_recorded(row: BackgroundPaper) -> list[object]:
    return [row.title, row.place, row.link, row.dated_on]


def _record(
    session: Session, act: str, consultation: Consultation, row: BackgroundPaper, by: Actor | None, now: datetime,
    **details: object,
) -> None:  # fmt: skip
    record(session, act, f"background paper {row.id}", consultation=consultation, by=by, now=now, **details)
