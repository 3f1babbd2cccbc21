"""What a representative's report says at its front until somebody says otherwise. The wording is ours, and stands here alone."""

from consult.domain.report import Particulars
from consult.pack.reports_facts import panel
from consult.store.consultations import Consultation
from consult.store.people import MembershipRow

COMMITTEE = "Scrutiny committee"
SUMMARY = (
    "{who} is the council’s representative on the {panel}{of}. This report says what they raised on the draft “{title}”,"
    " what was answered, and what was promised and has not been received."
)
RECOMMENDATION = "To note the report of the council’s representative on the {panel}."


def usual(consultation: Consultation, membership: MembershipRow) -> Particulars:
    """What a member finds filled in the first time; person and council of the membership must be loaded."""
    of = f" of the {consultation.host}" if consultation.host else ""
    named = panel(consultation)
    return Particulars(
        council=membership.body.name if membership.body else "",
        committee=COMMITTEE,
        title=named[:1].upper() + named[1:],
        summary=SUMMARY.format(who=membership.person.name, panel=named, of=of, title=consultation.title),
        recommendation=RECOMMENDATION.format(panel=named),
    )
