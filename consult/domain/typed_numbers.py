"""Whole numbers that come as text: in an address, in a field of a form, in a file."""

import re

_DIGITS = re.compile(r"[0-9]{1,9}")  # as many as every database takes


def number_in(text: str | None) -> int | None:
    """The number that a text of up to nine plain digits says; None for anything else.

    `str.isdigit` is true of "²" as well, of which no number can be made.
    """
    return int(text) if text is not None and _DIGITS.fullmatch(text) else None
