"""In the demonstration only: being somebody else at a click."""

from typing import Any

from flask import Blueprint, current_app, redirect, url_for

from consult.domain.refusals import NotFound
from consult.domain.signing_in import BY_LINK
from consult.queries import people
from consult.store.base import db
from consult.store.people import Person
from consult.web.signing_in import enter

pages = Blueprint("demonstration", __name__)

CAST = {
    "clerk": ("Clerk", "clerk@example.org"),
    "member": ("Member for Norwich City Council", "member.norwich@example.org"),
    "officer": ("Responding officer, Constabulary", "officer.police@example.org"),
    "lead": ("Lead officer, Constabulary", "lead.police@example.org"),
    "observer": ("Observer", "observer@example.org"),
}
"""Who one can be: a short name for the address, as the switcher says it, and their e-mail address."""


@pages.post("/demonstration/<part>")
def switch(part: str) -> Any:
    """Signs in as one of the cast."""
    person = people.by_email(db.session(), CAST[part][1]) if part in CAST else None
    if person is None:
        raise NotFound
    enter(person, way=BY_LINK)
    return redirect(url_for("home.home"), 303)


def switcher(person: Person | None) -> list[dict[str, Any]] | None:
    """The bar's choices; None where this is no demonstration."""
    if not current_app.config["SETTINGS"].demonstration:
        return None
    return [
        {
            "text": text,
            "action": url_for("demonstration.switch", part=part),
            "current": person is not None and person.email == email,
        }
        for part, (text, email) in CAST.items()
    ]
