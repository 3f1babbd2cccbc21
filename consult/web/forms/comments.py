"""What a member writes on the draft."""

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.dispositions import Kind, Stance
from consult.domain.interests import LONGEST, Interest
from consult.domain.questions import Wants
from consult.web.forms.base import (
    CheckboxesField,
    CheckboxField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
)


class CommentWords(Form):
    """The words of a comment; the view leaves out what does not apply to the place.

    `start` and `end` are where the words quoted were marked.
    """

    start = HiddenField(default="")
    end = HiddenField(default="")
    quote = LongTextField(
        "The words you are commenting on (optional)",
        [Optional()],
        max_length=LONGEST_TEXT * 2,
        rows=2,
        description="Copy them from the paragraph above. Leave this empty to comment on the whole paragraph.",
    )
    kind = RadiosField(
        "What kind of comment is it?",
        [Required("Choose what kind of comment it is")],
        choices=[
            SelectChoice(Kind.COMMENT.value, "A comment on what the draft says"),
            SelectChoice(Kind.DRAFTING_POINT.value, "A drafting point: only how it is put"),
        ],
        default=Kind.COMMENT.value,
    )
    stance = RadiosField(
        "Where do you stand?",
        [Required("Choose where you stand")],
        choices=[SelectChoice(stance.value, stance.wording) for stance in Stance],
    )
    text = LongTextField("Your comment", [Required("Write your comment")], max_length=LONGEST_TEXT, rows=8)
    suggested = LongTextField(
        "Suggested wording (optional)",
        [Optional()],
        max_length=LONGEST_TEXT * 2,
        rows=6,
        description="Change the words as you would have them. Readers see what you changed. Leave them as they are to suggest "
        "nothing.",
    )
    send = SubmitField("Send comment")


class QuestionWords(Form):
    """The words of a scrutiny question; the view says how many parts it may have."""

    authorities = CheckboxesField("Who is to answer?", coerce=int)
    section = SelectField("Which part of the draft is it about? (optional)", coerce=int)
    parts = LongTextField(
        "Your question",
        [Required("Write your question")],
        max_length=LONGEST_TEXT,
        rows=8,
        description="Leave an empty line between its parts, and they are lettered (a), (b), …",
    )
    wants = RadiosField(
        "How do you want it answered?",
        [Required("Choose how you want it answered")],
        choices=[SelectChoice(wants.value, wants.wording) for wants in Wants],
        default=Wants.WRITTEN.value,
    )
    send = SubmitField("Send question")


class _ChangedQuestion(Form):
    """The words of a question already sent; whom it is put to stays."""

    parts = LongTextField(
        "Your question",
        [Required("Write your question")],
        max_length=LONGEST_TEXT,
        rows=8,
        description="Leave an empty line between its parts.",
    )
    wants = QuestionWords.wants
    send = SubmitField("Save changes")


class _SupplementaryWords(Form):
    """The words of a supplementary question; whom it is put to is asked where more than one has answered."""

    authorities = QuestionWords.authorities
    parts = LongTextField(
        "Your supplementary question",
        [Required("Write your supplementary question")],
        max_length=LONGEST_TEXT,
        rows=6,
        description="Leave an empty line between its parts, and they are lettered (a), (b), …",
    )
    wants = QuestionWords.wants
    send = SubmitField("Send supplementary question")


class ContributionForm(Form):
    """What comments and questions have in common, beneath their words.

    `form_key` marks the form and its author (web.form_keys), `revision` what is kept of it, `window` is for the script to say
    in which window it is written, `seen` the references of the comments that were shown as close. The view leaves out what
    does not apply: a declaration that has been made.
    """

    form_key = HiddenField()
    revision = HiddenField(default="0")
    window = HiddenField(default="")
    seen = HiddenField(default="")
    interest = RadiosField(
        "Do you have an interest to declare?",
        [Required("Say whether you have an interest to declare")],
        choices=[SelectChoice(interest.value, interest.wording) for interest in Interest],
        description="Asked once for this consultation, before your first comment or question. It is printed in the digest, and "
        "you can change it later.",
    )
    interest_text = LongTextField(
        "What the interest is",
        [Optional()],
        max_length=LONGEST,
        rows=2,
        description="Leave this empty where you have none.",
    )
    receipt = CheckboxField("Email me a receipt")
    save = SubmitField("Save and send later")


class CommentForm(CommentWords, ContributionForm):
    """A comment being written or changed."""


class QuestionForm(QuestionWords, ContributionForm):
    """A scrutiny question being written. `paragraph` is the one it is about, "" for none."""

    paragraph = HiddenField(default="")


class ChangeQuestionForm(_ChangedQuestion, ContributionForm):
    """A scrutiny question being changed."""


class SupplementaryForm(_SupplementaryWords, ContributionForm):
    """A supplementary question being written; `follows` is the reference of the question that was answered."""

    follows = HiddenField(default="")


class DeclarationForm(Form):
    """One's declaration of interest, changed."""

    interest = ContributionForm.interest
    interest_text = ContributionForm.interest_text
    save = SubmitField("Save")


class ConfirmForm(Form):
    """A button, and nothing else to fill in."""

    confirm = SubmitField("Confirm")
