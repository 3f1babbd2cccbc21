"""Web addresses in what people typed: which stretches of a text are one, and which are not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

# No spaces, quotes or angle brackets, and none of the invisible characters that make an address look like another.
_ADDRESS = re.compile(
    r"(?<!\w)https?://[^\s<>\"“”«»`\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+",
    re.IGNORECASE,
)
_CLOSES = {")": "(", "]": "[", "}": "{"}
_PUNCTUATION = frozenset(".,;:!?'’‘…*_|")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `address` is true where it is a web address, whole and usable as it stands."""

    text: str
    address: bool = False


def stretches(text: str) -> Iterator[Stretch]:
    """The text cut at its http and https addresses; joined again, the stretches are the text.

    Punctuation that ends a sentence stays outside, and so does a closing bracket that was opened before the address.
    """
    done = 0
    for found in _ADDRESS.finditer(text):
        address = _without_ending(found[0])
        if not _leads_somewhere(address):
            continue
        if found.start() > done:
            yield Stretch(text[done : found.start()])
        yield Stretch(address, address=True)
        done = found.start() + len(address)
    if done < len(text):
        yield Stretch(text[done:])


def _without_ending(address: str) -> str:
    open_ones = {closing: address.count(closing) - address.count(opening) for closing, opening in _CLOSES.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _PUNCTUATION:
            end -= 1
        elif open_ones.get(last, 0) > 0:
            open_ones[last] -= 1
            end -= 1
        else:
            break
    return address[:end]


def _leads_somewhere(address: str) -> bool:
    """A host is named, and nothing before it that could pass for one."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname)
    except ValueError:
        return False
    return named and "@" not in parts.netloc
