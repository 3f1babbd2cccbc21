"""Before a redraft is published: where each comment would go is worked out, and the clerk looks at what is not certain."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.anchoring import Anchor, find
from consult.domain.documents import from_document
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, reference
from consult.domain.outline import Outline, outline
from consult.domain.pairing import Pairing, pair
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.placements import Place, Placement, State
from consult.domain.reanchoring import Reanchoring
from consult.domain.refusals import Refused
from consult.domain.taken_places import placement_of_taken
from consult.queries import redrafts
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion
from consult.store.redrafts import PlannedPlace


@dataclass(frozen=True, slots=True)
class Picked:
    """The place a person chose: positions in the new draft (None: the whole of it), and the words, "" for the whole paragraph."""

    section: int | None = None
    paragraph: int | None = None
    quote: str = ""


def pairing(session: Session, consultation: Consultation, version: DraftVersion) -> Pairing:
    """What the current version becomes in a draft being checked; both documents are read whole."""
    return pair(from_document(redrafts.current(session, consultation).document), from_document(version.document))


def plan(
    session: Session, *, consultation: Consultation, version: DraftVersion, by: Actor | None, now: datetime
) -> None:
    """Works out where every comment on the current version goes in a draft being checked.

    What was decided stays decided, as long as the same is proposed. `by` None is the operator, at the command line.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    before = redrafts.current(session, consultation)
    paired = pairing(session, consultation, version)
    reanchoring, taken = Reanchoring(paired), redrafts.taken_into(session, version.id)
    there = redrafts.planned(session, version.id)
    for comment in redrafts.standing_on(session, before.id):
        anchor, position = anchor_of(comment), comment.paragraph.position if comment.paragraph else None
        placement = reanchoring.placement(comment.section.position if comment.section else None, position, anchor)
        uncertain = placement.review or placement.state is State.ORPHANED
        if uncertain and comment.id in taken and anchor is not None and position is not None:
            edited = version.revision > 0
            placement = placement_of_taken(paired, position, anchor, edited_since=edited) or placement
        row = there.pop(comment.id, None)
        if row is None:
            row = PlannedPlace(version_id=version.id, comment_id=comment.id)
            session.add(row)
        _propose(row, comment, placement)
    for gone in there.values():
        session.delete(gone)
    version.based_on_id, version.planned_revision, version.planned_at = before.id, version.revision, now
    session.flush()


def anchor_of(comment: Comment) -> Anchor | None:
    """The words a comment is on, in its paragraph."""
    if comment.quote is None or comment.quote_start is None or comment.quote_end is None:
        return None
    return Anchor(comment.quote, comment.quote_start, comment.quote_end, comment.quote_prefix, comment.quote_suffix)


def _propose(row: PlannedPlace, comment: Comment, placement: Placement) -> None:
    proposal = _as_proposal(placement)
    if row.decision is not None and row.proposal == proposal:
        return
    row.proposal, row.confidence, row.margin = proposal, placement.confidence, placement.margin
    row.why = placement.why
    row.review = placement.review and comment.state == ItemState.RECEIVED.value
    row.decision = row.decided_at = row.decided_by_id = None
    _stand(row, placement.state, placement.to)


def _as_proposal(placement: Placement) -> dict[str, Any]:
    return {
        "state": placement.state.value,
        "to": None if placement.to is None else asdict(placement.to),
        "candidates": [{"place": asdict(one.place), "score": one.score} for one in placement.candidates],
    }


def _stand(row: PlannedPlace, state: State, place: Place | None) -> None:
    anchor = place.anchor if place else None
    row.state = state.value
    row.section, row.paragraph = (place.section, place.paragraph) if place else (None, None)
    row.start, row.end = (anchor.start, anchor.end) if anchor else (None, None)


def proposed(row: PlannedPlace) -> tuple[Place, ...]:
    """The places that were found likely, the likeliest first."""
    return tuple(_place(one["place"]) for one in row.proposal["candidates"])


def _place(values: dict[str, Any]) -> Place:
    anchor = values["anchor"]
    return Place(values["section"], values["paragraph"], None if anchor is None else Anchor(**anchor))


def accept(
    session: Session, *, consultation: Consultation, version: DraftVersion, comment: Comment, by: Actor, now: datetime
) -> None:
    """The clerk finds the place that was worked out right, also where that is none."""
    row = _planned(session, consultation, version, comment, by, now)
    to = row.proposal["to"]
    _stand(row, State(row.proposal["state"]), None if to is None else _place(to))
    _decided(session, consultation, version, comment, row, "accepted", by, now)


def leave_orphaned(
    session: Session, *, consultation: Consultation, version: DraftVersion, comment: Comment, by: Actor, now: datetime
) -> None:
    """The clerk finds that the comment's words are gone."""
    row = _planned(session, consultation, version, comment, by, now)
    _stand(row, State.ORPHANED, None)
    _decided(session, consultation, version, comment, row, "orphaned", by, now)


def pick(
    session: Session,
    *,
    consultation: Consultation,
    version: DraftVersion,
    comment: Comment,
    picked: Picked,
    by: Actor,
    now: datetime,
) -> None:
    """The clerk puts the comment somewhere else. Raises Refused for a place the draft does not have, and for words that do
    not stand there once.
    """
    row = _planned(session, consultation, version, comment, by, now)
    place = place_picked(outline(from_document(version.document)), picked)
    _stand(row, State.MOVED, place)
    _decided(session, consultation, version, comment, row, "picked", by, now)


def place_picked(draft: Outline, picked: Picked) -> Place:
    """The place somebody chose, with its words found. Raises Refused."""
    if picked.paragraph is None:
        if picked.section is not None and not 0 <= picked.section < len(draft.sections):
            raise Refused("Choose a section of the new draft", field="section")
        return Place(picked.section)
    if not 0 <= picked.paragraph < len(draft.paragraphs):
        raise Refused("Choose a paragraph of the new draft", field="paragraph")
    text = draft.paragraphs[picked.paragraph].text
    return Place(
        draft.section_of[picked.paragraph], picked.paragraph, find(text, picked.quote) if picked.quote else None
    )


def _planned(
    session: Session, consultation: Consultation, version: DraftVersion, comment: Comment, by: Actor, now: datetime
) -> PlannedPlace:
    ensure(by, Act.RUN, scene(consultation, now))
    row = session.get(PlannedPlace, (version.id, comment.id), with_for_update=True)
    if row is None or version.published_at is not None or version.discarded_at is not None:
        raise Refused("This draft is not waiting for its comments any more. Look at it as it is now.")
    return row


def _decided(
    session: Session,
    consultation: Consultation,
    version: DraftVersion,
    comment: Comment,
    row: PlannedPlace,
    decision: str,
    by: Actor,
    now: datetime,
) -> None:
    row.decision, row.decided_at, row.decided_by_id = decision, now, by.person_id
    record(
        session, "decide place", f"comment {reference(COMMENT, comment.number)}", consultation=consultation, by=by,
        now=now, draft=version.id, decision=decision, section=row.section, paragraph=row.paragraph, start=row.start,
        end=row.end,
    )  # fmt: skip
