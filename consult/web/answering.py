"""An answer being written, wherever on a page it stands: the form, what it is an answer to, and what helps to write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for
from wtforms import Form as AnyForm

from consult.actions import work as actions
from consult.actions.allowing import answer_state
from consult.actions.responses import Answering as Written
from consult.domain.dispositions import Disposition
from consult.domain.numbering import COMMENT, parse_reference
from consult.domain.permissions import Act
from consult.domain.questions import Wants
from consult.domain.redline import Piece, changes
from consult.domain.refusals import NotFound, Refused
from consult.domain.typed_numbers import number_in
from consult.domain.visibility import sees_answer
from consult.present.entries import given_by, together_with
from consult.queries import comments, questions, responses, versions, work
from consult.store.comments import Comment, Response
from consult.store.questions import Question
from consult.store.work import SavedAnswer
from consult.web.answer_cards import HOLDING
from consult.web.desk import Thread, thread_of
from consult.web.forms.responses import AnswerForm, DispositionForm, HoldingForm
from consult.web.guards import Here
from consult.web.links import local_path

Item = Comment | Question


@dataclass(frozen=True, slots=True)
class Theirs:
    """A colleague's answer saved while this one was being written, as a change of the words both began with."""

    by: str
    change: tuple[Piece, ...]
    text: str
    disposition: str
    reason: str


@dataclass(frozen=True, slots=True)
class Start:
    """Words of the draft, or suggested ones, that the resulting wording can begin with. `value` names them in the form."""

    value: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Answering:
    """The form for one authority's answer to one item. `key` is "C-0031-7": the item, and the authority's id.

    `back` is the page it was begun on, and leads back to. `thread` holds the notes of the authority's officers.
    """

    key: str
    ref: str
    authority: str
    form: AnyForm
    action: str
    back: str
    saved: Sequence[SavedAnswer] = ()
    starts: tuple[Start, ...] = ()
    thread: Thread | None = None
    theirs: Theirs | None = None
    together_with: tuple[str, ...] = ()  # the other comments the answer is given to
    texts_url: str = ""
    named: str = ""  # how the title names what is answered, where it is more than `ref`

    @property
    def holding(self) -> bool:
        """True for a holding reply."""
        return isinstance(self.form, HoldingForm)

    @classmethod
    def wanted(cls, here: Here, key: str | None) -> "Answering | None":
        """The form that `?answer=C-0031-7` asks for; None where there is none, or the person may not answer."""
        holding = (key or "").endswith(HOLDING)
        ref, _, number = (key or "").removesuffix(HOLDING).rpartition("-")
        authority = number_in(number)
        if authority is None or parse_reference(ref) is None:
            return None
        try:
            item = find_item(here, ref)
        except NotFound:
            return None
        response = responses.of_authority(here.session, item, authority, holding=holding)
        if authority not in asked_of(item) or not here.may(
            Act.RESPOND, item, asked=frozenset({authority}), response=response
        ):
            return None
        form = form_for(item, response, here, authority, holding=holding)
        return cls.of(here, item, ref, authority, form)

    @classmethod
    def of(
        cls, here: Here, item: Item, ref: str, authority_id: int, form: AnyForm, theirs: Theirs | None = None
    ) -> "Answering":
        """The form as it stands, for showing again what was typed."""
        holding = isinstance(form, HoldingForm)
        where: dict[str, Any] = {"slug": here.consultation.slug, "ref": ref, "authority_id": authority_id}
        return cls(
            key=f"{ref}-{authority_id}{HOLDING if holding else ''}",
            ref=ref,
            authority=authority_name(item, authority_id),
            form=form,
            action=url_for("responses.hold" if holding else "responses.answer", **where),
            back=local_path(request.form.get("back")) or request.path,
            saved=work.saved_answers(here.session, here.consultation, authority_id),
            starts=starts(item) if isinstance(form, DispositionForm) else (),
            thread=thread_of(here, item, ref, authority_id),
            theirs=theirs,
            together_with=_together_with(item, authority_id) if not holding else (),
            texts_url=url_for("work.texts", slug=here.consultation.slug, authority_id=authority_id),
        )


def _together_with(item: Item, authority_id: int) -> tuple[str, ...]:
    given = given_by(authority_id, item.responses)
    return together_with(given) if given else ()


