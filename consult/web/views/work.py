"""Answers: what is still to be written, approved and released, by authority."""

from typing import Any

from flask import Blueprint, render_template

from consult.domain.lifecycle import AnswerState
from consult.domain.permissions import Act
from consult.queries import responses
from consult.web.guards import Here, guarded

pages = Blueprint("work", __name__, url_prefix="/<slug>/work")

ORDER = (AnswerState.AWAITED, AnswerState.DRAFTED, AnswerState.APPROVED, AnswerState.RELEASED)


@pages.get("/")
@guarded(Act.SEE_WORK)
def index(here: Here) -> Any:
    """For an officer the items put to their authority, for the clerk all; unanswered first, the oldest of them first."""
    mine = here.actor.authorities()
    everything = here.may(Act.RUN).ok
    rows = responses.worklist(here.session, here.consultation, None if everything else mine)
    return render_template(
        "work/index.html",
        groups=[(state, [row for row in rows if row.state is state]) for state in ORDER],
        everything=everything,
        total=len(rows),
        awaiting_release=sum(row.state is AnswerState.APPROVED for row in rows),
    )


def count_to_release(here: Here) -> int:
    """How many approved answers wait for the clerk."""
    return sum(
        row.count for row in responses.awaited(here.session, here.consultation) if row.state is AnswerState.APPROVED
    )
