"""How a commitment stands: from its rows to the facts its status and its permissions follow from."""

from datetime import datetime
from zoneinfo import ZoneInfo

from consult.actions.allowing import scene
from consult.domain.commitments import Kind, Received, Standing
from consult.domain.lifecycle import ItemState
from consult.domain.permissions import Scene
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation


def standing(commitment: Commitment, zone: ZoneInfo) -> Standing:
    """Its facts, with days in `zone`; `authority` and `supplies` must be loaded."""
    return Standing(
        kind=Kind(commitment.kind),
        authority=commitment.authority.name,
        due_on=commitment.due_on,
        state=ItemState(commitment.state),
        received=tuple(
            Received(supply.released_at.astimezone(zone).date(), complete=_is_all(commitment, supply))
            for supply in sorted(
                commitment.supplies, key=lambda one: (one.released_at is None, one.released_at or one.id)
            )
            if supply.released_at is not None
        ),
        closed_on=commitment.closed_at.astimezone(zone).date() if commitment.closed_at else None,
    )


def is_owed(commitment: Commitment) -> bool:
    """True while something is still to come; `supplies` must be loaded."""
    return (
        commitment.state == ItemState.RECEIVED.value
        and commitment.closed_at is None
        and not any(supply.released_at and _is_all(commitment, supply) for supply in commitment.supplies)
    )


def commitment_scene(
    consultation: Consultation, now: datetime, commitment: Commitment, supply: Supply | None = None
) -> Scene:
    """The facts an act on a commitment, or on one supply to it, is judged by."""
    return scene(
        consultation,
        now,
        commitment,
        asked=frozenset({commitment.authority_id}),
        response=supply,
        redacted=bool(commitment.redactions),
        closed=not is_owed(commitment),
    )


def first_released(commitment: Commitment) -> Supply | None:
    """A supply everyone may read, if there is one."""
    return next((supply for supply in commitment.supplies if supply.released_at is not None), None)


def _is_all(commitment: Commitment, supply: Supply) -> bool:
    """What had come before the clerk reopened it was not all, whatever it was taken for."""
    since = commitment.reopened_at
    return supply.complete and (since is None or (supply.released_at is not None and supply.released_at > since))
