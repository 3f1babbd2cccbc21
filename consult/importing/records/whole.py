"""The parts only a whole record has: the consultation itself, and its draft in its versions."""

import base64
import binascii
import hashlib
from dataclasses import replace

from consult.actions.pausing import LONGEST_REASON
from consult.domain import markup
from consult.domain.draft import Draft, Figure, Kind, Paragraph, Section
from consult.domain.meetings import INTERVALS, LIMIT, QUARTERLY
from consult.domain.questions import MOST_PARTS, PARTS
from consult.domain.record import Record, Version
from consult.domain.record_about import About, Paused
from consult.domain.record_redrafts import Origin
from consult.importing import pictures
from consult.importing.records.fields import Fields
from consult.importing.sanitising import sanitised

LISTS = (
    ("people", "person"),
    ("comments", "comment"),
    ("questions", "question"),
    ("responses", "response"),
    ("declarations", "declaration"),
    ("commitments", "commitment"),
    ("lines_of_enquiry", "line-of-enquiry"),
    ("change_log", "change"),
    ("partnership", "partner"),
    ("recommendations", "recommendation"),
    ("coverage", "coverage"),
    ("background_papers", "background-paper"),
)
"""The lists of a whole record, and the type of what stands in each."""

_LONGEST_HTML = 2_000_000


def about_and_versions(top: Fields, held: Record) -> Record:
    """The record with what the top of its document says."""
    about = top.object("consultation")
    if about is None:
        top.fault("“consultation” is missing; a whole record says what it is about")
    versions = tuple(_version(one, n) for n, one in enumerate(top.objects("drafts"), 1))
    if about is None:
        return held
    return replace(held, about=_about(about), versions=versions)


def _about(fields: Fields) -> About:
    found = About(
        title=fields.name("title", 300),
        host=fields.name("host", needed=False),
        panel=fields.name("panel", needed=False),
        lead_authority=fields.name("lead_authority", needed=False),
        meeting_on=fields.day("meeting_on"),
        item_number=fields.name("item_number", 20, needed=False),
        summary=fields.text("summary", needed=False),
        recommendation=fields.text("recommendation", needed=False),
        contact_title=fields.name("contact_title", needed=False),
        contact_email=fields.name("contact_email", 254, needed=False),
        contact_telephone=fields.name("contact_telephone", 40, needed=False),
        questions_each=fields.number("questions_each", 1, 99),
        question_notice=fields.number("question_notice", 1, 60),
        question_parts=fields.number("question_parts", 1, MOST_PARTS) or PARTS,
        supplementaries=fields.flag("supplementaries") is not False,
        meets_every=_interval(fields),
        started_at=fields.optional_time("started_at"),
        opens_at=fields.optional_time("opens_at"),
        closes_at=fields.optional_time("closes_at"),
        adopted_at=fields.optional_time("adopted_at"),
        pauses=tuple(_paused(one) for one in fields.objects("pauses")),
    )
    if any(one.resumed_at is None for one in found.pauses[:-1]):
        fields.fault("Only the last of “pauses” can be one that lasts")
    if (found.opens_at is None) != (found.closes_at is None):
        fields.fault("“opens_at” and “closes_at” go together")
    fields.pass_over()
    return found


def _interval(fields: Fields) -> int:
    months = fields.number("meets_every", 1, LIMIT) or QUARTERLY
    if months not in INTERVALS:
        fields.fault(f"“meets_every” must be one of {', '.join(map(str, INTERVALS))} months")
        return QUARTERLY
    return months


def _paused(fields: Fields) -> Paused:
    found = Paused(fields.time("paused_at"), fields.optional_time("resumed_at"), fields.text("reason", LONGEST_REASON))
    if found.resumed_at is not None and found.resumed_at < found.paused_at:
        fields.fault("A window is resumed after it was paused; its times say otherwise")
    fields.pass_over()
    return found


def _version(fields: Fields, number: int) -> Version:
    if fields.number("version", 1, 10_000) not in (None, number):
        fields.fault(f"This is the draft’s version {number} and says that it is another")
    sections, authorities = [], []
    for one in fields.objects("sections"):
        authorities.append(one.name("authority", needed=False))
        sections.append(_section(one))
    draft = Draft(
        title=fields.verbatim("title", 300),
        sections=tuple(sections),
        figures=tuple(figure for one in fields.objects("figures") if (figure := _figure(one))),
    )
    found = Version(
        number=number,
        published_at=fields.time("published_at"),
        draft=draft,
        authorities=tuple(authorities),
        origin=fields.optional_choice("origin", Origin) or Origin.IMPORTED,
        based_on=fields.number("based_on", 1, max(number - 1, 1)),
        withdrawn_at=fields.optional_time("withdrawn_at"),
        withdrawal_reason=fields.text("withdrawal_reason", needed=False),
    )
    if number == 1 and (found.based_on, found.withdrawn_at) != (None, None):
        fields.fault("The first version follows none and cannot be withdrawn")
    if (found.withdrawn_at is None) != (not found.withdrawal_reason):
        fields.fault("“withdrawn_at” and “withdrawal_reason” go together")
    fields.pass_over()
    return found


def _section(fields: Fields) -> Section:
    found = Section(
        heading=fields.verbatim("heading", 500),
        level=fields.number("level", 1, 6) or 1,
        number=fields.verbatim("number", 40),
        paragraphs=tuple(_paragraph(one) for one in fields.objects("paragraphs")),
    )
    if not found.heading.strip():
        fields.fault("“heading” is missing; give it as text")
    fields.pass_over()
    return found


def _paragraph(fields: Fields) -> Paragraph:
    html = _safe(fields.verbatim("html", _LONGEST_HTML))
    text = fields.verbatim("text", _LONGEST_HTML)
    kind = fields.optional_choice("kind", Kind) or Kind.PARAGRAPH
    if text != markup.text_of(html):
        fields.fault("“text” is not the text of “html”; leave both as they were exported")
    found = Paragraph(text, html, fields.verbatim("label", 60), fields.number("level", 0, 20) or 0, kind)
    fields.pass_over()
    return found


def _safe(html: str) -> str:
    """The markup as it is where it differs from what a draft may hold in spelling only; else reduced to that."""
    clean = sanitised(html)
    whole = "".join(markup.tokens(html)) == html
    return html if whole and _spelled_alike(html) == _spelled_alike(clean) else clean


def _spelled_alike(html: str) -> list[str]:
    """Tags as they stand, and text however its characters are written."""
    found: list[str] = []
    for token in markup.tokens(html):
        if token.startswith("<") or not found or found[-1].startswith("<"):
            found.append(token if token.startswith("<") else markup.escape(markup.text_of(token)))
        else:
            found[-1] += markup.escape(markup.text_of(token))
    return found


def _figure(fields: Fields) -> Figure | None:
    try:
        data = base64.b64decode(fields.verbatim("data", 10_000_000), validate=True)
    except binascii.Error:
        data = b""
    kind, sha256 = pictures.media_type(data), hashlib.sha256(data).hexdigest()
    if not kind or len(data) > pictures.LARGEST or sha256 != fields.given("sha256"):
        fields.fault("This picture is damaged; export the record again")
        return None
    fields.given("media_type")
    fields.pass_over()
    return Figure(sha256, kind, data)
