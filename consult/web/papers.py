"""What the pages of the papers beside the digest share: how far one has come, and its file."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from flask import Response, jsonify, send_file

from consult.domain.refusals import NotFound
from consult.pack.formats import MEDIA_TYPES, ending
from consult.queries import packs
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
    before = packs.before_it(here.session, pack)
    if not before:
        return "Waiting for its turn"
    return f"Waiting for its turn: {before} {'paper is' if before == 1 else 'papers are'} made before it"


def state_of(here: Here, pack: Pack) -> Any:
    """`{"state": "making", "words": "Setting page 12"}`."""
    answer = jsonify(state=pack.state, words=progress(here, pack))
    answer.cache_control.no_store = True
    return answer


def handed_out(here: Here, pack: Pack, name: str) -> Response:
    """The finished file as a download, named after the paper and its day; raises NotFound where it is not finished."""
    if pack.finished_at is None:
        raise NotFound
    day = pack.finished_at.astimezone(here.zone).date()
    return as_download(pack, f"{here.consultation.slug}-{name}-{day.isoformat()}.{ending(pack.format)}")


def as_download(pack: Pack, file_name: str) -> Response:
    """The bytes of a paper, which must be loaded; raises NotFound where there are none. Parts of it can be asked for."""
    if pack.data is None:
        raise NotFound
    return send_file(
        BytesIO(pack.data),  # which shares the bytes and copies nothing
        mimetype=MEDIA_TYPES[pack.format].partition(";")[0],  # whose character set is added to text
        as_attachment=True,
        download_name=file_name,
        etag=pack.sha256,
        last_modified=pack.finished_at,
        conditional=True,
    )
