"""Answers given to several comments together, on stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import groups
from consult.demo.scripts import Contribution
from consult.domain.people import Actor
from consult.domain.record import AnswerLine
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.questions import Question


@dataclass(slots=True)
class Together:
    """The groups of a script; `carried` are the comments and answers of each so far, by its number."""

    session: Session
    consultation: Consultation
    contributions: Sequence[Contribution]
    carried: dict[int, list[tuple[Comment, Response]]]

    def leads(self, line: AnswerLine) -> bool:
        """True of one that stands alone, or first in its group: what is done to that is done to all of it."""
        together = (one for one in self.contributions if isinstance(one, AnswerLine) and one.group == line.group)
        return line.group is None or next(together) is line

    def join(self, line: AnswerLine, item: Comment | Question, given: Response, by: Actor, now: datetime) -> None:
        """Puts an answer that was just written with the others of its group."""
        if line.group is None or not isinstance(item, Comment):
            return
        carried = self.carried.setdefault(line.group, [])
        carried.append((item, given))
        if len(carried) > 1:
            groups.join(self.session, consultation=self.consultation, carried=carried, by=by, now=now)
