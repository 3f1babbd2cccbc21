"""What the clerk records of recommendations, and what bodies reply."""

import secrets
from typing import Any

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.actions.undertakings import LONGEST_MINUTE
from consult.web.forms.base import (
    CheckboxesField,
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


class RecommendationForm(Form):
    """What a meeting resolved to recommend."""

    form_key = HiddenField(default=_new_key)
    text = LongTextField(
        "What does the panel recommend?",
        [Required("Write what is recommended")],
        max_length=LONGEST_TEXT,
        rows=5,
        description="As the minutes have it.",
    )
    meeting_on = DateField(
        "When was the meeting?", [Required("Give the date of the meeting")], description="For example, 27 11 2020"
    )
    minute = TextField("Minute number (optional)", [Optional()], max_length=LONGEST_MINUTE)
    section = SelectField("Which part of the draft does it follow? (optional)", coerce=int)
    question = SelectField("Which question does it follow? (optional)", coerce=int)
    save = SubmitField("Save")


class IssueForm(Form):
    """Which recommendations are issued, and from which day replies are awaited."""

    chosen = CheckboxesField(
        "Which recommendations are issued?", [Required("Choose at least one recommendation")], coerce=int
    )
    issued_on = DateField(
        "When are they issued?",
        [Required("Give the day of issue")],
        description="Today, or the day on which they were sent. Replies are due 28 days later.",
    )
    send = SubmitField("Issue")


class ReplyForm(Form):
    """What a body replies; `revision` is that of what the officer was looking at."""

    revision = HiddenField(default="0")
    acts = RadiosField(
        "Does your organisation propose to act on it?",
        [Required("Say whether action is proposed")],
        choices=[SelectChoice("yes", "Yes, action is proposed"), SelectChoice("no", "No action is proposed")],
    )
    text = LongTextField(
        "What action, or why none?", [Required("Write what action is proposed, or why none is")],
        max_length=LONGEST_TEXT, rows=8,
    )  # fmt: skip
    save = SubmitField("Save")


class HoldForm(Form):
    """Why a reply is not ready."""

    revision = HiddenField(default="0")
    text = LongTextField(
        "Why is the response not ready, and when will it be?",
        [Required("Write why the response is not ready, and when it will be")],
        max_length=LONGEST_TEXT,
        rows=4,
    )
    save = SubmitField("Save")


class EnteredReplyForm(Form):
    """A reply that came to the clerk otherwise."""

    kind = RadiosField(
        "What does it say?",
        [Required("Say what the response says")],
        choices=[
            SelectChoice("yes", "It proposes action"),
            SelectChoice("no", "It proposes no action, and says why"),
            SelectChoice("hold", "It is a holding reply: the response will come later"),
        ],
    )
    text = LongTextField("The response", [Required("Copy the response")], max_length=LONGEST_TEXT, rows=8)
    came_on = DateField("When did it come?", [Required("Give the day it came")], description="For example, 27 3 2021")
    save = SubmitField("Enter the response")

    def __init__(self, *args: Any, holding_taken: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if holding_taken:
            self.kind.choices = self.kind.choices[:2]
