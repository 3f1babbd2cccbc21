"""Starting a consultation."""

from consult.web.forms.base import Form, Optional, Required, SubmitField, TextField


class StartForm(Form):
    """What a consultation is called; everything else can be said later."""

    title = TextField(
        "Title of the consultation",
        [Required("Enter a title")],
        max_length=300,
        description="As it is to stand on the digest, for example “Community safety strategy and delivery plan 2021-2025”",
    )
    host = TextField(
        "Council or partnership whose paper it is",
        [Required("Enter the council or partnership")],
        description="Printed at the head of the digest’s cover",
    )
    panel = TextField("Scrutiny panel", [Required("Enter the name of the panel")])
    slug = TextField(
        "Web address (optional)",
        [Optional()],
        max_length=80,
        description="Lower-case letters, digits and hyphens. Made from the title where you leave it empty.",
    )
    start = SubmitField("Start the consultation")
