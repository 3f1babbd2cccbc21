"""Commenting away from the service: what to take away, and how it comes back."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file, url_for

from consult.domain.permissions import Act
from consult.domain.refusals import NotFound
from consult.queries import drafts
from consult.store.drafts import DraftVersion, Section
from consult.web.guards import Here, guarded
from consult.web.offline import OFFERED, made

pages = Blueprint("offline", __name__, url_prefix="/<slug>/offline")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """Each file with what it is for and its size, for the section asked for or the whole draft."""
    version, section = _asked(here)
    return render_template(
        "offline/index.html",
        version=version,
        section=section,
        sections=drafts.sections(here.session, version),
        files={name: _file(here, version, section, name) for name in OFFERED},
        may_send=here.may(Act.COMMENT).ok or here.may(Act.TAKE).ok,
        for_others=here.may(Act.RUN).ok,
    )


@pages.get("/<name>")
@guarded(Act.READ_DRAFT)
def download(here: Here, name: str) -> Response:
    """One of the files."""
    if name not in OFFERED:
        raise NotFound
    version, section = _asked(here)
    offered = OFFERED[name]
    what = f"-section-{section.position + 1}" if section else ""
    return send_file(
        BytesIO(made(here, version, section, offered)),
        mimetype=offered.media_type,
        as_attachment=True,
        download_name=f"{here.consultation.slug}-version-{version.number}{what}-{name.partition('-')[0]}.{offered.kind}",
    )


def _asked(here: Here) -> tuple[DraftVersion, Section | None]:
    if here.consultation.current_version == 0:
        raise NotFound
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    wanted = request.args.get("section", type=int)
    return version, drafts.section(here.session, wanted, version) if wanted else None


def _file(here: Here, version: DraftVersion, section: Section | None, name: str) -> dict[str, Any]:
    href = url_for("offline.download", slug=here.consultation.slug, name=name, section=section.id if section else None)
    return {"href": href, "size": len(made(here, version, section, OFFERED[name]))}
