"""What an officer writes in answer."""

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.dispositions import Disposition
from consult.web.forms.base import Form, LongTextField, Optional, RadiosField, Required, SelectChoice, SubmitField


class AnswerForm(Form):
    """An answer to a question: its text. `revision` is that of the answer the officer was looking at."""

    revision = HiddenField(default="0")
    text = LongTextField("Answer", [Required("Write the answer")], max_length=LONGEST_TEXT, rows=6)
    save = SubmitField("Save answer")


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
