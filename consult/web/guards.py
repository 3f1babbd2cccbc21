"""Every page of a consultation stands behind one of these: who is asking, about what, and may they."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import current_app, g, redirect, request, session, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from consult.actions import allowing
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.domain.permissions import Act, Verdict, may
from consult.domain.refusals import NotFound, Refused
from consult.domain.visibility import knows_of
from consult.present.entries import Presenter
from consult.queries import consultations, people
from consult.store.approving import Answered
from consult.store.base import db
from consult.store.consultations import Consultation
from consult.store.people import Person
from consult.web.links import local_path
from consult.web.session import SAFE

View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Here:
    """Where a request takes place: one person, in one consultation, at one moment."""

    session: Session
    person: Person
    actor: Actor
    consultation: Consultation
    now: datetime
    zone: ZoneInfo

    @property
    def stage(self) -> Stage:
        """The consultation's stage at this moment."""
        return allowing.stage(self.consultation, self.now)

    @property
    def presenter(self) -> Presenter:
        """Words items for the person asking."""
        return Presenter(self.actor, self.zone)

    def may(
        self,
        act: Act,
        item: allowing.Contribution | None = None,
        *,
        asked: frozenset[int] = frozenset(),
        response: Answered | None = None,
    ) -> Verdict:
        """Whether the person may do `act`, with the reason where not."""
        return may(self.actor, act, allowing.scene(self.consultation, self.now, item, asked=asked, response=response))

    def ensure_knows(self, written: Answered, *, authority_id: int) -> None:
        """Raises NotFound for those who may not know yet that an authority has written it (R20)."""
        if not knows_of(self.actor, authority_id=authority_id, state=allowing.answer_state(written)):
            raise NotFound


def guarded(act: Act) -> Callable[[View], View]:
    """For views under `/<slug>/`: gives the view a Here in place of the slug.

    Signed out leads to signing in; a consultation one takes no part in does not exist for one; what one may not do is
    refused with its reason. `act` is kept on the view, so that a test can hold every route against the table.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guard(slug: str, **rest: Any) -> Any:
            if not current_user.is_authenticated:
                return to_sign_in()
            here = arrive(slug, current_user.person)
            g.here = here
            verdict = here.may(act)
            if not verdict:
                raise Refused(verdict.reason)
            return view(here, **rest)

        guard.act = act  # type: ignore[attr-defined]
        return guard

    return decorate


def signed_in(view: View) -> View:
    """For views outside any consultation: gives the view the person."""

    @wraps(view)
    def guard(**rest: Any) -> Any:
        if not current_user.is_authenticated:
            return to_sign_in()
        return view(current_user.person, **rest)

    guard.act = None  # type: ignore[attr-defined]
    return guard


def to_sign_in() -> Any:
    """To the sign-in page, and back again afterwards; where what was asked for cannot be looked at, to where it was asked."""
    if request.method in SAFE:
        session["next"] = request.full_path.rstrip("?")
    else:
        session["next"] = request.path if _can_be_looked_at() else _came_from() or _home()
    return redirect(url_for("accounts.sign_in"), 303)


def _can_be_looked_at() -> bool:
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(request.path, method="GET")


def _came_from() -> str | None:
    """The page of this service the form was sent from, as the browser says."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    return local_path(f"{parts.path}?{parts.query}".rstrip("?"))


def _home() -> str:
    slug = (request.view_args or {}).get("slug")
    return url_for("overview.overview", slug=slug) if slug else url_for("home.home")


def arrive(slug: str, person: Person) -> Here:
    """The person in the consultation at that address; raises NotFound where they take no part in one there."""
    consultation = consultations.by_slug(db.session(), slug)
    actor = people.actor(db.session(), person, consultation)
    here = Here(
        session=db.session(),
        person=person,
        actor=actor,
        consultation=consultation,
        now=g.now,
        zone=current_app.config["SETTINGS"].timezone,
    )
    if not here.may(Act.SEE_CONSULTATION):
        raise NotFound
    return here
