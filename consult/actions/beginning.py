"""A redraft is begun from the current version, to be written on here."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import redrafts, writing
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, FigureRow

WRITTEN, FROM_ACCEPTED = "written", "accepted wordings"
"""Where a redraft made here comes from."""


def begin(session: Session, *, consultation: Consultation, by: Actor, now: datetime) -> DraftVersion:
    """Copies the current version, to be written on. Raises Refused while another redraft is being written here."""
    version = copy_current(
        session, consultation=consultation, origin=WRITTEN, change=lambda draft: draft, by=by, now=now
    )
    record(
        session, "begin redraft", f"draft {version.id}", consultation=consultation, by=by, now=now,
        based_on=consultation.current_version,
    )  # fmt: skip
    return version


def copy_current(
    session: Session,
    *,
    consultation: Consultation,
    origin: str,
    change: Callable[[Draft], Draft],
    by: Actor,
    now: datetime,
) -> DraftVersion:
    """The current version with a change made, and its pictures, as a redraft in check."""
    ensure(by, Act.RUN, scene(consultation, now))
    if not consultation.current_version:
        raise Refused("There is no version to redraft yet. Import the first one.")
    if writing.being_written(session, consultation) is not None:
        raise Refused("A redraft is being written here already. Publish it or discard it first.")
    before = redrafts.current(session, consultation)
    document = to_document(change(replace(from_document(before.document), warnings=())))
    version = DraftVersion(
        consultation_id=consultation.id,
        title=before.title,
        source_name=f"Written here, from version {before.number}",
        source_sha256=hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest(),
        document=document,
        origin=origin,
        based_on_id=before.id,
        imported_at=now,
    )
    session.add(version)
    session.flush()
    of_before = select(FigureRow).where(FigureRow.version_id == before.id).options(undefer(FigureRow.data))
    session.add_all(
        FigureRow(version_id=version.id, sha256=one.sha256, media_type=one.media_type, data=one.data)
        for one in session.scalars(of_before)
    )
    session.flush()
    return version
