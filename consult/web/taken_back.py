"""What an act of the clerk has taken back from publication is said on the spot."""

from flask import flash

from consult.actions.allowing import Contribution
from consult.actions.naming import reference_of
from consult.domain.manifest import holds
from consult.queries import issued
from consult.web.guards import Here


def say_what_was_taken_back(here: Here) -> None:
    """Tells the clerk of every issued pack that was withdrawn in this request."""
    numbers = issued.withdrawn_at(here.session, here.consultation, here.now)
    if numbers:
        named = ", ".join(map(str, numbers))
        packs, are, it = ("Pack", "is", "it") if len(numbers) == 1 else ("Packs", "are", "them")
        flash(
            f"{packs} {named} printed it, and {are} withdrawn from publication. Issue a new pack in place of {it}.",
            "notice",
        )


def would_take_back(here: Here, item: Contribution) -> list[int]:
    """The numbers of the published packs that print an item, which keeping it from the public withdraws."""
    found = issued.standing(here.session, here.consultation, since=item.received_at)
    return [one.number for one in found if holds(one.contents or {}, [reference_of(item)])]
