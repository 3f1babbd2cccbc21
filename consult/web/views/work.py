"""An authority's desk: the list of what it owes, sharing the work out, approving several answers, notes, texts kept."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import notices
from consult.actions import responses as answers
from consult.actions import work as actions
from consult.domain.people import OFFICERS, Role
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.visibility import sees_desk
from consult.queries import responses, work
from consult.store.comments import Comment, Response
from consult.web import assigning
from consult.web.answering import Item, asked_of, authority_name, find_item
from consult.web.desk import note_form
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.responses import AssignForm, KeepTextForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.owing import owed_by_us
from consult.web.present import Cards, ItemCard
from consult.web.recommending import replies_owed
from consult.web.worklist import Wanted, WorkList, chosen_items

pages = Blueprint("work", __name__, url_prefix="/<slug>/work")

LEADS = frozenset({Role.LEAD_OFFICER})


@pages.get("/")
@guarded(Act.SEE_WORK)
def index(here: Here) -> Any:
    """For an officer the items put to their authority, for the clerk all; unanswered first, the oldest of them first."""
    listed = WorkList(here, Wanted.asked(request.args))
    page = min(max(1, request.args.get("page", 1, type=int)), listed.page_count)
    return render_template(
        "work/index.html",
        listed=listed,
        groups=listed.page(page),
        page=page,
        is_lead=bool(here.actor.authorities(LEADS)),
        to_release=responses.count_to_release(here.session, here.consultation) if listed.everything else 0,
        owing=owed_by_us(here),
        replies=replies_owed(here),
    )


def nothing_chosen(here: Here) -> Any:
    """Back to the list, with what to do."""
    flash("Tick the items first, then choose what to do with them.", "error")
    return redirect(url_for("work.index", slug=here.consultation.slug), 303)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some items of one authority, chosen in the list."""

    items: list[Item]
    authority_id: int
    values: list[str]  # as they stand in the address

    @property
    def authority(self) -> str:
        return authority_name(self.items[0], self.authority_id)


def chosen(here: Here) -> Chosen | None:
    """The items the address names; None where it names none. Raises Refused where they are put to several authorities."""
    values = request.args.getlist("item")
    named = chosen_items(values)
    if not named:
        return None
    if len({authority_id for _, authority_id in named}) > 1:
        raise Refused("These items are put to different authorities. Choose items put to one.")
    authority_id = named[0][1]
    items = [find_item(here, ref) for ref, _ in named]
    if not sees_desk(here.actor, authority_id=authority_id) or any(
        authority_id not in asked_of(item) for item in items
    ):
        raise NotFound
    return Chosen(items, authority_id, values)


