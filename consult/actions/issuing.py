"""Issuing a pack: it gets its number, is made from one snapshot of the record, and is sealed whole or not at all (R15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import packs
from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.calendar import CLEAR_DAYS
from consult.domain.issuing import publication, why_too_late
from consult.domain.pack_options import PUBLIC, Options
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import issued
from consult.store.consultations import Consultation
from consult.store.packs import Issue, Pack


@dataclass(frozen=True, slots=True)
class Terms:
    """How the clerk issues a pack: how it is printed, whether it adds to the one before, and why it is late, if it is."""

    options: Options = packs.EVERYTHING
    supplementary: bool = False
    urgency: str = ""
    clear_days: int = CLEAR_DAYS


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of an issued pack."""

    kind: str
    part: int
    data: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an issued pack was gathered from: one moment of the record. `contents` are its manifests, by part."""

    gathered_at: datetime
    published_on: date
    draft_version: int
    chain: tuple[int, str]
    contents: Mapping[str, Any]


def issue(
    session: Session, *, consultation: Consultation, terms: Terms, today: date, by: Actor, now: datetime
) -> tuple[Issue, Pack]:
    """Gives a pack its number and asks for it to be made; `today` is the day in the panel's zone.

    Numbers count from 1 and are never used twice: one that failed is tried again under its own, and while one is being made,
    that one is given. Raises Refused for anybody but the clerk, without a published draft, where it is too late and no reason
    for urgency is given (R2), and for a supplement to nothing. What the record itself refuses (R10) is found when it is read.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if consultation.current_version == 0:
        raise Refused("There is nothing to issue before a draft has been published.")
    session.execute(
        select(Consultation.id).where(Consultation.id == consultation.id).with_for_update()
    )  # one at a time
    latest = issued.latest(session, consultation)
    if latest is not None and latest.state == "making":
        return latest, _lead(session, latest)
    urgency = _reason(consultation, terms, today)
    before = _before(session, consultation) if terms.supplementary else None
    retried = latest is not None and latest.state == "failed"
    row = latest if latest is not None and retried else _numbered(consultation, latest)
    row.state, row.failure, row.supplement_to = "making", "", before
    row.draft_version, row.meeting_on = consultation.current_version, consultation.meeting_on
    row.published_on, row.urgency = today, urgency
    row.options = replace(terms.options, part=PUBLIC, since=before or 0).as_json()
    row.requested_at, row.requested_by_id = now, by.person_id
    session.add(row)
    session.flush()
    lead = _asked_for(session, row)
    record(
        session, "issue pack", f"issued pack {row.number}", consultation=consultation, by=by, now=now,
        options=row.options, supplement_to=before, urgency=urgency, again=retried,
    )  # fmt: skip
    return row, lead


def _reason(consultation: Consultation, terms: Terms, today: date) -> str:
    """The chair's reason where it is needed, "" where it is not. Raises Refused where it is needed and missing."""
    out = publication(consultation.meeting_on, today, clear_days=terms.clear_days, urgency=terms.urgency)
    if out.in_time:
        return ""
    why = why_too_late(out)
    if why:
        raise Refused(why, field="urgency")
    return ensure_text(terms.urgency, what="the chair’s reason for urgency", field="urgency")


def _before(session: Session, consultation: Consultation) -> int:
    before = issued.latest_standing(session, consultation)
    if before is None:
        raise Refused("There is no published pack that this could add to. Issue a whole pack.", field="kind")
    return before.number


def _numbered(consultation: Consultation, latest: Issue | None) -> Issue:
    return Issue(consultation_id=consultation.id, number=latest.number + 1 if latest else 1)


def _asked_for(session: Session, row: Issue) -> Pack:
    """The PDF of Part 1 stands for the whole while it is made: the others come with it."""
    lead = Pack(
        consultation_id=row.consultation_id, issue_id=row.id, part=PUBLIC, options=row.options, format="pdf",
        requested_at=row.requested_at, requested_by_id=row.requested_by_id,
    )  # fmt: skip
    session.add(lead)
    session.flush()
    return lead


def _lead(session: Session, row: Issue) -> Pack:
    return next(one for one in reversed(issued.files_of(session, row)) if one.state in ("queued", "making"))


def seal(
    session: Session,
    issue_id: int,
    lead_id: int,
    *,
    attempt: int,
    files: Sequence[MadeFile],
    snapshot: Snapshot,
    by: Actor | None,
    now: datetime,
    consultation: Consultation,
) -> Issue | None:
    """Keeps every file, and the pack is issued: in the caller's transaction, so that it is whole or not there.

    The first file is the PDF of Part 1. Gives None, and keeps nothing, where the attempt is no longer the one that counts.
    """
    lead = packs.own(session, lead_id, attempt=attempt)
    if lead is None:
        return None
    row = session.get_one(Issue, issue_id, with_for_update=True)
    for failed in issued.files_of(session, row):
        if failed.id != lead.id:
            session.delete(failed)  # of attempts before, which never came to anything
    kept = [_kept(session, row, lead, made, now) for made in files]
    session.flush()  # the files before the seal: afterwards the database takes no more of them
    row.draft_version, row.published_on = snapshot.draft_version, snapshot.published_on
    row.gathered_at, (row.chain_sequence, row.chain_head) = snapshot.gathered_at, snapshot.chain
    row.contents = dict(snapshot.contents)
    row.state, row.issued_at = "issued", now
    session.flush()
    hashes = {f"part {one.part} {one.format}": one.sha256 for one in kept}
    record(
        session, "seal pack", f"issued pack {row.number}", consultation=consultation, by=by, now=now,
        published_on=row.published_on, chain_sequence=row.chain_sequence, sha256=hashes,
    )  # fmt: skip
    return row


def _kept(session: Session, row: Issue, lead: Pack, made: MadeFile, now: datetime) -> Pack:
    is_lead = (made.kind, made.part) == (lead.format, lead.part)
    pack = lead if is_lead else Pack(
        consultation_id=row.consultation_id, issue_id=row.id, part=made.part, format=made.kind,
        options=row.options, requested_at=row.requested_at, requested_by_id=row.requested_by_id, begun_at=lead.begun_at,
    )  # fmt: skip
    packs.keep(pack, made.data, made.pages, now)
    session.add(pack)
    return pack


def give_up(session: Session, issue_id: int, *, failure: str) -> None:
    """It could not be made, or was stopped: it can be tried again under its number."""
    row = session.get_one(Issue, issue_id, with_for_update=True)
    if row.state == "making":
        row.state, row.failure = "failed", failure
