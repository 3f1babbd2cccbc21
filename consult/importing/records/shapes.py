"""The shapes a record is made of, each read from one JSON object."""

import re

from consult.domain.anchoring import Anchor
from consult.domain.arriving import Way
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.interests import LONGEST as LONGEST_INTEREST
from consult.domain.interests import Interest
from consult.domain.people import Role
from consult.domain.questions import Wants
from consult.domain.record import (
    AnswerLine,
    Came,
    CommentLine,
    DeclarationLine,
    EnquiryLine,
    Part,
    QuestionLine,
    Spot,
    Supporter,
    Unsettled,
)
from consult.importing.records import redrafts
from consult.importing.records.fields import LONGEST_NAME, Fields
from consult.importing.records.marks import exempt, marks

LONGEST_ID = 40
_ID = re.compile(r"[^\s@]+")
_WHO = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST = 2**31 - 1


def person(fields: Fields) -> Part:
    """`{"type": "person", "email": …, "role": …, "name": …, "body": …}`, or with an `id` in place of the address."""
    own = fields.values.get("id") is not None and fields.values.get("email") is None
    part = Part(
        who=who(fields, "id" if own else "email"),
        name=fields.name("name", needed=not own),
        role=fields.choice("role", Role),
        body=fields.name("body", needed=False),
        until=fields.optional_time("until"),
        where=fields.where,
    )
    fields.given("id")
    if own and not part.name:
        fields.fault("“name” is missing; give it as text")
    return part


def who(fields: Fields, name: str) -> str:
    """An e-mail address, in lower case, or a name such as "person-3"."""
    words = fields.name(name, 254).lower()
    if words and "@" not in words and not (len(words) <= LONGEST_ID and _WHO.fullmatch(words)):
        fields.fault(f"“{name}” is neither an e-mail address nor a name such as person-3")
    return words


def comment(fields: Fields) -> CommentLine:
    """`{"type": "comment", "id": …, "by": …, "section": …, "paragraph": …, "quote": …, "stance": …, "text": …, …}`."""
    withdrawn_at, kept = fields.optional_time("withdrawn_at"), marks(fields)
    bare = withdrawn_at is not None or kept.bare
    fields.given("reference")
    return CommentLine(
        id=identity(fields, "id"),
        by=who(fields, "by"),
        stance=fields.optional_choice("stance", Stance) if kept.exempt else fields.choice("stance", Stance),
        text=fields.text("text", needed=not bare),
        at=fields.time("at"),
        section=fields.verbatim("section", 500).strip() or None,
        paragraph=None if fields.given("paragraph") is None else fields.verbatim("paragraph", 60).strip(),
        quote=fields.verbatim("quote", 1_000_000).strip() or None,
        suggested_wording=fields.optional("suggested_wording", 1_000_000),
        kind=fields.optional_choice("kind", Kind) or Kind.COMMENT,
        supported_by=tuple(_supporters(fields)),
        body=body(fields),
        authority=fields.name("authority", needed=False) or None,
        spot=spot(fields),
        withdrawn_at=withdrawn_at,
        came=_came(fields),
        late_reason=fields.text("late_reason", needed=False),
        places=redrafts.places(fields),
        marks=kept,
        where=fields.where,
    )


def question(fields: Fields) -> QuestionLine:
    """`{"type": "question", "id": …, "by": …, "to": […], "parts": […], "wants": …, "section": …, "at": …}`."""
    withdrawn_at, waiting = fields.optional_time("withdrawn_at"), bool(fields.flag("waiting"))
    accepted_at = fields.optional_time("accepted_at")
    supplementary_to = identity(fields, "supplementary_to") if fields.given("supplementary_to") is not None else None
    fields.given("reference")
    found = QuestionLine(
        id=identity(fields, "id"),
        by=who(fields, "by"),
        to=tuple(" ".join(name.split()) for name in fields.texts("to", LONGEST_NAME)),
        parts=fields.texts("parts"),
        at=fields.time("at"),
        section=fields.verbatim("section", 500).strip() or None,
        paragraph=None if fields.given("paragraph") is None else fields.verbatim("paragraph", 60).strip(),
        wants=fields.optional_choice("wants", Wants) or Wants.WRITTEN,
        supplementary_to=supplementary_to,
        body=body(fields),
        spot=spot(fields),
        accepted_at=accepted_at,
        waiting=waiting,
        withdrawn_at=withdrawn_at,
        came=_came(fields),
        late_reason=fields.text("late_reason", needed=False),
        marks=marks(fields),
        where=fields.where,
    )
    if waiting and accepted_at is not None:
        fields.fault("A question that is waiting has not been accepted; leave “accepted_at” out, or “waiting”")
    if not found.to:
        fields.fault("“to” is missing; name the authorities asked, in a list")
    if not found.parts and withdrawn_at is None and not waiting and not found.marks.bare:
        fields.fault("“parts” is missing; give the parts of the question, in a list")
    return found


