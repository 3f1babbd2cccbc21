"""What comes before the window opens: people are invited, and the clerk publishes the draft and sets the times."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from consult.actions import consultations, drafts, people, question_rules
from consult.demo.scripts import CLERK, LEAD_AUTHORITY, Script
from consult.domain.people import Role
from consult.importing import read_draft
from consult.queries import drafts as drafts_read
from consult.queries import people as people_read
from consult.store.consultations import Consultation

_STEP = timedelta(minutes=2)


def prepare(session: Session, script: Script) -> Consultation:
    """A consultation with its people, its published draft and its window."""
    lead = people.body_named(session, LEAD_AUTHORITY)
    consultation = consultations.start(
        session,
        slug=script.slug,
        particulars=replace(script.particulars, lead_authority_id=lead.id),
        by=None,
        now=script.started_at,
    )
    _invite(session, script, consultation)
    _publish(session, script, consultation)
    return consultation


def _invite(session: Session, script: Script, consultation: Consultation) -> None:
    """The operator invites the clerk, and the clerk everybody else."""
    clerk = None
    for n, part in enumerate(sorted(script.people, key=lambda part: part.role is not Role.CLERK), 1):
        people.invite(
            session,
            consultation=consultation,
            email=part.who,
            name=part.name,
            role=part.role,
            body=part.body,
            by=clerk,
            now=script.started_at + n * _STEP,
        )
        clerk = clerk or people_read.actor_by_email(session, CLERK, consultation)


def _publish(session: Session, script: Script, consultation: Consultation) -> None:
    clerk, at = people_read.actor_by_email(session, CLERK, consultation), script.published_at
    source, name = script.draft_file.read_bytes(), script.draft_file.name
    version = drafts.import_draft(
        session, consultation=consultation, draft=read_draft(source, name), source_name=name, source=source,
        by=clerk, now=at - timedelta(hours=2),
    )  # fmt: skip
    drafts.publish(session, consultation=consultation, version=version, by=clerk, now=at)
    sections = list(drafts_read.sections(session, version))
    drafts.assign_sections(
        session,
        consultation=consultation,
        sections=sections,
        authorities={s.id: people.body_named(session, script.owners[s.heading]).id for s in sections},
        by=clerk,
        now=at + _STEP,
    )
    consultations.set_window(
        session, consultation=consultation, opens_at=script.opens_at, closes_at=script.closes_at, by=clerk,
        now=at + 2 * _STEP,
    )  # fmt: skip
    question_rules.set_limits(session, consultation=consultation, limits=script.limits, by=clerk, now=at + 3 * _STEP)
