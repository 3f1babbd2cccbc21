"""Giving people a part and writing to them: the one way in for one person, a list, and a link sent again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import url_for

from consult.actions import people as actions
from consult.domain.calendar import moment
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.mail import letters
from consult.queries import people
from consult.store.people import MembershipRow
from consult.web.forms.people import ROLE_TASKS
from consult.web.guards import Here
from consult.web.invitation_list import Invitation
from consult.web.links import public_url


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some invitations, by name. `renamed` are people known by another name, which stays: (given, known)."""

    invited: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    new_bodies: list[str] = field(default_factory=list)


def invite(here: Here, invitations: Sequence[Invitation]) -> Outcome:
    """Invites people, and writes to those who had not got that part. Raises Refused as the action does.

    A council or authority is the known one of that name, whatever the capitals.
    """
    outcome = Outcome()
    bodies = {body.name.casefold(): body.name for body in people.bodies(here.session)}
    parts = {row.id for row in people.taking_part(here.session, here.consultation)}
    for one in invitations:
        if one.body and one.body.casefold() not in bodies:
            bodies[one.body.casefold()] = one.body
            outcome.new_bodies.append(one.body)
        given = actions.invite(
            here.session, consultation=here.consultation, email=one.email, name=one.name, role=one.role,
            body=bodies.get(one.body.casefold(), ""), by=here.actor, now=here.now,
        )  # fmt: skip
        row = people.membership(here.session, here.consultation, given.id)
        if row.person.name != one.name:
            outcome.renamed.append((one.name, row.person.name))
        if row.id in parts:
            outcome.already.append(row.person.name)
        else:
            parts.add(row.id)
            write_to(here, row)
            outcome.invited.append(row.person.name)
    return outcome


def write_to(here: Here, row: MembershipRow) -> None:
    """Writes an invitation with a new sign-in link; `row` has its person and body."""
    about, role = here.consultation, Role(row.role)
    token = actions.link_for(here.session, person=row.person, now=here.now, life=actions.INVITATION_LIFE)
    wanted = url_for("overview.overview", slug=about.slug)
    letters.write(
        here.session, "invitation", to=row.person.email, now=here.now,
        consultation=about.title,
        name=row.person.name,
        inviter=here.person.name,
        role=role.wording.lower(),
        body=row.body.name if row.body else "",
        role_task=ROLE_TASKS[role],
        window=_window(here),
        url=public_url("accounts.use_link", token=token, next=wanted),
        until=moment(here.now + actions.INVITATION_LIFE, here.zone),
        sign_in_url=public_url("accounts.sign_in"),
    )  # fmt: skip


def _window(here: Here) -> str:
    about = here.consultation
    if (
        about.opens_at is None
        or about.closes_at is None
        or here.stage not in (Stage.ANNOUNCED, Stage.OPEN, Stage.PAUSED)
    ):
        return ""
    opens, closes = moment(about.opens_at, here.zone), moment(about.closes_at, here.zone)
    said = f"Comments and questions are taken from {opens}\nuntil {closes}."
    return f"{said}\nThe clerk has paused this for now." if here.stage is Stage.PAUSED else said
