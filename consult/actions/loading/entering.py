"""What somebody said, from a record's line into the consultation: the one way for what is loaded and for what is played."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from consult.actions import comments, questions, responses
from consult.actions.comments import Place, Wording
from consult.actions.responses import Answering, Item
from consult.domain.arriving import Entered
from consult.domain.dispositions import Disposition, Stance
from consult.domain.people import Actor
from consult.domain.record import AnswerLine, CommentLine, QuestionLine
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.people import Body
from consult.store.questions import Question

WITHDRAWN = "Withdrawn before it was entered here; its words were not kept."
"""What stands, unseen, where a withdrawn item's words were."""

WAITED = "It waited for the clerk to accept it when it was given away, so its words were not."
"""What stands where the words of a question were that the clerk had not accepted."""

KEPT_BACK = "It was kept from the public where it was given away, so its words were not."
"""What stands, for those who may read it, where the words were of something exempt or rejected."""


def untold(line: CommentLine | QuestionLine) -> str:
    """What stands where words were that a record does not hold."""
    if line.withdrawn_at is not None:
        return WITHDRAWN
    return KEPT_BACK if line.marks.bare else WAITED


def comment(
    session: Session,
    *,
    consultation: Consultation,
    line: CommentLine,
    place: Place,
    key: str,
    by: Actor,
    now: datetime,
    clerk: Actor | None = None,
) -> Comment:
    """Submits a line's comment at a place; `key` is its form's, `clerk` who entered it where its author did not send it."""
    passage = line.spot.passage if line.spot else None
    wording = Wording(
        stance=line.stance or Stance.OBSERVATION,
        text=line.text or untold(line),
        quote=line.quote or "",
        suggested=line.suggested_wording or "",
        kind=line.kind,
        start=passage.start if passage else None,
        end=passage.end if passage else None,
    )
    return comments.submit(
        session,
        consultation=consultation,
        place=place,
        wording=wording,
        form_key=key,
        by=by,
        now=now,
        entered=entered_in(line, clerk),
    )


def entered_in(line: CommentLine | QuestionLine, clerk: Actor | None) -> Entered | None:
    """How a line came in, entered by `clerk`; None where its author sent it."""
    if line.came is None or clerk is None:
        return None
    return Entered(clerk, line.came.way, line.came.at, line.late_reason)


def question(
    session: Session,
    *,
    consultation: Consultation,
    line: QuestionLine,
    place: Place,
    authorities: list[Body],
    key: str,
    by: Actor,
    now: datetime,
    followed: Question | None = None,
    today: date | None = None,
    clerk: Actor | None = None,
) -> Question:
    """Asks a line's question; `followed` is the question it is supplementary to, `today` the day by the panel's clock."""
    parts = line.parts or (untold(line),)
    if followed is not None:
        session.refresh(followed, ["responses", "redactions", "asked", "section", "paragraph"])
        return questions.follow_up(
            session, consultation=consultation, question=followed, parts=parts, authorities=authorities,
            wants=line.wants, form_key=key, by=by, now=now,
        )  # fmt: skip
    return questions.ask(
        session, consultation=consultation, parts=parts, authorities=authorities, section=place.section,
        paragraph=place.paragraph, wants=line.wants, form_key=key, by=by, now=now, today=today,
        entered=entered_in(line, clerk),
    )  # fmt: skip


def answer(
    session: Session,
    *,
    consultation: Consultation,
    line: AnswerLine,
    item: Item,
    authority_id: int,
    by: Actor,
    now: datetime,
) -> Response:
    """Drafts a line's answer. Of an exempt one that was given away nobody was told what became of the comment."""
    untold_outcome = line.exempt is not None and isinstance(item, Comment) and not line.holding
    disposition = line.disposition or (Disposition.NOTED if untold_outcome else None)
    answering = Answering(
        text=line.text or KEPT_BACK,
        disposition=disposition,
        reason=line.reason,
        wording=line.resulting_wording,
        holding=line.holding,
    )
    return responses.answer(
        session, consultation=consultation, item=item, authority_id=authority_id, answering=answering, revision=0,
        by=by, now=now,
    )  # fmt: skip
