"""What a search found, in words and with where it leads: a few of every kind, or a page of one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.actions.naming import noun_of, reference_of
from consult.domain.numbering import COMMENT, QUESTION, RECOMMENDATION, parse_reference, reference
from consult.domain.places import place_in_words
from consult.domain.searching import Matter, Terms
from consult.queries import found_items, search, words_found
from consult.queries.words_found import Piece
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.drafts import Paragraph, Section
from consult.store.questions import Question
from consult.web.guards import Here

FEW = 10
"""Shown of each kind where all are: seventy in all."""

PAGE = 50
"""Shown of one kind on a page."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, where it leads, what is to be known of it, and the words as they stand there."""

    title: str
    href: str
    facts: tuple[str, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind, the best first: `total` in all, of which these are shown."""

    matter: Matter
    total: int
    hits: tuple[Hit, ...]


def look_for(here: Here, terms: Terms, matter: Matter | None, page: int) -> list[Found]:
    """A few of every kind; or, where a `matter` is chosen, that page of it (from 1). Kinds without any are left out."""
    wanted, start, size = (list(Matter), 0, FEW) if matter is None else ([matter], (page - 1) * PAGE, PAGE)
    found = []
    for one in wanted:
        ids = search.found(here.session, here.consultation, here.actor, terms, one)
        shown = ids[start : start + size]
        if ids:
            found.append(Found(one, len(ids), _hits(here, one, shown, terms)))
    return found


_PAGES = {COMMENT: "comments.show", QUESTION: "questions.show", RECOMMENDATION: "recommendations.show"}


def named(here: Here, query: str) -> str:
    """Where a query leads that is the reference of an item; "" for any other."""
    parsed = parse_reference(query)
    if parsed is None:
        return ""
    kind, number = parsed
    page = _PAGES.get(kind, "register.show")
    there = found_items.exists(here.session, here.consultation, kind, number)
    return url_for(page, slug=here.consultation.slug, ref=reference(kind, number)) if there else ""


def _hits(here: Here, matter: Matter, ids: Sequence[int], terms: Terms) -> tuple[Hit, ...]:
    excerpts = words_found.excerpts(here.session, matter, ids, terms)
    rows: Mapping[int, Any] = found_items.by_ids(here.session, matter, ids)
    if matter is Matter.ANSWERS:
        numbers = found_items.numbers_of_items(here.session, rows.values())
        return tuple(_answer(here, rows[one], numbers[one], excerpts.get(one, ())) for one in ids)
    return tuple(_TELLERS[matter](here, rows[one], excerpts.get(one, ())) for one in ids)


def _heading(here: Here, section: Section, _excerpt: tuple[Piece, ...]) -> Hit:
    href = _url(here, "reading.section", section_id=section.id, _anchor=f"s-{section.id}")
    return Hit(f"{section.number} {section.heading}".strip(), href, (), ())


def _paragraph(here: Here, paragraph: Paragraph, excerpt: tuple[Piece, ...]) -> Hit:
    href = _url(here, "reading.section", section_id=paragraph.section_id, _anchor=f"p-{paragraph.id}")
    return Hit(place_in_words(paragraph.section.heading, paragraph.label or None), href, (), excerpt)


def _comment(here: Here, comment: Comment, excerpt: tuple[Piece, ...]) -> Hit:
    ref = reference(COMMENT, comment.number)
    label = comment.paragraph.label or None if comment.paragraph else None
    place = place_in_words(comment.section.heading if comment.section else None, label)
    return Hit(ref, _url(here, "comments.show", ref=ref), (comment.author.name, place), excerpt)


def _question(here: Here, question: Question, excerpt: tuple[Piece, ...]) -> Hit:
    ref = reference(QUESTION, question.number)
    asked = " and ".join(body.name for body in question.asked)
    return Hit(ref, _url(here, "questions.show", ref=ref), (question.author.name, f"to {asked}"), excerpt)


def _answer(here: Here, response: Response, number: int, excerpt: tuple[Piece, ...]) -> Hit:
    of_comment = response.comment_id is not None
    ref = reference(COMMENT if of_comment else QUESTION, number)
    href = _url(here, "comments.show" if of_comment else "questions.show", ref=ref)
    words = "Holding reply" if response.holding else "Answer"
    return Hit(f"{words} to {ref}", href, (response.authority.name,), excerpt)


def _commitment(here: Here, commitment: Commitment, excerpt: tuple[Piece, ...]) -> Hit:
    ref = reference_of(commitment)
    href = _url(here, "register.show", ref=ref)
    return Hit(ref, href, (noun_of(commitment).capitalize(), commitment.authority.name), excerpt)


def _supply(here: Here, supply: Supply, excerpt: tuple[Piece, ...]) -> Hit:
    ref = reference_of(supply.commitment)
    href = _url(here, "register.show", ref=ref)
    return Hit(f"Supplied to {ref}", href, (supply.commitment.authority.name,), excerpt)


_TELLERS: Mapping[Matter, Callable[[Here, Any, tuple[Piece, ...]], Hit]] = {
    Matter.HEADINGS: _heading,
    Matter.DRAFT: _paragraph,
    Matter.COMMENTS: _comment,
    Matter.QUESTIONS: _question,
    Matter.COMMITMENTS: _commitment,
    Matter.SUPPLIES: _supply,
}


def _url(here: Here, endpoint: str, **values: Any) -> str:
    return url_for(endpoint, slug=here.consultation.slug, **values)
