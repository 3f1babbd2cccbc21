"""A file with a member's comments is brought in, gone through, and taken: all that is ticked, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import comments
from consult.actions.allowing import scene
from consult.actions.arriving import columns, ensure_may_come
from consult.actions.comments import Place, Wording
from consult.actions.recording import record
from consult.domain.arriving import Entered, Way
from consult.domain.dispositions import Kind, Stance
from consult.domain.incoming import Proposed, Read
from consult.domain.people import Actor
from consult.domain.permissions import Act, may
from consult.domain.places import owners
from consult.domain.refusals import Refused
from consult.queries import drafts
from consult.queries import incoming as files
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.incoming import Incoming


class NotTaken(Exception):
    """Nothing was taken. `faults` say why, by the proposals' numbers."""

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class File:
    """What was uploaded: its name, its SHA-256, and what it proposes."""

    name: str
    sha256: str
    read: Read


def ensure_may_bring(consultation: Consultation, by: Actor, now: datetime) -> None:
    """Raises Refused for those who may neither comment here and now nor take what others send."""
    seen = scene(consultation, now)
    if not may(by, Act.TAKE, seen):
        verdict = may(by, Act.COMMENT, seen)
        if not verdict:
            raise Refused(verdict.reason)


def bring(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    file: File,
    author: Actor,
    entered: Entered | None,
    now: datetime,
) -> Incoming:
    """Keeps a file's proposals until they are confirmed. `entered` is None where `author` brings it in.

    Raises Refused as a comment would be (see actions.comments.submit), and for the very same file a second time.
    """
    ensure_may_come(consultation, Act.COMMENT, author=author, entered=entered, now=now)
    came = columns(consultation, entered, now)
    if files.same_file(session, consultation, author.person_id, file.sha256) is not None:
        raise Refused("This very file was brought in before.", field="file")
    by = entered.by if entered else author
    row = Incoming(
        consultation_id=consultation.id,
        version_id=version.id,
        kind=file.read.kind,
        author_id=author.person_id,
        uploaded_by_id=by.person_id,
        came_by=came.get("came_by", ""),
        came_at=came.get("came_at"),
        late_reason=came.get("late_reason", ""),
        source_name=file.name,
        source_sha256=file.sha256,
        proposals=file.read.as_document(),
        uploaded_at=now,
    )
    session.add(row)
    session.flush()
    record(
        session, "bring in file", subject_of(row), consultation=consultation, by=by, now=now, kind=row.kind,
        sha256=row.source_sha256, author=row.author_id, proposals=len(file.read.items),
    )  # fmt: skip
    return row


def choose(session: Session, *, row: Incoming, read: Read) -> None:
    """Keeps what was chosen so far; as with unsent words, no entry is written of it."""
    _ensure_waiting(row)
    row.proposals = read.as_document()
    session.flush()


def take(
    session: Session, *, consultation: Consultation, row: Incoming, author: Actor, by: Actor, now: datetime
) -> list[Comment]:
    """Makes a comment of each proposal that is ticked, in the file's order; twice makes one of each.

    Raises Refused where nothing is ticked, a newer version of the draft was published since, or it may not be sent any more;
    NotTaken where any of them cannot be a comment: then none is.
    """
    _ensure_waiting(row)
    version = drafts.version(session, consultation, consultation.current_version)
    if version.id != row.version_id:
        raise Refused(
            "A new version of the draft was published since this file was read. Discard it, and bring the file in again: its "
            "comments are then placed on the new version."
        )
    ticked = [one for one in Read.of(row.proposals).items if one.take]
    if not ticked:
        raise Refused("Nothing is ticked. Tick the comments to take, or discard the file.")
    entered = _entered(row, by)
    ensure_may_come(consultation, Act.COMMENT, author=author, entered=entered, now=now)
    faults: dict[int, str] = {}
    with session.begin_nested() as savepoint:
        places = _Places(session, consultation, version)
        made = []
        for one in ticked:
            try:
                made.append(
                    comments.submit(
                        session, consultation=consultation, place=places.of(one), wording=_wording(one),
                        form_key=f"incoming-{row.id}-{one.number}", by=author, now=now, entered=entered,
                    )
                )  # fmt: skip
            except Refused as refusal:
                faults[one.number] = refusal.reason
        if faults:
            savepoint.rollback()
    if faults:
        raise NotTaken(faults)
    row.taken_at = now
    row.proposals = Read(row.kind, ()).as_document()  # the comments hold the words now, and only they are redacted
    record(
        session, "take file", subject_of(row), consultation=consultation, by=by, now=now,
        comments=[comment.number for comment in made], author=row.author_id,
    )  # fmt: skip
    return made


def discard(session: Session, *, consultation: Consultation, row: Incoming, by: Actor, now: datetime) -> None:
    """Puts a file away untaken; what it proposed is forgotten."""
    _ensure_waiting(row)
    row.discarded_at = now
    row.proposals = Read(row.kind, ()).as_document()
    record(session, "discard file", subject_of(row), consultation=consultation, by=by, now=now)


def subject_of(row: Incoming) -> str:
    """What the record calls a file."""
    return f"file {row.id}"


def _ensure_waiting(row: Incoming) -> None:
    if row.taken_at is not None:
        raise Refused("The comments of this file have been taken already.")
    if row.discarded_at is not None:
        raise Refused("This file was discarded.")


def _entered(row: Incoming, by: Actor) -> Entered | None:
    if row.came_at is None:
        return None
    return Entered(by, Way(row.came_by), row.came_at, row.late_reason)


def _wording(one: Proposed) -> Wording:
    """As its author would have written it. Words without a place in a paragraph stay in the comment's text."""
    anchored = one.start is not None
    return Wording(
        stance=Stance(one.stance),
        text=one.text,
        quote=one.quote if anchored else "",
        suggested=one.suggested,
        kind=Kind(one.kind),
        start=one.start,
        end=one.end,
    )


class _Places:
    """Where proposals stand, each with who answers there: looked up once for all of them."""

    def __init__(self, session: Session, consultation: Consultation, version: DraftVersion) -> None:
        self.version = version
        sections: Sequence[Section] = files.draft(session, version)
        owned = owners(sections, consultation.lead_authority_id)
        self.sections = {section.id: (section, owned[section.position]) for section in sections}
        self.paragraphs = {paragraph.id: paragraph for section in sections for paragraph in section.paragraphs}
        self.lead = consultation.lead_authority_id

    def of(self, one: Proposed) -> Place:
        """Raises Refused where none is chosen."""
        if not one.placed:
            raise Refused("Choose where it belongs, or leave it out.", field="place")
        if one.section_id is None:
            return Place(self.version, authority_id=self.lead)
        section, owner = self.sections[one.section_id]
        paragraph = None if one.paragraph_id is None else self.paragraphs[one.paragraph_id]
        return Place(self.version, section, paragraph, owner)
