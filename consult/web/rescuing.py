"""Nothing typed is lost when its sender is no longer signed in: what arrives is kept, and leads to signing in and back to it."""

from typing import Any

from flask import Flask, flash, jsonify, redirect, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response
from wtforms.validators import ValidationError

from consult.actions.unsent import Kept
from consult.queries import people
from consult.store.base import db
from consult.web import form_keys, writing
from consult.web.guards import Here, arrive
from consult.web.unsent_links import href_of, saved_at

FORMS = {
    "comments.write": writing.COMMENT,
    "comments.change": writing.COMMENT,
    "questions.ask": writing.QUESTION,
    "questions.change": writing.QUESTION,
    "questions.follow_up": writing.QUESTION,
    "unsent.save": "",
}
"""Where people write, and what; what `unsent.save` keeps, its address says."""


def init_app(app: Flask) -> None:
    """Looks at every form in which somebody wrote, before the check of its token can turn it away."""
    app.before_request(_rescue)


def _rescue() -> Any:
    if request.method != "POST" or request.endpoint not in FORMS:
        return None
    mark = form_keys.opened(request.form.get("form_key"))
    if mark is None or not _belongs_to_nobody_here(mark[1]):
        return None
    person = people.by_id(db.session(), mark[1])
    if person is None:
        return None
    here = arrive((request.view_args or {})["slug"], person)
    kept = _keep(here, mark[0])
    return _answer_to_script(here, kept) if request.endpoint == "unsent.save" else _lead_back(here, kept)


def _belongs_to_nobody_here(author_id: int) -> bool:
    """True where the form's author is not who is signed in, or was signed out since it was opened."""
    if not current_user.is_authenticated or current_user.person.id != author_id:
        return True
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return True
    return False


def _keep(here: Here, key: str) -> Kept | None:
    kind = FORMS[request.endpoint or ""] or writing.kind_asked()
    changing = (request.view_args or {}).get("ref") or request.args.get("changing", "")
    return writing.keep(here, writing.begun(kind, key, writing.place_written(here, kind, changing), changing))


def _answer_to_script(here: Here, kept: Kept | None) -> Response:
    """The script goes on writing; the answer tells nothing but that the words are kept."""
    answer = jsonify(
        words="You were signed out. What you write is still kept. Sign in again to send it.",
        signed_out=True,
        saved_at=saved_at(here, kept.row) if kept else "",
        revision=str(kept.row.revision if kept else 0),
        form_key=form_keys.signed(kept.row.form_key, here.person.id) if kept else request.form["form_key"],
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _lead_back(here: Here, kept: Kept | None) -> Response:
    back = href_of(here, kept.row) if kept else request.full_path.rstrip("?")
    said = "What you wrote is kept." if kept else ""
    if not current_user.is_authenticated:
        session["next"] = back
        flash(f"You were signed out. {said} Sign in to go on.".replace("  ", " "), "information")
        return redirect(url_for("accounts.sign_in"), 303)
    if current_user.person.id == here.person.id:
        flash(
            f"You were signed out and in again since that page was opened. {said} Read it and send it.", "information"
        )
        return redirect(back, 303)
    flash(
        "That page was opened by somebody else. What was written on it is kept for them, and was not sent.",
        "information",
    )
    return redirect(url_for("home.home"), 303)
