"""Which sections cover what the law says a strategy must deal with, or why none does (R22); carried on to the next version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import LONGEST_TEXT
from consult.actions.recording import record
from consult.domain.coverage import CODES
from consult.domain.pairing import Pairing
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import coverage, redrafts
from consult.store.consultations import Consultation
from consult.store.coverage import Coverage
from consult.store.drafts import DraftVersion, Section


@dataclass(frozen=True, slots=True)
class Covering:
    """What is said of a duty: the sections that cover it, and an explanation."""

    sections: Sequence[Section] = ()
    explanation: str = ""


def cover(
    session: Session,
    *,
    consultation: Consultation,
    duty: str,
    covering: Covering,
    revision: int,
    by: Actor,
    now: datetime,
) -> None:
    """Says how the current version covers a duty; neither sections nor an explanation says that nobody has said.

    `revision` is that of what was looked at, 0 for none. Raises Refused for anybody but the clerk and the lead officer of the
    lead authority, and where a colleague has changed it since.
    """
    lead = consultation.lead_authority_id
    ensure(by, Act.COVER, scene(consultation, now, asked=frozenset() if lead is None else frozenset({lead})))
    if duty not in CODES:
        raise Refused("There is no such duty.")
    explanation = covering.explanation.strip()
    if len(explanation) > LONGEST_TEXT:
        raise Refused(f"That is more than {LONGEST_TEXT:,} characters", field="explanation")
    version = redrafts.current(session, consultation)
    row = coverage.of_duty(session, version.id, duty)
    if revision != (row.revision if row else 0):
        raise Refused("A colleague has changed this since you opened it. Open it again: their text is kept.")
    before = _as_recorded(row)
    after = [[one.key for one in sorted(covering.sections, key=lambda one: one.position)], explanation]
    if after == before:
        return
    if row is None:
        row = Coverage(version_id=version.id, duty=duty, revision=0)
        session.add(row)
    row.sections, row.explanation = list(covering.sections), explanation
    _write(session, consultation, version, row, before, by, now)


def enter(
    session: Session, *, consultation: Consultation, version: DraftVersion, duty: str, covering: Covering, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """What a record kept elsewhere says of a version, of which nothing is said here."""
    row = Coverage(version_id=version.id, duty=duty, revision=0, explanation=covering.explanation)
    row.sections = list(covering.sections)
    session.add(row)
    _write(session, consultation, version, row, _as_recorded(None), by, now)


def _write(
    session: Session, consultation: Consultation, version: DraftVersion, row: Coverage, before: list[object], by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    row.revision, row.written_at, row.written_by_id = row.revision + 1, now, by.person_id
    session.flush()
    record(
        session, "cover", subject_of(row.duty), consultation=consultation, by=by, now=now, version=version.number,
        before=before, after=_as_recorded(row),
    )  # fmt: skip


def carry(
    session: Session, before: DraftVersion, version: DraftVersion, paired: Pairing, sections: Sequence[Section]
) -> None:
    """What was said of the version before is said of this one too, of whatever its sections became; `sections` are the new.

    A section that is gone covers nothing any more, so that its duty shows as not covered where it was the only one.
    """
    fates: Mapping[int, Sequence[int]] = {n: fate.to for n, fate in enumerate(paired.section_fates)}
    for row in coverage.of_version(session, before.id):
        there = sorted({to for section in row.sections for to in fates[section.position]})
        session.add(
            Coverage(
                version_id=version.id,
                duty=row.duty,
                explanation=row.explanation,
                revision=row.revision,
                written_at=row.written_at,
                written_by_id=row.written_by_id,
                sections=[sections[n] for n in there],
            )
        )


def subject_of(duty: str) -> str:
    """How the record names a duty."""
    return f"duty {duty}"


def _as_recorded(row: Coverage | None) -> list[object]:
    return [[one.key for one in row.sections], row.explanation] if row else [[], ""]
