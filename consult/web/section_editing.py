"""A redraft being written, made ready for its pages: its sections, a preview, and two people's texts of one section."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.actions import writing as actions
from consult.domain.documents import from_document
from consult.domain.draft import Draft, Section
from consult.domain.numbering import margin_label
from consult.domain.pairing import pair
from consult.domain.permissions import Act
from consult.domain.redlining import redline
from consult.domain.redraft_lines import line_html
from consult.domain.refusals import NotFound
from consult.importing import Unreadable
from consult.importing.sections import read_sections
from consult.present.redlines import heard
from consult.queries import drafts, people, records, writing
from consult.store.drafts import DraftVersion
from consult.store.redrafts import SectionEdit
from consult.web.guards import Here
from consult.web.pictures import with_pictures


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the list of those that can be edited. `changed`: it says something else than the version it follows."""

    position: int
    name: str
    level: int
    authority: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as it will be read, or with the changes in it."""

    html: str
    kind: str
    label: str
    level: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as it will be read."""

    number: str
    heading: str
    level: int
    paragraphs: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One draft in check, as far as the person asking may write on it."""

    here: Here
    version: DraftVersion
    draft: Draft
    owners: Sequence[int | None]

    @classmethod
    def of(cls, here: Here, draft_id: int, *, lock: bool = False) -> "Desk":
        """Raises NotFound for a draft that is not in check, or of which the person may edit nothing."""
        version = drafts.to_check(here.session, here.consultation, draft_id, lock=lock)
        draft = from_document(version.document)
        desk = cls(here, version, draft, actions.owners_of(here.session, here.consultation, version, draft))
        if not actions.in_check(version) or not any(map(desk.may_edit, range(len(draft.sections)))):
            raise NotFound
        return desk

    def may_edit(self, section: int) -> bool:
        """Whether the person may edit the section at a position."""
        owner = self.owners[section]
        return actions.may_edit(self.here.consultation, self.version, owner, by=self.here.actor, now=self.here.now).ok

    def section(self, position: int) -> Section:
        """A section the person may edit; raises NotFound."""
        if not 0 <= position < len(self.draft.sections) or not self.may_edit(position):
            raise NotFound
        return self.draft.sections[position]

    def rows(self) -> list[Row]:
        """The sections the person may edit, in order."""
        today = self.here.now.astimezone(self.here.zone).date()
        bodies = people.authorities(self.here.session, self.here.consultation, today)
        names = {body.id: body.name for body in bodies}
        before = self._before()
        return [
            Row(n, named(section), section.level, names.get(self.owners[n] or 0, ""), section not in before)
            for n, section in enumerate(self.draft.sections)
            if self.may_edit(n)
        ]

    def _before(self) -> frozenset[Section]:
        if self.version.based_on_id is None:
            return frozenset()
        return frozenset(
            from_document(writing.with_document(self.here.session, self.version.based_on_id).document).sections
        )

    def read(self, text: str) -> tuple[Section, ...]:
        """What somebody typed as sections; raises Unreadable."""
        return read_sections(text, writing.pictures(self.here.session, self.version))

    def preview(self, text: str) -> tuple[list[ShownSection], str]:
        """What somebody typed as it will be read; or why it cannot be."""
        try:
            return [self.shown(section) for section in self.read(text)], ""
        except Unreadable as reason:
            return [], reason.reason

    def shown(self, section: Section) -> ShownSection:
        """A section as it will be read."""
        return ShownSection(
            section.number,
            section.heading,
            section.level,
            tuple(
                Shown(self._pictured(p.html), p.kind.value, margin_label(p.label), p.level) for p in section.paragraphs
            ),
        )

    def _pictured(self, html: str) -> str:
        """Pictures are shown from the version they came with: those of a draft in check are the clerk's alone."""
        shown_from = self.version.id if self.here.may(Act.RUN) else self.version.based_on_id or self.version.id
        return with_pictures(html, self.here.consultation.slug, shown_from)

    def kept(self) -> Sequence[SectionEdit]:
        """The person's texts that wait for them."""
        return writing.kept(self.here.session, self.version, self.here.person.id)

    def between(self, old: Sequence[Section], new: Sequence[Section]) -> list[Shown]:
        """The paragraphs that changed from one text of a section to another, with the changes in them."""
        drafted = [Draft("", tuple(sections)) for sections in (old, new)]
        found = []
        for part in redline(pair(*drafted)).sections:
            for line in (one for one in part.lines if one.changed):
                html = heard(self._pictured(line_html(line)))
                label = line.new_label if line.new is not None else line.old_label
                found.append(Shown(html, line.kind.value, margin_label(label), line.level, line.was.value))
        return found

    def saved_by(self, heading: str) -> str:
        """Who last saved a section of that heading; "" for nobody."""
        done = records.of_subject(self.here.session, self.here.consultation, f"draft {self.version.id}")
        edits = [one.by for one in done if one.act == "edit section" and one.details.get("section") == heading]
        return edits[-1] if edits else ""

    def url(self, endpoint: str, **values: Any) -> str:
        """An address of this draft."""
        return url_for(endpoint, slug=self.here.consultation.slug, draft_id=self.version.id, **values)


def named(section: Section) -> str:
    """Its number and heading."""
    return f"{section.number} {section.heading}".strip()
