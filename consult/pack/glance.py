"""The digest's figures in sentences, and the charts' figures in words."""

from collections.abc import Iterable

from consult.domain.digest import Bar, Count, Digest, Glance
from consult.domain.reconciliation import Reconciliation
from consult.pack.words import clock, counted, listed


def sentences(digest: Digest) -> list[str]:
    """The numbered paragraphs that open "At a glance"."""
    glance = digest.glance
    received = listed([counted(glance.comments.received, "comment"), counted(glance.questions.received, "question")])
    return [
        f"The sub-panel made {received} on {_reviewed(digest)}.{_window(digest)}",
        _progress(glance.comments, "comment"),
        _progress(glance.questions, "scrutiny question"),
        *_held(glance),
        *_unsettled(glance),
    ]


def _reviewed(digest: Digest) -> str:
    """What was said on an earlier version was carried on to the one reviewed."""
    number = digest.cover.draft_version
    if digest.changes is None:
        return f"version {number} of the draft"
    return f"the draft, which this report reviews in version {number}"


def _window(digest: Digest) -> str:
    opened, closes = digest.cover.window_opened, digest.cover.window_closes
    if not (opened and closes):
        return ""
    verb = "closed" if closes <= digest.cover.made_at else "closes"
    return f" The commenting window opened at {clock(opened)} and {verb} at {clock(closes)}."


def _progress(count: Count, noun: str) -> str:
    if not count.received:
        return f"No {noun}s were received."
    if not count.unanswered:
        return f"Every {noun} has been answered."
    if not count.answered:
        return f"None of the {noun}s has been answered." if count.received > 1 else f"The {noun} has not been answered."
    verb = "has" if count.unanswered == 1 else "have"
    return f"{count.unanswered} of the {counted(count.received, noun)} {verb} not been answered."


def _held(glance: Glance) -> list[str]:
    if not glance.holding:
        return []
    has = "has" if len(glance.holding) == 1 else "have"
    return [f"{listed(glance.holding)} {has} had a holding reply, which is not counted as an answer."]


def _unsettled(glance: Glance) -> list[str]:
    if not glance.unsettled:
        return []
    if len(glance.unsettled) == 1:
        return [f"The author of {glance.unsettled[0]} says that the answer does not settle it."]
    return [f"The authors of {listed(glance.unsettled)} say that the answers do not settle them."]


def accounted(reconciliation: Reconciliation) -> str:
    """The reconciliation line in a sentence (R10)."""
    lead, said = accounted_for(reconciliation)
    return f"{lead[:-1]}: {listed(said)}." if said else lead


def accounted_for(reconciliation: Reconciliation) -> tuple[str, list[str]]:
    """The same as what leads up to the parts, and the parts: ("All 3 items … accounted for:", ["2 are printed", …])."""
    if not reconciliation.received:
        return "No items were received, so there is nothing to account for.", []
    parts = [
        (reconciliation.printed, "printed"),
        (reconciliation.grouped, "grouped with an identical item"),
        (reconciliation.withdrawn, "withdrawn"),
        (reconciliation.rejected, "rejected"),
        (reconciliation.exempt, "kept from publication"),
        (reconciliation.waiting, "waiting for the clerk to accept"),
    ]
    said = [f"{number} {'is' if number == 1 else 'are'} {fate}" for number, fate in parts if number]
    items = "The 1 item" if reconciliation.received == 1 else f"All {reconciliation.received} items"
    return f"{items} received {'is' if reconciliation.received == 1 else 'are'} accounted for:", said


def bars_in_words(bars: Iterable[Bar]) -> str:
    """What a chart of bars shows: "Accepted 5, Noted 2"."""
    return ", ".join(f"{bar.label} {bar.value}" for bar in bars)


def counts_in_words(counts: Iterable[Count]) -> str:
    """What a chart of answered and unanswered items shows."""
    return ", ".join(f"{count.label} {count.answered} of {count.received} answered" for count in counts)
