"""What the digest says of itself and of the record: its cover and figures, and the lists at its end."""

from collections.abc import Iterator

from consult.domain.change_log import LogEntry
from consult.domain.digest import (
    CoverageEntry,
    DeclarationRow,
    Digest,
    LineEntry,
    NotPrinted,
    PaperEntry,
    PauseRow,
    RespondentRow,
)
from consult.pack import glance
from consult.pack.publishing import exclusion, limits_in_words, pack_name, page_marking, publication_words
from consult.pack.registers.listing import Said, day, joined, lines, listed, number, text
from consult.pack.sheets import Column, ColumnKind, Link, Sheet, Value

_Fact = tuple[str, Value]


def summary(digest: Digest) -> Sheet:
    """The cover and what is said at a glance, a fact a row."""
    rows = [fact for fact in _facts(digest) if fact[1] not in ("", None)]
    return Sheet("Summary", [Column("About this paper", 30), Column("What", 100)], rows)


def _facts(digest: Digest) -> Iterator[_Fact]:
    cover = digest.cover
    yield "For whom", page_marking(digest)
    for resolution in exclusion(digest):
        yield "Resolution", resolution
    yield "Title", cover.title
    yield "Body", cover.body
    yield "Panel", cover.panel
    yield "Item number", cover.item_number
    yield "Meeting", cover.meeting_on
    yield "Draft reviewed", f"{cover.draft_title}, version {cover.draft_version}"
    yield "This paper", pack_name(digest)
    yield "Status", cover.status
    yield "Made", cover.made_at
    yield "Publication", lines(publication_words(digest))
    yield "What is printed here", limits_in_words(digest)
    yield "Comments from", cover.window_opened
    yield "Comments until", cover.window_closes
    yield "Summary", cover.summary
    yield "Recommendation", cover.recommendation
    yield "Contact officer", lines(filter(None, (cover.contact.title, cover.contact.email, cover.contact.telephone)))
    yield "At a glance", lines(glance.sentences(digest))
    yield "Reconciliation", digest.reconciliation.in_words()
    yield "Still unanswered", joined(digest.glance.unanswered)


def figures(digest: Digest) -> Sheet:
    """The counts at a glance, one table below the other."""
    held = digest.glance
    counts = [("All", held.comments), ("All", held.questions)]
    counts += [("Responsible authority", one) for one in held.by_authority] + [
        ("Section", one) for one in held.by_section
    ]
    rows: list[list[Value]] = [[name, one.label, one.received, one.answered, one.unanswered] for name, one in counts]
    bars = [("Disposition", one) for one in held.by_disposition] + [("Stance", one) for one in held.by_stance]
    rows += [[name, bar.label, bar.value, None, None] for name, bar in bars]
    amounts = [Column(name, 12, ColumnKind.NUMBER) for name in ("Number", "Answered", "Unanswered")]
    return Sheet("Figures", [Column("Counted by", 24), Column("Of what", 44), *amounts], rows)


def change_log(digest: Digest) -> Sheet:
    """What changed since the version before, section by section, and why."""
    columns: list[Said[LogEntry]] = [
        text("Section", 26, lambda one: one.name),
        text("What changed", 40, lambda one: lines(one.what)),
        text("Comments on it", 36, lambda one: lines(f"{led.reference} {led.outcome}".strip() for led in one.led)),
        text("Questions", 20, lambda one: joined(one.questions)),
        text("Why", 60, lambda one: one.why),
        text("Written by", 26, lambda one: one.written_by),
        day("Written", lambda one: one.written_on),
    ]
    return listed("Change log", columns, digest.changes.entries if digest.changes else ())


def coverage(digest: Digest) -> Sheet:
    """Each thing the strategy must deal with by law, and whether it does."""
    columns: list[Said[CoverageEntry]] = [
        text("Duty", 36, lambda one: one.title),
        text("Source", 40, lambda one: one.source),
        day("In force since", lambda one: one.since),
        text("Status", 26, lambda one: one.status),
        text("Sections", 40, lambda one: lines(f"{held.number} {held.heading}".strip() for held in one.sections)),
        text("Explanation", 60, lambda one: one.explanation),
        text("Written by", 26, lambda one: one.written_by),
        day("Written", lambda one: one.written_on),
    ]
    return listed("Coverage", columns, digest.coverage)


def not_printed(digest: Digest) -> Sheet:
    """The items whose words are not in the paper, and why."""
    columns: list[Said[NotPrinted]] = [
        text("Reference", 11, lambda one: one.reference),
        text("Raised by", 26, lambda one: one.by),
        text("Council", 24, lambda one: one.body),
        text("Why its words are not printed", 60, lambda one: one.why),
    ]
    return listed("Not printed", columns, digest.not_printed)


def respondents(digest: Digest) -> Sheet:
    """Who had a say, and who took it."""
    columns: list[Said[RespondentRow]] = [
        text("Member", 30, lambda one: one.by),
        text("Council", 28, lambda one: one.body),
        number("Comments", lambda one: one.comments),
        number("Questions", lambda one: one.questions),
        number("Requests", lambda one: one.requests),
        text("Interest", 34, lambda one: one.interest),
        text("What it is", 40, lambda one: one.interest_text),
    ]
    return listed("Respondents", columns, digest.respondents)


def declarations(digest: Digest) -> Sheet:
    """Who declared what interest."""
    columns: list[Said[DeclarationRow]] = [
        text("Member", 30, lambda one: one.by),
        text("Council", 28, lambda one: one.body),
        text("Interest", 34, lambda one: one.interest),
        text("What it is", 60, lambda one: one.text),
    ]
    return listed("Declarations", columns, digest.declarations)


def lines_of_enquiry(digest: Digest) -> Sheet:
    """The key lines of enquiry with their questions."""
    columns: list[Said[LineEntry]] = [
        text("Line of enquiry", 60, lambda one: one.title),
        text("Questions", 40, lambda one: joined(one.questions)),
    ]
    return listed("Lines of enquiry", columns, digest.lines)


def pauses(digest: Digest) -> Sheet:
    """When no comments were taken."""
    moment = ColumnKind.DATETIME
    columns: list[Said[PauseRow]] = [
        (Column("From", 20, moment), lambda one: one.began),
        (Column("To", 20, moment), lambda one: one.ended),
        text("Reason", 60, lambda one: one.reason),
    ]
    return listed("Pauses", columns, digest.pauses)


def background(digest: Digest) -> Sheet:
    """What the report relies on, and where it can be read."""
    columns: list[Said[PaperEntry]] = [
        text("Background paper", 60, lambda one: one.title),
        text("Where it can be read", 40, lambda one: one.place),
        (Column("Address", 50, ColumnKind.LINK), lambda one: Link(one.link, one.link) if one.link else None),
        day("Dated", lambda one: one.dated_on),
    ]
    return listed("Background papers", columns, digest.background)
