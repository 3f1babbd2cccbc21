"""What members, officers and the clerk write about what authorities owe."""

import secrets
from typing import Any

from flask_wtf.file import MultipleFileField
from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.actions.undertakings import LONGEST_MINUTE
from consult.domain.supplied_files import KINDS_IN_WORDS, FileKind
from consult.web.forms import govuk
from consult.web.forms.base import (
    CheckboxesField,
    CheckboxField,
    DateField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
    TextField,
)


def _new_key() -> str:
    return secrets.token_urlsafe(16)


class RequestForm(Form):
    """What a member asks for, from whom, by when."""

    form_key = HiddenField(default=_new_key)
    text = LongTextField(
        "What information do you ask for?",
        [Required("Write what you ask for")],
        max_length=LONGEST_TEXT,
        rows=5,
        description="Say what it should cover: for example which years, which districts, how it is broken down.",
    )
    authority = RadiosField("Which authority is asked?", [Required("Choose which authority is asked")], coerce=int)
    due = DateField(
        "By which date is the panel to have it?",
        [Required("Give the date by which the panel is to have it")],
        description="The date the panel indicates, for example 27 3 2021. It counts as overdue the day after.",
    )
    section = SelectField("Which part of the draft is it about? (optional)", coerce=int)
    send = SubmitField("Send request")


class ChangeRequestForm(Form):
    """What is asked for, changed; whom it is put to stays."""

    text = LongTextField(
        "What information do you ask for?", [Required("Write what you ask for")], max_length=LONGEST_TEXT, rows=5
    )
    due = DateField(
        "By which date is the panel to have it?", [Required("Give the date by which the panel is to have it")]
    )
    send = SubmitField("Save changes")


class PromiseForm(Form):
    """Words of an answer as a promise, who keeps it, and by when."""

    form_key = HiddenField(default=_new_key)
    words = LongTextField(
        "The words of the promise",
        [Required("Copy the words of the promise from the text above")],
        max_length=LONGEST_TEXT,
        rows=3,
        description="Mark them in the text above, or copy them from it.",
    )
    owner = RadiosField("Who is to keep it?", [Optional()], coerce=int)
    due = DateField(
        "For which date is it promised?",
        [Required("Give the date it is promised for")],
        description="For example, 27 3 2021. It counts as overdue the day after.",
    )
    send = SubmitField("Mark as an undertaking")


class MeetingForm(Form):
    """What an authority promised at a meeting."""

    form_key = HiddenField(default=_new_key)
    meeting_on = DateField(
        "When was the meeting?", [Required("Give the date of the meeting")], description="For example, 27 11 2020"
    )
    minute = TextField("Minute number (optional)", [Optional()], max_length=LONGEST_MINUTE)
    words = LongTextField("What was promised?", [Required("Write what was promised")], max_length=LONGEST_TEXT, rows=4)
    authority = RadiosField("Who promised it?", [Required("Choose which authority promised it")], coerce=int)
    owner = SelectField("Who is to keep it?", coerce=int)
    due = DateField(
        "For which date was it promised?",
        [Required("Give the date it was promised for")],
        description="It may have passed: then it is overdue at once.",
    )
    section = SelectField("Which part of the draft is it about? (optional)", coerce=int)
    send = SubmitField("Record the undertaking")


class EndForm(Form):
    """Why the clerk closes something, or opens it again."""

    note = LongTextField("Why?", [Required("Write why")], max_length=2000, rows=3)
    send = SubmitField("Save")


class _FilesInput(govuk.FileInput):
    """Several files from the user's device."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> govuk.Params:
        params = super().map_gov_params(field, **kwargs)
        accepted = ",".join(f".{kind.value}" for kind in FileKind)
        return {**params, "attributes": {**params.get("attributes", {}), "multiple": True, "accept": accepted}}


class FilesField(MultipleFileField):  # type: ignore[misc]
    """Any number of files; `data` is a list of werkzeug FileStorage."""

    widget = _FilesInput()


class SupplyForm(Form):
    """What an authority supplies. The view leaves out what does not apply.

    `revision` is that of what the officer was looking at.
    """

    revision = HiddenField(default="0")
    text = LongTextField("What is supplied?", [Required("Write what is supplied")], max_length=LONGEST_TEXT, rows=6)
    files = FilesField(
        "Files (optional)",
        [Optional()],
        description=f"{KINDS_IN_WORDS}. They are handed out as downloads, never shown here.",
    )
    removed = CheckboxesField("Files attached already: tick those to take out", [Optional()], coerce=int)
    complete = RadiosField(
        "Is this all of it?",
        [Required("Say whether this is all of it")],
        choices=[SelectChoice("all", "Yes, this is all of it"), SelectChoice("part", "No, this is a part")],
    )
    delay_reason = LongTextField(
        "Why is it late, or only a part?",
        [Optional()],
        max_length=LONGEST_TEXT,
        rows=3,
        description="Needed where it is. Say when the rest will come.",
    )
    depersonalised = RadiosField(
        "Is the information depersonalised?",
        [Required("Say whether the information is depersonalised")],
        choices=[
            SelectChoice("yes", "Yes, nobody can be identified from it"),
            SelectChoice("no", "No, it is necessary that people can be identified"),
        ],
    )
    identification_reason = LongTextField(
        "Why is it necessary that people can be identified?",
        [Optional()],
        max_length=LONGEST_TEXT,
        rows=2,
        description="Leave this empty where nobody can be.",
    )
    no_prejudice = CheckboxField(
        "I declare that supplying this is not likely to prejudice legal proceedings or current or future operations"
    )
    save = SubmitField("Save")
