"""My contribution: everything one member said and asked, and what came of it."""

from typing import Any

from flask import Blueprint, render_template

from consult.domain.permissions import Act
from consult.web.contribution import contribution_of
from consult.web.guards import Here, guarded
from consult.web.owing import owed_to_me

pages = Blueprint("mine", __name__, url_prefix="/<slug>/mine")


@pages.get("/")
@guarded(Act.SEE_OWN)
def index(here: Here) -> Any:
    """What is not settled and what is not answered first, then what is answered, and what one supports."""
    return render_template(
        "mine/index.html",
        mine=contribution_of(here),
        owed=owed_to_me(here),
        may_comment=here.may(Act.COMMENT),
        may_ask=here.may(Act.ASK),
    )
