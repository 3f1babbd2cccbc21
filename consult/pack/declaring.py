"""Who spoke and who did not, and who declared what interest, as the digest prints it (R19)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from consult.domain.digest import DeclarationRow, RespondentRow
from consult.domain.interests import NOT_RECORDED, Interest
from consult.domain.people import PANEL
from consult.pack.gather_read import Read
from consult.queries import interests, people
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.questions import Question


def declarations(
    session: Session, consultation: Consultation, items: Iterable[Comment | Question]
) -> tuple[DeclarationRow, ...]:
    """A row for everybody who declared an interest or spoke, by name; `items` must have author and body loaded."""
    made = interests.every(session, consultation)
    spoke = {item.author_id: (item.author.name, item.body.name if item.body else "") for item in items}
    on_panel = {
        row.person_id: (row.person.name, row.body.name if row.body else "")
        for row in people.taking_part(session, consultation)
        if row.role in PANEL and row.person_id in made
    }
    rows = []
    for person_id, (name, body) in {**on_panel, **spoke}.items():
        declared = made.get(person_id)
        words = Interest(declared.interest).wording if declared else NOT_RECORDED
        rows.append(DeclarationRow(name, body, words, declared.text if declared else ""))
    return tuple(sorted(rows, key=lambda row: (row.by, row.body)))


def respondents(session: Session, record: Read) -> tuple[RespondentRow, ...]:
    """A row for everybody on the panel and whoever else spoke, by name; what was withdrawn or rejected is counted."""
    made = interests.every(session, record.consultation)
    spoke: dict[int, tuple[str, str]] = {}
    counts: dict[int, Counter[str]] = {}
    for kind, one in _said(record):
        spoke[one.author_id] = (one.author.name, one.body.name if one.body else "")
        counts.setdefault(one.author_id, Counter())[kind] += 1
    panel = {
        row.person_id: (row.person.name, row.body.name if row.body else "")
        for row in people.taking_part(session, record.consultation)
        if row.role in PANEL
    }
    rows = []
    for person_id, (name, body) in {**panel, **spoke}.items():
        said = counts.get(person_id, Counter())
        declared = made.get(person_id)
        words = Interest(declared.interest).wording if declared else NOT_RECORDED if said else ""
        what = declared.text if declared else ""
        rows.append(RespondentRow(name, body, said["comment"], said["question"], said["request"], words, what))
    return tuple(sorted(rows, key=lambda row: (row.by, row.body)))


def _said(record: Read) -> Iterator[tuple[str, Any]]:
    """Each item with its kind; an information request has an author, as comments and questions have."""
    yield from (("comment", one) for one in record.comments)
    yield from (("question", one) for one in record.questions)
    yield from (("request", one) for one in record.requests)
