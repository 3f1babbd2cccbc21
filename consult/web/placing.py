"""Where each comment goes in a redraft, as the clerk looks at it: what it was on beside what it would be on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from consult.actions import redrafts as actions
from consult.domain.documents import from_document
from consult.domain.draft import Paragraph
from consult.domain.lifecycle import ItemState
from consult.domain.markup import with_marked
from consult.domain.numbering import COMMENT, reference
from consult.domain.outline import Outline, outline
from consult.domain.placements import Place, State
from consult.domain.places import WHOLE_DRAFT
from consult.domain.typed_numbers import number_in
from consult.present.redrafting import Names
from consult.queries import comments, redrafts
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from consult.store.redrafts import PlannedPlace
from consult.web.guards import Here
from consult.web.pictures import with_pictures

DECISIONS = {"accepted": "Place accepted", "picked": "Put in another place", "orphaned": "Left without a place"}


@dataclass(frozen=True, slots=True)
class Stood:
    """A place in a version: its name, and its paragraph with the words marked ("" for a section or the whole draft)."""

    name: str
    html: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """A comment, where it stood and where it would stand (None: nowhere), and what was decided so far."""

    ref: str
    comment: Comment
    stood: Stood
    stands: Stood | None
    state: str
    why: str
    confidence: int  # percent
    margin: int  # percent ahead of the next best place
    decision: str = ""
    open: bool = False
    others: int = 0  # how many places were found likely


class Review:
    """All comments on the current version, and where they go in a draft being checked."""

    def __init__(self, here: Here, version: DraftVersion) -> None:
        self.here, self.version = here, version
        self.before = redrafts.current(here.session, here.consultation)

    @cached_property
    def old(self) -> Outline:
        """The current version laid out."""
        return outline(from_document(self.before.document))

    @cached_property
    def new(self) -> Outline:
        """The draft being checked, laid out."""
        return outline(from_document(self.version.document))

    @cached_property
    def old_names(self) -> Names:
        return Names(self.old)

    @cached_property
    def new_names(self) -> Names:
        return Names(self.new)

    @cached_property
    def placings(self) -> list[Placing]:
        """One for every comment that stands, in the order of the draft."""
        planned = redrafts.planned(self.here.session, self.version.id)
        standing = comments.of_version(self.here.session, self.here.consultation, self.before.id)
        found = [self.placing(comment, planned[comment.id]) for comment in standing if comment.id in planned]
        return sorted((one for one in found if one), key=lambda one: self._order(one.comment))

    def placing(self, comment: Comment, row: PlannedPlace) -> Placing:
        """One comment."""
        return Placing(
            ref=reference(COMMENT, comment.number),
            comment=comment,
            stood=self._stood(comment),
            stands=None if row.state == State.ORPHANED.value else self.stands(_place_of(row), row),
            state=row.state,
            why=row.why,
            confidence=round(row.confidence * 100),
            margin=round(row.margin * 100),
            decision=DECISIONS.get(row.decision or "", ""),
            open=row.review and row.decision is None,
            others=len(row.proposal["candidates"]),
        )

    def stands(self, place: Place, row: PlannedPlace | None = None) -> Stood:
        """A place in the new draft; `row` has the words' offsets where the place has them not."""
        if place.paragraph is None:
            return Stood(WHOLE_DRAFT if place.section is None else self.new_names.section(place.section))
        paragraph = self.new.paragraphs[place.paragraph]
        start, end = (place.anchor.start, place.anchor.end) if place.anchor else (None, None)
        if row is not None:
            start, end = row.start, row.end
        name = self._named(self.new_names, place.section, place.paragraph)
        return Stood(name, self._html(paragraph, self.version, start, end), paragraph.kind.value)

    def _stood(self, comment: Comment) -> Stood:
        if comment.section is None:
            return Stood(WHOLE_DRAFT)
        if comment.paragraph is None:
            return Stood(self.old_names.section(comment.section.position))
        position = comment.paragraph.position
        paragraph = self.old.paragraphs[position]
        html = self._html(paragraph, self.before, comment.quote_start, comment.quote_end)
        name = self._named(self.old_names, comment.section.position, position)
        return Stood(name, html, paragraph.kind.value)

    def _html(self, paragraph: Paragraph, version: DraftVersion, start: int | None, end: int | None) -> str:
        html = paragraph.html if start is None or end is None else with_marked(paragraph.html, start, end)
        return with_pictures(html, self.here.consultation.slug, version.id)

    @staticmethod
    def _named(names: Names, section: int | None, paragraph: int) -> str:
        name = names.paragraph(paragraph)
        if not name[:1].isdigit():
            return name
        return f"{names.section(section)}, paragraph {name}" if section is not None else f"Paragraph {name}"

    def _order(self, comment: Comment) -> tuple[int, int, int]:
        section = comment.section.position if comment.section else -1
        return section, comment.paragraph.position if comment.paragraph else -1, comment.number


def places_to_choose(draft: Outline) -> list[tuple[str, str]]:
    """Every place of a draft to be chosen from: its value and its name."""
    names = Names(draft)
    found = [("", WHOLE_DRAFT)]
    for n in range(len(draft.sections)):
        found.append((f"s{n}", f"The section {names.section(n)}"))
        for position in draft.positions(n):
            paragraph = draft.paragraphs[position]
            words = " ".join(paragraph.text.split())
            short = words if len(words) <= 70 else f"{words[:70].rsplit(' ', 1)[0]} …"
            found.append((f"p{position}", f"{paragraph.label or '–'}  {short or 'Picture'}"))
    return found


def _place_of(row: PlannedPlace) -> Place:
    return Place(row.section, row.paragraph)


def to_look_at(placings: Sequence[Placing]) -> list[Placing]:
    """Those nobody has looked at and somebody should."""
    return [one for one in placings if one.open]


def stands_still(placings: Sequence[Placing]) -> list[Placing]:
    """Those placed with certainty."""
    return [one for one in placings if not one.open and not one.decision and one.state != State.ORPHANED.value]


def counts(placings: Sequence[Placing]) -> dict[str, int]:
    """How many comments are placed, moved, without a place, and still to be looked at."""
    standing = [one for one in placings if one.comment.state == ItemState.RECEIVED.value]
    found = {state.value: sum(one.state == state.value for one in standing) for state in State}
    return found | {"open": sum(one.open for one in placings), "all": len(placings)}


def picked_from(value: str, quote: str) -> actions.Picked:
    """What was chosen: "" is the whole draft, "s3" a section, "p12" a paragraph."""
    number = number_in(value[1:])
    number = -1 if number is None else number
    if not value:
        return actions.Picked()
    if value.startswith("s"):
        return actions.Picked(section=number)
    return actions.Picked(paragraph=number, quote=quote)
