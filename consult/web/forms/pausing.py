"""Pausing the commenting window, and resuming it."""

from consult.actions.pausing import LONGEST_REASON
from consult.web.forms.base import Form, LongTextField, RadiosField, Required, SelectChoice, SubmitField

KEEP, MOVE = "keep", "move"


class PauseForm(Form):
    """Why the window is paused."""

    reason = LongTextField(
        "Why is the window paused?",
        [Required("Say why the window is paused")],
        max_length=LONGEST_REASON,
        rows=3,
        description="Everyone who takes part reads this on every page until you resume, and the digest prints it. For example "
        "“Version 1 was published without its annex; a complete version follows on Monday.”",
    )
    pause = SubmitField("Pause the window")


class ResumeForm(Form):
    """Whether members get back the time they lost. The view words the choices; `moved` is the closing time they were told."""

    closing = RadiosField(
        "When is the window to close?",
        [Required("Choose when the window is to close")],
        choices=[SelectChoice(KEEP, KEEP), SelectChoice(MOVE, MOVE)],
    )
    resume = SubmitField("Resume the window")
