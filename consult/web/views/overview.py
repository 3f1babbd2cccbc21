"""Where a consultation stands, and what the person looking at it can do next."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import consultations as actions
from consult.domain.lifecycle import AnswerState, Stage
from consult.domain.permissions import Act
from consult.queries import comments, drafts, issued, papers, people, responses, writing
from consult.web.contents import contents as contents_of
from consult.web.contribution import contribution_in_short
from consult.web.forms.comments import ConfirmForm
from consult.web.guards import Here, guarded
from consult.web.steps import steps_for_clerk
from consult.web.todo import todo
from consult.web.visiting import news_in_short

pages = Blueprint("overview", __name__, url_prefix="/<slug>")


@pages.get("/")
@guarded(Act.SEE_CONSULTATION)
def overview(here: Here) -> Any:
    """The stage and the window, counts, what to do next, and the way into the draft."""
    consultation = here.consultation
    chapters = []
    if here.may(Act.READ_DRAFT) and consultation.current_version:
        version = drafts.version(here.session, consultation, consultation.current_version)
        counts = comments.counts_by_section(here.session, version.id)
        chapters = contents_of(here, version, drafts.sections(here.session, version), counts)
    owed = responses.awaited(here.session, consultation)
    mine = here.actor.authorities()
    return render_template(
        "overview/overview.html",
        stage=here.stage,
        chapters=chapters,
        owed=sum(row.count for row in owed),
        answered=sum(row.count for row in owed if row.state is AnswerState.RELEASED),
        todo=todo(here) if here.may(Act.RUN) else [],
        mine_to_answer=sum(row.count for row in owed if row.authority_id in mine and row.state is AnswerState.AWAITED),
        is_officer=bool(mine),
        being_written=writing.being_written(here.session, consultation) if mine else None,
        is_panel=here.may(Act.SEE_OWN).ok,
        steps=steps_for_clerk(here) if here.may(Act.RUN) else [],
        may_comment=here.may(Act.COMMENT),
        may_adopt=here.may(Act.RUN) and here.stage is Stage.RESPONDING,
        mine=contribution_in_short(here) if here.may(Act.SEE_OWN) else None,
        news=news_in_short(here),
        packs=issued.published(here.session, consultation),
        clerk=people.clerk_name(here.session, consultation),
        statement=here.stage is Stage.ADOPTED
        and (here.may(Act.RUN).ok or bool(papers.ready(here.session, consultation, "statement"))),
    )


@pages.route("/adopt", methods=["GET", "POST"])
@guarded(Act.RUN)
def adopt(here: Here) -> Any:
    """The clerk records the adoption, after asking (R8)."""
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.adopt(here.session, consultation=here.consultation, by=here.actor, now=here.now)
        flash("Adoption recorded. Comments and answers stand as they are from now on.", "success")
        return redirect(url_for("overview.overview", slug=here.consultation.slug), 303)
    waiting = responses.unreleased_count(here.session, here.consultation)
    return render_template("overview/adopt.html", form=form, waiting=waiting, stage=here.stage)
