"""A damaged file by its number: the same number makes the same file."""

import sys
from random import Random

from tests.mutants import archives, records, texts, trees
from tests.mutants.kinds import Kind, good


def mutant(kind: Kind, number: int) -> bytes:
    """The damaged file of a kind that has this number."""
    chance = Random(f"{kind.value} {number}")
    data = chance.choice(good(kind))
    if kind is Kind.RECORD:
        return _with_long_numbers(data, chance)
    if not kind.is_zip:
        return texts.damaged(data, chance)
    return (archives if chance.random() < 0.3 else trees).damaged(data, chance)


def _with_long_numbers(data: bytes, chance: Random) -> bytes:
    """Python writes no number of thousands of digits unless it is told to; a file may hold one all the same."""
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return records.damaged(data, chance)
    finally:
        sys.set_int_max_str_digits(before)
