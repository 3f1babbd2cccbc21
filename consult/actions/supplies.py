"""An authority supplies what it owes: its officer writes and attaches files, its lead officer approves, the clerk releases (R20).

Also after adoption: what was promised is still to come.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from consult.actions import approving
from consult.actions.allowing import ensure
from consult.actions.naming import subject_of
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.actions.standing import commitment_scene
from consult.domain.commitments import Kind
from consult.domain.due import is_overdue
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.domain.supplied_files import MOST_FILES, FileBrought, checked
from consult.store.commitments import Commitment, SuppliedFile, Supply
from consult.store.consultations import Consultation


@dataclass(frozen=True, slots=True)
class Supplied:
    """What an officer writes. The declarations (R4) are asked for information requests; None where they were not made.

    `removed` are the ids of files taken out again.
    """

    text: str
    complete: bool
    delay_reason: str = ""
    depersonalised: bool | None = None
    identification_reason: str = ""
    no_prejudice: bool | None = None
    files: Sequence[FileBrought] = ()
    removed: frozenset[int] = frozenset()


def supply(
    session: Session,
    *,
    consultation: Consultation,
    commitment: Commitment,
    supplied: Supplied,
    revision: int,
    largest_file: int,
    by: Actor,
    now: datetime,
    today: date,
) -> Supply:
    """Writes or rewrites what is supplied; there is one at a time that is not released. A lead officer's is approved at once.

    `revision` is that of what the officer was looking at, 0 for none; `largest_file` the most bytes of a file. Raises Refused
    for another authority's officer, for what is closed, without the reason a late or partial supply carries (R3), without the
    declarations an information request needs (R4), for a file that is not taken, and where a colleague has changed it since.
    """
    draft = _there(session, commitment)
    ensure(by, Act.SUPPLY, commitment_scene(consultation, now, commitment, draft))
    if revision != (draft.revision if draft else 0):
        raise Refused("A colleague has changed this since you opened it. Open it again: their text is kept.")
    text = ensure_text(supplied.text, what="what is supplied")
    _ensure_reason(commitment, supplied, today)
    if commitment.kind == Kind.REQUEST.value:
        _ensure_declared(supplied)
    brought = _brought(supplied, draft, largest_file)
    if draft is None:
        draft = Supply(revision=0, files=[])
        commitment.supplies.append(draft)
    before = _as_recorded(draft) if draft.revision else None
    _write(draft, commitment, supplied, text)
    draft.files = [one for one in draft.files if one.id not in supplied.removed]
    draft.files += brought
    approving.write(draft, by, now, approved=approving.leads(by, commitment.authority_id))
    session.flush()
    _record(session, "supply", consultation, commitment, draft, by, now, before=before, after=_as_recorded(draft))
    return draft


def _there(session: Session, commitment: Commitment) -> Supply | None:
    """What is not released yet; whoever writes at the same time waits, and then sees what was written."""
    session.refresh(commitment, ["state"], with_for_update=True)
    session.refresh(commitment, ["supplies"])
    draft = drafted(commitment)
    if draft is not None:
        session.refresh(draft, [*(one.key for one in inspect(Supply).column_attrs), "files"])
    return draft


def _brought(supplied: Supplied, draft: Supply | None, largest: int) -> list[SuppliedFile]:
    """The files brought, as they are kept; raises Refused where one is not taken, or there would be too many."""
    found = []
    for one in supplied.files:
        name, kind = checked(one, largest)
        digest = hashlib.sha256(one.data).hexdigest()
        found.append(
            SuppliedFile(name=name, media_type=kind.media_type, size=len(one.data), sha256=digest, data=one.data)
        )
    kept = [one for one in draft.files if one.id not in supplied.removed] if draft else []
    if len(kept) + len(found) > MOST_FILES:
        raise Refused(f"That is {len(kept) + len(found)} files; {MOST_FILES} is the most that is taken", field="files")
    return found


def drafted(commitment: Commitment) -> Supply | None:
    """The supply that is not released yet, if there is one."""
    return next((one for one in commitment.supplies if one.released_at is None), None)


def approve(
    session: Session, *, consultation: Consultation, commitment: Commitment, supply: Supply, by: Actor, now: datetime
) -> None:
    """The lead officer stands behind what is supplied."""
    ensure(by, Act.APPROVE_SUPPLY, commitment_scene(consultation, now, commitment, supply))
    approving.approve(supply, by, now)
    _record(session, "approve supply", consultation, commitment, supply, by, now)


def send_back(
    session: Session, *, consultation: Consultation, commitment: Commitment, supply: Supply, reason: str, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """The lead officer returns a draft with a note, the clerk an approved supply with a reason."""
    ensure(by, Act.RETURN_SUPPLY, commitment_scene(consultation, now, commitment, supply))
    said = approving.what_to_change(reason)
    approving.send_back(supply, said, by, now)
    _record(session, "send back supply", consultation, commitment, supply, by, now, reason=said)


def release(
    session: Session, *, consultation: Consultation, commitment: Commitment, supply: Supply, by: Actor, now: datetime
) -> None:
    """The clerk lets everyone read it; where it is all that was owed, that closes the commitment."""
    ensure(by, Act.RELEASE_SUPPLY, commitment_scene(consultation, now, commitment, supply))
    approving.release(supply, by, now)
    _record(session, "release supply", consultation, commitment, supply, by, now, complete=supply.complete)


def _ensure_reason(commitment: Commitment, supplied: Supplied, today: date) -> None:
    if supplied.delay_reason.strip():
        return
    if not supplied.complete:
        raise Refused("Say why only part of it is supplied, and when the rest will come", field="delay_reason")
    if is_overdue(commitment.due_on, today):
        raise Refused("Say why it is supplied late", field="delay_reason")


def _ensure_declared(supplied: Supplied) -> None:
    if supplied.depersonalised is None:
        raise Refused("Say whether the information is depersonalised", field="depersonalised")
    if not supplied.depersonalised and not supplied.identification_reason.strip():
        raise Refused("Say why it is necessary that people can be identified", field="identification_reason")
    if not supplied.no_prejudice:
        raise Refused(
            "It can be supplied only where it is not likely to prejudice legal proceedings or operations. Leave out what is",
            field="no_prejudice",
        )


def _write(supply: Supply, commitment: Commitment, supplied: Supplied, text: str) -> None:
    request = commitment.kind == Kind.REQUEST.value
    supply.text, supply.complete, supply.delay_reason = text, supplied.complete, supplied.delay_reason.strip()
    supply.depersonalised = supplied.depersonalised if request else None
    named = request and not supplied.depersonalised
    supply.identification_reason = supplied.identification_reason.strip() if named else ""
    supply.no_prejudice = supplied.no_prejudice if request else None


def _as_recorded(supply: Supply) -> dict[str, object]:
    names = ("text", "complete", "delay_reason", "depersonalised", "identification_reason", "no_prejudice")
    files = [[one.name, one.sha256] for one in supply.files]
    return {**{name: getattr(supply, name) for name in names}, "files": files}


def _record(
    session: Session, act: str, consultation: Consultation, commitment: Commitment, supply: Supply, by: Actor,
    now: datetime, **details: object,
) -> None:  # fmt: skip
    record(
        session, act, subject_of(commitment), consultation=consultation, by=by, now=now, supply=supply.id,
        revision=supply.revision, **details,
    )  # fmt: skip
