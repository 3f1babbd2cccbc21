"""Key lines of enquiry."""

from consult.actions.enquiry import LONGEST_TITLE
from consult.web.forms.base import Form, Required, SubmitField, TextField


class LineForm(Form):
    """The title of a line of enquiry."""

    title = TextField(
        "Line of enquiry",
        [Required("Write what the line of enquiry is")],
        max_length=LONGEST_TITLE,
        description="A theme the panel wants to pursue, for example “Are children at risk found early enough?”",
        render_kw={"autocomplete": "off"},
    )
    save = SubmitField("Save")
