"""Who may do what, and when: a table to be read aloud.

Each act is allowed when every condition of one of its lines holds. `may` answers with the reason when none does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from consult.domain.conditions import (
    Condition,
    Scene,
    asking_is_open,
    draft_is_being_written,
    draft_is_published,
    is_accepted,
    is_answered,
    is_approved,
    is_author,
    is_clerk,
    is_drafted,
    is_drafted_to_return,
    is_lead_officer,
    is_loaded,
    is_officer,
    is_operator,
    is_owed,
    is_panel,
    is_supplementary,
    item_stands,
    leads_authority_asked,
    leads_the_strategy,
    leads_where_sent,
    may_convene,
    not_adopted,
    not_answered,
    not_redacted,
    not_released,
    nothing_supplied,
    of_authority_asked,
    of_authority_owning,
    responding_is_open,
    supply_not_released,
    takes_part,
    taking_is_open,
    was_sent_to_theirs,
    window_is_open,
)
from consult.domain.lifecycle import Stage
from consult.domain.people import OPERATOR, Actor

__all__ = ["RULES", "Act", "Scene", "Verdict", "may"]


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
    REPORT = auto()
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
    REPLY = auto()
    APPROVE_REPLY = auto()
    RETURN_REPLY = auto()
    RELEASE_REPLY = auto()
    REJECT = auto()
    SEAL = auto()
    EDIT_DRAFT = auto()
    EXPLAIN_CHANGE = auto()
    COVER = auto()
    NOTE = auto()
    SEE_REPORT = auto()
    RUN = auto()
    SET_UP = auto()
    CONVENE = auto()
    ADMIT = auto()
    LOAD = auto()
    OPERATE = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act is allowed, and if not, why."""

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.ok


RULES: Mapping[Act, list[list[Condition]]] = {
    Act.SEE_CONSULTATION: [[takes_part]],
    Act.READ_DRAFT: [[takes_part, draft_is_published], [is_clerk], [is_operator]],
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
    Act.REPORT: [[is_panel], [is_clerk]],
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
    # What was asked for or promised is still supplied, and recommendations are replied to, after adoption.
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
    Act.REPLY: [[is_officer, was_sent_to_theirs, *item_stands, supply_not_released, is_owed]],
    Act.APPROVE_REPLY: [
        [is_lead_officer, leads_where_sent, *item_stands, is_drafted],
        [is_loaded, *item_stands, is_drafted],
    ],
    Act.RETURN_REPLY: [
        [is_lead_officer, leads_where_sent, *item_stands, is_drafted_to_return],
        [is_clerk, *item_stands, is_approved],
    ],
    Act.RELEASE_REPLY: [[is_clerk, *item_stands, is_approved], [is_loaded, *item_stands, is_approved]],
    Act.REJECT: [[is_clerk, *item_stands, not_answered], [is_loaded, *item_stands, not_answered]],
    Act.SEAL: [[is_clerk], [is_loaded]],
    Act.EDIT_DRAFT: [[is_officer, draft_is_being_written, of_authority_owning], [is_clerk]],
    Act.EXPLAIN_CHANGE: [[is_officer, of_authority_asked], [is_clerk]],
    Act.COVER: [[is_officer, leads_the_strategy, draft_is_published], [is_clerk, draft_is_published]],
    Act.NOTE: [[is_officer, of_authority_asked]],  # also the texts an authority keeps: its officers' own, nobody else's
    Act.SEE_REPORT: [[is_author, is_panel], [is_clerk]],
    Act.RUN: [[is_clerk], [is_operator]],
    Act.SET_UP: [[is_clerk, not_adopted], [is_operator]],
    # What is no consultation's own: starting one, and what is done at the command line (`consult --help`).
    Act.CONVENE: [[may_convene], [is_operator]],
    Act.ADMIT: [[is_operator]],
    Act.LOAD: [[is_operator]],
    Act.OPERATE: [[is_operator]],
}

_WINDOW = {
    Stage.PREPARING: "The commenting window has not been set yet.",
    Stage.ANNOUNCED: "The commenting window has not opened yet.",
    Stage.PAUSED: "The clerk has paused the commenting window. What you have written is kept; send it when it resumes.",
    Stage.RESPONDING: "The commenting window has closed. Send what you have written to the clerk, who can take it as late.",
    Stage.ADOPTED: "The strategy has been adopted; comments are no longer taken.",
}


def may(actor: Actor | None, act: Act, scene: Scene) -> Verdict:
    """The verdict for `actor` doing `act` on `scene`; its reason is that of the line that came closest.

    None is the operator, as everywhere in the record.
    """
    who = OPERATOR if actor is None else actor
    failures = []
    for line in RULES[act]:
        failed = next(((n, c) for n, c in enumerate(line) if not c.holds(who, scene)), None)
        if failed is None:
            return Verdict(True)
        failures.append(failed)
    _, nearest = max(failures, key=lambda failure: failure[0])
    return Verdict(False, nearest.otherwise or _WINDOW[scene.stage])
