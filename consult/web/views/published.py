"""The packs that were issued: where everybody in the consultation finds them."""

from typing import Any

from flask import Blueprint, render_template

from consult.domain.permissions import Act
from consult.domain.visibility import sees_pack
from consult.present import packs as words
from consult.queries import issued
from consult.web.guards import Here, guarded

pages = Blueprint("published", __name__, url_prefix="/<slug>/packs")


@pages.get("/published")
@guarded(Act.SEE_CONSULTATION)
def index(here: Here) -> Any:
    """Each with the files one may have; one that was withdrawn with the reason."""
    every = [one for one in issued.every(here.session, here.consultation) if one.state == "issued"]
    exempt = sees_pack(here.actor, issued=True, withdrawn=False, exempt=True)
    return render_template("packs/published.html", issued=every, sees_exempt=exempt, names=words.NAMES)
