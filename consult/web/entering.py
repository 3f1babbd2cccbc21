"""What the clerk enters for a member, from the form into the record: who, how, when, and the letter that tells the member."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import flash, redirect, session, url_for
from werkzeug.wrappers import Response

from consult.actions import interests
from consult.actions.allowing import Contribution
from consult.actions.interests import Declared
from consult.actions.naming import noun_of, reference_of
from consult.actions.unsent import new_key
from consult.domain.arriving import Entered, Way
from consult.domain.calendar import moment, short_day
from consult.domain.interests import Interest
from consult.domain.lifecycle import Stage
from consult.domain.people import PANEL, Actor, Role
from consult.domain.places import WHOLE_DRAFT
from consult.domain.refusals import NotFound
from consult.mail import letters
from consult.queries import people
from consult.store.commitments import Commitment
from consult.store.people import Person
from consult.web import form_keys
from consult.web.contributions import find_contribution, href_of
from consult.web.forms.arriving import NOBODY, NOT_TOLD, CameForm, EnteredForm
from consult.web.forms.base import SelectChoice
from consult.web.guards import Here
from consult.web.links import full_url, public_url
from consult.web.receipts import Receipt, moment_in_zone, receipt

AnyCame = TypeVar("AnyCame", bound=CameForm)

MOST_TOLD = 40
"""Items written out in one letter; the rest is counted."""

_KEPT = (
    "entering"  # in the clerk's session: what the last one entered had in common with the next from the same envelope
)
_LONGEST_KEPT = 300  # characters of a reason: a browser keeps some 4,000 in all
_COMMON = ("member", "way", "came", "came_time", "late_reason")


def prepared(form: AnyCame, here: Here) -> AnyCame:
    """The form with the panel to choose from, and no reason for lateness while nothing can be late."""
    form.member.choices = [SelectChoice(NOBODY, "Choose a member"), *members(here)]
    if here.stage is not Stage.RESPONDING:
        del form.late_reason
    return form


def members(here: Here) -> list[SelectChoice]:
    """Those on the panel now, each with the council they speak for, by name."""
    rows = [row for row in people.taking_part(here.session, here.consultation) if Role(row.role) in PANEL]
    named = {row.person_id: f"{row.person.name}{f' ({row.body.name})' if row.body else ''}" for row in rows}
    return [SelectChoice(number, name) for number, name in sorted(named.items(), key=lambda pair: pair[1].casefold())]


def author_in(form: CameForm, here: Here) -> tuple[Person, Actor]:
    """The member chosen; raises NotFound where there is nobody of that id."""
    person = people.by_id(here.session, form.member.data)
    if person is None:
        raise NotFound
    return person, people.actor(here.session, person, here.consultation)


def entered_in(form: CameForm, here: Here, way: Way) -> Entered | None:
    """How and when it came; None, with an error in the form, where the time cannot be told."""
    came_at = form.came_at(here.zone, closes_at=here.consultation.closes_at, now=here.now)
    if came_at is None:
        return None
    why = form.late_reason.data if "late_reason" in form else ""
    return Entered(here.actor, way, came_at, why or "")


def declare_in(form: EnteredForm, here: Here, author: Actor) -> None:
    """Records the interest the member told of; where none was told, nothing. Raises Refused where it is not said which."""
    if form.interest.data == NOT_TOLD:
        return
    interests.declare(
        here.session, consultation=here.consultation,
        declared=Declared(Interest(form.interest.data), form.interest_text.data or ""),
        by=author, now=here.now, entered_by=here.actor,
    )  # fmt: skip


def begin(form: EnteredForm, here: Here) -> None:
    """Marks a form, so that sent twice it makes one item."""
    form.form_key.data = form_keys.signed(new_key(), here.person.id)


def key_in(form: EnteredForm, here: Here) -> str:
    """The mark of a form that is sent; a new one where it was given to somebody else."""
    opened = form_keys.opened(form.form_key.data)
    return opened[0] if opened and opened[1] == here.person.id else new_key()


def keep_common(form: EnteredForm, here: Here) -> None:
    """Remembers what the next one from the same envelope has in common with this."""
    held: dict[str, Any] = {name: form[name].raw_data for name in _COMMON if name in form}
    if len("".join(held.get("late_reason", ()))) > _LONGEST_KEPT:
        del held["late_reason"]
    session[_KEPT] = {"consultation": here.consultation.id, "fields": held}


def common(here: Here) -> dict[str, list[str]]:
    """What was remembered, as the browser sent it, and forgets it."""
    kept = session.pop(_KEPT, None) or {}
    return kept.get("fields", {}) if kept.get("consultation") == here.consultation.id else {}


def refill(form: EnteredForm, held: dict[str, list[str]]) -> None:
    """Puts into a new form what was remembered."""
    for name, values in held.items():
        if name in form:
            form[name].process(_Held({name: values}))


class _Held(dict[str, list[str]]):
    """Form data as WTForms reads it."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def tell(here: Here, author: Person, entered: Entered, items: Sequence[Contribution]) -> None:
    """Tells the member by e-mail what was entered in their name, so that they can set it right."""
    told = [find_contribution(here, reference_of(item)) for item in items[:MOST_TOLD]]
    closes_at = here.consultation.closes_at
    letters.write(
        here.session, "entered", to=author.email, now=here.now,
        name=author.name,
        consultation=here.consultation.title,
        came=f"{entered.way.wording} on {short_day(entered.came_at.astimezone(here.zone).date())}",
        items=[(_receipt(here, item), full_url(href_of(here, item))) for item in told],
        more=max(0, len(items) - MOST_TOLD),
        all_url=public_url("mine.index", slug=here.consultation.slug),
        request=any(isinstance(item, Commitment) for item in told),
        until=moment(closes_at, here.zone) if closes_at and here.stage in (Stage.OPEN, Stage.PAUSED) else "",
    )  # fmt: skip


def _receipt(here: Here, item: Contribution) -> Receipt:
    if not isinstance(item, Commitment):
        return receipt(here, item)
    return Receipt(
        noun=noun_of(item),
        reference=reference_of(item),
        received=moment_in_zone(item.received_at, here.zone),
        place=item.section.heading if item.section else WHOLE_DRAFT,
        asked=item.authority.name,
        text=item.text,
        until="",
    )


def done(here: Here, form: EnteredForm, item: Contribution, author: Person) -> Response:
    """Says what was done, and leads to it; or, where that was asked for, to the next one from the same envelope."""
    flash(f"{reference_of(item)} entered for {author.name}, who is told by email.", "success")
    if form.another.data:
        keep_common(form, here)
        return redirect(url_for("entering.index", slug=here.consultation.slug), 303)
    return redirect(href_of(here, item), 303)