def line_of_enquiry(fields: Fields) -> EnquiryLine:
    """`{"type": "line-of-enquiry", "title": …, "questions": [the ids of those under it, in order]}`."""
    return EnquiryLine(title=fields.name("title"), questions=fields.texts("questions", LONGEST_ID), where=fields.where)


def answer(fields: Fields) -> AnswerLine:
    """`{"type": "response", "to": …, "by": …, "disposition": …, "text": …, "reason": …, "at": …, "released": true}`."""
    at = fields.time("at")
    approved_at, released_at = fields.optional_time("approved_at"), fields.optional_time("released_at")
    if fields.flag("released"):
        released_at = released_at or at
    if released_at is not None:
        approved_at = approved_at or at
    if (approved_at or at) < at or (released_at or approved_at or at) < (approved_at or at):
        fields.fault("An answer is written, then approved, then released; its times say otherwise")
    kept_back = exempt(fields)
    return AnswerLine(
        to=identity(fields, "to"),
        by=who(fields, "by"),
        text=fields.text("text", needed=kept_back is None),
        at=at,
        disposition=fields.optional_choice("disposition", Disposition),
        reason=fields.text("reason", needed=False),
        resulting_wording=fields.text("resulting_wording", 1_000_000, needed=False),
        authority=fields.name("authority", needed=False) or None,
        holding=bool(fields.flag("holding")),
        group=fields.number("group", 1, _MOST),
        approved_at=approved_at,
        released_at=released_at,
        unsettled=tuple(_unsettled(fields)),
        exempt=kept_back,
        where=fields.where,
    )


def declaration(fields: Fields) -> DeclarationLine:
    """`{"type": "declaration", "by": …, "interest": "none", "text": "", "at": …}`."""
    return DeclarationLine(
        by=who(fields, "by"),
        interest=fields.choice("interest", Interest),
        text=fields.text("text", LONGEST_INTEREST, needed=False),
        at=fields.time("at"),
        where=fields.where,
    )


def identity(fields: Fields, name: str) -> str:
    """What something is called in the file."""
    value = fields.given(name)
    words = str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18 else value
    if not isinstance(words, str) or len(words) > LONGEST_ID or not _ID.fullmatch(words) or not words.isprintable():
        fields.fault(f"“{name}” must be text of 1 to {LONGEST_ID} characters without spaces, like x1")
        return ""
    return words


def body(fields: Fields) -> str | None:
    """The council spoken for; None where it is not said."""
    return None if fields.given("body") is None else fields.name("body", needed=False)


def _supporters(fields: Fields) -> list[Supporter]:
    found = []
    for value in fields.entries("supported_by"):
        one = Fields(value if isinstance(value, dict) else {"by": value}, fields.where, fields.findings)
        found.append(Supporter(who(one, "by"), one.optional_time("at"), body(one)))
    return found


def spot(fields: Fields) -> Spot | None:
    """`"anchor": {"version": 1, "position": [2, 5], "quote": …, "prefix": …, "suffix": …, "start": 10, "end": 25}`."""
    anchor = fields.object("anchor")
    if anchor is None:
        return None
    position = anchor.entries("position")
    whole = [anchor.whole("position", value, 0, _MOST) for value in position] if position else [None, None]
    version = anchor.number("version", 1, _MOST)
    start, end = anchor.number("start", 0, _MOST), anchor.number("end", 0, _MOST)
    quote = anchor.verbatim("quote", 1_000_000)
    if version is None or len(whole) != 2 or (bool(quote), bool(quote)) != (start is not None, end is not None):
        anchor.fault("“anchor” is not whole; leave it out, or give it as it was exported")
        return None
    passage = None
    if start is not None and end is not None:
        passage = Anchor(quote, start, end, anchor.verbatim("prefix", 100), anchor.verbatim("suffix", 100))
    return Spot(version, whole[0], whole[1], passage)


def _came(fields: Fields) -> Came | None:
    """`"came": {"by": "letter", "at": …}`: the clerk entered it for its author."""
    came = fields.object("came")
    if came is None:
        return None
    found = Came(came.choice("by", Way), came.time("at"))
    came.pass_over()
    return found


def _unsettled(fields: Fields) -> list[Unsettled]:
    return [Unsettled(who(one, "by"), one.text("reason"), one.time("at")) for one in fields.objects("unsettled")]
