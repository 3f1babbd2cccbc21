"""A draft comes in, is corrected, and is published as a version."""

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene, stage
from consult.actions.carrying import Kept, carry, ensure_planned, keys_from
from consult.actions.recording import record
from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft
from consult.domain.draft_limits import why_too_long
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.placements import State
from consult.domain.places import owners
from consult.domain.refusals import Refused
from consult.queries import drafts
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, FigureRow, Paragraph, Section
from consult.store.redrafts import CommentPlace


def import_draft(
    session: Session,
    *,
    consultation: Consultation,
    draft: Draft,
    source_name: str,
    source: bytes,
    by: Actor | None,
    now: datetime,
) -> DraftVersion:
    """Keeps a draft for checking; nobody but the clerk sees it before it is published."""
    ensure(by, Act.RUN, scene(consultation, now))
    version = DraftVersion(
        consultation_id=consultation.id,
        title=draft.title,
        source_name=source_name,
        source_sha256=hashlib.sha256(source).hexdigest(),
        document=to_document(draft),
        imported_at=now,
    )
    session.add(version)
    session.flush()
    session.add_all(
        FigureRow(version_id=version.id, sha256=figure.sha256, media_type=figure.media_type, data=figure.data)
        for figure in draft.figures
    )
    record(
        session, "import draft", f"draft {version.id}", consultation=consultation, by=by, now=now,
        source=source_name, sha256=version.source_sha256, warnings=len(draft.warnings),
    )  # fmt: skip
    return version


def correct(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    revision: int,
    correction: Callable[[Draft], Draft],
    what: str,
    by: Actor,
    now: datetime,
) -> Draft:
    """Applies one correction to a draft being checked. `revision` is the one the clerk was looking at.

    Raises Refused where the draft was changed since, published or discarded, and where the correction does.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    _ensure_in_check(version)
    if revision != version.revision:
        raise Refused("This draft was changed in another window. Look at it as it is now, then correct it again.")
    draft = correction(from_document(version.document))
    if why := why_too_long(draft):
        raise Refused(why)
    version.document = to_document(draft)
    version.title = draft.title
    version.revision += 1
    record(session, "correct draft", f"draft {version.id}", consultation=consultation, by=by, now=now, what=what)
    return draft


def publish(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    by: Actor | None,
    now: datetime,
    looked_at: bool = True,
) -> DraftVersion:
    """Makes a checked draft the next version: from now on its text does not change. What was said on the version before goes
    with it (`carrying`), sections and paragraphs keep their keys.

    Raises Refused where it has no text, where it is not worked out where the comments go, and (`looked_at`) while one of them
    waits to be looked at.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if stage(consultation, now) is Stage.ADOPTED:
        raise Refused("The strategy has been adopted, so its text does not change any more.")
    _ensure_in_check(version)
    draft = from_document(version.document)
    if not any(section.paragraphs for section in draft.sections):
        raise Refused("This draft has no text under its headings, so there is nothing to publish.")
    follows = consultation.current_version > 0
    if follows:
        ensure_planned(session, consultation, version, looked_at=looked_at, now=now)
    version.number = drafts.next_number(session, consultation)
    version.published_at = now
    if follows:
        kept = keys_from(session, consultation, version)
        _store_sections(session, version, draft, kept)
        carry(session, consultation, version, kept.pairing)
    else:
        _store_sections(session, version, draft, None)
    consultation.current_version = version.number
    record(
        session, "publish draft", f"draft version {version.number}", consultation=consultation, by=by, now=now,
        draft=version.id, sections=len(draft.sections),
    )  # fmt: skip
    return version


