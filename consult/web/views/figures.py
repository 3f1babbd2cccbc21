"""The pictures of a draft."""

from typing import Any

from flask import Blueprint, Response

from consult.domain.permissions import Act
from consult.queries import drafts
from consult.web.guards import Here, guarded

pages = Blueprint("figures", __name__)


@pages.get("/<slug>/figures/<int:draft_id>/<sha256>")
@pages.get("/<slug>/figures/<int:draft_id>/", defaults={"sha256": ""})
@guarded(Act.READ_DRAFT)
def show(here: Here, draft_id: int, sha256: str) -> Any:
    """One picture; it never changes, so a browser may keep it."""
    picture = drafts.figure(here.session, here.consultation, draft_id, sha256, unpublished=here.may(Act.RUN).ok)
    response = Response(picture.data, mimetype=picture.media_type)
    response.cache_control.private = True
    response.cache_control.immutable = True
    response.cache_control.max_age = 31_536_000
    return response
