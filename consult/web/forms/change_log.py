"""Why a section changed."""

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.web.forms.base import Form, LongTextField, Required, SubmitField


class ExplainForm(Form):
    """The reason, and the `revision` of the one the officer was looking at."""

    revision = HiddenField(default="0")
    why = LongTextField(
        "Why did this section change?", [Required("Write why this section changed")], max_length=LONGEST_TEXT, rows=6
    )
    save = SubmitField("Save")
