"""What the clerk sets up: the cover, the window, and who answers for what."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import wtforms
from wtforms import HiddenField

from consult.domain import calendar, clock
from consult.web.forms import govuk
from consult.web.forms.base import (
    DateField,
    Form,
    LongTextField,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
    TextField,
    ValidationError,
)
from consult.web.forms.people import OthersEmailField
from consult.web.forms.plain_text import spoken_name

FIRST_YEAR, LAST_YEAR = 2000, 2100
NOBODY = 0
"""The choice of no authority in particular: as above."""


class WithinReason:
    """Validator: a date of this century, so that a slip of the finger is not taken for a year."""

    def __call__(self, _form: Any, field: Any) -> None:
        if isinstance(field.data, date) and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(
                f"{spoken_name(field.label.text)} must have a year between {FIRST_YEAR} and {LAST_YEAR}"
            )


class TimeField(wtforms.Field):  # type: ignore[misc]
    """A time of day, typed as people write it. `data` is a `time`, None where nothing was typed."""

    widget = govuk.TextInput()
    raw_data: list[str] | None

    def _value(self) -> str:
        if self.raw_data:
            return self.raw_data[0]
        return calendar.clock_time(datetime.combine(date.min, self.data)) if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Raises ValueError with the message to show."""
        words = valuelist[0].strip() if valuelist else ""
        self.data: time | None = None
        if not words:
            return
        try:
            self.data = clock.time_of_day(words)
        except ValueError as error:
            raise ValueError(f"{self.label.text} {error}") from error


class CoverForm(Form):
    """What the digest's cover says."""

    title = TextField(
        "Title of the consultation",
        [Required("Enter a title")],
        max_length=300,
        description="As it is to stand on the digest",
    )
    host = TextField(
        "Council or partnership whose paper it is",
        [Required("Enter the council or partnership")],
        description="Printed at the head of the cover",
    )
    panel = TextField("Scrutiny panel", [Required("Enter the name of the panel")])
    meeting_on = DateField("Date of the meeting", [Optional(), WithinReason()])
    item_number = TextField(
        "Agenda item number (optional)",
        [Optional()],
        max_length=20,
        description="Printed as “Item No 6”",
        render_kw={"params": {"classes": "govuk-input--width-4"}},
    )
    summary = LongTextField("Summary", [Optional()], max_length=4000, rows=6, description="What the paper is about")
    recommendation = LongTextField(
        "Recommendation", [Optional()], max_length=4000, rows=4, description="What the panel is asked to do"
    )
    contact_title = TextField(
        "Contact officer", [Optional()], description="Their post, for example “Scrutiny officer, Democratic Services”"
    )
    contact_email = OthersEmailField(
        "Contact email address", [Optional()], description="An office address is best: it is printed and published"
    )
    contact_telephone = TextField(
        "Contact telephone number",
        [Optional()],
        max_length=40,
        render_kw={"params": {"classes": "govuk-input--width-20"}, "inputmode": "tel"},
    )
    save = SubmitField("Save")


class WindowForm(Form):
    """When comments are taken. `confirmed` is the window whose consequences the clerk has been told."""

    confirmed = HiddenField()
    opens = DateField("Opening date", [Required("Enter the day the window opens"), WithinReason()])
    opens_time = TimeField("Opening time", [Required("Enter the time the window opens, like 9am")])
    closes = DateField("Closing date", [Required("Enter the day the window closes"), WithinReason()])
    closes_time = TimeField("Closing time", [Required("Enter the time the window closes, like 5pm")])
    save = SubmitField("Set the window")

    def window(self, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """The moments meant, in UTC; None, with an error beside the time, where clocks in `zone` never show it.

        Where clocks are put back over a time, the window opens at the first and closes at the second of the two.
        """
        opens = _moment(self.opens, self.opens_time, zone)
        closes = _moment(self.closes, self.closes_time, zone, later=True)
        return (opens, closes) if opens and closes else None


def _moment(day: Any, at: Any, zone: ZoneInfo, *, later: bool = False) -> datetime | None:
    try:
        return clock.moment_at(day.data, at.data, zone, later=later)
    except ValueError as error:
        at.errors = [f"{at.label.text} {error}"]
        return None


class SectionsForm(Form):
    """The lead authority; a field for each section is added by `sections_form`."""

    lead = SelectField("Lead authority", coerce=int)
    new_name = TextField(
        "Name of a council or authority",
        [Optional()],
        description="As it is to be printed",
        render_kw={"autocomplete": "off"},
    )
    add = SubmitField("Add to the lists")
    save = SubmitField("Save who answers")


def sections_form(
    bodies: Sequence[SelectChoice], sections: Sequence[tuple[int, str, str]], **data: int
) -> SectionsForm:
    """The form for some sections, each (id, heading, how "no authority of its own" is said there); `data` by field's name."""
    fields = {
        section_field(section_id): SelectField(heading, coerce=int, choices=[SelectChoice(NOBODY, inherited), *bodies])
        for section_id, heading, inherited in sections
    }
    form: SectionsForm = type("SectionsForm", (SectionsForm,), fields)(data=data)
    form.lead.choices = [SelectChoice(NOBODY, "Choose the lead authority"), *bodies]
    return form


def section_field(section_id: int) -> str:
    """The name of a section's field."""
    return f"section_{section_id}"