@pages.route("/assign", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def assign(here: Here) -> Any:
    """The lead officer gives items to an officer; an officer takes them. The officer is told at once, in one letter."""
    picked = chosen(here)
    if picked is None:
        return nothing_chosen(here)
    leads = picked.authority_id in here.actor.authorities(LEADS)
    officers = work.officers(here.session, here.consultation, picked.authority_id)
    form = AssignForm(data=assigning.as_they_are(here, picked.items, picked.authority_id))
    offered = officers if leads else [one for one in officers if one.id == here.person.id]
    form.officer.choices = [
        SelectChoice(str(one.id), f"{one.name} (you)" if one.id == here.person.id else one.name) for one in offered
    ] + [SelectChoice("0", "Nobody")]
    if form.validate_on_submit():
        try:
            changed = actions.assign(
                here.session, consultation=here.consultation, items=picked.items, authority_id=picked.authority_id,
                person_id=int(form.officer.data) or None, due_on=form.due.data, by=here.actor, now=here.now,
                today=here.now.astimezone(here.zone).date(),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            told = assigning.write_to_officer(here, changed, int(form.officer.data), form.due.data)
            flash(assigning.in_words(changed, told), "success")
            return redirect(url_for("work.index", slug=here.consultation.slug), 303)
    return render_template("work/assign.html", form=form, cards=_cards(here, picked.items), leads=leads)


@pages.route("/approve", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def approve(here: Here) -> Any:
    """The lead officer reads several drafts on one page and approves them together."""
    picked = chosen(here)
    if picked is None:
        return nothing_chosen(here)
    drafts = [
        (item, response)
        for item in picked.items
        if (response := responses.of_authority(here.session, item, picked.authority_id))
        and here.may(Act.APPROVE, item, asked=frozenset({picked.authority_id}), response=response)
    ]
    form = ConfirmForm()
    if drafts and form.validate_on_submit():
        for item, response in drafts:
            _approve_once(here, item, response)
        flash(f"{len(drafts)} {'answer' if len(drafts) == 1 else 'answers'} approved.", "success")
        return redirect(url_for("work.index", slug=here.consultation.slug), 303)
    cards = _cards(here, [item for item, _ in drafts])
    return render_template("work/approve.html", form=form, cards=cards, left_out=len(picked.items) - len(drafts))


def _approve_once(here: Here, item: Item, response: Response) -> None:
    if response.approved_at is not None:
        return  # with the others of its group
    answers.approve(
        here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
    )
    notices.approved(here.session, consultation=here.consultation, item=item, response=response, now=here.now)


@pages.post("/notes/<ref>/<int:authority_id>")
@guarded(Act.SEE_WORK)
def add_note(here: Here, ref: str, authority_id: int) -> Any:
    """Adds a note among the authority's officers, and leads back to where it was written."""
    item = find_item(here, ref)
    if authority_id not in asked_of(item) or not sees_desk(here.actor, authority_id=authority_id):
        raise NotFound
    form = note_form(authority_id)
    page = "comments.show" if ref.upper().startswith("C") else "questions.show"
    own = url_for(page, slug=here.consultation.slug, ref=ref, _anchor=f"notes-{authority_id}")
    if not form.validate_on_submit():
        flash(form.error_list()[0]["text"], "error")
        return redirect(own, 303)
    actions.note(
        here.session, consultation=here.consultation, item=item, authority_id=authority_id, text=form.note.data,
        by=here.actor, now=here.now,
    )  # fmt: skip
    began = local_path(request.form.get("back"))
    return redirect(f"{began}#notes-{authority_id}" if began else own, 303)


@pages.route("/texts/<int:authority_id>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def texts(here: Here, authority_id: int) -> Any:
    """The texts an authority keeps for its answers."""
    if not sees_desk(here.actor, authority_id=authority_id):
        raise NotFound
    form = KeepTextForm()
    if form.validate_on_submit():
        try:
            saved = actions.keep_text(
                here.session, consultation=here.consultation, authority_id=authority_id, title=form.title.data,
                text=form.text.data, by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"“{saved.title}” kept. It can be put into any of your authority’s answers.", "success")
            return redirect(url_for("work.texts", slug=here.consultation.slug, authority_id=authority_id), 303)
    kept = work.saved_answers(here.session, here.consultation, authority_id)
    return render_template("work/texts.html", form=form, kept=kept, authority_id=authority_id)


@pages.post("/texts/<int:authority_id>/<int:saved_id>/forget")
@guarded(Act.SEE_WORK)
def forget_text(here: Here, authority_id: int, saved_id: int) -> Any:
    """Takes a text out of those kept."""
    saved = work.saved_answer(
        here.session, here.consultation, here.actor.authorities(OFFICERS) & {authority_id}, saved_id
    )
    title = saved.title
    actions.forget_text(here.session, consultation=here.consultation, saved=saved, by=here.actor, now=here.now)
    flash(f"“{title}” is no longer kept. Answers written with it stay as they are.", "success")
    return redirect(url_for("work.texts", slug=here.consultation.slug, authority_id=authority_id), 303)


def _cards(here: Here, items: list[Item]) -> list[ItemCard]:
    cards = Cards(here, here.presenter)
    return [cards.comment(item) if isinstance(item, Comment) else cards.question(item) for item in items]
