"""What cannot be drawn is replaced, and only that."""

import pytest

from consult.pack.press import print_page
from consult.pack.press.legible import REPLACEMENT, legible
from tests.pack import archiving, reading
from tests.pack.motley import SAYINGS


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("plain words, “quoted” – and £5", "plain words, “quoted” – and £5"),
        ("\uf0b7 pasted from Word", "• pasted from Word"),
        ("a \ue000 private sign", f"a {REPLACEMENT} private sign"),
        ("nobody has \U00013440", f"nobody has {REPLACEMENT}"),
        ("turned \u202edn\u202c round", "turned dn\u202c round"),
        ("joined \u200d and spaced \u2009 and varied \ufe0f", "joined \u200d and spaced \u2009 and varied \ufe0f"),
        ("accents put on e\u0301 and in place \u1ec7", "accents put on e\u0301 and in place \u1ec7"),
    ],
)
def test_what_becomes_of_characters(given: str, drawn: str) -> None:
    assert legible(given) == drawn


def test_the_languages_of_the_county_are_left_alone() -> None:
    for name in ("Arabic", "Welsh", "Polish", "Emoji"):
        assert legible(SAYINGS[name]) == SAYINGS[name]


def test_what_is_left_can_be_drawn() -> None:
    """Fontconfig is asked; the page is laid out by Pango: they had better agree."""
    every = "".join(
        chr(first + n) for first in range(0x80, 0x3000, 0x40) for n in (1, 17, 40) if chr(first + n).isprintable()
    )
    data = print_page(f"<html lang='en-GB'><title>x</title><meta charset=utf-8><body><h1>x</h1><p>{every}</p>")
    assert [fault for fault in archiving.faults(data) if "does not have" in fault] == []
    assert len(set(reading.text(data))) > 200
