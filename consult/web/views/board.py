"""The clerk's board: what waits for them, where everything stands, who has sent nothing; and reminding them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.domain.meetings import INTERVALS, schedule
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound
from consult.domain.reminding import reminded_in_words
from consult.queries import people, reminding
from consult.queries.meetings import days
from consult.store.people import Person
from consult.web import reminders
from consult.web.board import Authorities, Sections
from consult.web.forms.comments import ConfirmForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.owing import today
from consult.web.todo import todo

pages = Blueprint("board", __name__, url_prefix="/<slug>/board")


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """Everything at a glance; `part` in the address unfolds a chapter's sections, or those of all."""
    authorities = Authorities(here)
    return render_template(
        "board/index.html",
        todo=todo(here),
        sections=Sections(here, request.args.get("part", "")),
        authorities=authorities,
        silent=reminders.silent_members(here),
        owing=reminders.owing(here, authorities),
        stage=here.stage,
        meetings=schedule(days(here.session, here.consultation), today(here), here.consultation.meets_every),
        interval=INTERVALS[here.consultation.meets_every],
    )


@pages.post("/remind/<int:person_id>")
@guarded(Act.RUN)
def remind(here: Here, person_id: int) -> Any:
    """One click, one letter."""
    person = _taking_part(here, person_id)
    if reminders.remind(here, person):
        flash(f"{person.name} is reminded. The letter is on its way.", "success")
    else:
        last = reminding.last_reminder(here.session, here.consultation, person.id)
        flash(
            f"{person.name}: {_lower(reminded_in_words(last, here.now, here.zone))}, so not written to again.", "notice"
        )
    return redirect(_back(here), 303)


@pages.route("/remind-all/<any(panel, officers):who>", methods=["GET", "POST"])
@guarded(Act.RUN)
def remind_all(here: Here, who: str) -> Any:
    """Names everybody who would be reminded; then reminds them."""
    found = reminders.to_remind(here, who)
    form = ConfirmForm()
    if found and form.validate_on_submit():
        count = reminders.remind_all(here, found)
        flash(
            f"{count} {'person is' if count == 1 else 'people are'} reminded. The letters are on their way.", "success"
        )
        return redirect(_back(here), 303)
    return render_template("board/remind_all.html", form=form, found=found, who=who, stage=here.stage)


def _taking_part(here: Here, person_id: int) -> Person:
    """Somebody who takes part here; raises NotFound."""
    rows = people.taking_part(here.session, here.consultation)
    found = next((row.person for row in rows if row.person_id == person_id), None)
    if found is None:
        raise NotFound
    return found


def _back(here: Here) -> str:
    return local_path(request.form.get("back")) or url_for("board.index", slug=here.consultation.slug)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
