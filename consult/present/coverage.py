"""How a version covers the statutory duties, in words: the same for a page and for a paper."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.coverage import DUTIES, CoverageEntry, CoveredIn, Duty
from consult.queries import coverage
from consult.store.coverage import Coverage
from consult.store.drafts import DraftVersion


def coverage_entries(
    session: Session, version: DraftVersion, *, day: date, zone: ZoneInfo
) -> tuple[CoverageEntry, ...]:
    """One entry for every duty in force on `day`, in the order of the Act, and for any other of which something is said."""
    said = {row.duty: row for row in coverage.of_version(session, version.id)}
    return tuple(_entry(duty, said.get(duty.code), zone) for duty in DUTIES if duty.applies(day) or duty.code in said)


def _entry(duty: Duty, row: Coverage | None, zone: ZoneInfo) -> CoverageEntry:
    if row is None:
        return CoverageEntry(duty.code, duty.title, duty.source, duty.since)
    return CoverageEntry(
        code=duty.code,
        title=duty.title,
        source=duty.source,
        since=duty.since,
        sections=tuple(CoveredIn(one.key, one.number, one.heading) for one in row.sections),
        explanation=row.explanation,
        written_by=row.written_by.name,
        written_on=row.written_at.astimezone(zone).date(),
        revision=row.revision,
    )
