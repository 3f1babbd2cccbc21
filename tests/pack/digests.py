"""Digests made from primitives: what a gatherer would hand over, without a database.

Every person is a role. The words are drawn in turn from short lists, so that each digest is the same every time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from consult.domain.digest import (
    Answer,
    CommentEntry,
    Digest,
    ParagraphEntry,
    QuestionEntry,
    SectionEntry,
)
from consult.domain.reconciliation import Reconciliation
from consult.domain.redline import changes
from tests.pack.assembly import WITH_THE_AUTHORITY, Parts, assembled, cover
from tests.pack.hostile import HOSTILE, HOSTILE_HTML
from tests.pack.words import BODIES, DISPOSITIONS, OPINIONS, QUESTIONS, REASONS, REPLIES, STANCES, STRATEGY


def answer(n: int, authority: str, *, paragraph: str = "", revised: str = "") -> Answer:
    """The n-th answer: one in five is not released, the rest take each disposition in turn."""
    if n % 5 == 3:
        return Answer(authority, WITH_THE_AUTHORITY)
    disposition = DISPOSITIONS[n % len(DISPOSITIONS)]
    changed = disposition.startswith("Accepted") and revised
    return Answer(
        authority,
        "Answered",
        text=REPLIES[n % len(REPLIES)],
        disposition=disposition,
        reason=REASONS[n % len(REASONS)] if disposition in {"Accepted in part", "Not accepted"} else "",
        resulting_wording=changes(paragraph, revised) if changed else (),
        answered_by=f"Head of Communities, {authority}",
        answered_on=date(2021, 2, 22) + timedelta(days=n % 11),
    )


def comment(n: int, authority: str, place: str, *, text: str = "", revised: str = "", quote: str = "") -> CommentEntry:
    """The n-th comment received; `text` and `revised` are the paragraph before and after the suggestion."""
    body = BODIES[n % len(BODIES)]
    suggests = bool(revised) and n % 4 == 0
    return CommentEntry(
        reference=f"C-{n + 1:04}",
        by=f"Member for {body}",
        body=body,
        place=place,
        stance=STANCES[n % len(STANCES)],
        text=OPINIONS[n % len(OPINIONS)],
        quote=quote if n % 3 == 0 else "",
        suggested_wording=changes(text, revised) if suggests else (),
        received_on=date(2021, 2, 1) + timedelta(days=n % 19),
        answers=(answer(n, authority, paragraph=text, revised=revised),),
        supporters=tuple(f"Member for {other}" for other in BODIES[:2]) if n % 6 == 1 else (),
        marks=("Late",) if n % 17 == 16 else (),
    )


def question(n: int, authorities: Sequence[str]) -> QuestionEntry:
    """The n-th scrutiny question: the fourth of every four is still with the authority."""
    body = BODIES[n % len(BODIES)]
    given = [
        Answer(
            authority,
            "Answered",
            text=REPLIES[(n + 1) % len(REPLIES)],
            answered_by=f"Head of Service, {authority}",
            answered_on=date(2021, 3, 2),
        )
        if n % 4
        else Answer(authority, WITH_THE_AUTHORITY)
        for authority in authorities
    ]
    return QuestionEntry(
        reference=f"Q-{n:03}",
        by=f"Member for {body}",
        body=body,
        place="County Lines" if n % 2 else "",
        asked_of=tuple(authorities),
        text=QUESTIONS[n % len(QUESTIONS)],
        received_on=date(2021, 2, 3) + timedelta(days=n % 14),
        answers=tuple(given),
    )


def digest(comments: int = 30, questions: int = 5) -> Digest:
    """A whole paper: comments go round the commentable places of the strategy, and its last section is left in peace."""
    places = [
        (position, row) for position, section in enumerate(STRATEGY[:-1]) for row in range(-1, len(section.paragraphs))
    ]
    given: dict[tuple[int, int], list[int]] = {}
    for n in range(2, comments):
        given.setdefault(places[(n * 7) % len(places)], []).append(n)
    return assembled(
        Parts(
            questions=tuple(
                question(n, ("Norfolk Constabulary", "Norfolk County Council")[: 1 + n % 2])
                for n in range(1, questions + 1)
            ),
            whole_draft=tuple(comment(n, "Norfolk County Council", "The whole draft") for n in range(min(comments, 2))),
            sections=tuple(_section(position, given) for position in range(len(STRATEGY))),
        )
    )


def _section(position: int, given: dict[tuple[int, int], list[int]]) -> SectionEntry:
    section = STRATEGY[position]
    paragraphs = []
    for row, paragraph in enumerate(section.paragraphs):
        place = f"{section.heading}, paragraph {paragraph.label}"
        found = tuple(
            comment(n, section.authority, place, text=paragraph.text, revised=paragraph.revised, quote=paragraph.quote)
            for n in given.get((position, row), [])
        )
        if found:
            level = int("(" in paragraph.label)
            paragraphs.append(ParagraphEntry(paragraph.label, level, paragraph.kind, paragraph.html, found))
    whole = tuple(comment(n, section.authority, section.heading) for n in given.get((position, -1), []))
    return SectionEntry(section.number, section.heading, section.level, section.authority, whole, tuple(paragraphs))


def small() -> Digest:
    """Three comments and one question: the least that has everything."""
    return digest(comments=3, questions=1)


def empty() -> Digest:
    """Nobody said anything."""
    sections = tuple(SectionEntry(s.number, s.heading, s.level, s.authority, (), ()) for s in STRATEGY)
    blank = Parts(questions=(), whole_draft=(), sections=sections)
    front = replace(
        cover(),
        item_number="",
        meeting_on=None,
        pack_number=None,
        status="Draft",
        window_opened=None,
        window_closes=None,
    )
    return assembled(blank, front, reconciliation=Reconciliation(received=0, printed=0))


def nasty() -> Digest:
    """What an unkind member and an unkind importer would send."""
    numbers = count(1)
    entries = tuple(
        replace(comment(next(numbers), "Norfolk Constabulary", "Trouble, paragraph 1"), text=text, by=f"Member, {name}")
        for name, text in HOSTILE.items()
    )
    paragraph = ParagraphEntry("1", 0, "paragraph", HOSTILE_HTML, entries)
    section = SectionEntry("1", "Trouble & <strife>", 1, "Norfolk Constabulary", (), (paragraph,))
    return assembled(Parts((question(1, ("Norfolk Constabulary",)),), (), (section,)))
