"""What one member said, asked and supports, with what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consult.domain.lifecycle import ItemState
from consult.domain.questions import WAITING
from consult.present.entries import Presenter, ordinals
from consult.queries import comments, contributions, drafts, questions
from consult.store.comments import Comment
from consult.store.questions import Question
from consult.web.guards import Here
from consult.web.present import ItemCard, cards_for


@dataclass(frozen=True, slots=True)
class Group:
    """Items of which the same came, in the order received: comments, then questions."""

    key: str
    title: str
    cards: tuple[ItemCard, ...]
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """All of it. An item stands in one group; what nothing stands in is left out. Of a withdrawn item only its number stays."""

    groups: tuple[Group, ...]
    comments: int
    questions: int
    answered: int
    waiting: int
    not_settled: int
    supported: int


@dataclass(frozen=True, slots=True)
class InShort:
    """How much one member said and asked, withdrawn items left out, and what came of it."""

    comments: int
    questions: int
    waiting: int
    not_settled: int

    @property
    def items(self) -> int:
        """Comments and questions."""
        return self.comments + self.questions


def contribution_in_short(here: Here) -> InShort:
    """The figures of `contribution_of`, without reading what they count."""
    return InShort(*contributions.figures(here.session, here.consultation, here.person.id))


def contribution_of(here: Here) -> Contribution:
    """That of the person asking, with the whole of every card."""
    said = comments.by_author(here.session, here.consultation, here.person.id)
    asked = questions.by_author(here.session, here.consultation, here.person.id)
    supported = comments.supported(here.session, here.consultation, here.person.id)
    cards = cards_for(here, _presenter(here, [*said, *supported, *asked]))
    own = [*map(cards.comment, said), *map(cards.question, asked)]
    groups = (
        Group("not-settled", "Answered, not settled", _of(own, "not settled"), attention=True),
        Group("waiting", "Not answered", _of(own, "waiting"), attention=True),
        Group("answered", "Answered", _of(own, "answered")),
        Group("supported", "Comments you support", tuple(map(cards.comment, supported))),
        Group("rejected", "Rejected", _of(own, "rejected")),
        Group("withdrawn", "Withdrawn", _of(own, "withdrawn")),
    )
    by_key = {group.key: len(group.cards) for group in groups}
    return Contribution(
        groups=tuple(group for group in groups if group.cards),
        comments=_standing(said),
        questions=_standing(asked),
        answered=by_key["answered"] + by_key["not-settled"],
        waiting=by_key["waiting"],
        not_settled=by_key["not-settled"],
        supported=by_key["supported"],
    )


def _of(cards: Iterable[ItemCard], what: str) -> tuple[ItemCard, ...]:
    return tuple(card for card in cards if _became(card) == what)


def _became(card: ItemCard) -> str:
    if WAITING in card.entry.marks:
        return "waiting"
    if not card.answers:
        return "rejected" if ItemState.REJECTED.wording in card.entry.marks else "withdrawn"
    if any(answer.entry.unsettled for answer in card.answers):
        return "not settled"
    return "waiting" if card.waits else "answered"


def _standing(items: Sequence[Comment | Question]) -> int:
    return sum(item.state == ItemState.RECEIVED.value for item in items)


def _presenter(here: Here, said: Sequence[Comment | Question]) -> Presenter:
    """The unnumbered paragraphs among those said or asked about are counted by asking."""
    unnumbered = {c.paragraph.section_id for c in said if c.paragraph and not c.paragraph.label}
    counted = ordinals(drafts.paragraphs(here.session, unnumbered)) if unnumbered else {}
    return Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation), counted)
