"""What every template knows: who is signed in, where they are, where they can go, and how to say dates and times."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, url_for
from flask_login import current_user

from consult.domain import calendar
from consult.domain.numbering import margin_label
from consult.domain.permissions import Act
from consult.present.linking import linked
from consult.present.promising import promised
from consult.queries import unsent
from consult.web.guards import Here
from consult.web.views import demonstration


def init_app(app: Flask) -> None:
    """Registers the filters and the context every page has."""
    app.jinja_env.filters.update(
        clock_time=lambda at: calendar.clock_time(at.astimezone(_zone())),
        day=lambda at: calendar.short_day(at.astimezone(_zone()).date()),
        linked=linked,
        long_day=calendar.long_day,
        margin_label=margin_label,
        moment=lambda at: calendar.moment(at, _zone()),
        plural=plural,
        promised=promised,
        short_day=calendar.short_day,
    )
    app.context_processor(_everywhere)


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 comment", "2 comments", "no comments"."""
    return f"{count if count else 'no'} {one if count == 1 else many or one + 's'}"


def _zone() -> ZoneInfo:
    zone: ZoneInfo = current_app.config["SETTINGS"].timezone
    return zone


def _everywhere() -> dict[str, Any]:
    person = current_user.person if current_user and current_user.is_authenticated else None
    here: Here | None = g.get("here")
    return {
        "person": person,
        "home_url": url_for("home.home"),
        "account_url": url_for("account.index"),
        "sign_out_url": url_for("accounts.sign_out"),
        "navigation": [],
        "footer_links": [
            *([{"text": "Your letters", "href": url_for("letters.letters")}] if person else []),
            {"text": "Accessibility statement", "href": url_for("information.accessibility")},
            {"text": "Privacy notice", "href": _privacy_url(here)},
        ],
        "role_switcher": demonstration.switcher(person),
        "here": here,
        "consultation": here.consultation if here else None,
        "consultation_url": url_for("overview.overview", slug=here.consultation.slug) if here else None,
        "local_navigation": _links(here, _PLACES) if here else [],
        "desk_navigation": _links(here, _DESK) if here else [],
        "not_sent": _not_sent(here) if here else None,
        "search_url": _search_url(here) if here else "",
    }


def _privacy_url(here: Here | None) -> str:
    """The notice of the consultation one is in; else that of the installation."""
    return url_for("information.notice", slug=here.consultation.slug) if here else url_for("information.privacy")


def _search_url(here: Here) -> str:
    """Where a search goes; "" for those who can read nothing yet."""
    return url_for("search.index", slug=here.consultation.slug) if here.may(Act.READ_DRAFT) else ""


def _not_sent(here: Here) -> dict[str, Any] | None:
    """Where what one has begun to write waits, and how much of it; None for those who write nothing."""
    if not here.may(Act.KEEP_WORDS):
        return None
    count = unsent.count(here.session, here.consultation, here.person.id)
    return {"href": url_for("unsent.index", slug=here.consultation.slug), "count": count}


_PLACES = (
    ("Overview", "overview.overview", Act.SEE_CONSULTATION),
    ("Draft", "reading.contents", Act.READ_DRAFT),
    ("Comments", "comments.index", Act.READ_DRAFT),
    ("Questions", "questions.index", Act.READ_DRAFT),
    ("Register", "register.index", Act.READ_DRAFT),
    ("Packs", "published.index", Act.SEE_CONSULTATION),
    ("My contribution", "mine.index", Act.SEE_OWN),
    ("Answers", "work.index", Act.SEE_WORK),
)

_DESK = (
    ("Board", "board.index", Act.RUN),
    ("Enter for members", "entering.index", Act.TAKE),
    ("People", "people.index", Act.RUN),
    ("Set up", "settings.index", Act.RUN),
    ("Pack", "packs.index", Act.RUN),
)
"""The clerk's own, in a line of their own: on a phone they would be lost among the others."""


def _links(here: Here, places: Sequence[tuple[str, str, Act]]) -> list[dict[str, Any]]:
    chosen = g.get("place", "")
    return [
        {
            "text": text,
            "href": url_for(endpoint, slug=here.consultation.slug),
            "current": endpoint.partition(".")[0] == chosen,
            "count": None,
        }
        for text, endpoint, act in places
        if here.may(act)
    ]
