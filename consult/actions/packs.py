"""Asking for a pack, and keeping the row of one that is being made."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, text, update
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.packs_withdrawing import take_back
from consult.actions.recording import record
from consult.domain.manifest import holds
from consult.domain.pack_options import PUBLIC, Options
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import issued
from consult.store.consultations import Consultation
from consult.store.packs import OFFERED, UNDER_WAY, Issue, Pack
from consult.store.people import Person

EVERYTHING = Options()
"""The digest as it is where nothing is chosen."""


def request(
    session: Session,
    *,
    consultation: Consultation,
    kind: str,
    paper: str = "digest",
    person: Person | None = None,
    options: Options | Mapping[str, Any] = EVERYTHING,
    by: Actor,
    now: datetime,
) -> Pack:
    """Asks for a paper in one of the formats it is OFFERED in: the digest, a member's report (`person`), the statement.

    `options` are the digest's, or what another paper keeps with its request, in JSON's types. Asked for the same again
    while one is being made, it gives that one. Raises Refused; everybody but the clerk may ask for their own report alone.
    """
    _ensure_asking(consultation, paper, person, by, now)
    if kind not in OFFERED.get(paper, ()):
        raise Refused("Choose a format that is offered.", field="format")
    if consultation.current_version == 0:
        raise Refused("There is nothing to put into a digest before a draft has been published.")
    chosen = options.as_json() if isinstance(options, Options) else dict(options)
    person_id = person.id if person else None
    same = _same_under_way(session, consultation, paper, kind, person_id, chosen)
    if same is not None:
        return same
    pack = Pack(
        consultation_id=consultation.id, paper=paper, person_id=person_id, part=chosen.get("part", PUBLIC),
        options=chosen, format=kind, requested_at=now, requested_by_id=by.person_id,
    )  # fmt: skip
    session.add(pack)
    session.flush()
    told = {"paper": paper} if paper != "digest" else {"options": chosen} if chosen else {}
    record(session, "request pack", f"pack {pack.id}", consultation=consultation, by=by, now=now, format=kind, **told)
    return pack


def _same_under_way(
    session: Session, consultation: Consultation, paper: str, kind: str, person_id: int | None, chosen: dict[str, Any]
) -> Pack | None:
    """One that is asked for in the same way, and not finished yet."""
    found = session.scalars(
        select(Pack).where(
            Pack.consultation_id == consultation.id, Pack.paper == paper, Pack.format == kind,
            Pack.state.in_(UNDER_WAY), Pack.issue_id.is_(None),
        )
    )  # fmt: skip
    return next((pack for pack in found if (pack.person_id, pack.options) == (person_id, chosen)), None)


def _ensure_asking(consultation: Consultation, paper: str, person: Person | None, by: Actor, now: datetime) -> None:
    own = paper == "report" and person is not None and person.id == by.person_id
    ensure(by, Act.SEE_OWN if own else Act.RUN, scene(consultation, now))


def claim(session: Session, pack_id: int, *, silent_since: datetime, now: datetime) -> Pack | None:
    """Takes a pack to make: one that is queued, or whose maker has been silent since; None where there is nothing to do."""
    return session.scalars(
        update(Pack)
        .where(
            Pack.id == pack_id,
            or_(Pack.state == "queued", (Pack.state == "making") & (Pack.heartbeat_at < silent_since)),
        )
        .values(state="making", begun_at=now, heartbeat_at=now, attempts=Pack.attempts + 1)
        .returning(Pack)
    ).first()


def report(session: Session, pack_id: int, progress: str, *, attempt: int, now: datetime) -> bool:
    """Says how far it has come, and that somebody is still at it. `attempt` is the one that was claimed.

    False where it is no longer that attempt's to make: it was cancelled, is begun anew, or another took it up.
    """
    heard = session.execute(
        update(Pack)
        .where(Pack.id == pack_id, Pack.state == "making", Pack.attempts == attempt)
        .values(progress=progress[:200], heartbeat_at=now)
        .returning(Pack.id)
    )
    return heard.first() is not None


def own(session: Session, pack_id: int, *, attempt: int) -> Pack | None:
    """The pack, for its maker to finish; None where another took it up in the meantime, or it was cancelled.

    An attempt believed dead cannot undo what came after it.
    """
    pack = session.get_one(Pack, pack_id, with_for_update=True)
    return pack if (pack.state, pack.attempts) == ("making", attempt) else None


def finish(
    session: Session,
    pack_id: int,
    *,
    attempt: int,
    data: bytes | None = None,
    pages: int | None = None,
    failure: str = "",
    now: datetime,
) -> Pack | None:
    """Keeps the finished bytes, whole; or why there are none. Does nothing, and gives None, where it is not `own`."""
    pack = own(session, pack_id, attempt=attempt)
    if pack is None:
        return None
    if data is None:
        pack.finished_at, pack.progress, pack.state, pack.failure = now, "", "failed", failure
    else:
        keep(pack, data, pages, now)
    return pack


def keep(pack: Pack, data: bytes, pages: int | None, now: datetime) -> None:
    """A pack is ready: these are its bytes."""
    pack.state, pack.failure, pack.progress, pack.finished_at = "ready", "", "", now
    pack.data, pack.size, pack.pages, pack.sha256 = data, len(data), pages, hashlib.sha256(data).hexdigest()


def cancel(session: Session, *, consultation: Consultation, pack: Pack, by: Actor, now: datetime) -> None:
    """Whoever makes it stops at the next step. Raises Refused where it is finished."""
    ensure(
        by,
        Act.SEE_OWN if pack.requested_by_id == by.person_id and pack.person_id else Act.RUN,
        scene(consultation, now),
    )
    if pack.state not in UNDER_WAY:
        raise Refused("It is not being made any more.")
    pack.state, pack.progress, pack.finished_at = "cancelled", "", now
    if pack.issue_id is not None:  # its number waits for the next try
        issue = session.get_one(Issue, pack.issue_id, with_for_update=True)
        issue.state, issue.failure = "failed", "Stopped before it was issued."
    session.flush()
    record(session, "cancel pack", f"pack {pack.id}", consultation=consultation, by=by, now=now)


def discard(
    session: Session,
    *,
    consultation: Consultation,
    since: datetime,
    why: str,
    references: Collection[str] = (),
    by: Actor,
    now: datetime,
) -> None:
    """Throws the bytes of every draft away that was made from `since` on, for they hold what is no longer for the public.

    The row stays and says why, with the hash of what was there; one that is being made is begun anew. An issued pack never
    changes: where it holds one of the `references` (or where none are named) it is withdrawn from publication.
    """
    if session.get_bind().dialect.name == "postgresql":  # nobody takes one up before this change can be seen
        session.execute(text("LOCK TABLE pack IN SHARE ROW EXCLUSIVE MODE"))
    of_it = (Pack.consultation_id == consultation.id,)
    session.execute(
        update(Pack).where(*of_it, Pack.state == "making").values(state="queued", heartbeat_at=None, progress="")
    )
    drafts = select(Pack).where(*of_it, Pack.state == "ready", Pack.finished_at >= since, Pack.issue_id.is_(None))
    for pack in session.scalars(drafts).all():
        pack.state, pack.failure, pack.data, pack.size = "failed", f"Discarded: {why} Make it again.", None, 0
        record(
            session, "discard pack", f"pack {pack.id}", consultation=consultation, by=by, now=now, why=why,
            sha256=pack.sha256,
        )  # fmt: skip
    for issue in issued.standing(session, consultation, since=since):
        if not references or holds(issue.contents or {}, references):
            take_back(session, consultation=consultation, issue=issue, reason=why, by=by, now=now)
