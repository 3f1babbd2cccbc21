"""A digest with something in every register."""

from dataclasses import replace
from datetime import date

from consult.domain.change_log import ChangeLog, LogEntry
from consult.domain.digest import (
    CommitmentEntry,
    CoverageEntry,
    Digest,
    IndexRow,
    NotPrinted,
    PaperEntry,
    PauseRow,
    RecommendationEntry,
    ReplyEntry,
    RespondentRow,
    SupplyEntry,
)
from consult.domain.redline_paper import ChangedParagraph, ChangedSection, Led, RedlinePaper
from tests.pack.assembly import MADE_AT

DAY = date(2021, 3, 1)


def full(digest: Digest) -> Digest:
    """The digest with something in every register."""
    supply = SupplyEntry(
        "The figures", False, "Released", DAY, "Head of Service", "The system was down", ("Depersonalised",), ("a.csv",)
    )
    owed = CommitmentEntry(
        "IR-0001",
        "Information request",
        "Member for Norwich City Council",
        "Norwich City Council",
        "Prevent",
        "The figures",
        "Norfolk County Council",
        "",
        "",
        "",
        DAY,
        date(2021, 3, 8),
        "Requested for 8 March 2021",
        "Overdue",
        2,
        (supply,),
    )
    reply = ReplyEntry(
        "Norfolk Constabulary",
        "Responsible authority",
        "Received on 4 March",
        "Received",
        0,
        False,
        "None, since …",
        "Chief Inspector",
        DAY,
    )
    advised = RecommendationEntry(
        "R-0001", "Publish it", DAY, "12", "", "", DAY, date(2021, 3, 29), "28 days", "Awaited", "…", 0, (reply,)
    )
    log = LogEntry(
        1,
        "s-1",
        "Prevent",
        ("Paragraph 6 edited",),
        (Led("C-0001", "Accepted"),),
        ("Q-001",),
        "It was unclear.",
        False,
        "Officer",
        DAY,
    )
    html = "It <ins>will</ins><del>may</del> be so."
    changed = ChangedParagraph(("p-1",), "6", "", "paragraph", 0, html, "Edited", led=(Led("C-0001", "Accepted"),))
    section = ChangedSection("s-1", 1, "2", "Prevent", "2 Prevent", 1, "", 1, (1,), (changed,))
    return replace(
        digest,
        commitments=(owed,),
        recommendations=(advised,),
        index=(
            *digest.index,
            IndexRow("C-0099", "", "Member for Breckland", "", "", "Withdrawn"),
            IndexRow("IR-0001", "Prevent", owed.by, owed.body, owed.kind, "Overdue"),
            IndexRow("R-0001", "", "The panel", "", "Recommendation", "Awaited"),
        ),
        changes=ChangeLog(1, 2, (log,), RedlinePaper("", 1, 2, (section,))),
        coverage=(CoverageEntry("crime", "Crime", "Section 6", None, (), "It is in the plan", "Officer", DAY, 1),),
        not_printed=(NotPrinted("C-0099", "Member for Breckland", "", "Withdrawn"),),
        respondents=(RespondentRow("Member for Breckland", "", 2, 1, 0),),
        pauses=(PauseRow(MADE_AT, None, "A by-election"),),
        background=(PaperEntry("Plan 2018", "County Hall", "https://example.org/plan", DAY),),
    )
