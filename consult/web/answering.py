"""An answer being written, wherever on a page it stands: the form, and what it is an answer to."""

from dataclasses import dataclass

from flask import url_for
from wtforms import Form as AnyForm

from consult.actions.allowing import answer_state
from consult.domain.numbering import COMMENT, parse_reference
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound
from consult.domain.visibility import sees_answer
from consult.queries import comments, questions, responses
from consult.store.comments import Comment, Response
from consult.store.questions import Question
from consult.web.forms.responses import AnswerForm, DispositionForm
from consult.web.guards import Here

Item = Comment | Question


@dataclass(frozen=True, slots=True)
class Answering:
    """The form for one authority's answer to one item. `key` is "C-0031-7": the item, and the authority's id.

    `theirs` is a colleague's answer saved while this one was being written, to be shown beside it.
    """

    key: str
    ref: str
    authority: str
    form: AnyForm
    action: str
    theirs: Response | None = None

    @classmethod
    def wanted(cls, here: Here, key: str | None) -> "Answering | None":
        """The form that `?answer=C-0031-7` asks for; None where there is none, or the person may not answer."""
        ref, _, authority = (key or "").rpartition("-")
        if not authority.isdigit() or parse_reference(ref) is None:
            return None
        try:
            item = find_item(here, ref)
        except NotFound:
            return None
        response = responses.of_authority(here.session, item, int(authority))
        if int(authority) not in asked_of(item) or not here.may(
            Act.RESPOND, item, asked=frozenset({int(authority)}), response=response
        ):
            return None
        return cls.of(here, item, ref, int(authority), form_for(item, response, here, int(authority)))

    @classmethod
    def of(
        cls, here: Here, item: Item, ref: str, authority_id: int, form: AnyForm, theirs: Response | None = None
    ) -> "Answering":
        """The form as it stands, for showing again what was typed."""
        return cls(
            key=f"{ref}-{authority_id}",
            ref=ref,
            authority=authority_name(item, authority_id),
            form=form,
            action=url_for("responses.answer", slug=here.consultation.slug, ref=ref, authority_id=authority_id),
            theirs=theirs,
        )


def find_item(here: Here, ref: str) -> Item:
    """The comment or question of that reference; raises NotFound."""
    parsed = parse_reference(ref)
    if parsed and parsed[0] == COMMENT:
        return comments.by_reference(here.session, here.consultation, ref)
    return questions.by_reference(here.session, here.consultation, ref)


def asked_of(item: Item) -> frozenset[int]:
    """The authorities that are to answer an item."""
    return frozenset({item.authority_id}) if isinstance(item, Comment) else frozenset(body.id for body in item.asked)


def authority_name(item: Item, authority_id: int) -> str:
    """The name of one of the authorities asked."""
    bodies = [item.authority] if isinstance(item, Comment) else item.asked
    return next(body.name for body in bodies if body.id == authority_id)


def form_for(item: Item, response: Response | None, here: Here, authority_id: int) -> AnswerForm:
    """The form, filled with the answer there is (which the person may read, being of that authority)."""
    kind = DispositionForm if isinstance(item, Comment) else AnswerForm
    if response is None or not sees_answer(here.actor, authority_id=authority_id, state=answer_state(response)):
        return kind()
    return kind(
        data={
            "revision": str(response.revision),
            "text": response.text,
            "disposition": response.disposition,
            "reason": response.reason,
            "wording": response.resulting_wording,
        }
    )
