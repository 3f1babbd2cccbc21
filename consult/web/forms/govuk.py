"""GOV.UK widgets for WTForms, with the faults of govuk-frontend-wtf 3.2.0 corrected.

It renders empty hints, raises when a date arrives as other than three values, links a date's error to an element that
cannot be focused, and links errors of the whole form to "#".
"""

from collections.abc import Iterator
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovCheckboxInput,
    GovDateInput,
    GovFileInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import Field, FieldList, FormField
from wtforms.csrf.core import CSRFTokenField
from wtforms.form import BaseForm
from wtforms.widgets import HiddenInput

Params = dict[str, Any]


class _Corrected:
    """No empty hint; the first of several inputs is named by the field's id, so that its error can be focused."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> Params:
        params: Params = super().map_gov_params(field, **kwargs)  # type: ignore[misc]
        params["idPrefix"] = field.id
        if not (params.get("hint") or {}).get("text"):
            params.pop("hint", None)
        return params


class TextInput(_Corrected, GovTextInput):  # type: ignore[misc]
    """One line of text."""


class EmailInput(TextInput):
    """An e-mail address: the right keyboard on a phone, filled in by the browser, never spell-checked."""

    input_type = "email"

    def map_gov_params(self, field: Field, **kwargs: Any) -> Params:
        return super().map_gov_params(field, **kwargs) | {"autocomplete": "email", "spellcheck": False}


class CharacterCount(_Corrected, GovCharacterCount):  # type: ignore[misc]
    """Several lines of text, with how many characters are left once most are used."""

    def __init__(self, max_length: int, rows: int) -> None:
        super().__init__()
        self.max_length, self.rows = max_length, rows

    def map_gov_params(self, field: Field, **kwargs: Any) -> Params:
        defaults = {"maxlength": self.max_length, "rows": self.rows, "threshold": 50}
        return defaults | super().map_gov_params(field, **kwargs)


class Select(_Corrected, GovSelect):  # type: ignore[misc]
    """A drop-down list."""


class Radios(_Corrected, GovRadioInput):  # type: ignore[misc]
    """One of several."""


class Checkboxes(_Corrected, GovCheckboxesInput):  # type: ignore[misc]
    """Any of several."""


class Checkbox(_Corrected, GovCheckboxInput):  # type: ignore[misc]
    """Yes or no."""


class FileInput(_Corrected, GovFileInput):  # type: ignore[misc]
    """A file from the user's device."""


class SubmitInput(_Corrected, GovSubmitInput):  # type: ignore[misc]
    """A button that sends the form once, however often it is pressed."""

    def map_gov_params(self, field: Field, **kwargs: Any) -> Params:
        return {"preventDoubleClick": True} | super().map_gov_params(field, **kwargs)


class DateInput(_Corrected, GovDateInput):  # type: ignore[misc]
    """Day, month and year. The field pads what was posted to three values."""

    @staticmethod
    def focus_target(field: Field) -> str:
        """The id of the day: the element around the three inputs takes no focus."""
        return f"{field.name}-day"


def error_list(form: BaseForm) -> list[dict[str, str]]:
    """The error summary's entries: each field's first error with the input it leads to, then those of the whole form."""
    fields = [_entry(field) for field in _leaves(form) if field.errors]
    return fields + [{"text": str(error)} for error in form.form_errors]


def _entry(field: Field) -> dict[str, str]:
    if isinstance(field, CSRFTokenField):
        return {"text": "This page was open too long. Send it again"}
    text = str(field.errors[0])
    if isinstance(field.widget, HiddenInput):
        return {"text": text}
    target = field.widget.focus_target(field) if isinstance(field.widget, DateInput) else field.id
    return {"text": text, "href": f"#{target}"}


def _leaves(fields: BaseForm | FieldList) -> Iterator[Field]:
    for field in fields:
        if isinstance(field, FormField):
            yield from _leaves(field.form)
        elif isinstance(field, FieldList):
            yield from _leaves(field)
        else:
            yield field
