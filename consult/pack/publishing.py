"""What an edition of the digest is called, what it is limited to, and how it goes out, in words."""

from collections.abc import Iterable

from consult.domain.digest import Digest, Seal, Share
from consult.domain.exemption import PARAGRAPHS
from consult.domain.pack_options import Order
from consult.domain.pack_sealing import marking, resolutions
from consult.pack.words import counted, listed, meeting_date

_ACT = "Local Government Act 1972, section 100B"
_ROOM = (
    3  # the paragraphs whose subjects there is room for at the head of a page in large print; each item says its own
)
_DAYS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def pack_name(digest: Digest) -> str:
    """ "Comments digest pack 3", "Comments digest, draft pack, Part 2", "…: only items put to Norfolk Constabulary"."""
    limits = digest.limits
    return _edition(digest) + (f": only items {listed(limits.words)}" if limits and limits.words else "")


def running_name(digest: Digest) -> str:
    """The same for the head of each page, where there is little room."""
    return _edition(digest) + (", extract" if digest.limits and not digest.publication.supplement_to else "")


def _edition(digest: Digest) -> str:
    out = digest.publication
    number = digest.cover.pack_number
    name = f"Comments digest pack {number}" if number else "Comments digest, draft pack"
    supplement = f", supplementary to pack {out.supplement_to}" if out.supplement_to else ""
    return name + supplement + (", Part 2" if digest.exempt else "")


def limits_in_words(digest: Digest) -> str:
    """What is printed here of how much, and where the rest is; "" where the whole record is printed (R10)."""
    if digest.limits is None:
        return ""
    shares = listed([_share(share) for share in digest.limits.shares]) or "nothing"
    verb = "is" if [share.here for share in digest.limits.shares] == [1] else "are"
    return (
        f"{shares} {verb} printed in this pack: those {listed(digest.limits.words)}."
        " The figures at a glance and the line that accounts for every item are those of the whole record, and the rest is"
        " printed in the full pack."
    )


def _share(share: Share) -> str:
    return f"{share.here or 'none'} of {counted(share.all, share.noun)}".replace("none of 1 ", "not the 1 ")


def arrangement_in_words(digest: Digest) -> str:
    """How comments and questions are ordered, where it is not as in the draft; "" where it is."""
    if digest.options.order is Order.AUTHORITY:
        return "Comments are arranged by the authority they are put to, and under each as in the draft."
    if digest.options.order is Order.LINE and digest.lines:
        return (
            "Questions are arranged by key line of enquiry. The comments on a section stand under the first line with a"
            " question on that section, and those under no line come last."
        )
    return ""


def publication_words(digest: Digest) -> list[str]:
    """Whether enough clear days are left before the meeting, or why the pack is taken late (R1, R2)."""
    out, meeting = digest.publication, digest.cover.meeting_on
    days = f"{_DAYS.get(out.clear_days, out.clear_days)} clear working day{'' if out.clear_days == 1 else 's'}"
    if meeting is None:
        return ["No meeting has been set, so no day for publication follows from it."]
    if out.published_on is None:
        by = (
            f" To leave {days} before the meeting on {meeting_date(meeting)}, it must be published by "
            if out.latest_on
            else ""
        )
        return [
            f"This pack has not been published.{by}{meeting_date(out.latest_on) + f' ({_ACT}).' if out.latest_on else ''}"
        ]
    if out.in_time:
        return [
            f"Published on {meeting_date(out.published_on)}, which leaves at least {days} before the meeting on"
            f" {meeting_date(meeting)} ({_ACT})."
        ]
    return [_late(digest, days), _urgency(out.urgency)]


def _late(digest: Digest, days: str) -> str:
    out = digest.publication
    latest = meeting_date(out.latest_on) if out.latest_on else "an earlier day"
    published = meeting_date(out.published_on) if out.published_on else ""
    return f"Published on {published}. To leave {days} before the meeting, it should have been published by {latest}."


def _urgency(reason: str) -> str:
    if not reason:
        return f"No reason for urgency has been recorded ({_ACT}(4)(b))."
    ended = reason if reason.endswith((".", "!", "?")) else f"{reason}."
    return f"The chair takes the item as a matter of urgency ({_ACT}(4)(b)). The reason: {ended}"


def page_marking(digest: Digest) -> str:
    """What every page of Part 2 says: the paragraphs relied on, and what each is about (R14)."""
    relied_on = tuple(seal.paragraph for seal in digest.seals)
    numbers = sorted({number for number in relied_on if number is not None})
    if digest.options.large_print and len(numbers) > _ROOM:
        return marking(relied_on)
    about = [f"{number}: {PARAGRAPHS[number].lower()}" for number in numbers]
    return marking(relied_on) + (f" ({'; '.join(about)})" if about else "")


def exclusion(digest: Digest) -> list[str]:
    """The resolutions that the panel passes before it takes Part 2."""
    return list(resolutions(digest.seals))


def sealed(seals: Iterable[Seal], reference: str) -> list[Seal]:
    """Why one item, and each exempt answer to it, is not for publication."""
    return [seal for seal in seals if seal.reference == reference]


def seal_in_words(seal: Seal) -> str:
    """The marking of one item, with the reason."""
    said = marking((seal.paragraph,))
    what = "" if seal.whole else "The response. "
    return f"{what}{said}.{f' The reason: {_sentence(seal.reason)}' if seal.reason else ''}"


def beside(notes: Iterable[str], seals: Iterable[Seal]) -> list[str]:
    """The notes on an item, without why it is exempt where its marking has said so."""
    reasons = [seal.reason for seal in seals if seal.reason]
    return [note for note in notes if not any(note.endswith(f": {reason}") for reason in reasons)]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def record_in_words(digest: Digest) -> str:
    """Which state of the record the pack was made from; "" where it does not say."""
    out = digest.publication
    return (
        f"Entry {out.chain_sequence:,} of the audit record, which ends {out.chain_head[:16]}" if out.chain_head else ""
    )
