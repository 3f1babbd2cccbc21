"""Why a section changed from one version to the next, as its officer puts it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.redrafts import ChangeLogEntry


def explain(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    section: Section,
    authority_id: int | None,
    why: str,
    revision: int,
    by: Actor,
    now: datetime,
) -> ChangeLogEntry:
    """Says, or says anew, why a section changed in a version. `authority_id` owns the section; `revision` is that of the
    entry the officer was looking at, 0 for none.

    Raises Refused for another authority's officer, for no words, and where a colleague has changed the entry since.
    """
    asked = frozenset() if authority_id is None else frozenset({authority_id})
    ensure(by, Act.EXPLAIN_CHANGE, scene(consultation, now, asked=asked))
    query = select(ChangeLogEntry).where(
        ChangeLogEntry.version_id == version.id, ChangeLogEntry.section_id == section.id
    )
    entry = session.scalar(query.with_for_update())
    if revision != (entry.revision if entry else 0):
        raise Refused(
            "A colleague has changed this since you opened it. Look at what it says now, then change it again."
        )
    words = ensure_text(why, what="why this section changed", field="why")
    before = entry.why if entry else None
    if before == words and entry is not None:
        return entry
    if entry is None:
        entry = ChangeLogEntry(version_id=version.id, section_id=section.id, revision=0)
        session.add(entry)
    entry.why, entry.revision = words, entry.revision + 1
    entry.written_at, entry.written_by_id = now, by.person_id
    session.flush()
    record(
        session, "explain change", f"draft version {version.number}", consultation=consultation, by=by, now=now,
        section=section.heading, before=before, after=words,
    )  # fmt: skip
    return entry
