"""What a member is writing, from wherever the form stands: its fields as typed, its place, and how it is kept and sent."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

from flask import request
from werkzeug.datastructures import MultiDict

from consult.actions import interests, unsent
from consult.actions.comments import Place
from consult.actions.interests import Declared
from consult.actions.unsent import Begun, Kept
from consult.domain.interests import Interest
from consult.domain.plain_text import normalised
from consult.domain.refusals import NotFound, Refused
from consult.domain.typed_numbers import number_in
from consult.queries import comments, drafts
from consult.queries import interests as declarations
from consult.queries import unsent as kept_words
from consult.store.drafts import DraftVersion
from consult.store.unsent import Unsent
from consult.web import form_keys
from consult.web.forms.comments import ContributionForm
from consult.web.guards import Here

COMMENT, QUESTION = "comment", "question"

FIELDS: Mapping[str, tuple[str, ...]] = {
    COMMENT: ("kind", "stance", "text", "quote", "start", "end", "suggested", "interest", "interest_text"),
    QUESTION: ("parts", "wants", "section", "paragraph", "follows", "interest", "interest_text"),
}
LISTS: Mapping[str, tuple[str, ...]] = {COMMENT: (), QUESTION: ("authorities",)}

LONGEST_WINDOW = 40

AnyForm = TypeVar("AnyForm", bound=ContributionForm)


def typed(kind: str, sent: MultiDict[str, str], changing: str = "") -> dict[str, Any]:
    """The fields of a form as they were typed; `changing` is the reference of what is being changed, "" for something new."""
    words: dict[str, Any] = {name: normalised(sent.get(name)) or "" for name in FIELDS[kind] if name in sent}
    words |= {name: sent.getlist(name) for name in LISTS[kind]}
    return words | ({"changing": changing} if changing else {})


def worth_keeping(words: Mapping[str, Any], place: Place | None) -> bool:
    """True when something was typed: a comment, a question, or a change of the draft's words."""
    given = " ".join((words.get("suggested") or "").split())
    bases = {" ".join(base.split()) for base in ("", words.get("quote") or "", _text_of(place))}
    return bool(words.get("text") or words.get("parts") or given not in bases)


def _text_of(place: Place | None) -> str:
    return place.paragraph.text if place and place.paragraph else ""


def place_asked(here: Here) -> Place:
    """The place named by `paragraph` or `section` in the address; the whole draft where neither is. Raises NotFound."""
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    paragraph_id, section_id = request.args.get("paragraph", type=int), request.args.get("section", type=int)
    if paragraph_id is not None:
        paragraph = drafts.paragraph(here.session, paragraph_id, version)
        return Place(version, paragraph.section, paragraph)
    if section_id is not None:
        return Place(version, drafts.section(here.session, section_id, version))
    return Place(version)


def place_of(here: Here, ref: str) -> Place:
    """The place of a comment that is being changed."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    version = here.session.get_one(DraftVersion, comment.version_id)
    return Place(version, comment.section, comment.paragraph)


def kind_asked() -> str:
    """What `?kind=` says is being written; raises NotFound for anything else."""
    kind = request.args.get("kind", "")
    if kind not in FIELDS:
        raise NotFound
    return kind


def place_written(here: Here, kind: str, changing: str = "") -> Place | None:
    """The place of what is being written, or changed; None for a question, and where the draft has it no more."""
    if kind == QUESTION:
        return None
    with suppress(NotFound):
        return place_of(here, changing) if changing else place_asked(here)
    return None


def begun(kind: str, key: str, place: Place | None, changing: str = "") -> Begun:
    """What the request's form holds."""
    window, _, turn = request.form.get("window", "").partition(" ")
    return Begun(
        kind=kind,
        words=typed(kind, request.form, changing),
        form_key=key,
        revision=number_in(request.form.get("revision")) or 0,
        place=place,
        window=window if window.isalnum() and len(window) <= LONGEST_WINDOW else "",
        turn=number_in(turn) or 0,
    )


def key_sent(here: Here) -> str:
    """The mark of the form in the request, which the person asking was given; a new one where it is none."""
    opened = form_keys.opened(request.form.get("form_key"))
    return opened[0] if opened and opened[1] == here.person.id else unsent.new_key()


def keep(here: Here, what: Begun) -> Kept | None:
    """Keeps what was typed; None where nothing was."""
    if not worth_keeping(what.words, what.place) and not kept_words.by_key(here.session, here.person.id, what.form_key):
        return None
    return unsent.keep(here.session, consultation=here.consultation, begun=what, by=here.actor, now=here.now)


def keep_in(form: ContributionForm, here: Here, what: Begun) -> bool:
    """Keeps what was typed while its form is shown again; True where something is kept now."""
    kept = None
    with suppress(Refused):
        kept = keep(here, what)
    mark(form, here, kept.row if kept else None, what.form_key)
    return kept is not None


def mark(form: ContributionForm, here: Here, row: Unsent | None, key: str = "") -> None:
    """Says in a form what is kept of it."""
    form.form_key.data = form_keys.signed(row.form_key if row else key or unsent.new_key(), here.person.id)
    form.revision.data = str(row.revision if row else 0)


def continued(here: Here, kind: str) -> Unsent | None:
    """The text that `?unsent=7` asks to go on with; None where a form is sent, or none is asked for. Raises NotFound."""
    number = request.args.get("unsent", type=int)
    if number is None or request.method == "POST":
        return None
    row = kept_words.by_id(here.session, here.consultation, here.person.id, number)
    if row.kind != kind:
        raise NotFound
    return row


def without_what_is_known(form: AnyForm, here: Here) -> AnyForm:
    """Leaves out the declaration of somebody who has made one."""
    if declarations.of_person(here.session, here.consultation, here.person.id) is not None:
        del form.interest, form.interest_text
    return form


def declared_in(form: ContributionForm) -> Declared | None:
    """The declaration made in a form; None where it asks for none."""
    if "interest" not in form:
        return None
    return Declared(Interest(form.interest.data), form.interest_text.data or "")


def ensure_declared(here: Here, form: ContributionForm) -> None:
    """R19, before anything is sent."""
    interests.ensure_declared(
        here.session, consultation=here.consultation, declared=declared_in(form), by=here.actor, now=here.now
    )
