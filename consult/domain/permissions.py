"""Who may do what, and when: a table to be read aloud.

Each act is allowed when every condition of one of its lines holds. `may` answers with the reason when none does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from consult.domain.lifecycle import AnswerState, ItemState, Stage
from consult.domain.people import OFFICERS, PANEL, Actor, Role


class Act(Enum):
    """What people do in a consultation."""

    SEE_CONSULTATION = auto()
    READ_DRAFT = auto()
    COMMENT = auto()
    ASK = auto()
    FOLLOW_UP = auto()
    ACCEPT = auto()
    REQUEST = auto()
    CHANGE_REQUEST = auto()
    TAKE = auto()
    CHANGE_CONTRIBUTION = auto()
    SEE_OWN = auto()
    SETTLE = auto()
    KEEP_WORDS = auto()
    DECLARE_INTEREST = auto()
    SEE_WORK = auto()
    RESPOND = auto()
    ASSIGN = auto()
    APPROVE = auto()
    RETURN = auto()
    RELEASE = auto()
    UNDERTAKE = auto()
    SUPPLY = auto()
    APPROVE_SUPPLY = auto()
    RETURN_SUPPLY = auto()
    RELEASE_SUPPLY = auto()
    REJECT = auto()
    SEAL = auto()
    EDIT_DRAFT = auto()
    EXPLAIN_CHANGE = auto()
    RUN = auto()
    SET_UP = auto()


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act is allowed, and if not, why."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok


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

of_authority_owning = Condition(
    lambda who, scene: bool(who.authorities() & scene.asked), "Another authority answers for this section."
)
draft_is_being_written = Condition(
    lambda _, scene: scene.being_written, "No redraft is being written here. The clerk can begin one."
)

RULES: Mapping[Act, list[list[Condition]]] = {
    Act.SEE_CONSULTATION: [[takes_part]],
    Act.READ_DRAFT: [[takes_part, draft_is_published], [is_clerk]],
    Act.COMMENT: [[is_panel, window_is_open]],
    Act.ASK: [[is_panel, window_is_open]],
    Act.FOLLOW_UP: [
        [is_author, is_panel, *item_stands, is_answered, responding_is_open],
        [is_author, is_panel, *item_stands, is_loaded, responding_is_open],  # answers are loaded after all questions
    ],
    Act.REQUEST: [[is_panel, asking_is_open]],
    Act.CHANGE_REQUEST: [[is_author, is_panel, *item_stands, not_redacted, nothing_supplied, asking_is_open]],
    Act.TAKE: [[is_clerk, taking_is_open], [is_loaded, taking_is_open]],
    Act.ACCEPT: [[is_clerk, *item_stands, taking_is_open], [is_loaded, *item_stands, taking_is_open]],
    Act.CHANGE_CONTRIBUTION: [
        [is_author, is_panel, *item_stands, not_redacted, not_answered, window_is_open],
        [is_author, is_panel, *item_stands, not_redacted, not_answered, is_supplementary, responding_is_open],
    ],
    Act.SEE_OWN: [[is_panel]],
    Act.SETTLE: [[is_author, is_panel, *item_stands, is_answered, responding_is_open]],
    Act.KEEP_WORDS: [[is_panel]],
    Act.DECLARE_INTEREST: [[is_panel]],
    Act.SEE_WORK: [[is_officer], [is_clerk]],
    Act.RESPOND: [[is_officer, of_authority_asked, *item_stands, is_accepted, responding_is_open, not_released]],
    Act.ASSIGN: [[is_lead_officer, leads_authority_asked, *item_stands, is_accepted, responding_is_open, not_released]],
    Act.APPROVE: [
        [is_lead_officer, leads_authority_asked, *item_stands, is_accepted, responding_is_open, is_drafted],
        [is_loaded, *item_stands, is_accepted, responding_is_open, is_drafted],
    ],
    Act.RETURN: [
        [is_lead_officer, leads_authority_asked, *item_stands, responding_is_open, is_drafted_to_return],
        [is_clerk, *item_stands, responding_is_open, is_approved],
    ],
    Act.RELEASE: [
        [is_clerk, *item_stands, is_accepted, is_approved],
        [is_loaded, *item_stands, is_accepted, is_approved],
    ],
    Act.UNDERTAKE: [
        [is_clerk, *item_stands, is_answered],
        [is_officer, of_authority_asked, *item_stands, is_answered],
    ],
    # What was asked for or promised is still supplied, and passed on, after adoption.
    Act.SUPPLY: [[is_officer, of_authority_asked, *item_stands, supply_not_released, is_owed]],
    Act.APPROVE_SUPPLY: [
        [is_lead_officer, leads_authority_asked, *item_stands, is_drafted],
        [is_loaded, *item_stands, is_drafted],
    ],
    Act.RETURN_SUPPLY: [
        [is_lead_officer, leads_authority_asked, *item_stands, is_drafted_to_return],
        [is_clerk, *item_stands, is_approved],
    ],
    Act.RELEASE_SUPPLY: [[is_clerk, *item_stands, is_approved], [is_loaded, *item_stands, is_approved]],
    Act.REJECT: [[is_clerk, *item_stands, not_answered], [is_loaded, *item_stands, not_answered]],
    Act.SEAL: [[is_clerk], [is_loaded]],
    Act.EDIT_DRAFT: [[is_officer, draft_is_being_written, of_authority_owning], [is_clerk]],
    Act.EXPLAIN_CHANGE: [[is_officer, of_authority_asked], [is_clerk]],
    Act.RUN: [[is_clerk]],
    Act.SET_UP: [[is_clerk, not_adopted]],
}

_WINDOW = {
    Stage.PREPARING: "The commenting window has not been set yet.",
    Stage.ANNOUNCED: "The commenting window has not opened yet.",
    Stage.PAUSED: "The clerk has paused the commenting window. What you have written is kept; send it when it resumes.",
    Stage.RESPONDING: "The commenting window has closed. Send what you have written to the clerk, who can take it as late.",
    Stage.ADOPTED: "The strategy has been adopted; comments are no longer taken.",
}


def may(actor: Actor, act: Act, scene: Scene) -> Verdict:
    """The verdict for `actor` doing `act` on `scene`; its reason is that of the line that came closest."""
    failures = []
    for line in RULES[act]:
        failed = next(((n, c) for n, c in enumerate(line) if not c.holds(actor, scene)), None)
        if failed is None:
            return Verdict(True)
        failures.append(failed)
    _, nearest = max(failures, key=lambda failure: failure[0])
    return Verdict(False, nearest.otherwise or _WINDOW[scene.stage])
