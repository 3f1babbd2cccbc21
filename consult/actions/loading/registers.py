"""Recommendations, coverage, background papers and the partnership of a record, entered as they were said."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from sqlalchemy import select

from consult.actions import background, coverage, partnership, recommendations, replies
from consult.actions.background import Paper
from consult.actions.coverage import Covering
from consult.actions.loading.commitments import clerk_of
from consult.actions.loading.state import State
from consult.actions.partnership import Facts
from consult.actions.recommendations import Resolved, reference_of
from consult.actions.replies import Replying, To
from consult.domain.people import Role
from consult.domain.record_registers import CoverageLine, PaperLine, PartnerLine, RecommendationLine, ReplyLine
from consult.domain.refusals import Refused
from consult.queries import background as papers
from consult.queries import coverage as covered
from consult.queries import recommendations as queries
from consult.store.people import Partner
from consult.store.questions import Question
from consult.store.recommendations import Recommendation

NOT_ISSUED = "It had not been issued when it was given away, so its words were not."
"""What stands where the words of a recommendation were that nobody had been sent."""

Event = tuple[datetime, Callable[[datetime], None]]


def enter_partner(state: State, line: PartnerLine) -> None:
    """Puts a body into the partnership, unless it is in it; dates that are known here stay as they are."""
    body = state.cast.name_body(line.body)
    state.session.flush()
    row = state.session.get(Partner, (state.consultation.id, body.id))
    begins, ends = body.valid_from or line.begins, body.valid_to or line.ends
    if (row is not None or line.kind is None) and (begins, ends) == (body.valid_from, body.valid_to):
        return
    kind = line.kind
    partnership.describe(
        state.session,
        consultation=state.consultation,
        body=body,
        facts=Facts(kind, begins, ends),
        by=None,
        now=state.now,
    )
    state.new["bodies of the partnership"] += 1


def enter_recommendation(state: State, line: RecommendationLine) -> None:
    """Enters it, and all that came of it in the order it happened; one that was loaded before is left as it is."""
    if line.id in state.references:
        raise Refused(f"The id “{line.id}” is given twice. Give each its own.")
    key = state.key(line.id)
    of = Recommendation
    there = state.session.scalar(select(of).where(of.consultation_id == state.consultation.id, of.form_key == key))
    if there is not None:
        state.references[line.id] = reference_of(there)
        return
    replied = [reply.released_at or reply.at for reply in line.replies]
    state.ensure_past(line.at, line.issued_at, line.withdrawn_at, line.closed_at, *replied)
    made = recommendations.resolve(
        state.session, consultation=state.consultation, resolved=_resolved(state, line), form_key=key,
        by=clerk_of(state), now=line.at, today=max(line.meeting_on, line.at.date()),
    )  # fmt: skip
    state.references[line.id] = reference_of(made)
    state.new["recommendations"] += 1
    for at, happen in sorted(_events(state, line), key=lambda event: event[0]):
        happen(at)


def _resolved(state: State, line: RecommendationLine) -> Resolved:
    question = None if line.question is None else state.items.get(line.question)
    if line.question is not None and not isinstance(question, Question):
        raise Refused(f"There is no question “{line.question}”, in the file or here. Check “question”.")
    section = None
    if line.spot is not None:
        section = state.places.at(line.spot).section
    elif line.section:
        section = state.places.in_words(line.section, None).section
    asked = question if isinstance(question, Question) else None
    return Resolved(line.text or NOT_ISSUED, line.meeting_on, line.minute, section, asked)


def _events(state: State, line: RecommendationLine) -> Iterator[Event]:
    if line.issued_at is not None:
        yield line.issued_at, partial(_issue, state, line)
    for reply in line.replies:
        yield reply.at, partial(_reply, state, line, reply)
    if line.closed_at is not None:
        yield line.closed_at, partial(_close, state, line)
    if line.withdrawn_at is not None:
        yield line.withdrawn_at, partial(_withdraw, state, line)


def _issue(state: State, line: RecommendationLine, now: datetime) -> None:
    to = [(state.authority(line, name), kind) for name, kind in line.sent_to]
    one = _again(state, line)
    recommendations.send(
        state.session, consultation=state.consultation, recommendation=one, on=line.issued_on or one.meeting_on, to=to,
        by=clerk_of(state), now=now,
    )  # fmt: skip


def _reply(state: State, line: RecommendationLine, reply: ReplyLine, now: datetime) -> None:
    one = _again(state, line)
    body = state.authority(line, reply.body)
    to = To(one, queries.recipient(one, body.id))
    replying = Replying(reply.text, reply.acts, holding=reply.acts is None)
    if reply.came_on is not None:
        replies.enter(
            state.session, consultation=state.consultation, to=to, replying=replying, came_on=reply.came_on,
            by=state.cast.anyone(reply.by), now=now, today=date.max,
        )  # fmt: skip
        return
    by = state.cast.officer(reply.by, None, reply.body)[0]
    made = replies.reply(
        state.session, consultation=state.consultation, to=to, replying=replying, revision=0, by=by, now=now
    )
    if reply.approved_at is not None:
        lead = state.cast.standing_in(Role.LEAD_OFFICER, body.id, otherwise=by)
        replies.approve(
            state.session, consultation=state.consultation, to=to, reply=made, by=lead, now=reply.approved_at
        )
    if reply.released_at is not None:
        clerk = state.cast.standing_in(Role.CLERK, None, otherwise=by)
        replies.release(
            state.session, consultation=state.consultation, to=to, reply=made, by=clerk, now=reply.released_at
        )


def _close(state: State, line: RecommendationLine, now: datetime) -> None:
    recommendations.close(
        state.session, consultation=state.consultation, recommendation=_again(state, line), note=line.closing_note,
        by=clerk_of(state), now=now,
    )  # fmt: skip


def _withdraw(state: State, line: RecommendationLine, now: datetime) -> None:
    recommendations.withdraw(
        state.session, consultation=state.consultation, recommendation=_again(state, line),
        reason=line.withdrawal_reason, by=clerk_of(state), now=now,
    )  # fmt: skip


def _again(state: State, line: RecommendationLine) -> Recommendation:
    """As it stands now, with those it was sent to and what they replied."""
    state.session.flush()
    found = queries.by_reference(state.session, state.consultation, state.references[line.id])
    state.session.refresh(found, ["recipients"])
    for sent in found.recipients:
        state.session.refresh(sent, ["body", "replies"])
    return found


def enter_coverage(state: State, line: CoverageLine) -> None:
    """Says how a version covers a duty, unless something is said of it already."""
    state.ensure_past(line.at)
    version = state.places.version(line.version).version
    if covered.of_duty(state.session, version.id, line.duty) is not None:
        return
    sections = [section for spot in line.spots if (section := state.places.at(spot).section) is not None]
    coverage.enter(
        state.session, consultation=state.consultation, version=version, duty=line.duty,
        covering=Covering(sections, line.explanation), by=state.cast.anyone(line.by), now=line.at,
    )  # fmt: skip
    state.new["statutory coverage"] += 1


def enter_paper(state: State, line: PaperLine) -> None:
    """Puts a background paper at the end of the list, unless it is in it."""
    there = {(one.title, one.place, one.link) for one in papers.papers(state.session, state.consultation)}
    if (line.title, line.place, line.link) in there:
        return
    paper = Paper(line.title, line.place, line.link, line.dated_on)
    background.add(state.session, consultation=state.consultation, paper=paper, by=None, now=state.now)
    state.new["background papers"] += 1
