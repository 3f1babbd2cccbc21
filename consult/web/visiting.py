"""What is new to the person asking, and what they have not opened; and how that is remembered once a page was shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response as Answer
from flask import g, request
from sqlalchemy.orm import Session

from consult.actions import visits as actions
from consult.domain.lifecycle import ItemState
from consult.domain.visiting import Visits, is_worth_keeping, visiting
from consult.queries import visits
from consult.store.comments import Comment, Response
from consult.store.questions import Question
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class News:
    """What is new to a person. `since` is the end of their visit before this one; None on the first, when nothing is."""

    since: datetime | None
    person_id: int

    def of(self, item: Comment | Question) -> tuple[str, ...]:
        """The tags of an item: that it is new, or that its answer is."""
        if self.since is None or item.state != ItemState.RECEIVED.value:
            return ()
        came = item.accepted_at if isinstance(item, Question) else item.received_at
        if came is None:
            return ()
        if came > self.since and item.author_id != self.person_id:
            return ("New",)
        return ("New answer",) if any(self._is_new(response) for response in item.responses) else ()

    def _is_new(self, response: Response) -> bool:
        at = response.released_at
        return (
            self.since is not None and at is not None and at > self.since and response.released_by_id != self.person_id
        )


def news_for(here: Here) -> News:
    """What is new to the person asking."""
    return News(visiting(_known(here), here.now).before_at, here.person.id)


@dataclass(frozen=True, slots=True)
class NewsInShort:
    """How many comments and questions are new to a person, or have a new answer."""

    since: datetime
    comments: int
    questions: int


def news_in_short(here: Here) -> NewsInShort | None:
    """What has come since the last visit of the person asking; None on their first."""
    since = news_for(here).since
    if since is None:
        return None
    return NewsInShort(since, *visits.count_new(here.session, here.consultation.id, since, here.person.id))


def unopened(here: Here, heads: Sequence[int]) -> frozenset[int]:
    """Which parts of a draft, by the sections they begin with, the person has not opened."""
    return frozenset(heads) - visits.opened(here.session, here.person.id, heads)


def opens(section_id: int) -> None:
    """A part of the draft is being shown to somebody who had not opened it; to be remembered."""
    g.opens = section_id


def noticed(response: Answer) -> Callable[[Session], None] | None:
    """What is to be remembered of a page: that it was asked for, at times, and which part of the draft was opened on it."""
    here: Here | None = g.get("here")
    if here is None or request.method != "GET" or response.status_code != 200 or response.mimetype != "text/html":
        return None
    consultation_id, person_id, now, part = here.consultation.id, here.person.id, here.now, g.get("opens")
    comes = is_worth_keeping(_known(here), now)
    if not comes and part is None:
        return None

    def remember(session: Session) -> None:
        if comes:
            actions.came(session, consultation_id=consultation_id, person_id=person_id, now=now)
        if part is not None:
            actions.opened(session, person_id=person_id, section_id=part, now=now)

    return remember


def _known(here: Here) -> Visits | None:
    """What was remembered before this page; read once."""
    if "visits" not in g:
        g.visits = visits.of_person(here.session, here.consultation.id, here.person.id)
    known: Visits | None = g.visits
    return known
