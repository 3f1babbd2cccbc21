"""A register is its columns, each with what stands in it of one entry."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from consult.pack.sheets import Column, ColumnKind, Sheet, Value

Of = TypeVar("Of")
Said = tuple[Column, Callable[[Of], Value]]
"""A column, and what it says of an entry."""


def text(heading: str, width: float, say: Callable[[Of], Value]) -> Said[Of]:
    """A column of words."""
    return Column(heading, width), say


def day(heading: str, say: Callable[[Of], Value]) -> Said[Of]:
    """A column of days."""
    return Column(heading, 13, ColumnKind.DATE), say


def number(heading: str, say: Callable[[Of], Value]) -> Said[Of]:
    """A column of numbers."""
    return Column(heading, 11, ColumnKind.NUMBER), say


def listed(title: str, columns: Sequence[Said[Of]], entries: Iterable[Of]) -> Sheet:
    """The register: a row for each entry, in their order."""
    return Sheet(title, [column for column, _ in columns], [[say(entry) for _, say in columns] for entry in entries])


def joined(items: Iterable[str]) -> str:
    """Several short things in one cell."""
    return ", ".join(items)


def lines(items: Iterable[str]) -> str:
    """Several long things in one cell, one below the other."""
    return "\n".join(items)
