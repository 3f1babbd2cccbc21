"""The base of every form, and its fields ready-made: GOV.UK widgets, normalised text, messages in plain words.

A form is a class of these fields; a template writes `{{ form.text }}` and, above the page's heading, the error summary
from `components/errors.html`. Choices are lists of `SelectChoice`.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from flask_wtf.file import FileField as FlaskFileField
from wtforms.fields.choices import SelectChoice
from wtforms.utils import unset_value
from wtforms.validators import StopValidation, ValidationError

from consult.domain.refusals import Refused
from consult.web.forms import govuk
from consult.web.forms.plain_text import PlainText, in_one_line, normalised, spoken_name

__all__ = [
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "LongTextField",
    "Optional",
    "PlainText",
    "RadiosField",
    "Required",
    "SelectChoice",
    "SelectField",
    "SubmitField",
    "TextField",
    "ValidationError",
]

Validator = Callable[[Any, Any], None]


class Form(FlaskForm):  # type: ignore[misc]
    """A form with a CSRF token, whose errors can be listed in a summary."""

    def error_list(self) -> list[dict[str, str]]:
        """Entries for the error summary: `text`, and `href` where there is an input to go to."""
        return govuk.error_list(self)

    def refuse(self, refusal: Refused) -> None:
        """Shows an action's refusal beside the field it belongs to, or above the whole form."""
        if refusal.field in self._fields:
            field = self._fields[refusal.field]
            field.errors = [*field.errors, refusal.reason]
        else:
            self.form_errors.append(refusal.reason)


class Required(wtforms.validators.DataRequired):  # type: ignore[misc]
    """Something must be given; `message` says what to do ("Enter your comment").

    Sets no `required` attribute: the browser's own bubbles do not lead people as the error summary does.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.field_flags: dict[str, bool] = {}

    def __call__(self, form: Any, field: Any) -> None:
        _keep_what_reading_found(field)
        super().__call__(form, field)


class Optional(wtforms.validators.Optional):  # type: ignore[misc]
    """Nothing need be given."""

    def __call__(self, form: Any, field: Any) -> None:
        _keep_what_reading_found(field)
        super().__call__(form, field)


def _keep_what_reading_found(field: Any) -> None:
    """Stops at "must include a day", which WTForms would wipe out because no value came of it."""
    if field.process_errors:
        raise StopValidation


class TextField(wtforms.StringField):  # type: ignore[misc]
    """One line of text of at most `max_length` characters."""

    widget = govuk.TextInput()
    _cleaned: tuple[Callable[[str | None], str | None], ...] = (normalised, in_one_line)

    def __init__(
        self, label: str, validators: Iterable[Validator] = (), *, max_length: int = 200, **kwargs: Any
    ) -> None:
        super().__init__(label, [*validators, PlainText(max_length)], filters=self._cleaned, **kwargs)


class LongTextField(TextField):
    """Several lines of text, with a character count."""

    _cleaned = (normalised,)

    def __init__(
        self,
        label: str,
        validators: Iterable[Validator] = (),
        *,
        max_length: int = 4000,
        rows: int = 6,
        **kwargs: Any,
    ) -> None:
        widget = govuk.CharacterCount(max_length, rows)
        super().__init__(label, validators, max_length=max_length, widget=widget, **kwargs)


class EmailField(TextField):
    """An e-mail address, checked for its form only."""

    widget = govuk.EmailInput()

    def __init__(self, label: str, validators: Iterable[Validator] = (), **kwargs: Any) -> None:
        form = wtforms.validators.Email("Enter an email address in the correct format, like name@example.org")
        super().__init__(label, [*validators, form], max_length=254, **kwargs)


class _OneOfThese:
    """Says in plain words that a choice is none of those offered."""

    def pre_validate(self, form: Form) -> None:
        try:
            super().pre_validate(form)  # type: ignore[misc]
        except ValidationError as error:
            raise ValidationError("Select one of the options") from error


class RadiosField(_OneOfThese, wtforms.RadioField):  # type: ignore[misc]
    """One of a few choices, all in sight."""

    widget = govuk.Radios()


class SelectField(_OneOfThese, wtforms.SelectField):  # type: ignore[misc]
    """One of many choices."""

    widget = govuk.Select()


class CheckboxesField(_OneOfThese, wtforms.SelectMultipleField):  # type: ignore[misc]
    """Any of a few choices."""

    widget = govuk.Checkboxes()


class CheckboxField(wtforms.BooleanField):  # type: ignore[misc]
    """A single statement to agree to."""

    widget = govuk.Checkbox()


class DateField(wtforms.DateField):  # type: ignore[misc]
    """A date typed as day, month (a number or a name) and year. `data` is a `date`, None where nothing was typed."""

    widget = govuk.DateInput()
    raw_data: list[str] | None
    _formats = ("%d %m %Y", "%d %b %Y", "%d %B %Y")

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Sequence[Any] | None = None) -> None:
        super().process(formdata, data, extra_filters)
        if self.raw_data is not None:
            self.raw_data = [*self.raw_data, "", "", ""][:3]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Raises ValueError with the message to show."""
        parts = [part.strip() for part in valuelist]
        self.data = None
        if not any(parts):
            return
        name = spoken_name(self.label.text)
        missing = [part for part, value in zip(("day", "month", "year"), parts, strict=False) if not value]
        if len(parts) == 3 and missing:
            raise ValueError(f"{name} must include a {' and '.join(missing)}")
        self.data = _date_of(" ".join(parts), self._formats)
        if self.data is None:
            raise ValueError(f"{name} must be a real date, like 27 3 2021")


def _date_of(text: str, formats: Iterable[str]) -> date | None:
    for form in formats:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day typed by a person has no time zone
    return None


class FileField(FlaskFileField):  # type: ignore[misc]
    """A file to upload; `data` is a werkzeug FileStorage, None where none was chosen. Its form is `multipart/form-data`."""

    widget = govuk.FileInput()


class SubmitField(wtforms.SubmitField):  # type: ignore[misc]
    """The button; `data` is true where it was the one pressed."""

    widget = govuk.SubmitInput()
