"""Comments and questions of a record, entered where they stand."""

from consult.actions import comments, lateness, questions
from consult.actions import enquiry as actions
from consult.actions.comments import Place
from consult.actions.loading import entering
from consult.actions.loading.marks import mark
from consult.actions.loading.redrafts import carry_on, made_at
from consult.actions.loading.state import State
from consult.domain.enquiry import Group
from consult.domain.people import Actor, Role
from consult.domain.record import CommentLine, EnquiryLine, QuestionLine, Supporter
from consult.domain.refusals import Refused
from consult.queries import enquiry
from consult.store.comments import Comment
from consult.store.questions import Question


def enter_comment(state: State, line: CommentLine) -> None:
    """Submits a comment and what supports it, and withdraws it where it was. Raises Refused."""
    if state.known(line):
        return
    state.ensure_past(line.at, line.withdrawn_at)
    _ensure_came_before(line)
    by, first = state.cast.member(line.by, line.body), made_at(line)
    made = entering.comment(
        state.session, consultation=state.consultation, line=first, place=_answered(state, first, _place(state, first)),
        key=state.key(line.id), by=by, now=line.at, clerk=_clerk(state, line, by),
    )  # fmt: skip
    _ensure_anchored(first, made)
    carry_on(state, line, made)
    state.took("comments", line, made)
    _mark_late(state, line, made, by)
    for supporter in line.supported_by:
        with state.noting(line):
            _support(state, line, made, supporter)
    if line.withdrawn_at is not None:
        state.session.refresh(made, ["responses", "redactions"])
        comments.withdraw(state.session, consultation=state.consultation, comment=made, by=by, now=line.withdrawn_at)
    mark(state, line, made, by)


def enter_question(state: State, line: QuestionLine) -> None:
    """Asks a question, accepts it unless it waits, and withdraws it where it was. Raises Refused."""
    if state.known(line):
        return
    state.ensure_past(line.at, line.accepted_at, line.withdrawn_at)
    _ensure_came_before(line)
    if line.accepted_at is not None and line.accepted_at < line.at:
        raise Refused("It was accepted before it was received. Check both times.")
    by = state.cast.member(line.by, line.body)
    asked = {body.id: body for body in (state.authority(line, name) for name in line.to)}
    made = entering.question(
        state.session, consultation=state.consultation, line=line, place=_place(state, line),
        authorities=list(asked.values()), key=state.key(line.id), by=by, now=line.at, followed=_followed(state, line),
        clerk=_clerk(state, line, by),
    )  # fmt: skip
    state.took("questions", line, made)
    _mark_late(state, line, made, by)
    refused = line.marks.rejected is not None and line.accepted_at is None
    if line.withdrawn_at is None and not line.waiting and not refused:
        clerk = state.cast.standing_in(Role.CLERK, None, otherwise=by)
        accepted_at = line.accepted_at or line.at
        questions.accept(state.session, consultation=state.consultation, question=made, by=clerk, now=accepted_at)
    if line.withdrawn_at is not None:
        state.session.refresh(made, ["responses", "redactions"])
        questions.withdraw(state.session, consultation=state.consultation, question=made, by=by, now=line.withdrawn_at)
    mark(state, line, made, by)


def _ensure_came_before(line: CommentLine | QuestionLine) -> None:
    if line.came is not None and line.came.at > line.at:
        raise Refused("It was entered before it came. Check both times.")


def _mark_late(state: State, line: CommentLine | QuestionLine, made: Comment | Question, otherwise: Actor) -> None:
    """What the clerk marked as late though its author had sent it."""
    if line.late_reason and line.came is None:
        clerk = state.cast.standing_in(Role.CLERK, None, otherwise=otherwise)
        lateness.mark_late(
            state.session, consultation=state.consultation, item=made, reason=line.late_reason, by=clerk, now=line.at
        )


def _clerk(state: State, line: CommentLine | QuestionLine, otherwise: Actor) -> Actor | None:
    """On whose behalf the operator enters what its author did not send; None where they sent it."""
    return None if line.came is None else state.cast.standing_in(Role.CLERK, None, otherwise=otherwise)


def _followed(state: State, line: QuestionLine) -> Question | None:
    """The question it is supplementary to; answers are loaded after questions, so it need not be answered yet."""
    if line.supplementary_to is None:
        return None
    item = state.items.get(line.supplementary_to)
    if not isinstance(item, Question):
        raise Refused(f"There is no question “{line.supplementary_to}” before it. Check “supplementary_to”.")
    return item


def enter_line(state: State, line: EnquiryLine) -> None:
    """Adds a line of enquiry, where there is none of that name, and puts the questions of this record under it."""
    lines = enquiry.lines(state.session, state.consultation)
    found = next((one for one in lines if one.title.casefold() == line.title.casefold()), None)
    if found is None:
        found = actions.add_line(
            state.session, consultation=state.consultation, title=line.title, by=None, now=state.now
        )
        state.new["lines of enquiry"] += 1
    unknown = [one for one in line.questions if not isinstance(state.items.get(one), Question)]
    if unknown:
        raise Refused(f"There is no question “{unknown[0]}”, in the file or here. Check “questions”.")
    fresh = [state.items[one] for one in line.questions if state.items[one] not in state.before]
    wanted = [
        Group(group.line, (*group.questions, *(item.number for item in fresh))) if group.line == found.id else group
        for group in enquiry.arrangement(state.session, state.consultation)
    ]
    actions.arrange(state.session, consultation=state.consultation, wanted=wanted, by=None, now=state.now)


def _place(state: State, line: CommentLine | QuestionLine) -> Place:
    if line.spot is not None:
        return state.places.at(line.spot)
    place = state.places.in_words(line.section, line.paragraph)
    if isinstance(line, QuestionLine):
        return place
    if place.paragraph and len(line.quote or "") > 2 * len(place.paragraph.text) + 100:
        raise Refused("The words quoted are longer than the paragraph. Quote words that stand in it.")
    return place


def _answered(state: State, line: CommentLine, place: Place) -> Place:
    """With who answers there: who the line says, who is named for the section, who did answer, or the lead."""
    if line.authority is not None:
        owner: int | None = state.authority(line, line.authority).id
    else:
        named = state.places.named_owner(place)
        owner = named or state.answering.get(line.id) or state.consultation.lead_authority_id
    if owner is None:
        raise Refused("Nobody answers here yet. Add a line of type person with the role lead-officer or officer.")
    return Place(place.version, place.section, place.paragraph, owner)


def _ensure_anchored(line: CommentLine, made: Comment) -> None:
    passage = line.spot.passage if line.spot else None
    stored = (made.quote, made.quote_start, made.quote_end, made.quote_prefix, made.quote_suffix)
    if passage and stored != (passage.exact, passage.start, passage.end, passage.prefix, passage.suffix):
        raise Refused("The words quoted do not stand where “anchor” says. Leave it out, and say where in words.")


def _support(state: State, line: CommentLine, made: Comment, supporter: Supporter) -> None:
    at = supporter.at or line.at
    state.ensure_past(at)
    by = state.cast.member(supporter.by, supporter.body)
    comments.support(state.session, consultation=state.consultation, comment=made, by=by, now=at)
