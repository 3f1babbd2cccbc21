"""A file held against the record: `consult verify`, and the clerk's page that does the same."""

import hashlib
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.actions.recording import first_broken
from consult.domain.manifest import Manifest, changed, from_json, manifest
from consult.domain.pack_options import EXEMPT, Options
from consult.domain.refusals import NotFound, Refused
from consult.domain.verifying import Since, Verdict, Verification
from consult.pack.gather import gather
from consult.pack.manifests import made_here, manifest_in
from consult.queries import consultations, issued, packs
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from consult.store.packs import Pack

_HERE_NOT = "The consultation it names is not in this record."


def verify(session: Session, data: bytes, *, now: datetime, timezone: ZoneInfo) -> Verification:
    """Whether a file is one of ours and unaltered, and what has changed in the record since it was gathered."""
    sha256 = hashlib.sha256(data).hexdigest()
    pack = packs.by_sha256(session, sha256)
    if pack is not None:
        return _of_ours(session, pack, data, now, timezone)
    told = manifest_in(data)
    if told is None:
        return Verification(Verdict.ALTERED if made_here(data) else Verdict.UNKNOWN, sha256)
    number = told.publication.number
    verdict = Verdict.UNRECORDED if number is None else Verdict.ALTERED
    return _told(session, told, verdict, sha256, now, timezone)


def _of_ours(session: Session, pack: Pack, data: bytes, now: datetime, zone: ZoneInfo) -> Verification:
    """A file whose bytes are on record. What it holds is told by what was kept with it, or else by itself."""
    told, issue = manifest_in(data), pack.issue
    if issue is not None:
        kept: dict[str, Any] = issued.contents_of(session, pack.consultation_id, issue.number).get(str(pack.part), {})
        told = from_json(kept) if kept else told
    if told is None:
        consultation = consultations.by_id(session, pack.consultation_id)
        return Verification(
            Verdict.UNALTERED, pack.sha256, consultation.slug, consultation.title, pack.format, part=pack.part,
            made_at=pack.finished_at, discarded=pack.failure if pack.discarded else "",
        )  # fmt: skip
    return _told(session, told, Verdict.UNALTERED, pack.sha256, now, zone, pack)


def _told(
    session: Session, told: Manifest, verdict: Verdict, sha256: str, now: datetime, zone: ZoneInfo,
    pack: Pack | None = None,
) -> Verification:  # fmt: skip
    out, withdrawn = told.publication, ""
    notes: tuple[str, ...] = ()
    since: Since | None = None
    try:
        consultation = consultations.by_slug(session, told.consultation)
        since = _since(session, consultation, told, now, zone)
        if out.number is not None:
            withdrawn = issued.by_number(session, consultation, out.number).withdrawn_reason
    except NotFound:
        notes = (_HERE_NOT,) if since is None else ()
    except Refused as refusal:
        notes = (refusal.reason,)
    return Verification(
        verdict, sha256, told.consultation, told.title, pack.format if pack else "pdf", out.number, told.part,
        told.draft_version, told.made_at, out.published_on, withdrawn,
        pack.failure if pack is not None and pack.discarded else "", out.chain_head, since, notes,
    )  # fmt: skip


def _since(session: Session, consultation: Consultation, told: Manifest, now: datetime, zone: ZoneInfo) -> Since:
    options = Options(part=EXEMPT if told.part == EXEMPT else 1)
    whole = gather(session, consultation, made_at=now, timezone=zone, options=options)
    found = sorted(changed(told.items, manifest(whole)))
    entries = select(func.count()).where(
        AuditEntry.chain == consultation.id, AuditEntry.sequence > told.publication.chain_sequence
    )
    return Since(
        came=tuple(one for one in found if one not in told.items),
        changed=tuple(one for one in found if one in told.items),
        entries=session.scalar(entries) or 0,
        chain_leads_there=_leads_there(session, consultation, told),
    )


def _leads_there(session: Session, consultation: Consultation, told: Manifest) -> bool:
    """Whether the record's chain is whole up to the entry the file was gathered after, and ends there as the file says."""
    at = told.publication.chain_sequence
    head = session.scalar(
        select(AuditEntry.digest).where(AuditEntry.chain == consultation.id, AuditEntry.sequence == at)
    )
    broken = first_broken(session, consultation.id)
    return head == told.publication.chain_head and (broken is None or broken > at)
