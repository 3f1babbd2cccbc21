"""Who answers for which part of the draft, as the clerk sees and sets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consult.domain.people import OFFICERS
from consult.domain.places import owners
from consult.queries import drafts, people
from consult.store.drafts import Section
from consult.store.people import Body
from consult.web.forms.base import SelectChoice
from consult.web.forms.settings import NOBODY, SectionsForm, section_field, sections_form
from consult.web.guards import Here

_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A section of the current version: `answerer` is the name of who answers for it, "" for nobody; `field` is its choice."""

    section: Section
    title: str
    inherited: str
    answerer: str
    field: str


def outline(here: Here) -> list[Line]:
    """The sections of the current version; none before one is published."""
    about = here.consultation
    if not about.current_version:
        return []
    sections = drafts.sections(here.session, drafts.version(here.session, about, about.current_version))
    names = {body.id: body.name for body in people.bodies(here.session)}
    return [
        Line(section, f"{section.number} {section.heading}".strip(), inherited, names.get(owner or 0, ""), field)
        for section, inherited, owner, field in zip(
            sections,
            _inherited(sections),
            owners(sections, about.lead_authority_id),
            [section_field(section.id) for section in sections],
            strict=True,
        )
    ]


def lead_name(here: Here) -> str:
    """The name of the lead authority; "" where none is named."""
    lead = here.consultation.lead_authority_id
    return next((body.name for body in people.bodies(here.session) if body.id == lead), "")


def answerers_form(here: Here, lines: Sequence[Line]) -> SectionsForm:
    """The form as it stands, or as it was sent."""
    own = {line.field: line.section.authority_id or NOBODY for line in lines}
    return sections_form(
        _choices(here, lines),
        [(line.section.id, line.title, line.inherited) for line in lines],
        lead=here.consultation.lead_authority_id or NOBODY,
        **own,
    )


def chosen(form: SectionsForm, lines: Sequence[Line]) -> dict[int, int | None]:
    """What was chosen, by section; None for as above."""
    return {line.section.id: form[line.field].data or None for line in lines}


def _inherited(sections: Sequence[Section]) -> list[str]:
    """How "no authority of its own" is said of each section: whose it is then."""
    found: list[str] = []
    above: list[Section] = []
    for section in sections:
        while above and above[-1].level >= section.level:
            above.pop()
        found.append(f"As “{_short(above[-1].heading)}” above" if above else "The lead authority")
        above.append(section)
    return found


def _short(heading: str) -> str:
    return heading if len(heading) <= _LONGEST_HEADING else heading[: _LONGEST_HEADING - 1].rstrip() + "…"


def _choices(here: Here, lines: Sequence[Line]) -> list[SelectChoice]:
    """Every council and authority there is today, and those chosen already (R21)."""
    today = here.now.astimezone(here.zone).date()
    staffed = {row.body_id for row in people.taking_part(here.session, here.consultation) if row.role in OFFICERS}
    used = {here.consultation.lead_authority_id, *(line.section.authority_id for line in lines)}
    return [
        SelectChoice(body.id, body.name if body.id in staffed else f"{body.name} (no officers yet)")
        for body in people.bodies(here.session)
        if body.id in used | staffed or _exists(body, today)
    ]


def _exists(body: Body, today: date) -> bool:
    return (body.valid_from is None or body.valid_from <= today) and (body.valid_to is None or body.valid_to >= today)
