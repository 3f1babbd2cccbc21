"""What the clerk is shown before a pack is issued."""

from flask import current_app

from consult.domain.gate import Check, checks, unbalanced
from consult.domain.issuing import publication
from consult.domain.lifecycle import AnswerState
from consult.domain.pack_options import EXEMPT, Options
from consult.domain.refusals import Refused
from consult.pack.gather import editions
from consult.queries import responses
from consult.web.guards import Here


def gate_of(here: Here, *, urgency: str) -> tuple[Check, ...]:
    """Every check, as the pack would be if it were issued now."""
    about = here.consultation
    try:
        public, exempt = editions(
            here.session, about, [Options(), Options(part=EXEMPT)], made_at=here.now, timezone=here.zone
        )
    except Refused as refusal:
        return unbalanced(refusal.reason)
    today = here.now.astimezone(here.zone).date()
    out = publication(about.meeting_on, today, clear_days=current_app.config["SETTINGS"].clear_days, urgency=urgency)
    owed = responses.awaited(here.session, about)
    to_release = sum(row.count for row in owed if row.state is AnswerState.APPROVED)
    confidential = sum(seal.paragraph is None for seal in exempt.seals)
    return checks(public, out, to_release=to_release, confidential=confidential)
