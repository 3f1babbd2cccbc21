"""What the clerk fills in to make a draft of the pack, to issue it, to take it back, and to check a file."""

from datetime import date

from wtforms import HiddenField

from consult.actions.receiving import LONGEST_TEXT
from consult.domain.calendar import short_day
from consult.domain.pack_options import EXEMPT, PUBLIC, Options, Order
from consult.store.packs import FORMATS
from consult.web.forms.base import (
    CheckboxField,
    FileField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
)

_FORMATS = {
    "pdf": "PDF, for the agenda and for printing",
    "html": "Web page, one file to publish beside the PDF",
    "docx": "Word file, with the comments in its margin",
    "xlsx": "Workbook, one sheet for each register",
    "csv": "CSV, one line for each item",
    "iso-xlsx": "ISO commenting template as a workbook, with the answers in its last column",
    "iso-docx": "ISO commenting template as a Word file",
    "json": "JSON, the whole public record for other programs, whatever is chosen above",
}
_ORDERS = [SelectChoice(order.value, order.wording) for order in Order]


def _order() -> RadiosField:
    return RadiosField("Order of the comments", choices=_ORDERS, default=Order.DRAFT.value)


class DraftForm(Form):
    """The choices of a draft, and two buttons: work out the pages, and make it."""

    order = _order()
    whole_draft = CheckboxField("The whole draft, with every paragraph nobody commented on")
    only_unanswered = CheckboxField("Only what is unanswered")
    large_print = CheckboxField("Large print (18 point)")
    authority = SelectField("Put to", choices=[], default="")
    meeting = SelectField("For the meeting on", choices=[], default="")
    part = RadiosField(
        "Part",
        choices=[
            SelectChoice(str(PUBLIC), "Part 1, for everybody"),
            SelectChoice(str(EXEMPT), "Part 2, not for publication: what is exempt"),
        ],
        default=str(PUBLIC),
    )
    format = RadiosField(
        "Format",
        choices=[SelectChoice(kind, _FORMATS[kind]) for kind in FORMATS],
        default="pdf",
    )
    work_out = SubmitField("Work out the pages")
    make = SubmitField("Make the draft")

    def offer(self, authorities: list[tuple[int, str]], meetings: list[date]) -> None:
        """The authorities and the meetings there are."""
        self.authority.choices = [
            SelectChoice("", "Every authority"),
            *(SelectChoice(str(one), name) for one, name in authorities),
        ]
        self.meeting.choices = [
            SelectChoice("", "Every meeting"),
            *(SelectChoice(day.isoformat(), short_day(day)) for day in meetings),
        ]

    def options(self) -> Options:
        """What was chosen."""
        return Options(
            part=int(self.part.data),
            order=Order(self.order.data),
            whole_draft=self.whole_draft.data,
            only_unanswered=self.only_unanswered.data,
            authority_id=int(self.authority.data) if self.authority.data else None,
            meeting_on=date.fromisoformat(self.meeting.data) if self.meeting.data else None,
            large_print=self.large_print.data,
        )


WHOLE, SUPPLEMENTARY = "whole", "supplementary"


class IssueForm(Form):
    """How the pack is issued. `sure` says that the page which cannot be undone was seen for this very choice."""

    sure = HiddenField(default="")
    kind = RadiosField("What is issued", [Required("Choose what is issued")], choices=[], default=WHOLE)
    order = _order()
    whole_draft = CheckboxField("Print the whole draft, with every paragraph nobody commented on")
    urgency = LongTextField(
        "The chair’s reason for urgency",
        [Optional()],
        max_length=2000,
        rows=3,
        description="Prints on the cover. Needed where fewer clear days are left than the law asks for.",
    )
    go_on = SubmitField("Continue")
    issue = SubmitField("Issue the pack")

    def offer(self, before: int | None) -> None:
        """A supplement only where there is a pack it can add to."""
        self.kind.choices = [SelectChoice(WHOLE, "A whole pack")]
        if before is not None:
            words = f"A supplementary pack: only what came or changed since pack {before}"
            self.kind.choices.append(SelectChoice(SUPPLEMENTARY, words))

    def options(self) -> Options:
        """What was chosen for the paper."""
        return Options(order=Order(self.order.data), whole_draft=self.whole_draft.data)


class WithdrawForm(Form):
    """Why a pack is taken back from publication."""

    reason = LongTextField(
        "Why is it withdrawn?",
        [Required("Enter why it is withdrawn")],
        max_length=LONGEST_TEXT,
        rows=3,
        description="The reason stands beside its number, for everybody in the consultation to read.",
    )
    withdraw = SubmitField("Withdraw the pack")


class CheckForm(Form):
    """A file to be checked."""

    file = FileField("PDF file", [Required("Choose a file")])
    check = SubmitField("Check the file")
