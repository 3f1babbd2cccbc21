"""What an officer writes in answer."""

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.actions.work import LONGEST_NOTE, LONGEST_TITLE
from consult.domain.dispositions import Disposition
from consult.web.forms.base import (
    DateField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SubmitField,
    TextField,
)


class AnswerForm(Form):
    """An answer to a question: its text. `revision` is that of the answer the officer was looking at."""

    revision = HiddenField(default="0")
    text = LongTextField("Answer", [Required("Write the answer")], max_length=LONGEST_TEXT, rows=6)
    save = SubmitField("Save answer")


class HoldingForm(AnswerForm):
    """A holding reply: why there is no answer yet, and when there will be one."""

    text = LongTextField(
        "Holding reply",
        [Required("Write the holding reply")],
        max_length=LONGEST_TEXT,
        rows=4,
        description="Say why there is no answer yet and when there will be one. It is not counted as an answer.",
    )
    save = SubmitField("Save holding reply")


class DispositionForm(AnswerForm):
    """An answer to a comment: what becomes of it too (R9)."""

    disposition = RadiosField(
        "What becomes of the comment?",
        [Required("Choose what becomes of the comment")],
        choices=[SelectChoice(disposition.value, disposition.wording) for disposition in Disposition],
    )
    reason = LongTextField(
        "Reason",
        [Optional()],
        rows=2,
        description="Needed for “Accepted in part” and “Not accepted”.",
    )
    wording = LongTextField(
        "Resulting wording",
        [Optional()],
        max_length=LONGEST_TEXT * 2,
        rows=3,
        description="Needed for “Accepted”: the words as they will be, or the paragraph where the change is made.",
    )


class SendBackForm(Form):
    """Why an answer is sent back."""

    reason = LongTextField("What is to be changed?", [Required("Write what is to be changed")], rows=4)
    send = SubmitField("Send back")


class NoteForm(Form):
    """A note for colleagues."""

    note = LongTextField("Add a note", [Required("Write your note")], max_length=LONGEST_NOTE, rows=2)
    add = SubmitField("Add note")


class AssignForm(Form):
    """Who answers, and by when."""

    officer = RadiosField("Who is to answer?", [Required("Choose who is to answer")])
    due = DateField("When is the answer due? (optional)", [Optional()], description="For example, 27 3 2021")
    assign = SubmitField("Assign")


class KeepTextForm(Form):
    """A text kept for use in answers."""

    title = TextField("Title", [Required("Give the text a title to find it by")], max_length=LONGEST_TITLE)
    text = LongTextField("Text", [Required("Write the text to keep")], max_length=LONGEST_TEXT, rows=6)
    keep = SubmitField("Keep this text")
