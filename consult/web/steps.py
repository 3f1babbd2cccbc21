"""What a clerk has to do to bring a consultation to its window, in order, and what of it is done."""

from dataclasses import dataclass

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
    about, slug = here.consultation, here.consultation.slug
    taking_part = people.taking_part(here.session, about)
    members = sum(row.role in PANEL for row in taking_part)
    officers = sum(row.role in OFFICERS for row in taking_part)
    checking = drafts.in_check(here.session, about)
    draft_href = (
        url_for("imports.check", slug=slug, draft_id=checking[0].id)
        if checking
        else url_for("imports.upload", slug=slug)
    )
    return [
        Step(
            "Check the draft and publish it" if checking else "Import the draft",
            url_for("reading.contents", slug=slug) if about.current_version else draft_href,
            bool(about.current_version),
            f"Version {about.current_version} is published"
            if about.current_version
            else "It is imported and waits to be checked"
            if checking
            else "Word, Markdown or a web page",
        ),
        Step(
            "Say which authority answers for each section",
            url_for("settings.sections", slug=slug),
            about.lead_authority_id is not None,
            "A lead authority is named" if about.lead_authority_id else "Name the lead authority first",
        ),
        Step(
            "Invite members and officers",
            url_for("people.index", slug=slug),
            bool(members and officers),
            f"{members} on the panel, {officers} {'officer' if officers == 1 else 'officers'}",
        ),
        Step(
            "Set the commenting window",
            url_for("settings.window", slug=slug),
            about.opens_at is not None,
            "The window is set" if about.opens_at else "When comments open and close",
        ),
        Step(
            "Fill in the digest’s cover",
            url_for("settings.cover", slug=slug),
            bool(about.summary and about.recommendation and about.contact_title),
            "Meeting, summary, recommendation and contact officer",
        ),
    ]
