"""What the clerk sets up for questions: how many, by when, in how many parts, and whether a supplementary may follow."""

from typing import Any

import wtforms

from consult.domain.questions import Limits
from consult.web.forms import govuk
from consult.web.forms.base import Form, Optional, RadiosField, Required, SelectChoice, SubmitField
from consult.web.forms.plain_text import spoken_name

YES, NO = "yes", "no"


class NumberField(wtforms.Field):  # type: ignore[misc]
    """A whole number, typed. `data` is an int, None where nothing was typed."""

    widget = govuk.TextInput()
    raw_data: list[str] | None

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Raises ValueError with the message to show."""
        words = valuelist[0].strip() if valuelist else ""
        self.data: int | None = None
        if not words:
            return
        if not (words.isascii() and words.isdecimal() and len(words) < 5):
            raise ValueError(f"{spoken_name(self.label.text)} must be a whole number, like 3")
        self.data = int(words)


def _number(label: str, validators: list[Any], description: str) -> NumberField:
    return NumberField(
        label,
        validators,
        description=description,
        render_kw={"params": {"classes": "govuk-input--width-3"}, "inputmode": "numeric"},
    )


class QuestionRulesForm(Form):
    """The panel's rules."""

    each = _number("Questions for each member", [Optional()], "Leave this empty where a member may ask any number.")
    notice = _number(
        "Notice in clear working days",
        [Optional()],
        "Questions must be in by the end of the day that leaves so many working days before the meeting, not counting that day "
        "or the meeting’s. Leave this empty where only the closing time of the window counts.",
    )
    parts = _number("Parts of a question", [Required("Enter how many parts a question may have")], "At most 26.")
    supplementaries = RadiosField(
        "May a member ask one supplementary question once a question is answered?",
        choices=[SelectChoice(YES, "Yes"), SelectChoice(NO, "No")],
    )
    save = SubmitField("Save the rules")

    @classmethod
    def of(cls, limits: Limits) -> "QuestionRulesForm":
        """The form with the rules as they are."""
        given = {"each": limits.each, "notice": limits.notice, "parts": limits.parts}
        return cls(data={**given, "supplementaries": YES if limits.supplementaries else NO})

    def limits(self) -> Limits:
        """The rules the form says."""
        parts = self.parts.data or 0  # required, so there is one once the form is valid
        return Limits(self.each.data, self.notice.data, parts, self.supplementaries.data == YES)
