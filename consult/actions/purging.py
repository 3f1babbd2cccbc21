"""Papers are removed once the law lets them go, and never before (R16): issued packs, and the list of background papers."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consult.actions.erasing import Trace, removed
from consult.actions.recording import record
from consult.domain.calendar import short_day
from consult.domain.refusals import Refused
from consult.domain.retention import BACKGROUND_YEARS, PAPER_YEARS, after_years
from consult.store import seals
from consult.store.background import BackgroundPaper
from consult.store.consultations import Consultation
from consult.store.packs import Issue, Pack


def issues(session: Session, consultation: Consultation) -> Sequence[Issue]:
    """Every pack that was issued, withdrawn or not, in the order of their numbers."""
    of_it = (Issue.consultation_id == consultation.id, Issue.state == "issued")
    return session.scalars(select(Issue).where(*of_it).order_by(Issue.number)).all()


def laid_before(issue: Issue) -> date:
    """The day its years are counted from: that of its meeting, or of its publication where it came after."""
    return max(issue.meeting_on or issue.published_on, issue.published_on)


def files(session: Session, issue: Issue) -> Sequence[Pack]:
    """The files of a pack that are still there."""
    return session.scalars(select(Pack).where(Pack.issue_id == issue.id, Pack.state == "ready").order_by(Pack.id)).all()


def purge_pack(
    session: Session, *, consultation: Consultation, issue: Issue, years: int, today: date, now: datetime
) -> int:
    """Removes the files of an issued pack; its number and their hashes stay, so that a copy can still be verified.

    Returns how many there were. Raises Refused before its years have passed, and for fewer years than the law's.
    """
    due = after_years(laid_before(issue), max(years, PAPER_YEARS))
    _ensure_past(due, today, f"Pack {issue.number} of {consultation.slug}")
    there = files(session, issue)
    if not there:
        return 0
    why = f"Removed on {short_day(today)}: papers are kept until {short_day(due)}."
    gone = {"state": "failed", "failure": why, "data": None}
    with seals.lifted(session.connection()):
        session.execute(update(Pack).where(Pack.id.in_([one.id for one in there])).values(gone))
    record(
        session, "purge pack", f"pack {issue.number}", consultation=consultation, by=None, now=now,
        sha256=[one.sha256 for one in there], due_on=due,
    )  # fmt: skip
    return len(there)


def background(consultation: Consultation) -> list[Trace]:
    """The list of background papers."""
    return [Trace("background papers", BackgroundPaper, BackgroundPaper.consultation_id == consultation.id)]


def purge_background(
    session: Session, *, consultation: Consultation, years: int, today: date, now: datetime
) -> dict[str, int]:
    """Removes the list of background papers. Raises Refused before their years have passed since the last pack."""
    issued = issues(session, consultation)
    if not issued:
        raise Refused(
            f"No pack of {consultation.slug} was issued, so the years of its background papers have not begun."
        )
    due = after_years(max(map(laid_before, issued)), max(years, BACKGROUND_YEARS))
    _ensure_past(due, today, f"The background papers of {consultation.slug}")
    found = removed(session, background(consultation))
    if found:
        record(session, "purge background papers", "background papers", consultation=consultation, by=None, now=now,
               removed=found, due_on=due)  # fmt: skip
    return found


def _ensure_past(due: date, today: date, what: str) -> None:
    if today < due:
        raise Refused(f"{what} cannot be removed before {short_day(due)}.")
