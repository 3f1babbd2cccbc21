"""What the clerk fills in to keep something from the public."""

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.exemption import PARAGRAPHS, Sealed
from consult.domain.rejections import Rejection
from consult.web.forms.base import Form, LongTextField, Optional, RadiosField, Required, SelectChoice, SubmitField

CONFIDENTIAL = "confidential"


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


class ExemptForm(Form):
    """Under which paragraph, and why. `previewed` says that what the public will see was shown for these very words."""

    previewed = HiddenField(default="")
    paragraph = RadiosField(
        "Why is it not for the public?",
        [Required("Choose why it is not for the public")],
        choices=[
            *(
                SelectChoice(str(n), f"Exempt, paragraph {n}: {words[0].lower()}{words[1:]}")
                for n, words in PARAGRAPHS.items()
            ),
            SelectChoice(
                CONFIDENTIAL, "Confidential: given in confidence by a government department, or a court forbids it"
            ),
        ],
        description="Paragraphs 1 to 7 are those of Schedule 12A to the Local Government Act 1972.",
    )
    reason = LongTextField(
        "Why is the public interest better served by keeping it exempt?",
        [Optional()],
        max_length=2000,
        rows=3,
        description="Needed for each paragraph; leave it empty for confidential matter. Only those who may read the matter read "
        "the reason.",
    )
    preview = SubmitField("See what the public will see")
    mark = SubmitField("Keep it from the public")
    lift = SubmitField("Let everyone read it again")

    @property
    def sealed(self) -> Sealed:
        """What was chosen."""
        chosen = self.paragraph.data
        return Sealed(None if chosen == CONFIDENTIAL else int(chosen), self.reason.data or "")

    def choose(self, sealed: Sealed) -> None:
        """Shows what it is marked as now."""
        self.paragraph.data = CONFIDENTIAL if sealed.paragraph is None else str(sealed.paragraph)
        self.reason.data = sealed.reason


class LateForm(Form):
    """Why something late is taken; or why it is not late after all."""

    reason = LongTextField(
        "Why is it taken although it is late?",
        [Required("Write the reason")],
        max_length=2000,
        rows=3,
        description="It is printed, so that everyone can see why.",
    )
    mark = SubmitField("Mark as late")
    unmark = SubmitField("It is not late")


class RedactForm(Form):
    """Which words go, and why. `previewed` marks what was shown before: other words, or an item changed since, are shown anew."""

    previewed = HiddenField(default="")
    words = LongTextField(
        "The words to take out",
        [Required("Write the words to take out")],
        max_length=LONGEST_TEXT,
        rows=3,
        description="Copy them from above, whole words. They go wherever they stand in it and in its answers.",
    )
    reason = LongTextField(
        "Why are they taken out?",
        [Required("Write why they are taken out")],
        max_length=2000,
        rows=2,
        description="Everyone can read the reason, so leave the words themselves out of it.",
    )
    preview = SubmitField("See what everyone will read")
    redact = SubmitField("Redact these words")
