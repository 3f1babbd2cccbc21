"""How alike two comments are in what they say.

The words that carry no meaning of their own are left out first. Character by character any two English paragraphs are about
half alike; without those words, two comments on one thing reach 65 and more, two on different things stay under 55
(tests/domain/test_likeness.py holds both against the demonstration's comments).
"""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz

ALIKE = 65.0
"""The ratio (0 to 100) from which two comments are shown to a person as saying something close."""

SHARED = 3
"""Words with meaning that two comments have in common at least: "Who pays?" is not close to all that speaks of paying."""

Key = TypeVar("Key", bound=Hashable)

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WITHOUT_MEANING = (
    "a about after all also an and any are as at be been but by can could do does for from had has have how i if in into is it "
    "its may more most must no not of on one only or other our out should so some such than that the their them then there "
    "these they this those to up was we were what when where which while who why will with would you your please"
)
_EMPTY = frozenset(_WITHOUT_MEANING.split())


def likeness(one: str, other: str, *, least: float = 0.0) -> float:
    """How alike two texts are, 0 to 100; 0 where they have too few words in common to tell, or it is under `least`."""
    first, second = _meaning(one), _meaning(other)
    if len(set(first) & set(second)) < SHARED:
        return 0.0
    return fuzz.token_set_ratio(" ".join(first), " ".join(second), score_cutoff=least)


def closest(text: str, others: Mapping[Key, str], *, most: int = 3) -> list[Key]:
    """The keys of those of `others` that say something close to `text`, the closest first, `most` at most."""
    found = [
        (ratio, n, key) for n, (key, other) in enumerate(others.items()) if (ratio := likeness(text, other)) >= ALIKE
    ]
    return [key for _, _, key in sorted(found, key=lambda one: (-one[0], one[1]))[:most]]


@lru_cache(maxsize=4096)
def _meaning(text: str) -> tuple[str, ...]:
    """Kept, since one text is held against many."""
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _EMPTY and len(word) > 1)
