"""What the pages of the papers beside the digest share: how far one has come, and its file."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Response, jsonify, send_file

from consult.domain.refusals import NotFound
from consult.pack.formats import MEDIA_TYPES
from consult.queries import comments, commitments, contributions
from consult.store.packs import Pack
from consult.web.guards import Here

UNCLAIMED_AFTER = timedelta(minutes=2)
"""A paper nobody has begun by then tells that the worker is not running."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as pages list it: `name` is its format in words, the others are addresses."""

    pack: Pack
    name: str
    show: str
    download: str


def progress(here: Here, pack: Pack) -> str:
    """How far a paper has come, in words; "" once it is over."""
    if pack.state == "making":
        return pack.progress or "Beginning"
    if pack.state != "queued":
        return ""
    if here.now - pack.requested_at > UNCLAIMED_AFTER:
        return "Nothing has begun it yet. Tell those who run this service that its worker may have stopped"
    return "Waiting for its turn"


def state_of(here: Here, pack: Pack) -> Any:
    """`{"state": "making", "words": "Setting page 12"}`."""
    answer = jsonify(state=pack.state, words=progress(here, pack))
    answer.cache_control.no_store = True
    return answer


def handed_out(here: Here, pack: Pack, name: str) -> Response:
    """The finished file as a download; raises NotFound where it is not finished. Parts of it can be asked for."""
    if pack.data is None or pack.finished_at is None:
        raise NotFound
    day = pack.finished_at.astimezone(here.zone).date()
    answer = send_file(
        BytesIO(pack.data),
        mimetype=MEDIA_TYPES[pack.format].partition(";")[0],  # whose character set is added to text
        as_attachment=True,
        download_name=f"{here.consultation.slug}-{name}-{day.isoformat()}.{pack.format}",
        etag=pack.sha256,
        last_modified=pack.finished_at,
        conditional=True,
    )
    answer.cache_control.private = True
    return answer


def anything_said(here: Here, person_id: int) -> bool:
    """Whether a member has said, asked or supported anything, or is owed anything."""
    session, about = here.session, here.consultation
    said, asked, _, _ = contributions.figures(session, about, person_id)
    return bool(
        said
        or asked
        or comments.supported_by(session, about, person_id)
        or commitments.to_person(session, about, person_id)
    )
