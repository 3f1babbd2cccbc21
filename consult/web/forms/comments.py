"""What a member writes on the draft."""

import secrets

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.dispositions import Stance
from consult.web.forms.base import (
    CheckboxesField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
)


def new_key() -> str:
    """Marks one form: sent twice, it makes one item."""
    return secrets.token_urlsafe(16)


class CommentForm(Form):
    """A comment; the view leaves out what does not apply to the place."""

    form_key = HiddenField(default=new_key)
    quote = LongTextField(
        "The words you are commenting on (optional)",
        [Optional()],
        rows=2,
        description="Copy them from the paragraph above. Leave this empty to comment on the whole paragraph.",
    )
    stance = RadiosField(
        "Where do you stand?",
        [Required("Choose where you stand")],
        choices=[SelectChoice(stance.value, stance.wording) for stance in Stance],
    )
    text = LongTextField("Your comment", [Required("Write your comment")], max_length=LONGEST_TEXT, rows=8)
    suggested = LongTextField(
        "Suggested wording (optional)",
        [Optional()],
        max_length=LONGEST_TEXT * 2,
        rows=6,
        description="Change the words as you would have them. Readers see what you changed. Leave them as they are to suggest "
        "nothing.",
    )
    send = SubmitField("Send comment")


class QuestionForm(Form):
    """A scrutiny question of up to six parts."""

    form_key = HiddenField(default=new_key)
    authorities = CheckboxesField("Who is to answer?", coerce=int)
    section = SelectField("Which part of the draft is it about? (optional)", coerce=int)
    parts = LongTextField(
        "Your question",
        [Required("Write your question")],
        max_length=LONGEST_TEXT,
        rows=8,
        description="A question can have up to six parts: leave an empty line between them, and they are lettered (a), (b), …",
    )
    send = SubmitField("Send question")


class ChangeQuestionForm(Form):
    """The words of a question already sent; whom it is put to stays."""

    parts = LongTextField(
        "Your question",
        [Required("Write your question")],
        max_length=LONGEST_TEXT,
        rows=8,
        description="Leave an empty line between its parts.",
    )
    send = SubmitField("Save changes")


class ConfirmForm(Form):
    """A button, and nothing else to fill in."""

    confirm = SubmitField("Confirm")
