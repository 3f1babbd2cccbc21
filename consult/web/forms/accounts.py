"""Signing in."""

from consult.web.forms.base import EmailField, Form, Required, SubmitField, TextField


class SignInForm(Form):
    """The address whose domain says how one signs in; mostly a link is sent to it."""

    email = EmailField(
        "E-mail address",
        [Required("Enter your e-mail address")],
        description="We will send a link to it that signs you in. There is no password.",
    )
    send = SubmitField("Send me a link")

    def word(self, *, by_link: bool) -> None:
        """Words the box for where some people sign in through their council’s accounts."""
        if not by_link:
            self.email.description = (
                "We will take you to your council’s own sign-in, or send you a link that signs you in."
            )
            self.send.label.text = "Continue"


class CodeForm(Form):
    """A code of the app that somebody has set up as their second step."""

    code = TextField("Code from your app", [Required("Enter the code")], max_length=40)
    send = SubmitField("Continue")
