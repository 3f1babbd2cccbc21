"""Making an issued pack: every part and format out of one reading of the record, sealed whole or not at all (R15)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import issuing
from consult.actions.issuing import MadeFile, Snapshot
from consult.config import Settings
from consult.domain.digest import Digest
from consult.domain.issuing import publication, why_too_late
from consult.domain.manifest import Manifest, items
from consult.domain.pack_length import pages
from consult.domain.pack_options import EXEMPT, PUBLIC, Options
from consult.domain.record import Record
from consult.domain.refusals import Refused
from consult.jobs.at_work import AtWork
from consult.jobs.progress import Pace
from consult.mail import packs as mail
from consult.pack import enclosures, formats
from consult.pack.press import page_count
from consult.pack.signing import sign
from consult.queries import consultations, issued, packs, people
from consult.store.base import begin_writing
from consult.store.packs import Issue
from consult.store.people import Person

BESIDE = ("html", "docx", "xlsx", "csv")
"""What Part 1 is given in beside the PDF."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All that was read, in one transaction. `exempt` None: nothing is exempt, so there is no Part 2."""

    public: tuple[Digest, Manifest]
    exempt: tuple[Digest, Manifest] | None
    record: Record | None
    snapshot: Snapshot
    seconds_per_page: float


def make(at_work: AtWork, issue_id: int) -> None:
    """Finishes an issue. The session is reading. Raises Stopped, Refused, RenderFailed or SigningFailed, and nothing is
    kept then."""
    session = at_work.session
    row = session.get_one(Issue, issue_id)
    consultation_id = row.consultation_id
    held = _gather(session, row, at_work.clock(), at_work.settings)
    session.rollback()  # nothing is held while the pages are set
    files = tuple(_files(at_work, held))
    begin_writing(session)
    consultation = consultations.by_id(session, consultation_id)
    asked_by = session.get_one(Person, session.get_one(Issue, issue_id).requested_by_id)
    row_sealed = issuing.seal(
        session, issue_id, at_work.pack_id, attempt=at_work.attempt, files=files, snapshot=held.snapshot,
        by=people.actor(session, asked_by, consultation), now=at_work.clock(), consultation=consultation,
    )  # fmt: skip
    if row_sealed is not None:
        address = at_work.address(consultation.slug)
        mail.tell_everybody(session, consultation, row_sealed, address=address, now=at_work.clock())
    session.commit()


def _gather(session: Session, row: Issue, now: datetime, settings: Settings) -> _Gathered:
    """Raises Refused where the record does not add up (R10), where the day has turned and it is too late (R2), and for a
    supplement in which nothing would be printed.
    """
    consultation = consultations.by_id(session, row.consultation_id)
    today = now.astimezone(settings.timezone).date()
    chain = issued.chain_end(session, consultation.id)
    out = publication(
        consultation.meeting_on, today, clear_days=settings.clear_days, urgency=row.urgency, number=row.number,
        supplement_to=row.supplement_to, chain=chain,
    )  # fmt: skip
    if why := why_too_late(out):
        raise Refused(why)
    options = Options.from_json(row.options)
    before = issued.contents_of(session, consultation.id, row.supplement_to) if row.supplement_to else None
    made = {
        part: enclosures.gathered(
            session, consultation, options=replace(options, part=part), publication=out, made_at=now,
            timezone=settings.timezone, before=None if before is None else dict(before.get(str(part), {}).get("items", {})),
        )
        for part in (PUBLIC, EXEMPT)
    }  # fmt: skip
    public, second = made[PUBLIC], made[EXEMPT]
    exempt = second if second[0].seals and items(second[0]) else None
    if row.supplement_to is not None and exempt is None and not items(public[0]):
        raise Refused(f"Nothing has come or changed since pack {row.supplement_to}, so there is nothing to add to it.")
    contents = {str(part): made[part][1].as_json() for part in made}
    record = None
    if row.supplement_to is None:  # the record is the whole of it, and a supplement prints only what is new
        whole = formats.contents(session, consultation, "json", made_at=now, timezone=settings.timezone)
        record = whole if isinstance(whole, Record) else None
    snapshot = Snapshot(now, today, public[0].cover.draft_version, chain, contents)
    return _Gathered(public, exempt, record, snapshot, packs.seconds_per_page(session, consultation.id))


def _files(at_work: AtWork, held: _Gathered) -> Iterator[MadeFile]:
    """The PDF of Part 1 first. Raises Stopped or RenderFailed."""
    at_work.part = "Part 1" if held.exempt else ""
    yield _pdf(at_work, held.public, held.seconds_per_page)
    if held.exempt is not None:
        at_work.part = "Part 2"
        yield _pdf(at_work, held.exempt, held.seconds_per_page)
    at_work.part = ""
    at_work.say("Writing the web page, the Word file and the tables")
    for kind in BESIDE:
        yield MadeFile(kind, PUBLIC, formats.render_as(held.public[0], kind))
    if held.record is not None:
        yield MadeFile("json", PUBLIC, formats.render_as(held.record, "json"))


def _pdf(at_work: AtWork, paper: tuple[Digest, Manifest], seconds_per_page: float) -> MadeFile:
    """Words that are exempt are laid out, and not kept on the disk."""
    digest, told = paper
    at_work.pace, at_work.begun_at = Pace(pages(digest), seconds_per_page), at_work.clock()
    data = formats.render_as(
        digest, "pdf", attachments=enclosures.enclosed(digest, told), progress=at_work.hear,
        kept=None if digest.exempt else at_work.kept,
    )  # fmt: skip
    count = page_count(data)
    return MadeFile("pdf", told.part, _signed(at_work, data, told), count)


def _signed(at_work: AtWork, pdf: bytes, told: Manifest) -> bytes:
    """The PDF with the office's signature, where a certificate is set. Raises SigningFailed."""
    settings = at_work.settings
    if settings.signing_p12 is None:
        return pdf
    at_work.say("Signing the PDF")
    kept = settings.signing_password_file
    password = kept.read_text("utf-8").strip() if kept else ""
    reason = f"Pack {told.publication.number}, part {told.part}"
    return sign(pdf, p12=settings.signing_p12.read_bytes(), password=password, at=told.made_at, reason=reason)
