"""Who may say how the draft covers the duties of the law, and the day that decides which there are."""

from datetime import date

from consult.domain.permissions import Act, Verdict
from consult.web.guards import Here
from consult.web.owing import today


def may_cover(here: Here) -> Verdict:
    """The clerk, and the lead officer of the lead authority."""
    lead = here.consultation.lead_authority_id
    return here.may(Act.COVER, asked=frozenset() if lead is None else frozenset({lead}))


def day_of(here: Here) -> date:
    """That of the meeting the draft is put before; today while none is set."""
    return here.consultation.meeting_on or today(here)
