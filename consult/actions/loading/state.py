"""What is known while a record is entered: who, where, what is there, and what went wrong so far."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from consult.actions.loading.cast import Cast
from consult.actions.loading.places import Places
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import Actor
from consult.domain.record import AnswerLine, CommentLine, Fault, QuestionLine
from consult.domain.refusals import Refused
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.people import Body
from consult.store.questions import Question

Item = Comment | Question


class Told(Protocol):
    """A line that knows where in its file it stood."""

    @property
    def where(self) -> str: ...


Line = TypeVar("Line", bound=Told)


class State:
    """The consultation as a record is entered into it, at `now` by the operator's clock.

    `items` are all there are: by their references, and by the ids they were loaded with. `before` are those that were
    there when the loading began; `references` are of this record's ids; `answering` is who answers which id;
    `groups` are answers given together.
    """

    def __init__(self, session: Session, consultation: Consultation, now: datetime) -> None:
        self.session, self.consultation, self.now = session, consultation, now
        self.cast, self.places = Cast(session, consultation), Places(session, consultation)
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []
        self.new: Counter[str] = Counter()
        self.references: dict[str, str] = {}
        self.refused: set[str] = set()
        self.answering: dict[str, int] = {}
        self.groups: dict[int, list[tuple[AnswerLine, Actor, Item, Response]]] = {}
        self.items = self._there()
        self.before = frozenset(self.items.values())

    def _there(self) -> dict[str, Item]:
        whole = selectinload(Question.asked), selectinload(Question.parts)
        said = self.session.scalars(_of(Comment, self.consultation))
        asked = self.session.scalars(_of(Question, self.consultation).options(*whole))
        there: list[Item] = [*said, *asked]
        mark = self.key("")
        by_id = {item.form_key.removeprefix(mark): item for item in there if item.form_key.startswith(mark)}
        return {reference_of(item): item for item in there} | by_id

    def key(self, of: str) -> str:
        """The form key of what is loaded with that id."""
        return f"load:{self.consultation.id}:{of}"

    def each(self, lines: Sequence[Line], enter: Callable[["State", Line], object]) -> None:
        """Enters every line; what is refused is noted, and the rest is still tried."""
        for line in lines:
            with self.noting(line):
                enter(self, line)

    @contextmanager
    def noting(self, line: Told) -> Iterator[None]:
        """Turns a refusal into a fault of the line."""
        try:
            yield
        except Refused as refusal:
            self.faults.append(Fault(line.where, refusal.reason))
            if isinstance(line, CommentLine | QuestionLine):
                self.refused.add(line.id)

    def warn(self, where: str, what: str) -> None:
        """Something was decided that the operator should know of."""
        self.warnings.append(Fault(where, what))

    def ensure_past(self, *times: datetime | None) -> None:
        """Raises Refused for a time that has not come."""
        if any(time is not None and time > self.now for time in times):
            raise Refused("Its time lies in the future. What has not happened yet cannot be loaded.")

    def authority(self, line: Told, name: str) -> Body:
        """The authority of that name; made, with a warning, where it is new."""
        known = self.cast.body(name)
        if known is None:
            self.warn(line.where, f"{name} was not known and has been added; nobody answers for it yet")
        return known or self.cast.name_body(name)

    def took(self, what: str, line: CommentLine | QuestionLine, made: Item) -> None:
        """Notes that an item is in."""
        self.items[line.id] = made
        self.references[line.id] = reference_of(made)
        self.new[what] += 1

    def known(self, line: CommentLine | QuestionLine) -> bool:
        """Whether the line was loaded before. Raises Refused where something else was, with its id."""
        item = self.items.get(line.id)
        if item is None or item.form_key != self.key(line.id):
            return False
        if not _says_the_same(item, line):
            raise Refused(
                f"The id “{line.id}” was loaded before with other words, as {reference_of(item)}. Give another."
            )
        self.references[line.id] = reference_of(item)
        return True


def reference_of(item: Item) -> str:
    """ "C-0031" or "Q-0004"."""
    return reference(COMMENT if isinstance(item, Comment) else QUESTION, item.number)


def _says_the_same(item: Item, line: CommentLine | QuestionLine) -> bool:
    """Words changed since by their author are theirs; those of what came in withdrawn were never kept."""
    if isinstance(item, Comment) != isinstance(line, CommentLine):
        return False
    if item.changed_at is not None or line.withdrawn_at is not None or line.marks.bare:
        return True
    if isinstance(line, QuestionLine) and line.waiting and not line.parts:
        return True
    if isinstance(item, Comment):
        return isinstance(line, CommentLine) and item.text == line.text
    return isinstance(line, QuestionLine) and tuple(part.text for part in item.parts) == line.parts


def _of(kind: type[Any], consultation: Consultation) -> Any:
    return select(kind).where(kind.consultation_id == consultation.id).order_by(kind.number)
