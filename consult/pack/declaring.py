"""Who declared what interest, as the digest prints it (R19)."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from consult.domain.digest import DeclarationRow
from consult.domain.interests import NOT_RECORDED, Interest
from consult.domain.people import PANEL
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
