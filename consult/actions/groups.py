"""One answer for many: comments that say the same are answered together, and each keeps its number, author and place."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import exempting
from consult.actions import responses as answers
from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.actions.responses import Answering
from consult.domain.numbering import COMMENT, reference
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import groups, responses
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.work import AnswerGroup


def begun(session: Session, comments: Sequence[Comment]) -> Response | None:
    """The answer that some comments are to share, where one of them, or a group among them, has it already.

    Raises Refused where there are fewer than two comments, where they are put to several authorities, and where two of them
    have been given different answers: nobody's words are overwritten.
    """
    if len(comments) < 2:
        raise Refused("Choose at least two comments to answer together.")
    if len({comment.authority_id for comment in comments}) > 1:
        raise Refused("These comments are put to different authorities. Choose comments put to one.")
    given = [responses.of_authority(session, comment, comment.authority_id) for comment in comments]
    found = {one.group_id or -one.id: one for one in given if one is not None}
    if len(found) > 1:
        having = [reference(COMMENT, c.number) for c, one in zip(comments, given, strict=True) if one is not None]
        raise Refused(
            f"{', '.join(having[:-1])} and {having[-1]} have answers of their own. Choose at most one that has an answer "
            "already: the others are given the same."
        )
    return next(iter(found.values()), None)


def answer_together(
    session: Session,
    *,
    consultation: Consultation,
    comments: Sequence[Comment],
    answering: Answering,
    revision: int,
    by: Actor,
    now: datetime,
) -> AnswerGroup:
    """Gives one answer to several comments; changing, approving or releasing it for one does so for all.

    `revision` is that of the answer the officer was looking at, 0 for none. Raises Refused as `begun` and `answer` do.
    """
    shared = begun(session, comments)
    authority_id = comments[0].authority_id
    first = next((c for c in comments if shared and c.id == shared.comment_id), comments[0])
    leading = answers.answer(
        session, consultation=consultation, item=first, authority_id=authority_id, answering=answering,
        revision=revision, by=by, now=now,
    )  # fmt: skip
    carried = [(first, leading)]
    for comment in comments:
        given = responses.of_authority(session, comment, authority_id)
        if given is None:
            given = answers.answer(
                session, consultation=consultation, item=comment, authority_id=authority_id, answering=answering,
                revision=0, by=by, now=now,
            )  # fmt: skip
        carried.append((comment, given))
    return join(session, consultation=consultation, carried=carried, by=by, now=now)


def join(
    session: Session,
    *,
    consultation: Consultation,
    carried: Sequence[tuple[Comment, Response]],
    by: Actor,
    now: datetime,
) -> AnswerGroup:
    """Makes the same answer, carried by several comments of one authority, one for all of them; the first leads."""
    leading = carried[0][1]
    group = _group_of(session, consultation, leading, by, now)
    for _, one in carried:
        one.group_id = group.id
    session.flush()
    exempting.spread(session, consultation=consultation, responses=[one for _, one in carried], now=now)
    numbers = sorted({comment.number for comment, _ in carried})
    record(
        session, "answer together", f"answers {group.id}", consultation=consultation, by=by, now=now,
        authority=leading.authority_id, comments=[reference(COMMENT, number) for number in numbers],
    )  # fmt: skip
    return group


def take_out(
    session: Session, *, consultation: Consultation, comment: Comment, response: Response, by: Actor, now: datetime
) -> None:
    """Lets a comment have its answer for itself, as it stands; before release only. A group of one is none."""
    asked = frozenset({response.authority_id})
    ensure(by, Act.RESPOND, scene(consultation, now, comment, asked=asked, response=response))
    if response.group_id is None:
        raise Refused("This comment is answered by itself already.")
    others = groups.mates(session, response)
    group_id, response.group_id = response.group_id, None
    if len(others) == 1:
        others[0][1].group_id = None
    session.flush()
    record(
        session, "take out of group", f"comment {reference(COMMENT, comment.number)}", consultation=consultation, by=by,
        now=now, authority=response.authority_id, group=group_id,
    )  # fmt: skip


def _group_of(
    session: Session, consultation: Consultation, response: Response, by: Actor, now: datetime
) -> AnswerGroup:
    if response.group_id is not None:
        return groups.by_id(session, consultation, response.group_id)
    group = AnswerGroup(
        consultation_id=consultation.id,
        authority_id=response.authority_id,
        grouped_at=now,
        grouped_by_id=by.person_id,
    )
    session.add(group)
    session.flush()
    return group