def starts(item: Item) -> tuple[Start, ...]:
    """What the resulting wording can begin with: the member's suggestion, the words quoted, the paragraph."""
    if not isinstance(item, Comment) or item.paragraph is None:
        return ()
    offered = (
        Start("suggested", "Take the suggested wording over", item.suggested_wording or ""),
        Start("quote", "Start from the words commented on", item.quote or ""),
        Start("paragraph", "Start from the draft’s words", item.paragraph.text),
    )
    return tuple(start for start in offered if start.text)


def assist(
    here: Here, form: AnyForm, pressed: str, *, authority_id: int, offered: Sequence[Start], colleague: str
) -> None:
    """Does what a button of the form asks for short of saving: everything typed stays, and something is added to it."""
    start = next((one for one in offered if one.value == pressed), None)
    if start is not None:
        form.wording.data = start.text
    elif pressed == "insert" and (chosen := number_in(request.form.get("saved"))) is not None:
        kept = work.saved_answer(here.session, here.consultation, frozenset({authority_id}), chosen)
        form.text.data = joined(form.text.data, kept.text)
    elif pressed == "keep":
        _keep(here, form, authority_id)
    elif pressed == "both":
        form.text.data = joined(colleague, form.text.data)


def _keep(here: Here, form: AnyForm, authority_id: int) -> None:
    try:
        kept = actions.keep_text(
            here.session, consultation=here.consultation, authority_id=authority_id, by=here.actor, now=here.now,
            title=request.form.get("title", ""), text=form.text.data or "",
        )  # fmt: skip
    except Refused as refusal:
        form.refuse(refusal)
    else:
        flash(f"“{kept.title}” kept for other answers. This answer is not saved yet.", "success")


def joined(first: str | None, second: str | None) -> str:
    """Two texts, one beneath the other."""
    return "\n\n".join(text for text in ((first or "").strip(), (second or "").strip()) if text)


def their_answer(here: Here, item: Item, response: Response, revision: int) -> Theirs:
    """What a colleague saved since `revision`, against what that said."""
    told = versions.versions(here.session, here.consultation, item, response.authority_id, holding=response.holding)
    before = versions.text_of(told, revision)
    return Theirs(
        by=response.answered_by.name,
        change=changes(before, response.text) if before else (),
        text=response.text,
        disposition=Disposition(response.disposition).wording if response.disposition else "",
        reason=response.reason,
    )


def written(form: AnyForm) -> Written:
    """What the form holds, for the action."""
    if isinstance(form, DispositionForm):
        return Written(
            text=form.text.data,
            disposition=Disposition(form.disposition.data),
            reason=form.reason.data or "",
            wording=form.wording.data or "",
        )
    return Written(text=form.text.data, holding=isinstance(form, HoldingForm))


def revision_of(form: AnyForm) -> int:
    """The revision the officer was looking at; 0 for none."""
    return number_in(form.revision.data) or 0


def find_item(here: Here, ref: str) -> Item:
    """The comment or question of that reference; raises NotFound."""
    parsed = parse_reference(ref)
    if parsed and parsed[0] == COMMENT:
        return comments.by_reference(here.session, here.consultation, ref)
    return questions.by_reference(here.session, here.consultation, ref)


def find_response(here: Here, item: Item, response_id: int) -> Response:
    """An answer to an item by its id; raises NotFound, also for those who may not know that there is one yet (R20)."""
    found = responses.by_id(here.session, item, response_id)
    here.ensure_knows(found, authority_id=found.authority_id)
    return found


def asked_of(item: Item) -> frozenset[int]:
    """The authorities that are to answer an item."""
    return frozenset({item.authority_id}) if isinstance(item, Comment) else frozenset(body.id for body in item.asked)


def authority_name(item: Item, authority_id: int) -> str:
    """The name of one of the authorities asked."""
    bodies = [item.authority] if isinstance(item, Comment) else item.asked
    return next(body.name for body in bodies if body.id == authority_id)


ORAL = "An oral answer is wanted. Record what was said at the meeting, or answer in writing before it."


def form_for(
    item: Item, response: Response | None, here: Here, authority_id: int, *, holding: bool = False
) -> AnswerForm:
    """The form, filled with the answer there is (which the person may read, being of that authority)."""
    kind = HoldingForm if holding else DispositionForm if isinstance(item, Comment) else AnswerForm
    form = _filled(kind, response, here, authority_id)
    if isinstance(item, Question) and not holding and item.wants != Wants.WRITTEN.value:
        form.text.description = ORAL
    return form


def _filled(kind: type[AnswerForm], response: Response | None, here: Here, authority_id: int) -> AnswerForm:
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
