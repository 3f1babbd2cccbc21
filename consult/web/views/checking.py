"""The clerk holds a PDF up: is it one of ours, unaltered, and what has changed since."""

from typing import Any

from flask import Blueprint, render_template

from consult.domain.permissions import Act
from consult.pack.verifying import verify
from consult.web.forms.packs import CheckForm
from consult.web.guards import Here, guarded

pages = Blueprint("checking", __name__, url_prefix="/<slug>/packs")


@pages.route("/check", methods=["GET", "POST"])
@guarded(Act.RUN)
def check(here: Here) -> Any:
    """Nothing of the file is kept. What another consultation's pack is about is told to nobody here."""
    form = CheckForm()
    found = None
    if form.validate_on_submit():
        found = verify(here.session, form.file.data.read(), now=here.now, timezone=here.zone)
    elsewhere = found is not None and found.consultation not in ("", here.consultation.slug)
    return render_template(
        "packs/check.html",
        form=form,
        verdict=found.verdict if found and not elsewhere else None,
        lines=list(found.in_words(here.zone))[1:] if found and not elsewhere else [],
        elsewhere=elsewhere,
        sha256=found.sha256 if found else "",
    )
