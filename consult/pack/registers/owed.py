"""What is owed: the registers of information requests and undertakings, and of recommendations."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.domain.digest import CommitmentEntry, Digest, RecommendationEntry, ReplyEntry, SupplyEntry
from consult.pack.registers.listing import Said, day, joined, lines, listed, number, text
from consult.pack.sheets import Sheet


def commitments(digest: Digest) -> Sheet:
    """Every information request and undertaking, the oldest first."""
    columns: list[Said[CommitmentEntry]] = [
        text("Reference", 11, lambda one: one.reference),
        text("Type", 18, lambda one: one.kind),
        text("Raised by", 26, lambda one: one.by),
        text("Council", 24, lambda one: one.body),
        text("Addressed to", 28, lambda one: one.authority),
        text("Owner", 22, lambda one: one.owner),
        text("Place", 26, lambda one: one.place),
        text("Text", 60, lambda one: one.text),
        text("Basis", 30, lambda one: one.basis),
        text("Follows", 11, lambda one: one.source),
        day("Issued", lambda one: one.issued_on),
        day("Due", lambda one: one.due_on),
        text("Latest position", 40, lambda one: one.words),
        text("Status", 20, lambda one: one.status),
        number("Days overdue", lambda one: one.days_overdue),
        text("Supplied", 60, lambda one: "\n\n".join(map(_supplied, one.supplies))),
        day("Last supplied", lambda one: max((s.supplied_on for s in one.supplies if s.supplied_on), default=None)),
        text("Reason for delay", 30, lambda one: lines(filter(None, (supply.delay_reason for supply in one.supplies)))),
        text("Files", 26, lambda one: lines(name for supply in one.supplies for name in supply.files)),
        text("Declared", 34, lambda one: lines(said for supply in one.supplies for said in supply.declarations)),
        day("Closed", lambda one: one.closed_on),
        text("Why it was closed", 34, lambda one: one.closing_note),
        text("Marks", 16, lambda one: joined(one.marks)),
        text("Notes", 34, lambda one: lines(one.notes)),
    ]
    return listed("Requests and undertakings", columns, digest.commitments)


def _supplied(supply: SupplyEntry) -> str:
    return f"{supply.text}{'' if supply.complete else ' (a part)'}"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A recommendation, and the reply of one body it was sent to; None where it was sent to nobody."""

    of: RecommendationEntry
    reply: ReplyEntry | None


def recommendations(digest: Digest) -> Sheet:
    """Every recommendation with each reply that is given or awaited."""
    columns: list[Said[_Asked]] = [
        text("Reference", 11, lambda one: one.of.reference),
        text("Recommendation", 60, lambda one: one.of.text),
        day("Meeting", lambda one: one.of.meeting_on),
        text("Minute", 10, lambda one: one.of.minute),
        text("Place", 26, lambda one: one.of.place),
        text("Follows", 11, lambda one: one.of.question),
        day("Issued", lambda one: one.of.issued_on),
        day("Due", lambda one: one.of.due_on),
        text("Basis", 30, lambda one: one.of.basis),
        text("Status", 20, lambda one: one.of.status),
        text("Sent to", 28, lambda one: one.reply.body if one.reply else ""),
        text("Latest position", 40, lambda one: one.reply.words if one.reply else one.of.words),
        number("Days overdue", lambda one: one.reply.days_overdue if one.reply else one.of.days_overdue),
        text("Action proposed", 12, lambda one: _acts(one.reply)),
        text("Reply", 60, lambda one: one.reply.text if one.reply else ""),
        text("Replied by", 26, lambda one: one.reply.by if one.reply else ""),
        day("Replied", lambda one: one.reply.replied_on if one.reply else None),
        text("Holding reply", 34, lambda one: one.reply.holding if one.reply else ""),
        day("Held", lambda one: one.reply.held_on if one.reply else None),
        day("Closed", lambda one: one.of.closed_on),
        text("Why it was closed", 34, lambda one: one.of.closing_note),
        day("Withdrawn", lambda one: one.of.withdrawn_on),
        text("Why it was withdrawn", 34, lambda one: one.of.withdrawal_reason),
    ]
    return listed("Recommendations", columns, _asked(digest))


def _asked(digest: Digest) -> Iterator[_Asked]:
    for one in digest.recommendations:
        for reply in one.replies or (None,):
            yield _Asked(one, reply)


def _acts(reply: ReplyEntry | None) -> str:
    if reply is None or reply.acts is None:
        return ""
    return "Yes" if reply.acts else "None"
