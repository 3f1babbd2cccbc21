"""The digest as a workbook: a sheet for each register, its dates and numbers as what they are."""

from consult.domain.digest import Digest
from consult.pack import sheets
from consult.pack.items import items_sheet
from consult.pack.publishing import pack_name, page_marking
from consult.pack.registers import about, owed, said

__all__ = ["to_xlsx"]


def to_xlsx(digest: Digest) -> bytes:
    """The digest's bytes as .xlsx; the same digest gives the same bytes. Each page of a Part 2 bears its marking (R14)."""
    return sheets.workbook(
        [
            *(about.summary(digest), about.figures(digest)),
            *(said.comments(digest), said.questions(digest), said.answers(digest)),
            *(owed.commitments(digest), owed.recommendations(digest)),
            *(about.change_log(digest), about.coverage(digest), items_sheet(digest), about.not_printed(digest)),
            *(about.respondents(digest), about.declarations(digest), about.pauses(digest), about.background(digest)),
            about.lines_of_enquiry(digest),
        ],
        title=f"{digest.cover.title} ({pack_name(digest)})",
        made_at=digest.cover.made_at,
        language=digest.language,
        head=page_marking(digest),
    )
