"""How packs are said: what a draft is limited to, and what a format is called."""

from collections.abc import Iterator, Mapping

from consult.domain.calendar import short_day
from consult.domain.pack_options import EXEMPT, Options, Order
from consult.store.packs import Issue, Pack

NAMES = {
    "pdf": "PDF",
    "html": "web page",
    "docx": "Word file",
    "xlsx": "workbook",
    "csv": "table of items",
    "iso-xlsx": "ISO template (workbook)",
    "iso-docx": "ISO template (Word)",
    "json": "data file",
}
"""What a file of a format is called in a sentence."""


def options_in_words(options: Options, authorities: Mapping[int, str]) -> str:
    """What sets a pack apart from one of everything: "By key line of enquiry, large print"; "Everything" where nothing does."""
    said = ", ".join(_words(options, authorities))
    return said[0].upper() + said[1:] if said else "Everything"


def _words(options: Options, authorities: Mapping[int, str]) -> Iterator[str]:
    if options.part == EXEMPT:
        yield "Part 2"
    if options.since:
        yield f"what came or changed since pack {options.since}"
    if options.order is not Order.DRAFT:
        yield options.order.wording[0].lower() + options.order.wording[1:]
    if options.whole_draft:
        yield "with the whole draft"
    if options.only_unanswered:
        yield "only what is unanswered"
    if options.authority_id is not None:
        yield f"put to {authorities.get(options.authority_id, 'an authority')}"
    if options.meeting_on is not None:
        yield f"for the meeting on {short_day(options.meeting_on)}"
    if options.large_print:
        yield "large print"


def file_name(slug: str, pack: Pack, day: str) -> str:
    """What a file is called where it is saved: plain letters only, and nothing of what it says (R13)."""
    number = f"pack-{pack.issue.number}" if pack.issue is not None else "draft"
    part = "-part-2" if pack.part == EXEMPT else ""
    return f"{slug}-{number}{part}-{day}.{pack.format.rpartition('-')[2]}"


def issue_in_words(issue: Issue) -> str:
    """ "Pack 2, supplementary to pack 1"."""
    return f"Pack {issue.number}" + (f", supplementary to pack {issue.supplement_to}" if issue.supplement_to else "")
