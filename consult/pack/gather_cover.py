"""The front page of a digest, and how its pack goes out."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from consult.domain.calendar import england_holidays, latest_publication
from consult.domain.digest import Contact, Cover
from consult.domain.publication import Publication
from consult.pack.gather_read import Read


def cover(record: Read, publication: Publication, made_at: datetime, zone: ZoneInfo) -> Cover:
    """The cover: a pack with a number is issued."""
    about = record.consultation
    return Cover(
        body=about.host,
        panel=about.panel,
        item_number=about.item_number,
        meeting_on=about.meeting_on,
        title=about.title,
        summary=about.summary,
        recommendation=about.recommendation,
        contact=Contact(about.contact_title, about.contact_email, about.contact_telephone),
        draft_title=record.version.title,
        draft_version=record.version.number or 0,
        pack_number=publication.number,
        status="Draft" if publication.number is None else "Issued",
        made_at=made_at.astimezone(zone),
        window_opened=about.opens_at.astimezone(zone) if about.opens_at else None,
        window_closes=about.closes_at.astimezone(zone) if about.closes_at else None,
    )


def dated(publication: Publication, record: Read) -> Publication:
    """With the last day that leaves enough clear days, where a meeting is set and nobody has said that day (R1)."""
    meeting = record.consultation.meeting_on
    if meeting is None or publication.latest_on is not None:
        return publication
    latest = latest_publication(meeting, england_holidays(), publication.clear_days)
    return replace(publication, latest_on=latest)
