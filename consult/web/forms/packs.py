"""Asking for a comments digest."""

from consult.pack.formats import MEDIA_TYPES
from consult.web.forms.base import Form, RadiosField, Required, SelectChoice


class RequestForm(Form):
    """One button for each format, all of one name."""

    format = RadiosField(
        "Format", [Required("Choose a format")], choices=[SelectChoice(kind, kind.upper()) for kind in MEDIA_TYPES]
    )
