"""A file with comments: bringing it in, and confirming what it holds."""

from consult.web.forms.arriving import CameForm, EnteredForm
from consult.web.forms.base import FileField, Form, Required, SubmitField
from consult.web.forms.comments import ContributionForm

ACCEPTED = ".docx,.xlsx"
"""What a browser's file chooser offers; what a file is, its content says."""


class BringForm(Form):
    """A member's own file."""

    file = FileField(
        "Your file",
        [Required("Choose the file")],
        description="Your marked-up copy of the draft (.docx), or the form you filled in (.xlsx or .docx)",
        render_kw={"accept": ACCEPTED},
    )
    send = SubmitField("Read the file")


class BringForMemberForm(CameForm):
    """A member's file, brought in by the clerk."""

    file = FileField(
        "The member’s file",
        [Required("Choose the file")],
        description="A marked-up copy of the draft (.docx), or a form that was filled in (.xlsx or .docx)",
        render_kw={"accept": ACCEPTED},
    )
    send = SubmitField("Read the file")


class ConfirmOwnForm(Form):
    """A member confirms; the declaration is left out where one was made. The comments' own fields stand beside it."""

    interest = ContributionForm.interest
    interest_text = ContributionForm.interest_text


class ConfirmForMemberForm(Form):
    """A clerk confirms; what the member told of an interest."""

    interest = EnteredForm.interest
    interest_text = EnteredForm.interest_text
