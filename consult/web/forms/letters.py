"""Which letters a person gets."""

from consult.web.forms.base import Form, RadiosField, Required, SelectChoice, SubmitField


class LettersForm(Form):
    """The daily letter, or none."""

    daily = RadiosField(
        "Do you want the daily letter?",
        [Required("Choose whether you want the daily letter")],
        choices=[SelectChoice("yes", "Yes, when something happened"), SelectChoice("no", "No")],
    )
    save = SubmitField("Save")
