"""What a clerk has to do to bring a consultation to its window, in order, and what of it is done."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.domain.people import OFFICERS, PANEL
from consult.queries import drafts, people
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `detail` says how it stands."""

    text: str
    href: str
    done: bool
    detail: str


def steps_for_clerk(here: Here) -> list[Step]:
    """The steps to an open window; the first that is not done is what to do next."""
    return [_draft(here), _answerers(here), _people(here), _window(here), _cover(here)]


def _draft(here: Here) -> Step:
    current = here.consultation.current_version
    if current:
        return Step("Import the draft", _url(here, "reading.contents"), True, f"Version {current} is published")
    checking = drafts.in_check(here.session, here.consultation)
    if checking:
        href = _url(here, "imports.check", draft_id=checking[0].id)
        return Step("Check the draft and publish it", href, False, "It is imported and waits to be checked")
    return Step("Import the draft", _url(here, "imports.upload"), False, "Word, Markdown or a web page")


def _answerers(here: Here) -> Step:
    named = here.consultation.lead_authority_id is not None
    detail = "A lead authority is named" if named else "Name the lead authority first"
    return Step("Say which authority answers for each section", _url(here, "settings.sections"), named, detail)


def _people(here: Here) -> Step:
    taking_part = people.taking_part(here.session, here.consultation)
    members = sum(row.role in PANEL for row in taking_part)
    officers = sum(row.role in OFFICERS for row in taking_part)
    detail = f"{members} on the panel, {officers} {'officer' if officers == 1 else 'officers'}"
    return Step("Invite members and officers", _url(here, "people.index"), bool(members and officers), detail)


def _window(here: Here) -> Step:
    done = here.consultation.opens_at is not None
    detail = "The window is set" if done else "When comments open and close"
    return Step("Set the commenting window", _url(here, "settings.window"), done, detail)


def _cover(here: Here) -> Step:
    about = here.consultation
    done = bool(about.summary and about.recommendation and about.contact_title)
    detail = "Meeting, summary, recommendation and contact officer"
    return Step("Fill in the digest’s cover", _url(here, "settings.cover"), done, detail)


def _url(here: Here, endpoint: str, **values: Any) -> str:
    return url_for(endpoint, slug=here.consultation.slug, **values)
