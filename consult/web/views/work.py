"""Answers: what is still to be written, approved and released, by authority."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, url_for

from consult.domain.lifecycle import AnswerState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.places import WHOLE_DRAFT
from consult.queries import responses
from consult.queries.responses import Work
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
        groups=[(state, [_row(here, row) for row in rows if row.state is state]) for state in ORDER],
        everything=everything,
        total=len(rows),
        awaiting_release=sum(row.state is AnswerState.APPROVED for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list, in words; `href` leads to the item, ready to be answered where the viewer may."""

    reference: str
    href: str
    opening: str
    by: str
    place: str
    authority: str
    received_at: datetime


def _row(here: Here, work: Work) -> Row:
    kind, page = (COMMENT, "comments.show") if work.kind == "comment" else (QUESTION, "questions.show")
    ref = reference(kind, work.number)
    answers = work.authority_id in here.actor.authorities() and work.state is not AnswerState.RELEASED
    wanted = {"answer": f"{ref}-{work.authority_id}"} if answers else {}
    return Row(
        reference=ref,
        href=url_for(page, slug=here.consultation.slug, ref=ref, _anchor=ref, **wanted),
        opening=work.opening,
        by=f"{work.by}, {work.body}" if work.body and work.body not in work.by else work.by,
        place=work.heading or (WHOLE_DRAFT if kind == COMMENT else "No part in particular"),
        authority=work.authority,
        received_at=work.received_at,
    )


def count_to_release(here: Here) -> int:
    """How many approved answers wait for the clerk."""
    return sum(
        row.count for row in responses.awaited(here.session, here.consultation) if row.state is AnswerState.APPROVED
    )
