"""Writing a section of a redraft, and taking what was accepted into one."""

from typing import Any

import wtforms
from wtforms import HiddenField

from consult.importing.sections import LONGEST
from consult.web.forms import govuk
from consult.web.forms.base import CheckboxesField, Form, Required, SubmitField
from consult.web.forms.plain_text import normalised


class SectionTextField(wtforms.StringField):  # type: ignore[misc]
    """A section as Markdown. What of it can be taken, its reading says."""

    widget = govuk.CharacterCount(LONGEST, 24)

    def __init__(self, label: str, **kwargs: Any) -> None:
        needed = [Required("Write the section, beginning with its heading")]
        super().__init__(label, needed, filters=(normalised,), **kwargs)


class SectionForm(Form):
    """One section. `was` is the fingerprint of what it said when it was opened, `heading` what it was called then."""

    was = HiddenField()
    heading = HiddenField()
    revision = HiddenField()
    text = SectionTextField(
        "Text of the section",
        description="Begin with its heading. Numbers stand as they are printed: nothing is renumbered for you.",
    )
    save = SubmitField("Save the section")


class TakingsForm(Form):
    """The accepted comments whose changes are taken, by their ids."""

    taken = CheckboxesField(
        "Changes to take", coerce=int, validators=[Required("Tick at least one change to take into the text")]
    )
    make = SubmitField("Make the redraft")
