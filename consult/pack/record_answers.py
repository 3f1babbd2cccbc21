"""The answers the public may read, for the record that is given away; of an exempt one, that it is there."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from consult.actions.allowing import answer_state
from consult.domain.dispositions import Disposition
from consult.domain.record import AnswerLine, Unsettled
from consult.domain.visibility import sees_answer
from consult.pack.record_marks import exempt_as
from consult.queries import exporting
from consult.store.comments import Response
from consult.store.consultations import Consultation

People = Mapping[int, str]


def answer_lines(session: Session, consultation: Consultation, named: People) -> Iterator[AnswerLine]:
    """Those the public may read; a group is told where more than one of its answers is among them."""
    given = [
        (to, response)
        for to, response in exporting.answers(session, consultation)
        if sees_answer(None, authority_id=response.authority_id, state=answer_state(response))
    ]
    sizes = Counter(response.group_id for _, response in given)
    groups: dict[int, int] = {}
    for to, response in given:
        shared = response.group_id if sizes[response.group_id] > 1 else None
        group = None if shared is None else groups.setdefault(shared, len(groups) + 1)
        yield _answer(to, response, group, named)


def _answer(to: str, response: Response, group: int | None, named: People) -> AnswerLine:
    """An exempt one has lost its words, and what became of the comment."""
    exempt = exempt_as(response.exemption)
    disposition = Disposition(response.disposition) if response.disposition else None
    return AnswerLine(
        to=to,
        by=named[response.answered_by_id],
        text="" if exempt else response.text,
        at=response.answered_at,
        disposition=None if exempt else disposition,
        reason="" if exempt else response.reason,
        resulting_wording="" if exempt else response.resulting_wording,
        authority=response.authority.name,
        holding=response.holding,
        group=group,
        approved_at=response.approved_at,
        released_at=response.released_at,
        unsettled=()
        if exempt
        else tuple(Unsettled(named[one.person_id], one.reason, one.at) for one in response.unsettled),
        exempt=exempt,
    )
