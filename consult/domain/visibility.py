"""What each person is shown. Every page, count, e-mail and paper passes through here (R13, R20)."""

from consult.domain.lifecycle import HOLDING_REPLY, AnswerState
from consult.domain.people import PANEL, Actor, Role

_CLERK = frozenset({Role.CLERK})


def sees_exempt(viewer: Actor | None, *, authorities: frozenset[int]) -> bool:
    """True for those exempt matter may be shown to: the panel it is put before, the clerk, and the officers of the
    `authorities` it is put to. The public, and so every paper but Part 2, sees a placeholder (LGA 1972 s100B(5): R13).
    """
    return viewer is not None and (viewer.holds(PANEL | _CLERK) or bool(viewer.authorities() & authorities))


def sees_rejected(viewer: Actor | None, *, author_id: int | None) -> bool:
    """True for the clerk and its author: others learn that it was rejected and why, not what it said (R12)."""
    return viewer is not None and (viewer.holds(_CLERK) or viewer.person_id == author_id)


def sees_waiting(viewer: Actor | None) -> bool:
    """True for those who may read a question the clerk has not accepted: the panel whose question it is to be, and the clerk."""
    return viewer is not None and viewer.holds(PANEL | _CLERK)


def sees_answer(viewer: Actor | None, *, authority_id: int, state: AnswerState) -> bool:
    """True when the text and disposition of an answer may be shown: to all once released; before, to its authority
    and to the clerk once approved. `viewer` None is the public: what a paper prints.
    """
    if state is AnswerState.RELEASED:
        return True
    if viewer is None or state is AnswerState.AWAITED:
        return False
    if authority_id in viewer.authorities():
        return True
    return state is AnswerState.APPROVED and viewer.holds(_CLERK)


def answer_status(viewer: Actor | None, *, authority_id: int, state: AnswerState) -> str:
    """How an answer's state is said to `viewer`: only its authority and the clerk learn how far it has come (R20)."""
    inside = follows_progress(viewer, authority_id=authority_id)
    return state.wording if inside else state.public_wording


def holding_status(viewer: Actor | None, *, authority_id: int, state: AnswerState) -> str:
    """The same of a holding reply that `viewer` may read."""
    if state is AnswerState.RELEASED or not follows_progress(viewer, authority_id=authority_id):
        return HOLDING_REPLY
    return f"{HOLDING_REPLY}: {state.wording.lower()}"


def follows_progress(viewer: Actor | None, *, authority_id: int) -> bool:
    """True for those who are told how far an answer has come: its authority, and the clerk."""
    return viewer is not None and (viewer.holds(_CLERK) or authority_id in viewer.authorities())


def knows_of(viewer: Actor | None, *, authority_id: int, state: AnswerState) -> bool:
    """True for those who may learn that there is an answer: everybody once it is released; its authority and the clerk
    before. For others it is as though nothing had been written.
    """
    return state is AnswerState.RELEASED or follows_progress(viewer, authority_id=authority_id)


def sees_incoming(viewer: Actor, *, author_id: int, uploaded_by_id: int) -> bool:
    """True of a file with comments for the member who brought it in, and for clerks where a clerk did."""
    return viewer.person_id == author_id if uploaded_by_id == author_id else viewer.holds(_CLERK)


def sees_recommendation(viewer: Actor | None, *, told: bool) -> bool:
    """True of a recommendation for everybody once they are told of it (it was issued, or withdrawn); before, for the clerk."""
    return told or (viewer is not None and viewer.holds(_CLERK))


def sees_withdrawn_wording(viewer: Actor | None) -> bool:
    """True for the clerk: what a recommendation said that was withdrawn before it was issued, nobody else was ever told."""
    return viewer is not None and viewer.holds(_CLERK)


def sees_desk(viewer: Actor, *, authority_id: int) -> bool:
    """True for an authority's own officers: who has an item in hand, and what they note to each other, is theirs alone."""
    return authority_id in viewer.authorities()


def sees_version(viewer: Actor, *, authority_id: int, approved: bool) -> bool:
    """True when an earlier version of an answer may be shown: to its authority; to the clerk, if it was ever approved."""
    return authority_id in viewer.authorities() or (approved and viewer.holds(_CLERK))


def sees_pack(viewer: Actor, *, issued: bool, withdrawn: bool, exempt: bool) -> bool:
    """True for those a file of the pack may be given to. A draft, and one withdrawn from publication, is for the clerk alone;
    what is issued for everybody in the consultation, its Part 2 for those exempt matter is put before.
    """
    if viewer.holds(_CLERK):
        return True
    if not issued or withdrawn or not viewer.memberships:
        return False
    return not exempt or sees_exempt(viewer, authorities=frozenset())
