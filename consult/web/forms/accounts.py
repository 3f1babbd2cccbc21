"""Signing in."""

from consult.web.forms.base import EmailField, Form, Required, SubmitField


class SignInForm(Form):
    """The address a link is sent to."""

    email = EmailField(
        "E-mail address",
        [Required("Enter your e-mail address")],
        description="We will send a link to it that signs you in. There is no password.",
    )
    send = SubmitField("Send me a link")
