"""Filters and pages of lists, as they stand in an address: a link to a filtered list can be sent to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from consult.domain.dispositions import Stance
from consult.queries.criteria import Criteria

PAGE = 50
"""Items on one page of a list."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list was asked for. `query` is its part of the address, without the page."""

    criteria: Criteria
    page: int
    query: str

    @classmethod
    def asked(cls, args: Mapping[str, str]) -> "Filter":
        """Reads `authority`, `stance`, `answered` ("yes" or "no") and `page`; what makes no sense is left out."""
        authority = args.get("authority", "")
        stance = args.get("stance", "")
        answered = args.get("answered", "")
        page = args.get("page", "")
        known = {
            "authority": authority if authority.isdigit() else "",
            "stance": stance if stance in set(Stance) else "",
            "answered": answered if answered in {"yes", "no"} else "",
        }
        return cls(
            Criteria(
                authority_id=int(known["authority"]) if known["authority"] else None,
                stance=known["stance"] or None,
                answered={"yes": True, "no": False}.get(known["answered"]),
            ),
            page=max(1, int(page)) if page.isdigit() and len(page) < 6 else 1,
            query=urlencode({name: value for name, value in known.items() if value}),
        )

    @property
    def narrows(self) -> bool:
        """True when something was asked for."""
        return self.criteria != Criteria()


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one is in a long list; addresses are "" at its ends."""

    number: int
    of: int
    previous: str
    following: str


def page_of(chosen: Filter, total: int) -> Pages:
    """The pages of a list of `total` items."""
    of = max(1, -(-total // PAGE))

    def address(page: int) -> str:
        return f"?{chosen.query}{'&' if chosen.query else ''}page={page}" if 1 <= page <= of else ""

    return Pages(chosen.page, of, address(chosen.page - 1), address(chosen.page + 1))
