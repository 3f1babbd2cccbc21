"""The consultation statement, "you said, we did": the clerk makes it after adoption, and everybody here reads it."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for

from consult.actions import packs as actions
from consult.domain.lifecycle import Stage
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound
from consult.jobs import queue
from consult.pack.statements import missing
from consult.queries import papers, responses
from consult.store.packs import Pack
from consult.web.forms.reports import NAMES, MakeForm
from consult.web.guards import Here, guarded
from consult.web.papers import Made, handed_out, progress, state_of

pages = Blueprint("statement", __name__, url_prefix="/<slug>/statement")

FORMATS = ("pdf", "html", "docx")
"""Those it can be had in."""


@pages.get("/")
@guarded(Act.SEE_CONSULTATION)
def index(here: Here) -> Any:
    """The latest statement in each format; for the clerk, ways to make it, or what is missing."""
    latest = papers.ready(here.session, here.consultation, "statement")
    is_clerk = here.may(Act.RUN)
    made = papers.made(here.session, here.consultation, "statement") if is_clerk else ()
    return render_template(
        "reports/statement.html",
        form=_form(),
        formats=FORMATS,
        is_clerk=is_clerk,
        missing=missing(here.session, here.consultation, now=here.now, zone=here.zone),
        next_step=_next_step(here) if is_clerk else ("", ""),
        latest=[_listed(here, latest[kind]) for kind in FORMATS if kind in latest],
        made=[_listed(here, pack) for pack in made],
    )


@pages.post("/")
@guarded(Act.RUN)
def make(here: Here) -> Any:
    """Asks for it in one format."""
    form = _form()
    why_not = missing(here.session, here.consultation, now=here.now, zone=here.zone)
    if why_not or not form.validate_on_submit():
        flash(why_not or "Choose a format that is offered.", "notice")
        return redirect(url_for("statement.index", slug=here.consultation.slug), 303)
    pack = actions.request(
        here.session, consultation=here.consultation, kind=form.format.data, paper="statement", options={},
        by=here.actor, now=here.now,
    )  # fmt: skip
    g.after_commit.append(partial(queue.current().make_pack, pack.id))
    return redirect(_to("statement.show", here, pack), 303)


@pages.get("/made/<int:pack_id>")
@guarded(Act.RUN)
def show(here: Here, pack_id: int) -> Any:
    """One statement: how far it has come, why it could not be made, or where to download it."""
    pack = papers.by_id(here.session, here.consultation, pack_id, "statement")
    return render_template(
        "reports/made.html",
        words=progress(here, pack),
        made=_listed(here, pack),
        back=("Consultation statement", url_for("statement.index", slug=here.consultation.slug)),
        state_url=_to("statement.state", here, pack),
    )


@pages.get("/made/<int:pack_id>/state")
@guarded(Act.RUN)
def state(here: Here, pack_id: int) -> Any:
    """How far it has come, for the page that waits."""
    return state_of(here, papers.by_id(here.session, here.consultation, pack_id, "statement"))


@pages.get("/made/<int:pack_id>/download")
@guarded(Act.SEE_CONSULTATION)
def download(here: Here, pack_id: int) -> Response:
    """The finished file, for everybody who takes part."""
    pack = papers.by_id(here.session, here.consultation, pack_id, "statement", whole=True)
    if not here.may(Act.RUN) and pack.id not in {
        one.id for one in papers.ready(here.session, here.consultation, "statement").values()
    }:
        raise NotFound  # an earlier one, which a later one took the place of
    return handed_out(here, pack, "consultation-statement")


def _next_step(here: Here) -> tuple[str, str]:
    """What the clerk does next to have the strategy adopted, and where; ("", "") while that is not up to the clerk."""
    if here.stage is not Stage.RESPONDING:
        return "", ""
    if responses.unreleased_count(here.session, here.consultation):
        return "See what is waiting", url_for("work.index", slug=here.consultation.slug)
    return "Record the adoption", url_for("overview.adopt", slug=here.consultation.slug)


def _form() -> MakeForm:
    form = MakeForm()
    form.offer(FORMATS)
    return form


def _listed(here: Here, pack: Pack) -> Made:
    return Made(pack, NAMES[pack.format], _to("statement.show", here, pack), _to("statement.download", here, pack))


def _to(endpoint: str, here: Here, pack: Pack) -> str:
    return url_for(endpoint, slug=here.consultation.slug, pack_id=pack.id)
