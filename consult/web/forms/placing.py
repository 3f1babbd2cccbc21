"""Putting a comment in its place in a redraft."""

from wtforms import HiddenField

from consult.web.forms.base import Form, LongTextField, Optional, SelectField, SubmitField


class PickForm(Form):
    """A place in the new draft, and the words there. `back` is the comment looked at before."""

    place = SelectField("Place in the new draft")
    quote = LongTextField(
        "Words the comment is on",
        [Optional()],
        max_length=4000,
        rows=3,
        description="Copy them from the paragraph. Leave empty if the comment is on the whole of it.",
    )
    back = HiddenField()
    save = SubmitField("Put the comment here")
