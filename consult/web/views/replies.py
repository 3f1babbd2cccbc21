"""A body replies to a recommendation: written, approved, sent back, released; or entered by the clerk as it came."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import hearing
from consult.actions import replies as actions
from consult.actions.allowing import ensure
from consult.actions.recommendations import reference_of
from consult.actions.replies import Replying, To, reply_scene
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import recommendations
from consult.store.recommendations import Reply
from consult.web.answering import revision_of
from consult.web.forms.recommendations import EnteredReplyForm, HoldForm, ReplyForm
from consult.web.forms.responses import SendBackForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.owing import today
from consult.web.recommending import RecommendationCards

pages = Blueprint("replies", __name__, url_prefix="/<slug>/recommendations/<ref>/<int:body_id>")

_ACTS = {"yes": True, "no": False, "hold": None}


@pages.route("/<any(response, holding):kind>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def write(here: Here, ref: str, body_id: int, kind: str) -> Any:
    """An officer writes the response, or a holding reply; what cannot be saved is shown with what was typed."""
    to, holding = _to(here, ref, body_id), kind == "holding"
    there = recommendations.reply(to.recipient, holding=holding)
    ensure(here.actor, Act.REPLY, reply_scene(here.consultation, here.now, to, there))
    data = {"revision": str(there.revision), "text": there.text} if there else {}
    if there and there.acts is not None:
        data["acts"] = "yes" if there.acts else "no"
    form = HoldForm(data=data) if holding else ReplyForm(data=data)
    if form.validate_on_submit():
        acts = None if holding else _ACTS[form.acts.data]
        try:
            saved = actions.reply(
                here.session, consultation=here.consultation, to=to, replying=Replying(form.text.data, acts, holding),
                revision=revision_of(form), by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _saved(here, to, saved)
    return render_template(
        "recommendations/reply.html", form=form, card=_card(here, to), holding=holding, to=to, back=_href(here, to)
    )


def _saved(here: Here, to: To, saved: Reply) -> Any:
    tell = hearing.approved if saved.approved_at else hearing.drafted
    tell(here.session, consultation=here.consultation, to=to, reply=saved, now=here.now)
    waits = "the clerk to release it" if saved.approved_at else "your lead officer to approve it"
    flash(f"{_name(saved)} to {reference_of(to.recommendation)} saved. It waits for {waits}.", "success")
    return redirect(_href(here, to), 303)


@pages.route("/enter", methods=["GET", "POST"])
@guarded(Act.RUN)
def enter(here: Here, ref: str, body_id: int) -> Any:
    """The clerk enters a response that came by letter or e-mail; everyone can read it at once."""
    to = _to(here, ref, body_id)
    held = recommendations.reply(to.recipient, holding=True)
    given = recommendations.reply(to.recipient, holding=False)
    if given is not None and given.released_at is not None:
        raise Refused("This has been released and stands in the record.")
    form = EnteredReplyForm(holding_taken=held is not None and held.released_at is not None)
    if form.validate_on_submit():
        acts = _ACTS[form.kind.data]
        try:
            made = actions.enter(
                here.session, consultation=here.consultation, to=to,
                replying=Replying(form.text.data, acts, holding=acts is None), came_on=form.came_on.data,
                by=here.actor, now=here.now, today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            hearing.released(here.session, consultation=here.consultation, to=to, reply=made, now=here.now)
            flash(f"{_name(made)} of {to.recipient.body.name} entered. Everyone can read it.", "success")
            return redirect(_href(here, to), 303)
    return render_template("recommendations/enter.html", form=form, card=_card(here, to), to=to, back=_href(here, to))


@pages.post("/<any(response, holding):kind>/approve")
@guarded(Act.SEE_WORK)
def approve(here: Here, ref: str, body_id: int, kind: str) -> Any:
    """The lead officer approves it."""
    to, reply = _found(here, ref, body_id, kind)
    actions.approve(here.session, consultation=here.consultation, to=to, reply=reply, by=here.actor, now=here.now)
    hearing.approved(here.session, consultation=here.consultation, to=to, reply=reply, now=here.now)
    ref = reference_of(to.recommendation)
    flash(f"{_name(reply)} to {ref} approved. It waits for the clerk to release it.", "success")
    return redirect(_back(here, to), 303)


@pages.post("/<any(response, holding):kind>/release")
@guarded(Act.RUN)
def release(here: Here, ref: str, body_id: int, kind: str) -> Any:
    """The clerk releases it, for everyone."""
    to, reply = _found(here, ref, body_id, kind)
    actions.release(here.session, consultation=here.consultation, to=to, reply=reply, by=here.actor, now=here.now)
    hearing.released(here.session, consultation=here.consultation, to=to, reply=reply, now=here.now)
    flash(f"{_name(reply)} of {to.recipient.body.name} released. The panel is told.", "success")
    return redirect(_back(here, to), 303)


@pages.route("/<any(response, holding):kind>/return", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def send_back(here: Here, ref: str, body_id: int, kind: str) -> Any:
    """The lead officer returns a draft, the clerk an approved reply; both say why."""
    to, reply = _found(here, ref, body_id, kind)
    ensure(here.actor, Act.RETURN_REPLY, reply_scene(here.consultation, here.now, to, reply))
    form = SendBackForm()
    if form.validate_on_submit():
        try:
            actions.send_back(
                here.session, consultation=here.consultation, to=to, reply=reply, reason=form.reason.data,
                by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            hearing.sent_back(here.session, consultation=here.consultation, to=to, reply=reply, now=here.now)
            flash(
                f"{_name(reply)} to {reference_of(to.recommendation)} sent back. Whoever wrote it is told.", "success"
            )
            return redirect(_href(here, to), 303)
    return render_template(
        "recommendations/send_back.html", form=form, ref=reference_of(to.recommendation), reply=reply,
        name=_name(reply).lower(), inside=body_id in here.actor.authorities(), back=_href(here, to),
    )  # fmt: skip


def _to(here: Here, ref: str, body_id: int) -> To:
    one = recommendations.by_reference(here.session, here.consultation, ref)
    return To(one, recommendations.recipient(one, body_id))


def _found(here: Here, ref: str, body_id: int, kind: str) -> tuple[To, Reply]:
    to = _to(here, ref, body_id)
    reply = recommendations.reply(to.recipient, holding=kind == "holding")
    if reply is None:
        raise NotFound
    here.ensure_knows(reply, authority_id=body_id)
    return to, reply


def _card(here: Here, to: To) -> Any:
    return RecommendationCards(here).card(to.recommendation, only=frozenset({to.recipient.body_id}))


def _name(reply: Reply) -> str:
    return "Holding reply" if reply.holding else "Response"


def _href(here: Here, to: To) -> str:
    ref = reference_of(to.recommendation)
    return url_for(
        "recommendations.show", slug=here.consultation.slug, ref=ref, _anchor=f"reply-{to.recipient.body_id}"
    )


def _back(here: Here, to: To) -> str:
    return local_path(request.form.get("back")) or _href(here, to)
