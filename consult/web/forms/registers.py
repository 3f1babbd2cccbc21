"""Statutory coverage, background papers, the partnership, and how often the panel meets."""

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.background import LONGEST_LINE, LONGEST_LINK
from consult.domain.meetings import INTERVALS
from consult.domain.partnership import PartnerKind
from consult.web.forms.base import (
    CheckboxesField,
    DateField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SubmitField,
    TextField,
)

NO_PART = "none"


class CoverageForm(Form):
    """Which sections cover a duty, or why none does; `revision` is that of what was looked at."""

    revision = HiddenField(default="0")
    sections = CheckboxesField("Which sections cover it?", [Optional()], coerce=int)
    explanation = LongTextField(
        "Explanation",
        [Optional()],
        max_length=LONGEST_TEXT,
        rows=4,
        description="Needed where no section covers it: say why, or where it is dealt with instead.",
    )
    save = SubmitField("Save")


class PaperForm(Form):
    """A background paper."""

    title = TextField("Title of the paper", [Required("Enter the title of the paper")], max_length=LONGEST_LINE)
    dated_on = DateField("Date of the paper (optional)", [Optional()], description="For example, 27 11 2020")
    place = TextField(
        "Where can it be inspected?",
        [Optional()],
        max_length=LONGEST_LINE,
        description="For example, Democratic Services, County Hall. Leave it empty where a web address is enough.",
    )
    link = TextField("Web address (optional)", [Optional()], max_length=LONGEST_LINK)
    save = SubmitField("Save")


class NewBodyForm(Form):
    """A council, authority or other body to be put into the partnership."""

    new_name = TextField("Name", [Required("Enter the name of the authority or body")])
    kind = RadiosField(
        "What is it?",
        [Required("Say what it is")],
        choices=[SelectChoice(one.value, one.wording) for one in PartnerKind],
    )
    save = SubmitField("Add it")


class PartnerForm(Form):
    """In which part a body belongs to the partnership, and from when to when it exists."""

    kind = RadiosField("What is it?", [Required("Say what it is")])
    begins = DateField("When did it begin? (optional)", [Optional()], description="For example, 1 7 2022")
    ends = DateField(
        "When did it end, or when will it? (optional)",
        [Optional()],
        description="Its last day. Recommendations issued later are not sent to it.",
    )
    save = SubmitField("Save")


class MeetingsForm(Form):
    """How often the panel means to meet."""

    every = RadiosField(
        "How often does the panel meet?",
        [Required("Choose how often the panel meets")],
        coerce=int,
        choices=[SelectChoice(months, words) for months, words in INTERVALS.items()],
    )
    save = SubmitField("Save")
