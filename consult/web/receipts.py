"""What the sender of a comment or question is told: that it was received, when, as what, and what happens next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import render_template, url_for

from consult.domain.calendar import moment
from consult.domain.digest import CommentEntry, QuestionEntry
from consult.domain.lifecycle import ItemState
from consult.domain.places import WHOLE_DRAFT
from consult.domain.refusals import NotFound
from consult.mail import letters
from consult.present.entries import Presenter, ordinals
from consult.queries import drafts
from consult.store.comments import Comment
from consult.store.questions import Question
from consult.web.guards import Here
from consult.web.links import public_url

NO_PART = "No part of the draft in particular"


@dataclass(frozen=True, slots=True)
class Receipt:
    """In words. `noun` is "comment" or "question"."""

    noun: str
    reference: str
    received: str
    place: str
    asked: str
    text: str
    until: str  # how long it can be changed, "" where no window is set, or it is not bound to one


def page(here: Here, item: Comment | Question) -> str:
    """The receipt on a page, for its author alone; raises NotFound for others."""
    if item.author_id != here.person.id or item.state != ItemState.RECEIVED.value:
        raise NotFound
    told = receipt(here, item)
    slug, pages = here.consultation.slug, f"{told.noun}s"
    return render_template(
        "comments/receipt.html",
        receipt=told,
        href=url_for(f"{pages}.show", slug=slug, ref=told.reference),
        back=_way_back(here, item),
    )


def post(here: Here, item: Comment | Question) -> None:
    """The receipt as a letter; it leaves once what it speaks of is committed."""
    told = receipt(here, item)
    letters.write(
        here.session, "receipt", to=here.person.email, now=here.now,
        name=here.person.name, consultation=here.consultation.title, receipt=told,
        url=public_url(f"{told.noun}s.show", slug=here.consultation.slug, ref=told.reference),
    )  # fmt: skip


def receipt(here: Here, item: Comment | Question) -> Receipt:
    """The item must be loaded as pages load it."""
    entry = _entry(here, item)
    closes_at = here.consultation.closes_at
    return Receipt(
        noun="comment" if isinstance(item, Comment) else "question",
        reference=entry.reference,
        received=moment_in_zone(item.received_at, here.zone),
        place=entry.place or (NO_PART if isinstance(item, Question) else WHOLE_DRAFT),
        asked=" and ".join(_asked(entry)),
        text=entry.text,
        until=moment(closes_at, here.zone) if closes_at and not _follows(item) else "",
    )


def _asked(entry: CommentEntry | QuestionEntry) -> Iterable[str]:
    return entry.asked_of if isinstance(entry, QuestionEntry) else (answer.authority for answer in entry.answers)


def _follows(item: Comment | Question) -> bool:
    """True of a supplementary question, which is not bound to the window."""
    return isinstance(item, Question) and item.supplementary_to_id is not None


def moment_in_zone(at: datetime, zone: ZoneInfo) -> str:
    """ "5:04pm on Friday 19 February 2021 (GMT)"."""
    return f"{moment(at, zone)} ({at.astimezone(zone):%Z})"


def _entry(here: Here, item: Comment | Question) -> CommentEntry | QuestionEntry:
    unnumbered = item.paragraph is not None and not item.paragraph.label
    counted = ordinals(drafts.paragraphs(here.session, [item.section_id])) if unnumbered and item.section_id else {}
    presenter = Presenter(here.actor, here.zone, ordinals=counted)
    return presenter.question(item) if isinstance(item, Question) else presenter.comment(item)


def _way_back(here: Here, item: Comment | Question) -> str:
    slug = here.consultation.slug
    if isinstance(item, Comment) and item.section is None:
        return url_for("reading.whole_draft", slug=slug)
    if item.section is None:
        return url_for("reading.contents", slug=slug)
    anchor = f"p-{item.paragraph.id}" if isinstance(item, Comment) and item.paragraph else f"s-{item.section.id}"
    return url_for("reading.section", slug=slug, section_id=item.section.id, _anchor=anchor)