def _store_sections(session: Session, version: DraftVersion, draft: Draft, kept: Kept | None) -> None:
    """Stores a draft's sections and paragraphs, each with its lasting key: the one it carries on, or a new one."""
    position = 0
    for n, section in enumerate(draft.sections):
        row = Section(
            version_id=version.id,
            position=n,
            key=(kept and kept.of_section(n)) or secrets.token_hex(16),
            number=section.number,
            heading=section.heading,
            level=section.level,
        )
        session.add(row)
        session.flush()
        for paragraph in section.paragraphs:
            session.add(
                Paragraph(
                    version_id=version.id,
                    section_id=row.id,
                    position=position,
                    key=(kept and kept.of_paragraph(position)) or secrets.token_hex(16),
                    label=paragraph.label,
                    level=paragraph.level,
                    kind=paragraph.kind,
                    html=paragraph.html,
                    text=paragraph.text,
                )
            )
            position += 1
    session.flush()


def discard(session: Session, *, consultation: Consultation, version: DraftVersion, by: Actor, now: datetime) -> None:
    """Puts an imported draft away unpublished."""
    ensure(by, Act.RUN, scene(consultation, now))
    _ensure_in_check(version)
    version.discarded_at = now
    record(session, "discard draft", f"draft {version.id}", consultation=consultation, by=by, now=now)


def _ensure_in_check(version: DraftVersion) -> None:
    if version.published_at is not None:
        raise Refused(f"This draft was published as version {version.number} and does not change any more.")
    if version.discarded_at is not None:
        raise Refused("This draft was discarded. Import it again.")


def assign_sections(
    session: Session,
    *,
    consultation: Consultation,
    sections: list[Section],
    authorities: Mapping[int, int | None],
    by: Actor | None,
    now: datetime,
) -> None:
    """Says which authority answers for each section: `authorities` maps section ids to body ids, None for "as above".

    Comments nobody has begun to answer go with their section. `sections` are all of one version, in order.
    """
    ensure(by, Act.SET_UP, scene(consultation, now))
    changed = []
    for section in sections:
        chosen = authorities.get(section.id, section.authority_id)
        if chosen != section.authority_id:
            changed.append([section.heading, section.authority_id, chosen])  # headings may stand twice
            section.authority_id = chosen
    session.flush()
    if changed:
        _hand_over(session, consultation, sections)
        record(session, "assign sections", "sections", consultation=consultation, by=by, now=now, changed=changed)


def name_lead(
    session: Session, *, consultation: Consultation, authority_id: int, by: Actor | None, now: datetime
) -> None:
    """Says which authority answers for the whole draft, and for the sections that name none.

    Comments nobody has begun to answer go with it.
    """
    ensure(by, Act.SET_UP, scene(consultation, now))
    before = consultation.lead_authority_id
    if authority_id == before:
        return
    consultation.lead_authority_id = authority_id
    session.flush()
    if consultation.current_version:
        version = drafts.version(session, consultation, consultation.current_version)
        _hand_over(session, consultation, drafts.sections(session, version))
    record(
        session, "name lead authority", "consultation", consultation=consultation, by=by, now=now,
        before=before, after=authority_id,
    )  # fmt: skip


def _hand_over(session: Session, consultation: Consultation, sections: Sequence[Section]) -> None:
    lead = consultation.lead_authority_id
    if lead is not None:
        orphaned = select(CommentPlace.comment_id).where(
            CommentPlace.comment_id == Comment.id,
            CommentPlace.version_id == Comment.version_id,
            CommentPlace.state == State.ORPHANED.value,
        )
        on_whole = (Comment.consultation_id == consultation.id) & Comment.section_id.is_(None) & ~orphaned.exists()
        _hand_over_unanswered(session, on_whole, lead)
    for section, owner in zip(sections, owners(sections, lead), strict=True):
        if owner is not None:
            _hand_over_unanswered(session, Comment.section_id == section.id, owner)


def _hand_over_unanswered(session: Session, those: ColumnElement[bool], authority_id: int) -> None:
    session.execute(
        update(Comment)
        .where(
            those,
            Comment.authority_id != authority_id,
            ~select(Response.id).where(Response.comment_id == Comment.id).exists(),
        )
        .values(authority_id=authority_id)
    )
