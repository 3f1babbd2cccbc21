"""A member's report to the council that appointed them: what it says at its front, and the papers made of it."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, g, redirect, render_template, url_for

from consult.actions import packs as actions
from consult.domain.people import PANEL
from consult.domain.permissions import Act, Scene, may
from consult.domain.refusals import NotFound, Refused
from consult.domain.report import Particulars
from consult.jobs import queue
from consult.pack.reports import representative
from consult.pack.reports_front import usual
from consult.queries import papers, people
from consult.store.packs import Pack
from consult.store.people import MembershipRow
from consult.web.forms.reports import FORMATS, NAMES, ReportForm
from consult.web.guards import Here, guarded
from consult.web.papers import Made, handed_out, progress, state_of

pages = Blueprint("reports", __name__, url_prefix="/<slug>/reports")


@pages.get("/")
@guarded(Act.REPORT)
def index(here: Here) -> Any:
    """The clerk's way to every member's report; a member is led to their own."""
    if not here.may(Act.RUN):
        return redirect(url_for("reports.write", slug=here.consultation.slug, person_id=here.person.id))
    rows = {row.person_id: row for row in people.parts_ever(here.session, here.consultation) if row.role in PANEL}
    members = sorted(rows.values(), key=lambda row: (row.body.name if row.body else "", row.person.name))
    made = papers.counts(here.session, here.consultation)
    return render_template("reports/index.html", members=members, made=made)


@pages.route("/<int:person_id>", methods=["GET", "POST"])
@guarded(Act.REPORT)
def write(here: Here, person_id: int) -> Any:
    """The form, filled in as it was the last time, and the reports made before."""
    member = _member(here, person_id)
    form = _form(here, member)
    if form.validate_on_submit():
        try:
            pack = actions.request(
                here.session, consultation=here.consultation, kind=form.format.data, paper="report", person=member.person,
                options=form.particulars().as_json(), by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            g.after_commit.append(partial(queue.current().make_pack, pack.id))
            return redirect(_to("reports.show", here, pack), 303)
    return render_template(
        "reports/write.html",
        form=form,
        formats=FORMATS,
        member=member,
        own=member.person_id == here.person.id,
        nothing_said=not papers.anything_said(here.session, here.consultation, person_id),
        made=[_listed(here, pack) for pack in papers.made(here.session, here.consultation, "report", person_id)],
    )


@pages.get("/<int:person_id>/made/<int:pack_id>")
@guarded(Act.REPORT)
def show(here: Here, person_id: int, pack_id: int) -> Any:
    """One report: how far it has come, why it could not be made, or where to download it."""
    _member(here, person_id)
    pack = papers.by_id(here.session, here.consultation, pack_id, "report", person_id)
    return render_template(
        "reports/made.html",
        words=progress(here, pack),
        made=_listed(here, pack),
        back=("The report", url_for("reports.write", slug=here.consultation.slug, person_id=person_id)),
        state_url=_to("reports.state", here, pack),
    )


@pages.get("/<int:person_id>/made/<int:pack_id>/state")
@guarded(Act.REPORT)
def state(here: Here, person_id: int, pack_id: int) -> Any:
    """How far it has come, for the page that waits."""
    _member(here, person_id)
    return state_of(here, papers.by_id(here.session, here.consultation, pack_id, "report", person_id))


@pages.get("/<int:person_id>/made/<int:pack_id>/download")
@guarded(Act.REPORT)
def download(here: Here, person_id: int, pack_id: int) -> Response:
    """The finished file."""
    _member(here, person_id)
    pack = papers.by_id(here.session, here.consultation, pack_id, "report", person_id, whole=True)
    return handed_out(here, pack, "representatives-report")


def _member(here: Here, person_id: int) -> MembershipRow:
    """Whose report it is; raises NotFound for a member who asks for another's, and for whom there is none."""
    if not may(here.actor, Act.SEE_REPORT, Scene(here.stage, author_id=person_id)):
        raise NotFound
    return representative(here.session, here.consultation, person_id)


def _form(here: Here, member: MembershipRow) -> ReportForm:
    held = papers.said_last(here.session, here.consultation, member.person_id)
    said = Particulars.from_json(held) if held else usual(here.consultation, member)
    form = ReportForm(obj=said)
    form.offer(FORMATS)
    return form


def _listed(here: Here, pack: Pack) -> Made:
    return Made(pack, NAMES[pack.format], _to("reports.show", here, pack), _to("reports.download", here, pack))


def _to(endpoint: str, here: Here, pack: Pack) -> str:
    return url_for(endpoint, slug=here.consultation.slug, person_id=pack.person_id, pack_id=pack.id)
