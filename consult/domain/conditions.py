"""The facts that acts are judged by, and the conditions of the table of permissions, each with what to say where it fails."""

from collections.abc import Callable
from dataclasses import dataclass

from consult.domain.lifecycle import AnswerState, ItemState, Stage
from consult.domain.people import OFFICERS, PANEL, Actor, Role


@dataclass(frozen=True, slots=True)
class Scene:
    """What an act is about: the consultation's stage and, where there is one, the item's facts."""

    stage: Stage
    published: bool = False
    author_id: int | None = None
    item: ItemState = ItemState.RECEIVED
    asked: frozenset[int] = frozenset()  # the authorities that are to answer
    answer: AnswerState = AnswerState.AWAITED
    accepted: bool = True  # a question that the clerk has taken up; everything else needs no acceptance
    redacted: bool = False  # the clerk has taken words out of it
    supplementary: bool = False  # a question that follows an answer, and so may come after the window
    being_written: bool = False  # a redraft is being written here, and is not published yet
    closed: bool = False  # nothing is owed any more: all of it was supplied, or the clerk has closed it


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact about actor and scene, and what to say where it does not hold."""

    holds: Callable[[Actor, Scene], bool]
    otherwise: str


takes_part = Condition(lambda who, _: bool(who.memberships), "You do not take part in this consultation.")
is_clerk = Condition(lambda who, _: who.holds(frozenset({Role.CLERK})), "Only the clerk can do this.")
is_panel = Condition(lambda who, _: who.holds(PANEL), "Only members of the panel can do this.")
is_officer = Condition(lambda who, _: who.holds(OFFICERS), "Only officers of a responsible authority can do this.")
is_lead_officer = Condition(
    lambda who, _: who.holds(frozenset({Role.LEAD_OFFICER})), "Only the authority's lead officer can do this."
)
is_author = Condition(lambda who, scene: who.person_id == scene.author_id, "Only its author can do this.")
of_authority_asked = Condition(
    lambda who, scene: bool(who.authorities() & scene.asked), "It was put to another authority."
)
leads_authority_asked = Condition(
    lambda who, scene: bool(who.authorities(frozenset({Role.LEAD_OFFICER})) & scene.asked),
    "Only the lead officer of the authority it was put to can do this.",
)
draft_is_published = Condition(lambda _, scene: scene.published, "No draft has been published yet.")
# A record kept elsewhere may be loaded before any window is set; where one is, the times given must lie within it (R11).
window_is_open = Condition(
    lambda who, scene: scene.stage is Stage.OPEN or (who.loaded and scene.stage is Stage.PREPARING), ""
)
responding_is_open = Condition(
    lambda who, scene: (
        scene.stage in {Stage.OPEN, Stage.PAUSED, Stage.RESPONDING} or (who.loaded and scene.stage is Stage.PREPARING)
    ),
    "Answers are taken from the opening of the window until adoption.",
)
asking_is_open = Condition(
    responding_is_open.holds, "Information is asked for from the opening of the window until adoption."
)
is_operator = Condition(lambda who, _: who.operates, "Only the operator of this service can do this.")
may_convene = Condition(
    lambda who, _: who.convenes,
    "Only a clerk can start a consultation. Ask the operator of this service to make you one.",
)
is_loaded = Condition(lambda who, _: who.loaded, "")  # the operator stands in for the lead officer and for the clerk
is_not_withdrawn = Condition(lambda _, scene: scene.item is not ItemState.WITHDRAWN, "It has been withdrawn.")
is_not_rejected = Condition(lambda _, scene: scene.item is not ItemState.REJECTED, "The clerk has rejected it.")
item_stands = [is_not_withdrawn, is_not_rejected]
is_accepted = Condition(lambda _, scene: scene.accepted, "The clerk has not accepted this question yet.")
is_supplementary = Condition(lambda _, scene: scene.supplementary, "")
not_redacted = Condition(
    lambda _, scene: not scene.redacted,
    "The clerk has redacted it, so its words do not change any more. Ask the clerk.",
)
taking_is_open = Condition(
    lambda who, scene: (
        scene.stage in {Stage.OPEN, Stage.PAUSED, Stage.RESPONDING} or (who.loaded and scene.stage is Stage.PREPARING)
    ),
    "Contributions are taken from the opening of the window until adoption.",
)
not_released = Condition(
    lambda _, scene: scene.answer is not AnswerState.RELEASED, "This answer has been released and stands in the record."
)
not_adopted = Condition(
    lambda _, scene: scene.stage is not Stage.ADOPTED,
    "The strategy has been adopted. Its window, its rules and who answers stay as they were.",
)
is_answered = Condition(lambda _, scene: scene.answer is AnswerState.RELEASED, "It has not been answered yet.")
not_answered = Condition(
    lambda _, scene: scene.answer is not AnswerState.RELEASED,
    "An answer to it has been released, so it stands in the record.",
)
nothing_supplied = Condition(
    lambda _, scene: scene.answer is not AnswerState.RELEASED,
    "Something has been supplied, so it stands in the record.",
)
is_owed = Condition(lambda _, scene: not scene.closed, "It is closed. Ask the clerk to reopen it.")
supply_not_released = Condition(
    lambda _, scene: scene.answer is not AnswerState.RELEASED, "This has been released and stands in the record."
)
is_drafted = Condition(lambda _, scene: scene.answer is AnswerState.DRAFTED, "There is no draft answer to approve.")
is_drafted_to_return = Condition(
    lambda _, scene: scene.answer is AnswerState.DRAFTED, "There is no draft answer to send back."
)
is_approved = Condition(
    lambda _, scene: scene.answer is AnswerState.APPROVED, "The lead officer has not approved this answer yet."
)

was_sent_to_theirs = Condition(of_authority_asked.holds, "It was not sent to your authority.")
leads_where_sent = Condition(
    leads_authority_asked.holds, "Only the lead officer of the authority it was sent to can do this."
)
leads_the_strategy = Condition(
    leads_authority_asked.holds, "Only the clerk and the lead officer of the lead authority can do this."
)
of_authority_owning = Condition(
    lambda who, scene: bool(who.authorities() & scene.asked), "Another authority answers for this section."
)
draft_is_being_written = Condition(
    lambda _, scene: scene.being_written, "No redraft is being written here. The clerk can begin one."
)
