"""Recommendations, coverage, background papers and the partnership of a record, each read from one JSON object."""

from datetime import date

from consult.domain.background import LONGEST_LINE, LONGEST_LINK, checked_link
from consult.domain.coverage import CODES
from consult.domain.partnership import PartnerKind
from consult.domain.record import Spot
from consult.domain.record_registers import CoverageLine, PaperLine, PartnerLine, RecommendationLine, ReplyLine
from consult.domain.refusals import Refused
from consult.importing.records import shapes
from consult.importing.records.fields import Fields

_MOST = 100_000


def partner(fields: Fields) -> PartnerLine:
    """`{"type": "partner", "body": …, "kind": "co-operating", "begins": "2022-07-01", "ends": null}`."""
    found = PartnerLine(
        body=fields.name("body"),
        kind=fields.optional_choice("kind", PartnerKind),
        begins=fields.day("begins"),
        ends=fields.day("ends"),
        where=fields.where,
    )
    if found.begins and found.ends and found.ends < found.begins:
        fields.fault("It ends before it begins; check “begins” and “ends”")
    return found


def recommendation(fields: Fields) -> RecommendationLine:
    """`{"type": "recommendation", "id": …, "text": …, "meeting_on": "2020-11-27", "at": …, "issued_on": …, "sent_to": […]}`."""
    fields.given("reference")
    issued_on, issued_at = fields.day("issued_on"), fields.optional_time("issued_at")
    sent = tuple((one.name("body"), one.choice("kind", PartnerKind)) for one in fields.objects("sent_to"))
    found = RecommendationLine(
        id=shapes.identity(fields, "id"),
        text=fields.text("text", needed=issued_on is not None),
        meeting_on=_day(fields, "meeting_on"),
        at=fields.time("at"),
        minute=fields.name("minute", 40, needed=False),
        section=fields.verbatim("section", 500).strip() or None,
        spot=shapes.spot(fields),
        question=shapes.identity(fields, "question") if fields.given("question") is not None else None,
        issued_on=issued_on,
        issued_at=issued_at,
        sent_to=sent,
        replies=tuple(_reply(one) for one in fields.objects("replies")),
        withdrawn_at=fields.optional_time("withdrawn_at"),
        withdrawal_reason=fields.text("withdrawal_reason", needed=False),
        closed_at=fields.optional_time("closed_at"),
        closing_note=fields.text("closing_note", needed=False),
        where=fields.where,
    )
    _ensure_whole(fields, found)
    return found


def _ensure_whole(fields: Fields, line: RecommendationLine) -> None:
    if (line.issued_on is None) != (line.issued_at is None) or (line.issued_on is None) != (not line.sent_to):
        fields.fault("“issued_on”, “issued_at” and “sent_to” go together")
    if (line.withdrawn_at is None) != (not line.withdrawal_reason):
        fields.fault("“withdrawn_at” and “withdrawal_reason” go together")
    if (line.closed_at is None) != (not line.closing_note):
        fields.fault("“closed_at” and “closing_note” go together")
    known = {body.casefold() for body, _ in line.sent_to}
    for one in line.replies:
        if one.body.casefold() not in known:
            fields.fault(f"It was not sent to {one.body}; check “sent_to”")


def _reply(fields: Fields) -> ReplyLine:
    at = fields.time("at")
    approved_at, released_at = fields.optional_time("approved_at"), fields.optional_time("released_at")
    came_on = fields.day("came_on")
    if released_at is not None or came_on is not None:
        released_at = released_at or at
        approved_at = approved_at or at
    if (approved_at or at) < at or (released_at or approved_at or at) < (approved_at or at):
        fields.fault("A reply is written, then approved, then released; its times say otherwise")
    found = ReplyLine(
        body=fields.name("body"),
        by=shapes.who(fields, "by"),
        text=fields.text("text"),
        at=at,
        acts=fields.flag("acts"),
        came_on=came_on,
        approved_at=approved_at,
        released_at=released_at,
    )
    fields.pass_over()
    return found


def coverage(fields: Fields) -> CoverageLine:
    """`{"type": "coverage", "version": 1, "duty": "crime", "sections": [1, 3], "explanation": "", "by": …, "at": …}`."""
    version = fields.number("version", 1, 10_000) or 1
    duty = fields.name("duty")
    if duty and duty not in CODES:
        fields.fault(f"“duty” must be one of: {', '.join(sorted(CODES))}")
    sections = [fields.whole("sections", one, 0, _MOST) for one in fields.entries("sections")]
    return CoverageLine(
        version=version,
        duty=duty,
        by=shapes.who(fields, "by"),
        at=fields.time("at"),
        spots=tuple(Spot(version, one) for one in sections if one is not None),
        explanation=fields.text("explanation", needed=False),
        where=fields.where,
    )


def paper(fields: Fields) -> PaperLine:
    """`{"type": "background-paper", "title": …, "place": …, "link": "https://…", "dated_on": "2020-11-27"}`."""
    found = PaperLine(
        title=fields.name("title", LONGEST_LINE),
        place=fields.name("place", LONGEST_LINE, needed=False),
        link=_link(fields),
        dated_on=fields.day("dated_on"),
        where=fields.where,
    )
    if not found.place and not found.link:
        fields.fault("Say in “place” where it can be inspected, or in “link” where it is read")
    return found


def _link(fields: Fields) -> str:
    try:
        return checked_link(fields.text("link", LONGEST_LINK, needed=False))
    except Refused:
        fields.fault("“link” must be a whole web address that begins with https:// or http://")
        return ""


def _day(fields: Fields, name: str) -> date:
    found = fields.day(name)
    if found is None and fields.values.get(name) is None:
        fields.fault(f"“{name}” is missing; give the day, like 2021-03-15")
    return found or date.min
