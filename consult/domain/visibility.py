"""What each person is shown. Every page, count, e-mail and paper passes through here (R13, R20)."""

from consult.domain.lifecycle import AnswerState
from consult.domain.people import Actor, Role

_CLERK = frozenset({Role.CLERK})


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
    inside = viewer is not None and (viewer.holds(_CLERK) or authority_id in viewer.authorities())
    return state.wording if inside else state.public_wording
