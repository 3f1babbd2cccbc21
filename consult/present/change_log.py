"""The change log of a version: section by section what changed, which comments and questions led to it, and why."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.change_log import ChangeLog, LogEntry
from consult.domain.dispositions import Disposition
from consult.domain.numbering import QUESTION, reference
from consult.domain.redline_paper import ChangedParagraph, ChangedSection, Led
from consult.present.redlines import only_changes, redline_paper
from consult.queries import redrafts
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section

_LEADS = {Disposition.ACCEPTED.wording, Disposition.ACCEPTED_IN_PART.wording}
_VERBS = {
    "Edited": "edited",
    "New": "new",
    "Deleted": "deleted",
    "Moved": "moved",
    "Split": "split",
    "Merged": "merged",
}


def change_log(session: Session, consultation: Consultation, version: DraftVersion, zone: ZoneInfo) -> ChangeLog | None:
    """The change log of a published version against the one it follows; None for the first."""
    if version.based_on_id is None:
        return None
    before = redrafts.with_document(session, consultation, redrafts.number_of(session, version.based_on_id))
    current = redrafts.with_document(session, consultation, version.number or 0)
    paper = redline_paper(session, consultation, before, current)
    sections = redrafts.sections_of(session, before.id), redrafts.sections_of(session, version.id)
    said = {entry.section_id: entry for entry in redrafts.explained(session, version.id)}
    asked = redrafts.questions_on(session, consultation, [one.id for both in sections for one in both])
    entries = []
    for section in only_changes(paper).sections:
        row = _row(section, *sections)
        ids = {row.id, *(sections[0][old].id for old in section.olds)}
        led = _led(section)
        entry = said.get(row.id)
        entries.append(
            LogEntry(
                section_id=row.id,
                anchor=section.anchor,
                name=section.name,
                what=tuple(_what(section)),
                led=led,
                questions=tuple(reference(QUESTION, n) for n in sorted({n for one in ids for n in asked.get(one, ())})),
                why=entry.why if entry else _proposed(led),
                proposed=entry is None,
                written_by=entry.written_by.name if entry else "",
                written_on=entry.written_at.astimezone(zone).date() if entry else None,
                revision=entry.revision if entry else 0,
            )
        )
    return ChangeLog(paper.old, paper.new, tuple(entries), paper)


def _row(section: ChangedSection, old: Sequence[Section], new: Sequence[Section]) -> Section:
    return old[section.olds[0]] if section.position is None else new[section.position]


def _led(section: ChangedSection) -> tuple[Led, ...]:
    found = {led.reference: led for one in section.paragraphs for led in one.led}
    return tuple(sorted(found.values(), key=lambda led: (led.outcome not in _LEADS, led.reference)))


def _what(section: ChangedSection) -> Iterator[str]:
    """What became of the paragraphs, by their numbers."""
    if section.what:
        yield f"The section: {section.what.lower()}"
    for what, verb in _VERBS.items():
        these = [one for one in section.paragraphs if one.what == what and one.moved_to is None]
        if these:
            yield f"{_paragraphs(these)} {verb}"
    for one in section.paragraphs:
        if one.moved_to is not None:
            yield f"{_paragraphs([one])} moved to {one.moved_to.name}"


def _paragraphs(these: Sequence[ChangedParagraph]) -> str:
    labels = [one.label for one in these if one.label]
    unnumbered = len(these) - len(labels)
    said = []
    if labels:
        said.append(f"{'paragraph' if len(labels) == 1 else 'paragraphs'} {_listed(labels)}")
    if unnumbered:
        said.append("an unnumbered paragraph" if unnumbered == 1 else f"{unnumbered} unnumbered paragraphs")
    words = " and ".join(said)
    return words[:1].upper() + words[1:]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _proposed(led: Sequence[Led]) -> str:
    """What the answers say of the comments that were accepted, to begin with."""
    lines = [
        f"{one.reference} was {one.outcome.lower()}.{' ' + one.reason if one.reason else ''}"
        for one in led
        if one.outcome in _LEADS
    ]
    return "\n\n".join(lines)
