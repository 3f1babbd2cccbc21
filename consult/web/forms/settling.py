"""What a member writes when an answer does not settle the matter."""

from consult.actions.receiving import LONGEST_TEXT
from consult.web.forms.base import Form, LongTextField, Required, SubmitField


class NotSettledForm(Form):
    """Why it does not."""

    reason = LongTextField(
        "Why does this not settle it?",
        [Required("Write why this does not settle it")],
        max_length=LONGEST_TEXT,
        rows=4,
        description="Your reason is printed beneath the answer, with your name.",
    )
    send = SubmitField("Say that it is not settled")
