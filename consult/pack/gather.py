"""From the record to the paper: reads a consultation and says, in primitives, what an edition of its digest prints."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.change_log import ChangeLog
from consult.domain.digest import CommitmentEntry, Digest, LineEntry
from consult.domain.numbering import QUESTION, reference
from consult.domain.pack_choice import Item
from consult.domain.pack_options import Options
from consult.domain.publication import Publication
from consult.pack.accounting import not_printed, reconciliation
from consult.pack.counting import glance
from consult.pack.declaring import declarations, respondents
from consult.pack.gather_cover import cover, dated
from consult.pack.gather_edition import edition, shown_in
from consult.pack.gather_index import index
from consult.pack.gather_read import Of, Read, read
from consult.pack.gather_sections import sections
from consult.pack.pausing import paused
from consult.pack.redlines import pictures, printed
from consult.present.about import waits
from consult.present.background import paper_entries
from consult.present.change_log import change_log
from consult.present.commitments import CommitmentPresenter
from consult.present.coverage import coverage_entries
from consult.present.entries import Presenter, ordinals
from consult.present.recommendations import recommendation_entries
from consult.present.redlines import only_changes
from consult.queries import comments, enquiry
from consult.store.consultations import Consultation


def gather(
    session: Session,
    consultation: Consultation,
    *,
    made_at: datetime,
    timezone: ZoneInfo,
    options: Options | None = None,
    publication: Publication | None = None,
    only: frozenset[str] | None = None,
) -> Digest:
    """One edition of the digest, as of now; `made_at` is the time it bears.

    Part 1 is as the public may read it (R13, R20); Part 2 holds what is exempt, and only that (R14). `only`: the references
    a supplementary pack prints. The record is read once, whole, and narrowed to what `options` ask for.

    Raises Refused where no draft is published, the authority asked for is not there, or the reconciliation line does not
    balance (R10).
    """
    options = options or Options()
    record = read(session, consultation)
    items, everything = _whole(session, record, made_at, timezone, _presenter(session, record, options, timezone))
    whole = replace(
        everything,
        cover=cover(record, publication or Publication(), made_at, timezone),
        options=options,
        publication=dated(publication or Publication(), record),
    )
    narrowed = edition(whole, record, items, only)
    return replace(narrowed, figures=_figures(session, record, narrowed))


def editions(
    session: Session, consultation: Consultation, choices: Iterable[Options], *, made_at: datetime, timezone: ZoneInfo
) -> Iterator[Digest]:
    """An edition for each choice, without its pictures, out of one reading of the record. Raises Refused as `gather` does."""
    record = read(session, consultation)
    parts: dict[int, tuple[list[Item], Digest]] = {}
    for options in choices:
        if options.part not in parts:
            presenter = _presenter(session, record, options, timezone)
            parts[options.part] = _whole(session, record, made_at, timezone, presenter)
        items, everything = parts[options.part]
        yield edition(replace(everything, options=options), record, items, None)


def _presenter(session: Session, record: Read, options: Options, zone: ZoneInfo) -> Presenter:
    supporters = comments.supporters(session, record.consultation)
    return Presenter(shown_in(options.part), zone, supporters, ordinals(record.paragraphs))


def _whole(
    session: Session, record: Read, made_at: datetime, zone: ZoneInfo, presenter: Presenter
) -> tuple[list[Item], Digest]:
    """Every item that was numbered, and a digest of them all, with every paragraph of the draft."""
    about = record.consultation
    public = replace(presenter, viewer=None)
    entries = {comment.id: presenter.comment(comment) for comment in record.comments}
    # A question the clerk has not accepted is for no paper yet, whoever reads it.
    asked = [(public if waits(one) else presenter).question(one) for one in record.questions]
    owed = _owed(record, presenter, made_at)
    nowhere = [entries[c.id] for c in record.standing if c.section_id is None]
    lines = tuple(_lines(session, about))
    recommended = recommendation_entries(session, about, today=presenter.day(made_at), zone=zone)
    items: list[Item] = [*entries.values(), *asked, *owed, *recommended]
    return items, Digest(
        language="en-GB",
        cover=cover(record, Publication(), made_at, zone),
        glance=glance(record.sections, _public(record.standing), _public(record.questions)),
        questions=tuple(asked),
        whole_draft=tuple(entry for entry in nowhere if not entry.orphaned),
        sections=tuple(sections(record, entries, lines)),
        reconciliation=reconciliation(about, [*record.comments, *record.questions, *record.requests]),
        index=tuple(index(record, entries, asked, owed, recommended)),
        unplaced=tuple(entry for entry in nowhere if entry.orphaned),
        changes=_changes(session, record, zone),
        coverage=coverage_entries(session, record.version, day=about.meeting_on or presenter.day(made_at), zone=zone),
        commitments=owed,
        recommendations=recommended,
        background=paper_entries(session, about),
        lines=lines,
        supplementaries=about.supplementaries,
        not_printed=tuple(not_printed([*entries.values(), *asked, *owed])),
        declarations=declarations(session, about, [*record.comments, *record.questions]),
        respondents=respondents(session, record),
        pauses=tuple(paused(session, about, made_at=made_at, zone=zone)),
    )


def _owed(record: Read, presenter: Presenter, made_at: datetime) -> tuple[CommitmentEntry, ...]:
    """Requests and undertakings as they stand on the day the paper bears, the oldest first."""
    worded = CommitmentPresenter(presenter, presenter.day(made_at))
    entries = (worded.entry(one) for one in record.commitments)
    return tuple(sorted(entries, key=lambda entry: (entry.issued_on, entry.reference)))


def _lines(session: Session, consultation: Consultation) -> Iterator[LineEntry]:
    titles = {line.id: line.title for line in enquiry.lines(session, consultation)}
    for group in enquiry.arrangement(session, consultation):
        if group.line is not None:
            yield LineEntry(titles[group.line], tuple(reference(QUESTION, number) for number in group.questions))


def _public(items: Sequence[Of]) -> list[Of]:
    """Without exempt matter, figures about which would tell of what it says, and without what waits for the clerk."""
    return [item for item in items if item.exemption is None and not waits(item)]


def _changes(session: Session, record: Read, zone: ZoneInfo) -> ChangeLog | None:
    """The change log of the version reviewed, with what changed and nothing that did not."""
    log = change_log(session, record.consultation, record.version, zone)
    return log and replace(log, redline=only_changes(log.redline))


def _figures(session: Session, record: Read, digest: Digest) -> tuple[tuple[str, str, bytes], ...]:
    """The pictures of what is printed: of the draft's paragraphs, and of what changed, as it is and as it was."""
    shown = "".join(p.html for section in digest.sections for p in section.paragraphs if "figure:" in p.html)
    before = record.version.based_on_id if digest.changes else None
    versions = [record.version.id] if before is None else [record.version.id, before]
    return pictures(session, versions, shown + (printed(digest.changes.redline) if digest.changes else ""))
