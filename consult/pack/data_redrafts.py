"""Where comments stood from version to version, and the change logs, as JSON."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from consult.domain.record import Spot
from consult.domain.record_redrafts import ChangeLine, PlaceLine


def position_json(spot: Spot) -> dict[str, Any]:
    """A place counted out: `drafts[version].sections[…].paragraphs[…]`."""
    return {"version": spot.version, "position": [spot.section, spot.paragraph]}


def anchor_json(spot: Spot) -> dict[str, Any]:
    """The W3C's selectors, with the place counted out."""
    passage = spot.passage
    return {
        **position_json(spot),
        "quote": passage.exact if passage else None,
        "prefix": passage.prefix if passage else None,
        "suffix": passage.suffix if passage else None,
        "start": passage.start if passage else None,
        "end": passage.end if passage else None,
    }


def place_json(place: PlaceLine) -> dict[str, Any]:
    """Where a comment stood in one version, and what became of its wording there."""
    taken = place.taken
    return {
        "anchor": anchor_json(place.spot),
        "state": place.state,
        "confidence": place.confidence,
        "why": place.why,
        "review": place.review,
        "decided_by": place.decided_by,
        "wording": None
        if taken is None
        else {"anchor": position_json(taken.spot), "applied": taken.applied, "note": taken.note},
    }


def change_json(line: ChangeLine, time: Callable[[datetime | None], str | None]) -> dict[str, Any]:
    """Why a section changed in a version."""
    return {
        "type": "change",
        "version": line.version,
        "anchor": position_json(line.spot),
        "why": line.why,
        "by": line.by,
        "at": time(line.at),
    }
