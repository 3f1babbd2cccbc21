"""What an act of the clerk has taken back from publication is said on the spot."""

from flask import flash

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
