"""What the clerk fills in to keep something from the public."""

from consult.domain.rejections import Rejection
from consult.web.forms.base import Form, LongTextField, Optional, RadiosField, Required, SelectChoice, SubmitField


class RejectForm(Form):
    """Why something is rejected."""

    reason = RadiosField(
        "Why is it rejected?",
        [Required("Choose why it is rejected")],
        choices=[SelectChoice(reason.value, reason.wording) for reason in Rejection],
        description="The reason stands beside its number, for everyone to read.",
    )
    note = LongTextField(
        "A note to its author (optional)",
        [Optional()],
        max_length=2000,
        rows=3,
        description="Only its author and clerks read this: what could be asked instead, or of whom.",
    )
    reject = SubmitField("Reject it")
