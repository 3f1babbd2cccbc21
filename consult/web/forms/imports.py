"""Bringing a draft in, and putting it right before it is published."""

from wtforms import HiddenField

from consult.web.forms.base import (
    FileField,
    Form,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
    TextField,
)

ACCEPTED = ".docx,.md,.markdown,.txt,.html,.htm"
"""What a browser's file chooser offers; what a file is, its content says."""


class UploadForm(Form):
    """The file of a draft."""

    file = FileField(
        "File of the draft",
        [Required("Choose the file of the draft")],
        description="A Word document (.docx), Markdown or a web page (.html), 50 MB at most",
        render_kw={"accept": ACCEPTED},
    )
    send = SubmitField("Import the draft")


class CorrectionForm(Form):
    """One correction of a draft: `what` it is, the place it is `at`, and the `revision` the clerk was looking at.

    `show` is the filter of the page it was made on, `index` the warning it is about. Several of these stand on one page,
    so their template writes these fields and the button itself, without ids.
    """

    what = HiddenField()
    at = HiddenField()
    revision = HiddenField()
    show = HiddenField()
    index = HiddenField()


class TitleForm(CorrectionForm):
    """The title of the draft."""

    title = TextField("Title of the draft", [Required("Enter a title")], max_length=300)


class HeadingForm(CorrectionForm):
    """A heading: its words, its own number and how deep it stands."""

    heading = TextField("Heading", [Required("Enter a heading")], max_length=300)
    number = TextField("Its number", [Optional()], max_length=20, description="Leave empty where it has none")
    level = SelectField(
        "Level",
        coerce=int,
        choices=[SelectChoice(n, f"{n} (highest)" if n == 1 else str(n)) for n in range(1, 7)],
    )


class NumberForm(CorrectionForm):
    """The number of a paragraph."""

    label = TextField(
        "Number", [Optional()], max_length=20, description="Like 6, 6(a) or 1.2(i). Leave empty where it has none"
    )


class SplitForm(CorrectionForm):
    """Where a paragraph is to be cut in two."""

    before = TextField(
        "Words the second part begins with",
        [Required("Type the words the second part begins with")],
        max_length=1000,
        description="Copy the first few from the paragraph",
    )


class PublishForm(Form):
    """Publishes the draft as it was at that `revision`."""

    revision = HiddenField()
    confirm = SubmitField("Publish the draft")
