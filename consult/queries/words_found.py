"""Where words stand that are searched for: which rows have them, how well, and in what surroundings, on both databases.

Who may read what is found is asked in queries/search.py.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import cast

from sqlalchemy import ColumnElement, Select, Subquery, column, func, literal, literal_column, select, table
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from consult.domain.searching import Matter, Terms
from consult.store import words
from consult.store.consultations import Consultation
from consult.store.questions import QuestionPart

TABLES = {
    Matter.HEADINGS: "section",
    Matter.DRAFT: "paragraph",
    Matter.COMMENTS: "comment",
    Matter.QUESTIONS: "question",
    Matter.ANSWERS: "response",
    Matter.COMMITMENTS: "commitment",
    Matter.SUPPLIES: "supply",
}

_BEGINS, _ENDS = "\x02", "\x03"  # stand around a word that was found, in what the database gives back
_ANGLES = "\x04\x05"  # stand for angle brackets in PostgreSQL's excerpts, which leave out what looks like markup
_AS_TYPED = str.maketrans(_ANGLES, "<>")
_CONFIGURATION: ColumnElement[str] = literal_column(f"'{words.CONFIGURATION}'::regconfig")
_LENGTH = 32  # words of an excerpt


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt; `found` where it is one of the words searched for."""

    text: str
    found: bool = False


def hits(session: Session, consultation: Consultation, matter: Matter, terms: Terms) -> Subquery:
    """(id, rank) of every row that has the words, on SQLite in whatever consultation; the least rank is the best."""
    if _on_sqlite(session):
        return _fts5_hits(matter, terms).subquery("hits")
    return _postgresql_hits(consultation, matter, terms).subquery("hits")


def excerpts(session: Session, matter: Matter, ids: Collection[int], terms: Terms) -> Mapping[int, tuple[Piece, ...]]:
    """Where the words stand in some of those rows."""
    if not ids:
        return {}
    statement = _fts5_excerpts(matter, ids, terms) if _on_sqlite(session) else _postgresql_excerpts(matter, ids, terms)
    return {row[0]: tuple(_pieces(row[1].translate(_AS_TYPED))) for row in session.execute(statement)}


def _pieces(marked: str) -> list[Piece]:
    pieces = []
    for n, stretch in enumerate(marked.split(_BEGINS)):
        inside, end, after = stretch.partition(_ENDS)
        if n and end:
            pieces += [Piece(inside, found=True), Piece(after)]
        else:
            pieces.append(Piece(stretch.replace(_ENDS, "")))
    return [piece for piece in pieces if piece.text]


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _fts5_match(matter: Matter, terms: Terms) -> ColumnElement[bool]:
    wanted = " AND ".join(f'"{phrase}"' for phrase in terms.phrases)
    return literal_column(words.name_of(TABLES[matter])).op("MATCH", is_comparison=True)(literal(wanted))


def _fts5_hits(matter: Matter, terms: Terms) -> Select[int, float]:
    index = table(words.name_of(TABLES[matter]), column("rowid"), column("rank"))
    return select(index.c.rowid.label("id"), index.c.rank.label("rank")).where(_fts5_match(matter, terms))


def _fts5_excerpts(matter: Matter, ids: Collection[int], terms: Terms) -> Select[int, str]:
    name = words.name_of(TABLES[matter])
    index = table(name, column("rowid"))
    excerpt = func.snippet(literal_column(name), -1, _BEGINS, _ENDS, " … ", _LENGTH)
    return select(index.c.rowid, excerpt).where(_fts5_match(matter, terms), index.c.rowid.in_(ids))


def _postgresql_query(terms: Terms) -> ColumnElement[str]:
    each = [func.phraseto_tsquery(_CONFIGURATION, phrase) for phrase in terms.phrases]
    return reduce(lambda all_of, one: all_of.op("&&")(one), each[1:], cast(ColumnElement[str], each[0]))


def _postgresql_documents(matter: Matter) -> Subquery:
    """(id, words) of every row of a kind: `words` is all its text."""
    if matter is Matter.QUESTIONS:
        together = func.string_agg(QuestionPart.text, literal_column("E'\\n' ORDER BY position"))
        return (
            select(QuestionPart.question_id.label("id"), together.label("words"))
            .group_by(QuestionPart.question_id)
            .subquery()
        )
    name = TABLES[matter]
    return select(column("id"), literal_column(words.document(name)).label("words")).select_from(table(name)).subquery()


def _postgresql_hits(consultation: Consultation, matter: Matter, terms: Terms) -> Select[int, float]:
    index = table(words.name_of(TABLES[matter]), column("id"), column("words"))
    wanted, here = _postgresql_query(terms), cast_to(literal(f"'{words.mark(consultation.id)}'"), TSQUERY)
    matched = index.c.words.op("@@", is_comparison=True)(wanted.op("&&")(here))
    return select(index.c.id, (-func.ts_rank(index.c.words, wanted)).label("rank")).where(matched)


def _postgresql_excerpts(matter: Matter, ids: Collection[int], terms: Terms) -> Select[int, str]:
    documents = _postgresql_documents(matter)
    how = (
        f'StartSel="{_BEGINS}", StopSel="{_ENDS}", MaxWords={_LENGTH}, MinWords={_LENGTH // 2}, MaxFragments=2, '
        'FragmentDelimiter=" … "'
    )
    headline = func.ts_headline(
        _CONFIGURATION, func.translate(documents.c.words, "<>", _ANGLES), _postgresql_query(terms), how
    )
    return select(documents.c.id, headline).where(documents.c.id.in_(ids))
