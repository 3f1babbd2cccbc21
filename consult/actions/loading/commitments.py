"""Requests and undertakings of a record: entered, and all that came of them in the order it happened."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from consult.actions import commitments, exempting, rejecting, supplies, undertakings
from consult.actions.commitments import Wanted
from consult.actions.loading.entering import WITHDRAWN
from consult.actions.loading.state import Item, State
from consult.actions.naming import reference_of
from consult.actions.standing import is_owed
from consult.actions.supplies import Supplied
from consult.actions.undertakings import Meeting, Promise
from consult.domain.commitments import Kind
from consult.domain.exemption import Sealed
from consult.domain.people import Actor, Role
from consult.domain.record_commitments import CommitmentLine, SupplyLine
from consult.domain.refusals import Refused
from consult.domain.supplied_files import FileBrought
from consult.queries import commitments as queries
from consult.queries.responses import of_authority
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.drafts import Section

LARGEST_FILE = 60_000_000
UNTOLD = "Its reason was not told where it was given away."

Event = tuple[datetime, Callable[[datetime], None]]


def enter_commitment(state: State, line: CommitmentLine) -> None:
    """Enters it, what was supplied to it, and what became of it; one that was loaded before is left as it is."""
    if line.id in state.references:
        raise Refused(f"The id “{line.id}” is given twice. Give each its own.")
    key = state.key(line.id)
    there = next((one for one in queries.every(state.session, state.consultation) if one.form_key == key), None)
    if there is not None:
        state.references[line.id] = reference_of(there)
        return
    times = [line.at, line.withdrawn_at, line.rejected_at, line.closed_at, line.reopened_at]
    state.ensure_past(*times, *(supply.released_at or supply.at for supply in line.supplies))
    made = _made(state, line, key)
    state.references[line.id] = reference_of(made)
    state.new["requests and undertakings"] += 1
    for at, happen in sorted(_events(state, line), key=lambda event: event[0]):
        happen(at)
    if line.sealed is not None:
        reason = UNTOLD if line.sealed.paragraph else ""
        exempting.exempt(
            state.session, consultation=state.consultation, matter=exempting.Matter(_again(state, line)),
            sealed=Sealed(line.sealed.paragraph, reason), by=clerk_of(state), now=state.now,
        )  # fmt: skip


def _made(state: State, line: CommitmentLine, key: str) -> Commitment:
    authority = state.authority(line, line.to)
    owner = None if line.owner is None else state.cast.officer(line.owner, None, line.to)[0].person_id
    section = _section(state, line)
    if line.kind is Kind.REQUEST:
        by = state.cast.member(line.by or "", line.body)
        wanted = Wanted(line.text or WITHDRAWN, authority, line.due_on, section, _about(state, line), owner)
        return commitments.request(
            state.session, consultation=state.consultation, wanted=wanted, form_key=key, by=by, now=line.at,
            today=date.min,
        )  # fmt: skip
    if line.meeting_on is not None:
        meeting = Meeting(line.meeting_on, authority, line.minute, section)
        return undertakings.undertake_at_meeting(
            state.session, consultation=state.consultation, meeting=meeting,
            promise=Promise(line.text or WITHDRAWN, line.due_on, owner), form_key=key, by=clerk_of(state), now=line.at,
            today=max(line.meeting_on, line.at.date()),
        )  # fmt: skip
    return _promised(state, line, key, owner)


def _promised(state: State, line: CommitmentLine, key: str, owner: int | None) -> Commitment:
    """A promise in an answer, or in what was supplied; one whose words were not given away is marked nowhere."""
    promise = Promise(line.quote or line.text, line.due_on, owner)
    how: dict[str, Any] = {"form_key": key, "by": clerk_of(state), "now": line.at}
    how |= {"consultation": state.consultation, "promise": promise}
    if line.promised_in is not None:
        ref = state.references.get(line.promised_in, line.promised_in)
        given = queries.by_reference(state.session, state.consultation, ref)
        if line.is_bare:
            return _bare(state, line, key, owner, given)
        supply = next((one for one in given.supplies if promise.words in one.text), None)
        if supply is None:
            raise Refused(f"Nothing supplied to “{line.promised_in}” holds these words. Check “quote”.")
        return undertakings.undertake_in_supply(state.session, commitment=given, supply=supply, **how)
    item = _about(state, line)
    if item is None:
        raise Refused(f"There is no comment or question “{line.about}”. Check “about”.")
    if line.is_bare:
        return _bare(state, line, key, owner, item)
    response = of_authority(state.session, item, state.authority(line, line.to).id)
    if response is None:
        raise Refused(f"{line.to} has given no answer to “{line.about}”. Check “to” and “about”.")
    state.session.refresh(response, ["undertakings"])
    return undertakings.undertake(state.session, item=item, response=response, **how)


def _bare(state: State, line: CommitmentLine, key: str, owner: int | None, given: Item | Commitment) -> Commitment:
    made = Commitment(
        kind=line.kind.value, text=WITHDRAWN, due_on=line.due_on, owner_id=owner, section_id=given.section_id,
        authority_id=state.authority(line, line.to).id, author_id=given.author_id, body_id=given.body_id,
    )  # fmt: skip
    if isinstance(given, Commitment):
        made.promised_in_id, made.comment_id, made.question_id = given.id, given.comment_id, given.question_id
    elif isinstance(given, Comment):
        made.comment_id = given.id
    else:
        made.question_id = given.id
    return commitments.enter(state.session, state.consultation, made, "undertake", key, clerk_of(state), line.at)


def _events(state: State, line: CommitmentLine) -> Iterator[Event]:
    for supply in line.supplies:
        yield from _supply_events(state, line, supply)
    if line.reopened_at is not None:
        yield line.reopened_at, partial(_reopen, state, line)
    if line.closed_at is not None:
        yield line.closed_at, partial(_close, state, line)
    if line.withdrawn_at is not None:
        yield line.withdrawn_at, partial(_withdraw, state, line)
    if line.rejected_at is not None:
        yield line.rejected_at, partial(_reject, state, line)


def _supply_events(state: State, line: CommitmentLine, supply: SupplyLine) -> Iterator[Event]:
    by = state.cast.officer(supply.by, None, line.to)[0]
    yield supply.at, partial(_write, state, line, supply, by)
    if supply.approved_at is not None:
        lead = state.cast.standing_in(Role.LEAD_OFFICER, state.authority(line, line.to).id, otherwise=by)
        yield supply.approved_at, partial(_move_on, state, line, supplies.approve, lead)
    if supply.released_at is not None:
        clerk = state.cast.standing_in(Role.CLERK, None, otherwise=by)
        yield supply.released_at, partial(_move_on, state, line, supplies.release, clerk)


def _write(state: State, line: CommitmentLine, supply: SupplyLine, by: Actor, now: datetime) -> None:
    supplies.supply(
        state.session, consultation=state.consultation, commitment=_again(state, line), revision=0,
        largest_file=LARGEST_FILE, by=by, now=now, today=date.min,
        supplied=Supplied(
            text=supply.text, complete=supply.complete, delay_reason=supply.delay_reason,
            depersonalised=supply.depersonalised, identification_reason=supply.identification_reason,
            no_prejudice=supply.no_prejudice, files=[FileBrought(one.name, one.data) for one in supply.files],
        ),
    )  # fmt: skip


def _move_on(state: State, line: CommitmentLine, act: Callable[..., None], by: Actor, now: datetime) -> None:
    commitment = _again(state, line)
    waiting = supplies.drafted(commitment)
    act(state.session, consultation=state.consultation, commitment=commitment, supply=waiting, by=by, now=now)


def _close(state: State, line: CommitmentLine, now: datetime) -> None:
    commitments.close(
        state.session, consultation=state.consultation, commitment=_again(state, line),
        note=line.closing_note or WITHDRAWN, by=clerk_of(state), now=now,
    )  # fmt: skip


def _reopen(state: State, line: CommitmentLine, now: datetime) -> None:
    """What it was closed for first is not told; it is closed, so that it can be reopened."""
    commitment, clerk = _again(state, line), clerk_of(state)
    if is_owed(commitment):
        commitments.close(
            state.session, consultation=state.consultation, commitment=commitment, note=UNTOLD, by=clerk, now=now
        )
    commitments.reopen(
        state.session, consultation=state.consultation, commitment=commitment, note=UNTOLD, by=clerk, now=now
    )


def _withdraw(state: State, line: CommitmentLine, now: datetime) -> None:
    by = state.cast.member(line.by or "", line.body)
    commitments.withdraw_request(
        state.session, consultation=state.consultation, commitment=_again(state, line), by=by, now=now
    )


def _reject(state: State, line: CommitmentLine, now: datetime) -> None:
    if line.rejection is None:
        return
    rejecting.reject(
        state.session, consultation=state.consultation, item=_again(state, line), reason=line.rejection,
        by=clerk_of(state), now=now,
    )  # fmt: skip


def _again(state: State, line: CommitmentLine) -> Commitment:
    """As it stands now, with its supplies."""
    state.session.flush()
    found = queries.by_reference(state.session, state.consultation, state.references[line.id])
    state.session.refresh(found, ["supplies", "redactions"])
    for supply in found.supplies:
        state.session.refresh(supply, ["files"])
    return found


def _about(state: State, line: CommitmentLine) -> Item | None:
    if line.about is None:
        return None
    item = state.items.get(line.about)
    if item is None:
        raise Refused(f"There is no comment or question “{line.about}”, in the file or here. Check “about”.")
    return item


def _section(state: State, line: CommitmentLine) -> Section | None:
    if line.spot is not None:
        return state.places.at(line.spot).section
    return state.places.in_words(line.section, None).section if line.section else None


def clerk_of(state: State) -> Actor:
    """On whose behalf the operator records; where there is none, the one who reads this out is refused."""
    return state.cast.standing_in(Role.CLERK, None, otherwise=Actor(0, "", loaded=True))
