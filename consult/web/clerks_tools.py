"""What the clerk can do with an item, on its own page, to keep it or some of it from the public."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from consult.actions.allowing import Contribution
from consult.actions.naming import reference_of
from consult.actions.rejecting import standing
from consult.domain.lifecycle import ItemState
from consult.domain.permissions import Act, may
from consult.store.commitments import Commitment
from consult.web.answer_cards import Action
from consult.web.guards import Here


def tools_for(here: Here, item: Contribution) -> tuple[Action, ...]:
    """None for anybody else."""
    return tuple(_tools(here, item)) if here.may(Act.SEAL) else ()


def _tools(here: Here, item: Contribution) -> Iterator[Action]:
    if item.state == ItemState.WITHDRAWN.value:
        return  # its words are kept in the record alone
    where: dict[str, Any] = {"slug": here.consultation.slug, "ref": reference_of(item)}
    promised = isinstance(item, Commitment) and item.kind == "undertaking"
    if not promised and may(here.actor, Act.REJECT, standing(here.consultation, here.now, item)):
        yield Action("Reject", url_for("rejecting.reject", **where), quiet=True)
    yield Action("Redact words", url_for("redacting.redact", **where), quiet=True)
    if item.redactions:
        yield Action("See what was redacted", url_for("redacting.sealed", **where), quiet=True)
    exempt = "Change or lift the exemption" if item.exemption else "Keep from the public"
    yield Action(exempt, url_for("exempting.item", **where), quiet=True)
    if not isinstance(item, Commitment):
        late = "Change the late mark" if item.late_reason else "Mark as late"
        yield Action(late, url_for("lateness.late", **where), quiet=True)
