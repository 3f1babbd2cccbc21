"""A published version of the draft: taking it back."""

from consult.web.forms.base import Form, LongTextField, Required, SubmitField


class WithdrawVersionForm(Form):
    """Why a version is withdrawn."""

    reason = LongTextField(
        "Why is it withdrawn?",
        [Required("Say why it is withdrawn, so that members know")],
        max_length=1000,
        rows=3,
        description="Everyone who reads this version is shown the reason.",
    )
    confirm = SubmitField("Withdraw the version")
