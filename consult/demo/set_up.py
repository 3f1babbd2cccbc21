"""The demonstration as an installation: what is not there yet is played, and what is there is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import consultations as actions
from consult.actions import people as letting_in
from consult.config import Settings
from consult.demo.production import play
from consult.demo.scripts import CLERK, REFRESH, STORY, Script, refresh, story, three_weeks_ahead
from consult.domain.pack_options import Options
from consult.domain.people import Role
from consult.domain.refusals import NotFound
from consult.files import write_whole
from consult.jobs.packs import drafted
from consult.pack import enclosures, formats
from consult.queries import consultations, people
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from consult.store.opening import opened

GUIDES = {
    Role.MEMBER: "member.norwich@example.org",
    Role.CO_OPTED: "coopted@example.org",
    Role.CHAIR: "chair@example.org",
    Role.CLERK: CLERK,
    Role.LEAD_OFFICER: "lead.police@example.org",
    Role.OFFICER: "officer.police@example.org",
    Role.OBSERVER: "observer@example.org",
}
"""Whose link is printed for each role."""


def set_up(settings: Settings, *, now: datetime) -> list[str]:
    """Plays the consultations that are missing, each in one transaction, and keeps the open one open.

    Returns the slugs of those played.
    """
    scripts: tuple[tuple[str, Callable[[], Script]], ...] = ((STORY, story), (REFRESH, lambda: refresh(now)))
    return [slug for slug, script in scripts if _play_if_missing(settings, slug, script, now)]


def _play_if_missing(settings: Settings, slug: str, script: Callable[[], Script], now: datetime) -> bool:
    with opened(settings, writes=True) as session:
        consultation = _find(session, slug)
        if consultation is None:
            play(session, script())
        elif slug == REFRESH:
            _keep_open(session, consultation, now)
    return consultation is None


def _find(session: Session, slug: str) -> Consultation | None:
    try:
        return consultations.by_slug(session, slug)
    except NotFound:
        return None


def _keep_open(session: Session, consultation: Consultation, now: datetime) -> None:
    """Where the window has closed since the last time, it is moved on."""
    opens_at, closes_at = consultation.opens_at, consultation.closes_at
    if opens_at is None or closes_at is None or now < closes_at or consultation.adopted_at is not None:
        return
    actions.set_window(
        session, consultation=consultation, opens_at=opens_at, closes_at=three_weeks_ahead(now), by=None, now=now
    )


def export_digest(settings: Settings) -> Path:
    """The file with the story's digest, made anew only where the record has changed. Raises RenderFailed.

    It bears the time of the last change, so that the same record gives the same bytes.
    """
    target = settings.instance / "packs" / f"{STORY}-comments-digest.pdf"
    beside = target.with_suffix(".record")
    with opened(settings) as session:
        consultation = consultations.by_slug(session, STORY)
        last = session.scalars(
            select(AuditEntry).where(AuditEntry.chain == consultation.id).order_by(AuditEntry.sequence.desc()).limit(1)
        ).one()
        if target.exists() and beside.exists() and beside.read_text("ascii") == last.digest:
            return target
        publication = drafted(session, consultation, settings)
        digest, told = enclosures.gathered(
            session,
            consultation,
            options=Options(),
            publication=publication,
            made_at=last.at,
            timezone=settings.timezone,
        )
    write_whole(target, formats.render_as(digest, "pdf", attachments=enclosures.enclosed(digest, told)))
    write_whole(beside, last.digest.encode())
    return target


def links(settings: Settings, *, now: datetime) -> list[tuple[Role, str, str]]:
    """For each role the name of one who has it, and a token that signs them in once, within a day."""
    with opened(settings, writes=True) as session:
        guides = [(role, people.by_email(session, email)) for role, email in GUIDES.items()]
        return [
            (role, person.name, letting_in.link_for(session, person=person, now=now, life=timedelta(days=1)))
            for role, person in guides
            if person is not None
        ]
