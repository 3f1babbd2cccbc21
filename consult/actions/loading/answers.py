"""Answers of a record: who gave them, and how far each has come."""

from consult.actions import drafts, groups, responses, settling
from consult.actions.loading import entering
from consult.actions.loading.marks import keep_back
from consult.actions.loading.state import Item, State
from consult.domain.people import Actor, Role
from consult.domain.record import AnswerLine, Record, Unsettled
from consult.domain.refusals import Refused
from consult.queries.responses import of_authority
from consult.store import comments as stored
from consult.store.comments import Comment, Response
from consult.store.questions import Question


def find_who_answers(state: State, record: Record) -> None:
    """Whose answer each comment has; and, where none was named and something is asked, an authority to lead."""
    for line in record.answers:
        if line.to not in state.answering:
            try:
                state.answering[line.to] = state.cast.officer(line.by, None, line.authority)[1]
            except Refused:
                continue  # said where the answer itself is entered
    if state.consultation.lead_authority_id is None and record.about is None and (record.comments or record.questions):
        _name_lead(state, record)


def _name_lead(state: State, record: Record) -> None:
    """The first authority with an officer; or else the first that is asked a question."""
    asked = next((name for line in record.questions for name in line.to), None)
    lead = state.cast.first_authority() or (state.cast.name_body(asked) if asked else None)
    if lead is None:
        return  # each comment says so
    drafts.name_lead(state.session, consultation=state.consultation, authority_id=lead.id, by=None, now=state.now)
    state.warn(
        state.consultation.slug, f"No lead authority had been named; it is now {lead.name}. The clerk can change it"
    )


def enter_answer(state: State, line: AnswerLine) -> None:
    """Gives an answer, and approves and releases it where the line says so. Raises Refused."""
    item = state.items.get(line.to)
    if line.to in state.refused:
        return
    if item is None:
        raise Refused(f"There is no comment or question “{line.to}”, in the file or here. Check “to”.")
    state.ensure_past(line.at, line.approved_at, line.released_at)
    if line.at < item.received_at:
        raise Refused(f"It was given before “{line.to}” was received. Check the times of both.")
    asked = [item.authority_id] if isinstance(item, Comment) else [body.id for body in item.asked]
    by, authority_id = state.cast.officer(line.by, asked, line.authority)
    if isinstance(item, Question) and line.disposition is not None:
        state.warn(line.where, "An answer to a question has no disposition; “disposition” was left out")
    response = _given(state, line, item, authority_id, by)
    state.session.refresh(response, ["exemption"])
    _move_on(state, line, item, response, by)
    if line.exempt is not None and response.exemption is None:
        keep_back(state, item, response, line.exempt, by, line.at)
    for said in line.unsettled:
        _unsettle(state, item, response, said)
    if line.group is not None:
        state.groups.setdefault(line.group, []).append((line, by, item, response))


def _unsettle(state: State, item: Item, response: Response, said: Unsettled) -> None:
    """Marks the answer as not settling its item; what its author has said here since stays."""
    state.ensure_past(said.at)
    by = state.cast.member(said.by, None)
    if state.session.get(stored.Unsettled, (response.id, by.person_id)) is None:
        settling.not_settled(
            state.session, consultation=state.consultation, item=item, response=response, reason=said.reason, by=by,
            now=said.at,
        )  # fmt: skip


def join_groups(state: State) -> None:
    """Makes answers of one group one, where they were not yet; what cannot be one is a fault of its first line."""
    for given in state.groups.values():
        first, by = given[0][:2]
        with state.noting(first):
            carried = [(item, response) for _, _, item, response in given if isinstance(item, Comment)]
            if len({_words(response) for _, response in carried}) > 1 or len(carried) < len(given):
                raise Refused(f"The answers of group {first.group} are not one answer to comments. Take “group” out.")
            if len(carried) > 1 and len({response.group_id or -response.id for _, response in carried}) > 1:
                groups.join(
                    state.session, consultation=state.consultation, carried=carried, by=by,
                    now=max(line.released_at or line.at for line, *_ in given),
                )  # fmt: skip


def _words(response: Response) -> tuple[object, ...]:
    said = (response.text, response.disposition, response.reason, response.resulting_wording)
    return (response.authority_id, response.holding, *said)


def _given(state: State, line: AnswerLine, item: Item, authority_id: int, by: Actor) -> Response:
    """The answer, drafted; or the one there is, where it says the same."""
    there = item in state.before
    found = of_authority(state.session, item, authority_id, holding=line.holding) if there else None
    if found is None:
        state.new["answers"] += 1
        return entering.answer(
            state.session, consultation=state.consultation, line=line, item=item, authority_id=authority_id, by=by,
            now=line.at,
        )  # fmt: skip
    if not _says_the_same(found, line):
        raise Refused(f"“{line.to}” has been answered in other words already. Take this line out.")
    return found


def _says_the_same(found: Response, line: AnswerLine) -> bool:
    if line.exempt is not None and not line.text:
        return True  # its words were not given away
    disposition = line.disposition.value if line.disposition and found.disposition else None
    return _words(found)[2:] == (line.text, disposition, line.reason, line.resulting_wording)


def _move_on(state: State, line: AnswerLine, item: Item, response: Response, by: Actor) -> None:
    """Approved and released on behalf of the lead officer and the clerk; of who wrote it, where there are none."""
    if line.approved_at is not None and response.approved_at is None:
        lead = state.cast.standing_in(Role.LEAD_OFFICER, response.authority_id, otherwise=by)
        responses.approve(
            state.session, consultation=state.consultation, item=item, response=response, by=lead, now=line.approved_at
        )
    if line.released_at is not None and response.released_at is None:
        clerk = state.cast.standing_in(Role.CLERK, None, otherwise=by)
        responses.release(
            state.session, consultation=state.consultation, item=item, response=response, by=clerk, now=line.released_at
        )
