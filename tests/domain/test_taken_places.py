"""What became of words that others took the place of."""

import pytest

from consult.domain.taken_places import successor

OLD = "We will close lines, and the council will help those who ran them."


@pytest.mark.parametrize(
    ("words", "new", "became"),
    [
        ("close lines", "We will shut routes, and the council will help those who ran them.", "shut routes"),
        ("close lines", "We will close all lines, and the council will help those who ran them.", "close all lines"),
        ("close lines", "We will, and the council will help those who ran them.", ""),
        ("close lines", "Soon we will close lines, and the council will help those who ran them.", "close lines"),
        ("those who ran them", "We will close lines, and the council will help all.", "all"),
    ],
)
def test_what_stands_in_their_place(words: str, new: str, became: str) -> None:
    start = OLD.index(words)
    first, last = successor(OLD, new, start, start + len(words))
    assert new[first:last] == became
