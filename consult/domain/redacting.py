"""Words taken out of a text, and what stands in their place (R17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consult.domain.anchoring import every_place

REDACTED = "[redacted]"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text as the public will read it; `redacted` where words stood that are taken out."""

    text: str
    redacted: bool = False


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, whole, however they were typed. What stands inside a mark of redaction is no place."""
    marks = [(at, at + len(REDACTED)) for at in range(len(text)) if text.startswith(REDACTED, at)]
    return [
        (start, end)
        for start, end in every_place(text, words)
        if not any(begins <= start and end <= ends for begins, ends in marks)
    ]


def stretches(text: str, words: str) -> tuple[Stretch, ...]:
    """The text, with the words taken out."""
    return tuple(_stretches(text, words))


def _stretches(text: str, words: str) -> Iterator[Stretch]:
    at = 0
    for start, end in places(text, words):
        if start > at:
            yield Stretch(text[at:start])
        yield Stretch(REDACTED, redacted=True)
        at = end
    if at < len(text):
        yield Stretch(text[at:])


def redacted(text: str, words: str) -> str:
    """The text with a mark of redaction wherever the words stood."""
    return "".join(stretch.text for stretch in stretches(text, words))


def holds(value: Any, words: str) -> bool:
    """True where the words stand in a text, or in any text of a list or mapping."""
    if isinstance(value, str):
        return bool(places(value, words))
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(holds(one, words) for one in inside)


def redacted_within(value: Any, words: str) -> Any:
    """The same value with the words taken out of every text in it."""
    if isinstance(value, str):
        return redacted(value, words)
    if isinstance(value, dict):
        return {name: redacted_within(one, words) for name, one in value.items()}
    return [redacted_within(one, words) for one in value] if isinstance(value, list) else value
