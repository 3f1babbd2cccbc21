"""A redraft is written in the browser, section by section, by the clerk and by the officers whose sections they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft, Section
from consult.domain.people import Actor
from consult.domain.permissions import Act, Verdict, may
from consult.domain.refusals import Refused
from consult.domain.written_here import (
    Spot,
    found,
    nearest,
    owners_now,
    with_new_section,
    with_sections,
    without_section,
)
from consult.queries import redrafts, writing
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.redrafts import SectionEdit


def owners_of(session: Session, consultation: Consultation, version: DraftVersion, draft: Draft) -> list[int | None]:
    """Who answers for each section of a draft in check: as in the version it follows."""
    if version.based_on_id is None:
        return [consultation.lead_authority_id] * len(draft.sections)
    before = [(section.heading, section) for section in redrafts.sections_of(session, version.based_on_id)]
    return owners_now(draft, before, consultation.lead_authority_id)


def may_edit(
    consultation: Consultation, version: DraftVersion, owner: int | None, *, by: Actor, now: datetime
) -> Verdict:
    """Whether somebody may edit a section of a draft that `owner` answers for."""
    open_to_officers = version.origin != writing.IMPORTED and in_check(version)
    asked = frozenset() if owner is None else frozenset({owner})
    return may(by, Act.EDIT_DRAFT, scene(consultation, now, asked=asked, being_written=open_to_officers))


def in_check(version: DraftVersion) -> bool:
    """Whether a draft is neither published nor discarded."""
    return version.published_at is None and version.discarded_at is None


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a section stands now that was saved; or `kept`, the text that was put beside because of a colleague's."""

    section: int
    kept: SectionEdit | None = None


def save_section(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    spot: Spot,
    heading: str,
    text: str,
    written: Sequence[Section],
    by: Actor,
    now: datetime,
    instead_of: SectionEdit | None = None,
) -> Saved:
    """Puts a section as somebody wrote it in place of the one they saw. `text` is what they typed, `written` what it says.

    Where a colleague changed that section meanwhile, nothing is replaced: the text is kept for its author. `instead_of` is such a
    text, which is settled by this one. `heading` is what the section was called when it was opened. Raises Refused.
    """
    draft = _draft(version)
    at = found(draft, spot)
    place = at if at is not None else nearest(draft, spot.section, heading)
    _ensure_may(session, consultation, version, draft, place, by, now)
    if at is None or place is None:
        return Saved(
            spot.section if place is None else place,
            _keep(session, consultation, version, spot, heading, text, by, now, instead_of),
        )
    _put(session, consultation, version, with_sections(draft, at, written), "edit section", heading, by, now)
    settle(session, instead_of, now=now)
    return Saved(at)


def add_section(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    before: int,
    revision: int,
    written: Sequence[Section],
    by: Actor,
    now: datetime,
) -> int:
    """The clerk puts a new section before the one at a position (their number: behind them all). Raises Refused."""
    ensure(by, Act.RUN, scene(consultation, now))
    draft = _draft(version)
    _ensure_seen(version, revision)
    at = max(0, min(before, len(draft.sections)))
    made = with_new_section(draft, at, written)
    _put(session, consultation, version, made, "add section", written[0].heading, by, now)
    return at


def remove_section(
    session: Session, *, consultation: Consultation, version: DraftVersion, spot: Spot, by: Actor, now: datetime
) -> None:
    """The clerk takes a section out. Raises Refused where it says something else by now, and for the only one."""
    ensure(by, Act.RUN, scene(consultation, now))
    draft = _draft(version)
    at = found(draft, spot)
    if at is None:
        raise Refused("This section was changed meanwhile. Look at it as it is now before you remove it.")
    heading = draft.sections[at].heading
    _put(session, consultation, version, without_section(draft, at), "remove section", heading, by, now)


def settle(session: Session, edit: SectionEdit | None, *, now: datetime) -> None:
    """A text that was kept beside has done its work: its author took from it what they wanted, or wants nothing of it."""
    if edit is not None:
        edit.settled_at = now
        session.flush()


def _draft(version: DraftVersion) -> Draft:
    if version.published_at is not None:
        raise Refused(f"This draft was published as version {version.number} and does not change any more.")
    if version.discarded_at is not None:
        raise Refused("This draft was discarded, so nothing is written on it any more.")
    return from_document(version.document)


def _ensure_may(
    session: Session,
    consultation: Consultation,
    version: DraftVersion,
    draft: Draft,
    section: int | None,
    by: Actor,
    now: datetime,
) -> None:
    """A section that is gone is anybody's to whom one belongs: their text is only kept."""
    owners = owners_of(session, consultation, version, draft)
    asked = owners if section is None else [owners[section]]
    verdicts = [may_edit(consultation, version, owner, by=by, now=now) for owner in asked]
    if not any(verdicts):
        raise Refused(verdicts[0].reason)


def _ensure_seen(version: DraftVersion, revision: int) -> None:
    if revision != version.revision:
        raise Refused("The draft was changed meanwhile. Look at its sections as they are now, then add yours.")


def _keep(
    session: Session,
    consultation: Consultation,
    version: DraftVersion,
    spot: Spot,
    heading: str,
    text: str,
    by: Actor,
    now: datetime,
    again: SectionEdit | None,
) -> SectionEdit:
    edit = again or SectionEdit(version_id=version.id, author_id=by.person_id, section=spot.section, heading=heading)
    edit.base, edit.text, edit.kept_at = version.revision, text, now
    session.add(edit)
    session.flush()
    record(
        session, "keep section text", f"draft {version.id}", consultation=consultation, by=by, now=now, section=heading
    )
    return edit


def _put(
    session: Session,
    consultation: Consultation,
    version: DraftVersion,
    draft: Draft,
    act: str,
    heading: str,
    by: Actor,
    now: datetime,
) -> None:
    version.document = to_document(draft)
    version.revision += 1
    session.flush()
    record(
        session, act, f"draft {version.id}", consultation=consultation, by=by, now=now, section=heading,
        revision=version.revision,
    )  # fmt: skip
