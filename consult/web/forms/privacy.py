"""The privacy notice: going on from it, and the clerk's own words in it."""

from consult.actions.privacy import LONGEST
from consult.web.forms.base import Form, LongTextField, Optional, SubmitField


class ReadForm(Form):
    """Goes on to what was to be written."""

    go_on = SubmitField("Continue")


class PrivacyWordsForm(Form):
    """What stands in the notice besides."""

    words = LongTextField(
        "Your own words (optional)",
        [Optional()],
        max_length=LONGEST,
        rows=10,
        description="They stand at the top of the notice, before what it says anyway. Leave an empty line between paragraphs.",
    )
    save = SubmitField("Save")
