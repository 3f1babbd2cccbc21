"""Where a text that waits is gone on with, and how its time is said."""

from typing import Any

from flask import url_for

from consult.domain.calendar import clock_time
from consult.store.unsent import Unsent
from consult.web.guards import Here


def href_of(here: Here, row: Unsent) -> str:
    """The form with the text in it."""
    slug, changing = here.consultation.slug, row.words.get("changing")
    if changing:
        return url_for(f"{row.kind}s.change", slug=slug, ref=changing, unsent=row.id)
    if row.words.get("follows"):
        return url_for("questions.follow_up", slug=slug, parent=row.words["follows"], unsent=row.id)
    if row.kind == "question":
        return url_for("questions.ask", slug=slug, unsent=row.id)
    where: dict[str, Any] = {}
    if row.paragraph_id is not None:
        where = {"paragraph": row.paragraph_id}
    elif row.section_id is not None:
        where = {"section": row.section_id}
    return url_for("comments.write", slug=slug, **where, unsent=row.id)


def saved_at(here: Here, row: Unsent) -> str:
    """ "10:41am"."""
    return clock_time(row.saved_at.astimezone(here.zone))
