"""What the clerk enters on a member's behalf: the member's own forms, with who it is from, and how and when it came."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain import clock
from consult.domain.arriving import Way
from consult.domain.dispositions import Stance
from consult.domain.interests import LONGEST, Interest
from consult.domain.questions import Wants
from consult.web.forms.base import (
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
    ValidationError,
)
from consult.web.forms.comments import CommentWords, QuestionWords
from consult.web.forms.commitments import RequestForm
from consult.web.forms.settings import TimeField, WithinReason

NOBODY = 0
NOT_TOLD = ""
"""The choice of no declaration: none is recorded, or the one there is stands."""


def _chosen(_form: Form, field: SelectField) -> None:
    if field.data == NOBODY:
        raise ValidationError("Choose who it is from")


class CameForm(Form):
    """Whose it is, and when it came. A time is wanted only on the day the window closed, when it decides what is late."""

    member = SelectField("Who is it from?", [_chosen], coerce=int)
    came = DateField("When did it come?", [Required("Enter the day it came"), WithinReason()])
    came_time = TimeField("At what time?", [Optional()])
    late_reason = LongTextField(
        "Why it is taken, if it came after the window closed",
        [Optional()],
        max_length=1000,
        rows=2,
        description="Printed with it wherever it stands. What came before the window closed is not late, though it is entered "
        "now.",
    )

    def came_at(self, zone: ZoneInfo, *, closes_at: datetime | None, now: datetime) -> datetime | None:
        """The moment meant, in UTC; None, with an error beside the time, where it cannot be told.

        Without a time, today is now, and another day its noon, since only on the closing day the hour matters.
        """
        day, at = self.came.data, self.came_time.data
        if day is None:
            return None  # the form has said so
        if at is None and closes_at is not None and closes_at <= now and day == closes_at.astimezone(zone).date():
            self.came_time.errors = ["Enter the time it came: the window closed on that day"]
            return None
        if at is None and day == now.astimezone(zone).date():
            return now.astimezone(UTC)
        try:
            return clock.moment_at(day, at or time(12), zone)
        except ValueError as error:
            self.came_time.errors = [f"{self.came_time.label.text} {error}"]
            return None


class EnteredForm(CameForm):
    """How it came besides, and what the member told of an interest (R19)."""

    form_key = HiddenField()
    way = RadiosField(
        "How did it come?",
        [Required("Choose how it came")],
        choices=[
            SelectChoice(Way.LETTER.value, "By letter"),
            SelectChoice(Way.TELEPHONE.value, "By telephone"),
            SelectChoice(Way.EMAIL.value, "By email"),
            SelectChoice(Way.IN_PERSON.value, "In person"),
        ],
    )
    interest = RadiosField(
        "Did the member tell you of an interest?",
        choices=[
            SelectChoice(NOT_TOLD, "Not told, or declared before"),
            *(SelectChoice(interest.value, interest.wording) for interest in Interest),
        ],
        default=NOT_TOLD,
        description="What you record here is the member’s declaration and is printed. Where nothing is recorded, the digest "
        "says so.",
    )
    interest_text = LongTextField(
        "What the interest is",
        [Optional()],
        max_length=LONGEST,
        rows=2,
        description="Leave this empty where there is none.",
    )
    another = SubmitField("Enter it, then another")


class EnterCommentForm(CommentWords, EnteredForm):
    """A member's comment, in the clerk's hand."""

    stance = RadiosField(
        "Where does the member stand?",
        [Required("Choose where the member stands")],
        choices=[SelectChoice(stance.value, stance.wording) for stance in Stance],
        description="If they do not say, choose observation.",
    )
    text = LongTextField("The comment", [Required("Write the comment")], max_length=LONGEST_TEXT, rows=8)
    send = SubmitField("Enter the comment")


class EnterQuestionForm(QuestionWords, EnteredForm):
    """A member's question, in the clerk's hand."""

    parts = LongTextField(
        "The question",
        [Required("Write the question")],
        max_length=LONGEST_TEXT,
        rows=8,
        description="Leave an empty line between its parts.",
    )
    wants = RadiosField(
        "How does the member want it answered?",
        [Required("Choose how the member wants it answered")],
        choices=[SelectChoice(wants.value, wants.wording) for wants in Wants],
        default=Wants.WRITTEN.value,
    )
    send = SubmitField("Enter the question")


class EnterRequestForm(RequestForm, EnteredForm):
    """A member's information request, in the clerk's hand."""

    text = LongTextField(
        "What information does the member ask for?",
        [Required("Write what the member asks for")],
        max_length=LONGEST_TEXT,
        rows=5,
    )
    send = SubmitField("Enter the request")


class PlaceForm(Form):
    """Where a comment is to stand: a section, and maybe a paragraph by its number."""

    section = SelectField("Part of the draft", coerce=int, default=0)
    number = TextField(
        "Paragraph number (optional)",
        [Optional()],
        max_length=20,
        render_kw={"params": {"classes": "govuk-input--width-5"}},
    )
    go = SubmitField("Go on")
