"""Inviting people, one at a time or as a list."""

from typing import Any

from consult.domain.people import Role
from consult.web.forms import govuk
from consult.web.forms.base import (
    EmailField,
    FileField,
    Form,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SubmitField,
    TextField,
)

ROLE_TASKS = {
    Role.MEMBER: "Members read the draft, comment on it, suggest other wording and put questions.",
    Role.CO_OPTED: "Co-opted members comment and put questions as members do, without a vote.",
    Role.CHAIR: "The chair reads, comments and puts questions as members do, and chairs the panel.",
    Role.LEAD_OFFICER: "Lead officers answer for one authority, and approve what its other officers write.",
    Role.OFFICER: "Responding officers write answers for one authority, for its lead officer to approve.",
    Role.CLERK: "Clerks set the consultation up, invite people, release answers and make the digest.",
    Role.OBSERVER: "Observers read the draft, the comments and the answers that are released.",
}
"""What each role can do, in the order they are offered: said when inviting, and in the invitation."""


class OthersEmailInput(govuk.EmailInput):
    """Somebody else's address: the browser is not to fill in that of the person typing."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> govuk.Params:
        return super().map_gov_params(field, **kwargs) | {"autocomplete": "off"}


class OthersEmailField(EmailField):
    """The e-mail address of somebody else than the person typing."""

    widget = OthersEmailInput()


class InviteForm(Form):
    """One person and their part."""

    name = TextField(
        "Name",
        [Required("Enter the person’s name")],
        description="As it is to be printed, for example “Councillor A Member” or “Head of Communities”",
        render_kw={"autocomplete": "off"},
    )
    email = OthersEmailField(
        "Email address",
        [Required("Enter their email address")],
        description="For signing in. It is never printed or shown to anybody but clerks",
    )
    role = RadiosField(
        "What is their part?",
        [Required("Choose what their part is")],
        choices=[SelectChoice(role.value, role.wording) for role in ROLE_TASKS],
    )
    body = TextField(
        "Council or authority",
        [Optional()],
        description="The council that appointed the member, or the authority the officer answers for. Needed for both; "
        "others can stand alone",
        render_kw={"list": "bodies", "autocomplete": "off"},
    )
    send = SubmitField("Invite")


class InviteManyForm(Form):
    """A list of people in a file."""

    file = FileField(
        "List of people",
        [Required("Choose the file with the list")],
        description="A CSV file, 1 MB at most",
        render_kw={"accept": ".csv,text/csv"},
    )
    send = SubmitField("Invite everybody on the list")
