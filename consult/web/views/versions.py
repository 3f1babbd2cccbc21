"""What was done when a version was published, and putting it right: where comments went, and taking the version back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import versions as actions
from consult.domain.documents import from_document
from consult.domain.outline import outline
from consult.domain.permissions import Act
from consult.domain.redline_paper import ChangedParagraph, ChangedSection
from consult.domain.refusals import NotFound, Refused
from consult.domain.typed_numbers import number_in
from consult.present.redlines import only_changes, redline_paper
from consult.queries import comments, drafts, redrafts
from consult.store.drafts import DraftVersion
from consult.web.carried import went_to
from consult.web.forms.base import SelectChoice
from consult.web.forms.placing import PickForm
from consult.web.forms.versions import WithdrawVersionForm
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures
from consult.web.placing import picked_from, places_to_choose

pages = Blueprint("versions", __name__, url_prefix="/<slug>/versions")


@pages.get("/<int:number>/comments")
@guarded(Act.READ_DRAFT)
def went(here: Here, number: int) -> Any:
    """Where each comment on the version before stands in this one."""
    version = drafts.version(here.session, here.consultation, number)
    if version.based_on_id is None:
        raise NotFound
    return render_template(
        "versions/comments.html",
        version=version,
        rows=went_to(here, version),
        may_change=here.may(Act.RUN) and number == here.consultation.current_version,
    )


@pages.get("/<int:old>/<int:new>")
@guarded(Act.READ_DRAFT)
def redline(here: Here, old: int, new: int) -> Any:
    """What changed from one version to another: all of it or one section, with what stayed the same or without."""
    if old == new:
        raise NotFound
    versions = [redrafts.with_document(here.session, here.consultation, number) for number in (old, new)]
    paper = redline_paper(here.session, here.consultation, *versions)
    everything = request.args.get("show") == "all"
    part = request.args.get("section", "")
    sections = paper.sections if everything else only_changes(paper).sections
    if part:
        sections = tuple(section for section in sections if section.anchor == part)
    return render_template(
        "versions/redline.html",
        paper=paper,
        sections=[replace(section, paragraphs=_pictured(here, section, versions)) for section in sections],
        changed=only_changes(paper).sections,
        numbers=[version.number for version in drafts.versions(here.session, here.consultation)],
        everything=everything,
        part=part,
    )


@pages.get("/compare")
@guarded(Act.READ_DRAFT)
def compare(here: Here) -> Any:
    """On to the redline of two versions chosen in a form."""
    old, new = (number_in(request.args.get(name)) for name in ("old", "new"))
    if old is None or new is None or old == new:
        raise Refused("Choose two different versions to compare.")
    return redirect(url_for("versions.redline", slug=here.consultation.slug, old=old, new=new), 303)


def _pictured(here: Here, section: ChangedSection, versions: Sequence[DraftVersion]) -> tuple[ChangedParagraph, ...]:
    """The paragraphs with their pictures' addresses: what was deleted has its pictures in the older version."""
    old, new = (version.id for version in versions)
    slug = here.consultation.slug
    return tuple(
        replace(one, html=with_pictures(one.html, slug, new if one.anchors[0].startswith("p-") else old))
        for one in section.paragraphs
    )


@pages.route("/<int:number>/withdraw", methods=["GET", "POST"])
@guarded(Act.RUN)
def withdraw(here: Here, number: int) -> Any:
    """The clerk takes the current version back, after asking."""
    version = drafts.version(here.session, here.consultation, number)
    if version.based_on_id is None or version.number != here.consultation.current_version:
        raise NotFound
    form = WithdrawVersionForm()
    if form.validate_on_submit():
        try:
            actions.withdraw_version(
                here.session, consultation=here.consultation, version=version, reason=form.reason.data, by=here.actor,
                now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            current = here.consultation.current_version
            flash(f"Version {number} is withdrawn. Version {current} is the current one again.", "success")
            return redirect(url_for("reading.contents", slug=here.consultation.slug), 303)
    return render_template("versions/withdraw.html", form=form, version=version)


@pages.route("/comments/<ref>", methods=["GET", "POST"])
@guarded(Act.RUN)
def put(here: Here, ref: str) -> Any:
    """The clerk puts a comment that was carried to the current version in another place."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    version = redrafts.current(here.session, here.consultation)
    draft = outline(from_document(version.document))
    form = PickForm()
    form.place.choices = [SelectChoice(value, name) for value, name in places_to_choose(draft)]
    if form.validate_on_submit():
        try:
            actions.put_elsewhere(
                here.session, consultation=here.consultation, comment=comment,
                picked=picked_from(form.place.data, form.quote.data or ""), by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"{ref} was put in its place.", "success")
            return redirect(url_for("comments.show", slug=here.consultation.slug, ref=ref), 303)
    elif request.method == "GET":
        position = comment.paragraph.position if comment.paragraph else None
        section = comment.section.position if comment.section else None
        form.place.data = f"p{position}" if position is not None else "" if section is None else f"s{section}"
        form.quote.data = comment.quote or ""
    return render_template("versions/put.html", form=form, ref=ref, comment=comment, number=version.number)
