"""The privacy notice, which is shown once before somebody's first words in a consultation (R23)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import current_app, redirect, request, url_for

from consult.config import Settings
from consult.domain.permissions import Act
from consult.domain.retention import Periods
from consult.queries import privacy
from consult.store.consultations import Consultation
from consult.web.guards import Here, View


@dataclass(frozen=True, slots=True)
class Notice:
    """What the notice is filled with. `controller` "" where nobody is named; `ask` are lines, the first the nearest."""

    controller: str
    words: Sequence[str]
    ask: Sequence[str]
    periods: Periods


def notice_of(consultation: Consultation | None = None) -> Notice:
    """That of a consultation, or of the installation."""
    settings: Settings = current_app.config["SETTINGS"]
    about = consultation
    asked = (about.contact_title, about.contact_email, about.contact_telephone) if about else ()
    return Notice(
        controller=(about.host if about else "") or settings.controller,
        words=[part for part in (about.privacy_words if about else "").split("\n\n") if part.strip()],
        ask=[line for line in (*asked, settings.privacy_contact) if line],
        periods=settings.periods,
    )


def told_first(act: Act) -> Callable[[View], View]:
    """For pages on which members write, beneath `guarded`: leads to the notice where it has not been shown, and back.

    Only before a page is opened, never when one is sent: what somebody typed arrives as ever. Whoever may not do `act` is
    told so by the page itself.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def tell(here: Here, **rest: Any) -> Any:
            opens = request.method == "GET" and here.may(Act.KEEP_WORDS).ok and here.may(act).ok
            if opens and not privacy.has_read(here.session, here.consultation, here.person.id):
                wanted = request.full_path.rstrip("?")
                return redirect(url_for("information.notice", slug=here.consultation.slug, next=wanted), 303)
            return view(here, **rest)

        return tell

    return decorate
