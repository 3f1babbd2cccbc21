"""Who may say how the draft covers the duties of the law, and the day that decides which there are."""

from datetime import date

from consult.domain.permissions import Act, Verdict
from consult.web.guards import Here


def may_cover(here: Here) -> Verdict:
    """The clerk, and the lead officer of the lead authority."""
    lead = here.consultation.lead_authority_id
    return here.may(Act.COVER, asked=frozenset() if lead is None else frozenset({lead}))


def day_of(here: Here) -> date:
    """The day of adoption, once it has come; until then the day it is for the panel."""
    return (here.consultation.adopted_at or here.now).astimezone(here.zone).date()
