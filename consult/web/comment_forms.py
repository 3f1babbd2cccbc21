"""The form of a comment: filled from what was marked, kept or sent, and read again."""

from typing import Any

from flask import request

from consult.actions.comments import Place, Wording
from consult.domain.anchoring import Anchor, anchor_at, passage
from consult.domain.dispositions import Kind, Stance
from consult.domain.places import place_in_words
from consult.domain.refusals import Refused
from consult.queries import drafts
from consult.store.comments import Comment
from consult.store.drafts import Paragraph
from consult.store.unsent import Unsent
from consult.web.forms.comments import CommentForm, CommentWords
from consult.web.guards import Here
from consult.web.writing import without_what_is_known


def form_for(here: Here, place: Place, row: Unsent | None = None, comment: Comment | None = None) -> CommentForm:
    """The form for a place: with what was kept of it, what the comment says now, or the words marked in the address."""
    if row is not None:
        data: dict[str, Any] = {"kind": Kind.COMMENT.value, "suggested": _base(place, ""), **row.words}
    elif comment is not None:
        data = _said(comment, place)
    else:
        data = begun(place)
    form = CommentForm(data=data)
    if place.paragraph is None:
        del form.quote, form.suggested, form.start, form.end
    if comment is not None:  # it was declared before it was sent
        del form.receipt, form.interest, form.interest_text
        return form
    return without_what_is_known(form, here)


def begun(place: Place) -> dict[str, Any]:
    """The fields as they begin: the words marked in the address, and the draft's own to write over."""
    start, end = request.args.get("start", type=int), request.args.get("end", type=int)
    if place.paragraph is None or start is None or end is None:
        return {"suggested": _base(place, "")}
    try:
        anchor = anchor_at(place.paragraph.text, start, end)
    except Refused:
        return {"suggested": _base(place, "")}
    return {"quote": anchor.exact, "start": anchor.start, "end": anchor.end, "suggested": anchor.exact}


def _said(comment: Comment, place: Place) -> dict[str, Any]:
    return {
        "kind": comment.kind,
        "stance": comment.stance,
        "text": comment.text,
        "quote": comment.quote or "",
        "start": "" if comment.quote_start is None else comment.quote_start,
        "end": "" if comment.quote_end is None else comment.quote_end,
        "suggested": comment.suggested_wording or _base(place, comment.quote or ""),
    }


def _base(place: Place, quote: str) -> str:
    """The draft's own words, which a suggestion is written over: those quoted, else the paragraph's."""
    return quote or (place.paragraph.text if place.paragraph else "")


def wording_of(form: CommentWords, paragraph: Paragraph | None) -> Wording:
    """What the form says; a suggestion that changes nothing is none."""
    words: dict[str, Any] = {"stance": Stance(form.stance.data), "text": form.text.data, "kind": Kind(form.kind.data)}
    if paragraph is None:
        return Wording(**words)
    return Wording(
        **words,
        quote=form.quote.data or "",
        suggested=(form.suggested.data or "") if suggests(form, paragraph) else "",
        start=_offset(form.start.data),
        end=_offset(form.end.data),
    )


def suggests(form: CommentWords, paragraph: Paragraph) -> bool:
    """True when the words in the form differ from the draft's own, those quoted or the whole paragraph's."""
    bases = {" ".join(base.split()) for base in (form.quote.data or "", paragraph.text)}
    return " ".join((form.suggested.data or "").split()) not in bases


def marked_in(form: CommentWords, paragraph: Paragraph | None) -> Anchor | None:
    """Where the words quoted in the form stand, for showing; None where there are none, or they cannot be told."""
    if paragraph is None or not form.quote.data:
        return None
    try:
        return passage(paragraph.text, form.quote.data, _offset(form.start.data), _offset(form.end.data))
    except Refused:
        return None


def _offset(typed: Any) -> int | None:
    words = str(typed if typed is not None else "")
    return int(words) if words.isdecimal() and len(words) < 9 else None


def words_for(here: Here, place: Place) -> str:
    """The place in words."""
    heading = place.section.heading if place.section else None
    if place.paragraph is None:
        return place_in_words(heading)
    return place_in_words(heading, place.paragraph.label, drafts.ordinal(here.session, place.paragraph))
