"""Filters and pages of lists, as they stand in an address: a link to a filtered list can be sent to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from consult.domain.typed_numbers import number_in

PAGE = 50
"""Items on one page of a list."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter, in words. Its value stands in the address."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in the address, its label, what is chosen ("" for nothing), and what could be."""

    name: str
    label: str
    nothing: str
    options: tuple[Option, ...]
    chosen: str = ""

    @property
    def in_words(self) -> str:
        """What is chosen, "" for nothing."""
        return next((option.text for option in self.options if option.value == self.chosen), "")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A filter that is on, in words, and the address of the list without it."""

    label: str
    text: str
    href: str


def chosen(args: Mapping[str, str], choice: Choice) -> str:
    """What an address asks of a filter; what makes no sense is left out."""
    wanted = args.get(choice.name, "")
    return wanted if any(option.value == wanted for option in choice.options) else ""


def page_asked(args: Mapping[str, str]) -> int:
    """The page an address asks for, from 1."""
    return max(1, number_in(args.get("page")) or 1)


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a long list; addresses are "" at its ends."""

    number: int
    of: int
    previous: str
    following: str


def pages_of(total: int, page: int, asked: Mapping[str, str], size: int = PAGE) -> Pages:
    """The pages of a list of `total` items; `asked` is what the list was asked for, which its pages keep."""
    of = max(1, -(-total // size))

    def address(number: int) -> str:
        return f"?{urlencode({**asked, 'page': number})}" if 1 <= number <= of else ""

    return Pages(page, of, address(page - 1), address(page + 1))
