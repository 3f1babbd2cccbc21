"""What was said on each section of the draft and what was done, with the comments one answer was given to together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.digest import CommentEntry
from consult.domain.places import owners
from consult.domain.report import Line
from consult.domain.statement import Exchange, StatementSection
from consult.pack.reports_answers import became_lines
from consult.present.change_log import change_log
from consult.present.entries import answer_to
from consult.queries import drafts, people
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section

Said = Sequence[tuple[Comment, CommentEntry]]
WHOLE, GONE = "", "-"
"""In place of a section's key: the draft as a whole, and what stood on sections that are no longer in it."""


@dataclass(frozen=True, slots=True)
class _Changed:
    """What one version changed in a section, known by the key that lasts from version to version."""

    key: str
    name: str
    line: Line


def statement_sections(
    session: Session,
    consultation: Consultation,
    version: DraftVersion,
    sections: Sequence[Section],
    said: Said,
    zone: ZoneInfo,
) -> Iterator[StatementSection]:
    """The sections somebody spoke on or that changed, in the order of the draft adopted; what is not in it comes last."""
    names = {body.id: body.name for body in people.bodies(session)}
    owned = owners(sections, consultation.lead_authority_id)
    known = {section.id: section.key for section in sections}
    exchanges = _by_section(said, known, version.number or 0)
    changed = list(_changes(session, consultation, zone))
    yield from _section("The draft as a whole", "", exchanges.pop(WHOLE, ()), ())
    for section, owner in zip(sections, owned, strict=True):
        lines = [one.line for one in changed if one.key == section.key]
        title = f"{section.number} {section.heading}".strip()
        yield from _section(title, names[owner] if owner else "", exchanges.pop(section.key, ()), lines)
    keys = set(known.values())
    gone = [Line(f"{one.name}. {one.line.text}", one.line.words) for one in changed if one.key not in keys]
    yield from _section("No longer in the draft", "", exchanges.pop(GONE, ()), gone)


def _section(
    title: str, authority: str, exchanges: Iterable[Exchange], changes: Iterable[Line]
) -> Iterator[StatementSection]:
    made = StatementSection(title, authority, tuple(exchanges), tuple(changes))
    if made.exchanges or made.changes:
        yield made


def _by_section(said: Said, known: Mapping[int, str], current: int) -> dict[str, list[Exchange]]:
    """The exchanges by section: each where the first of its comments stands."""
    groups: dict[tuple[str, int], list[tuple[Comment, CommentEntry]]] = {}
    for comment, entry in said:
        if not entry.hidden:
            answer = answer_to(comment)
            together = answer is not None and answer.released_at is not None and answer.group_id
            key = ("group", together) if together else ("comment", comment.id)
            groups.setdefault(key, []).append((comment, entry))
    found: dict[str, list[Exchange]] = {}
    for members in groups.values():
        section_id = members[0][0].section_id
        at = WHOLE if section_id is None else known.get(section_id, GONE)
        entries = tuple(entry for _, entry in members)
        found.setdefault(at, []).append(Exchange(entries, tuple(_became(entries, current))))
    return found


def _became(entries: Sequence[CommentEntry], current: int) -> Iterator[Line]:
    """What became of the words commented on; of which comment, where there are several."""
    for entry in entries:
        of = f"{entry.reference}: " if len(entries) > 1 else ""
        for line in became_lines(entry.made_on, current, mine=False):
            yield Line(f"{of}{line.text}", line.words, line.change)


def _changes(session: Session, consultation: Consultation, zone: ZoneInfo) -> Iterator[_Changed]:
    """What each version changed in each section, and why."""
    for version in reversed(drafts.versions(session, consultation)):
        log = None if version.withdrawn_at else change_log(session, consultation, version, zone)
        for entry in log.entries if log else ():
            row = session.get_one(Section, entry.section_id)
            line = Line(f"Version {version.number}: {'; '.join(entry.what)}.", entry.why)
            yield _Changed(row.key, entry.name, line)
