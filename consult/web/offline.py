"""What can be taken away to comment without the service: the draft as Word to mark up, and forms to fill in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from consult.domain.calendar import moment
from consult.domain.draft import Draft, Kind, Paragraph
from consult.domain.draft import Section as DraftSection
from consult.domain.people import PANEL
from consult.domain.response_form import Form, Layout
from consult.pack.draft_docx import draft_docx
from consult.pack.response_forms import MEDIA_TYPES, response_form
from consult.queries import incoming as files
from consult.queries import people
from consult.store.drafts import DraftVersion, Section
from consult.web.guards import Here
from consult.web.incoming_files import form_section, whole_form


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that is offered: what it is called in an address, its layout (None for the draft itself) and its kind."""

    name: str
    layout: Layout | None
    kind: str

    @property
    def media_type(self) -> str:
        """As browsers are told it."""
        return MEDIA_TYPES[self.kind]


OFFERED = {
    one.name: one
    for one in (
        Offered("draft", None, "docx"),
        Offered("form-xlsx", Layout.RESPONSE, "xlsx"),
        Offered("form-docx", Layout.RESPONSE, "docx"),
        Offered("iso-xlsx", Layout.ISO, "xlsx"),
        Offered("iso-docx", Layout.ISO, "docx"),
    )
}


def made(here: Here, version: DraftVersion, section: Section | None, offered: Offered) -> bytes:
    """The file, of one section or (None) of the whole draft."""
    sections = files.draft(here.session, version)
    chosen = [one for one in sections if section is None or one.id == section.id]
    if offered.layout is None:
        return _draft(draft_of(version, chosen))
    form = _form(here, version, sections, chosen, whole=section is None)
    return _response_form(form, offered.layout, offered.kind, version.published_at or version.imported_at)


@lru_cache(maxsize=32)
def _draft(draft: Draft) -> bytes:
    return draft_docx(draft)


@lru_cache(maxsize=64)
def _response_form(form: Form, layout: Layout, kind: str, made_at: datetime) -> bytes:
    return response_form(form, layout, kind, made_at=made_at)


def draft_of(version: DraftVersion, sections: Sequence[Section]) -> Draft:
    """Sections of a published version, with their paragraphs, as a document; without its pictures' bytes."""
    return Draft(
        version.title,
        tuple(
            DraftSection(
                one.heading,
                one.level,
                one.number,
                tuple(Paragraph(p.text, p.html, p.label, p.level, Kind(p.kind)) for p in one.paragraphs),
            )
            for one in sections
        ),
    )


def _form(
    here: Here, version: DraftVersion, sections: Sequence[Section], chosen: Sequence[Section], *, whole: bool
) -> Form:
    about = here.consultation
    return replace(
        whole_form(about, version, sections),
        sections=tuple(form_section(one) for one in chosen),
        whole=whole,
        panel=about.panel,
        closes=moment(about.closes_at, here.zone) if about.closes_at else "",
        contact=", ".join(filter(None, (about.contact_title, about.contact_email, about.contact_telephone))),
        council=_council(here),
    )


def _council(here: Here) -> str:
    own = next((one.body_id for one in here.actor.memberships if one.role in PANEL), None)
    return next((body.name for body in people.bodies(here.session) if body.id == own), "")
