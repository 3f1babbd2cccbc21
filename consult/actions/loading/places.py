"""Places of a draft by what people call them, read from the database once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consult.actions.comments import Place
from consult.domain.places import owners
from consult.domain.pointing import Named, point
from consult.domain.record import Spot
from consult.domain.refusals import NotFound, Refused
from consult.queries import drafts
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Laid:
    """A version laid out: its sections, their paragraphs, and who is named to answer for each (None: nobody but the lead)."""

    version: DraftVersion
    sections: Sequence[Section]
    paragraphs: Sequence[Sequence[Paragraph]]
    named: Sequence[Named]
    owners: Sequence[int | None]

    def place(self, section: int | None, paragraph: int | None) -> Place:
        """The place at some positions; raises Refused where there are none such."""
        if section is None:
            return Place(self.version)
        if section >= len(self.sections) or (paragraph or 0) >= max(len(self.paragraphs[section]), 1):
            raise Refused("“anchor” points to a place the draft does not have. Leave it out, and say where in words.")
        here = self.sections[section]
        if paragraph is None:
            return Place(self.version, here)
        return Place(self.version, here, self.paragraphs[section][paragraph])


class Places:
    """The versions of a consultation's draft, each laid out when it is first asked for."""

    def __init__(self, session: Session, consultation: Consultation) -> None:
        self.session, self.consultation = session, consultation
        self._laid: dict[int, Laid] = {}

    def in_words(self, heading: str | None, label: str | None) -> Place:
        """The place in the current version that is called so; raises Refused where there is none, or more than one."""
        laid = self.version(self.consultation.current_version)
        return laid.place(*point(laid.named, heading, label))

    def at(self, spot: Spot) -> Place:
        """The place at some positions; raises Refused where there are none such."""
        return self.version(spot.version).place(spot.section, spot.paragraph)

    def named_owner(self, place: Place) -> int | None:
        """Who is named to answer for the place, itself or by a heading above it; None where only the lead would."""
        if place.section is None or place.version.number is None:
            return None
        return self.version(place.version.number).owners[place.section.position]

    def version(self, number: int) -> Laid:
        """One version; raises Refused where it was not published."""
        if number not in self._laid:
            self._laid[number] = self._lay_out(number)
        return self._laid[number]

    def _lay_out(self, number: int) -> Laid:
        try:
            version = drafts.version(self.session, self.consultation, number)
        except NotFound as error:
            raise Refused(f"There is no version {number} of the draft here. Import it first.") from error
        sections = drafts.sections(self.session, version)
        within: dict[int, list[Paragraph]] = {section.id: [] for section in sections}
        for paragraph in drafts.paragraphs(self.session, list(within)):
            within[paragraph.section_id].append(paragraph)
        named = [Named(s.number, s.heading, s.level, [p.label for p in within[s.id]]) for s in sections]
        return Laid(version, sections, [within[s.id] for s in sections], named, owners(sections, None))
