"""The choices of a pack on the clerk's page, and about how many pages each makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import request

from consult.domain.pack_options import EXEMPT, Options, Order
from consult.pack.lengths import lengths
from consult.queries import packs, people
from consult.web.forms.packs import DraftForm
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Lengths:
    """ "About 64 pages", and the same of each choice by its name: what it would be with that one taken."""

    words: str
    each: Mapping[str, str]


CHOICES = {
    "order-draft": "In the order of the draft",
    "order-authority": "By responsible authority",
    "order-line": "By key line of enquiry",
    "whole_draft": "With the whole draft",
    "only_unanswered": "Only what is unanswered",
    "large_print": "In large print",
    "part-2": "Part 2",
}
"""What each choice is called where its pages are told."""


def draft_form(here: Here, *, from_address: bool = False) -> DraftForm:
    """The form, with what there is to choose from; filled from the address where it is only looked at."""
    form = DraftForm(request.args, meta={"csrf": False}) if from_address else DraftForm()
    form.offer(
        sorted(authorities_of(here).items(), key=lambda one: one[1]), packs.meetings(here.session, here.consultation)
    )
    return form


def authorities_of(here: Here) -> dict[int, str]:
    """The names of the authorities that answer in this consultation, by id."""
    today = here.now.astimezone(here.zone).date()
    return {body.id: body.name for body in people.authorities(here.session, here.consultation, today)}


def lengths_of(here: Here, options: Options) -> Lengths:
    """About how many pages the choice makes, and each other in its place. Raises Refused where there is nothing to print."""
    last = packs.last_made(here.session, here.consultation)
    found = lengths(
        here.session,
        here.consultation,
        {"": options, **dict(_others(options))},
        last=(Options.from_json(last.options), last.pages or 0) if last else None,
        made_at=here.now,
        timezone=here.zone,
    )
    return Lengths(_about(found.pop("")), {name: _about(pages).lower() for name, pages in found.items()})


def _others(options: Options) -> Iterator[tuple[str, Options]]:
    for order in Order:
        yield f"order-{order.value}", replace(options, order=order)
    for name in ("whole_draft", "only_unanswered", "large_print"):
        yield name, replace(options, **{name: True})  # type: ignore[arg-type]
    yield "part-2", replace(options, part=EXEMPT)


def _about(pages: int) -> str:
    return "About 1 page" if pages == 1 else f"About {pages} pages"
