"""What a representative's report says of the meeting it goes to, and what its member adds."""

from collections.abc import Iterable

from consult.domain.report import Particulars
from consult.web.forms.base import (
    DateField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    TextField,
)
from consult.web.forms.people import OthersEmailField
from consult.web.forms.settings import WithinReason

NAMES = {"pdf": "PDF", "html": "web page", "docx": "Word document"}
"""What the formats are called."""

FORMATS = ("pdf", "docx")
"""Those a report can be had in."""


class MakeForm(Form):
    """One button for each format, all of one name."""

    format = RadiosField("Format", [Required("Choose a format")])

    def offer(self, formats: Iterable[str]) -> None:
        """Sets the formats there are to choose from."""
        self.format.choices = [SelectChoice(kind, NAMES[kind]) for kind in formats]


class ReportForm(MakeForm):
    """The front of the paper and the member's own words."""

    council = TextField("Council", [Required("Enter the council the report goes to")])
    committee = TextField("Committee", [Required("Enter the committee the report goes to")])
    item_number = TextField(
        "Agenda item number (optional)",
        [Optional()],
        max_length=20,
        description="Printed as “Item No 6”",
        render_kw={"params": {"classes": "govuk-input--width-4"}},
    )
    meeting_on = DateField("Date of the committee’s meeting (optional)", [Optional(), WithinReason()])
    title = TextField("Title", [Required("Enter a title")], max_length=300)
    summary = LongTextField("Summary", [Required("Enter a summary")], max_length=4000, rows=7)
    recommendation = LongTextField(
        "Recommendation", [Required("Enter what the committee is asked to do")], max_length=2000, rows=2
    )
    contact_title = TextField(
        "Contact officer (optional)",
        [Optional()],
        description="The council’s officer for the committee, for example “Scrutiny liaison officer”",
    )
    contact_email = OthersEmailField(
        "Contact email address (optional)", [Optional()], description="An office address is best: it is printed"
    )
    contact_telephone = TextField(
        "Contact telephone number (optional)",
        [Optional()],
        max_length=40,
        render_kw={"params": {"classes": "govuk-input--width-20"}, "inputmode": "tel"},
    )
    introduction = LongTextField(
        "Introduction (optional)",
        [Optional()],
        max_length=8000,
        rows=4,
        description="Stands before what comes from the record. Each paragraph gets its number",
    )
    view = LongTextField(
        "My view (optional)",
        [Optional()],
        max_length=8000,
        rows=6,
        description="Stands at the end. Each paragraph gets its number",
    )

    def particulars(self) -> Particulars:
        """What was said, as a report takes it."""
        said = {field.name: field.data for field in self if field.name in _PARTICULARS}
        return Particulars(**said | {"meeting_on": self.meeting_on.data})


_PARTICULARS = frozenset(Particulars.__dataclass_fields__)
