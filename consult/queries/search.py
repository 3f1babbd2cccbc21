"""Full-text search: which rows have the words, best first, and how they stand there. One interface for both databases.

Only what the person asking may read is ever found: withdrawn and rejected items are left out here, and exempt matter and
answers pass the same doors as on every page (domain/visibility).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session, aliased

from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.people import Actor
from consult.domain.searching import Matter, Terms
from consult.domain.visibility import sees_answer, sees_waiting
from consult.queries.readable import readable_answer, readable_comment, readable_commitment, readable_question
from consult.queries.responses import state_of, state_of_answer
from consult.store import words
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question, QuestionPart

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


def found(session: Session, consultation: Consultation, viewer: Actor, terms: Terms, matter: Matter) -> list[int]:
    """The ids of all rows of a kind that have the words and that `viewer` may read, the best first."""
    if not terms:
        return []
    hits = _hits(session, consultation, matter, terms)
    return _READERS[matter](session, consultation, viewer, hits)


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


def _hits(session: Session, consultation: Consultation, matter: Matter, terms: Terms) -> Subquery:
    """(id, rank) of every row that has the words, on SQLite in whatever consultation; the least rank is the best."""
    if _on_sqlite(session):
        return _fts5_hits(matter, terms).subquery("hits")
    return _postgresql_hits(consultation, matter, terms).subquery("hits")


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


def _headings(session: Session, consultation: Consultation, _viewer: Actor, hits: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Section.id)
            .join(hits, hits.c.id == Section.id)
            .join(DraftVersion, DraftVersion.id == Section.version_id)
            .where(*_current(consultation))
            .order_by(hits.c.rank, Section.position)
        )
    )


def _draft(session: Session, consultation: Consultation, _viewer: Actor, hits: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Paragraph.id)
            .join(hits, hits.c.id == Paragraph.id)
            .join(DraftVersion, DraftVersion.id == Paragraph.version_id)
            .where(*_current(consultation))
            .order_by(hits.c.rank, Paragraph.position)
        )
    )


def _current(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    """The version that is read now: what stood in an earlier one would be found twice."""
    return (
        DraftVersion.consultation_id == consultation.id,
        DraftVersion.number == consultation.current_version,
    )


def _comments(session: Session, consultation: Consultation, viewer: Actor, hits: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Comment.id)
            .join(hits, hits.c.id == Comment.id)
            .where(
                Comment.consultation_id == consultation.id,
                Comment.state == ItemState.RECEIVED.value,
                readable_comment(viewer),
            )
            .order_by(hits.c.rank, Comment.number)
        )
    )


def _questions(session: Session, consultation: Consultation, viewer: Actor, hits: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Question.id)
            .join(hits, hits.c.id == Question.id)
            .where(
                Question.consultation_id == consultation.id,
                Question.state == ItemState.RECEIVED.value,
                literal(sees_waiting(viewer)) | Question.accepted_at.is_not(None),
                readable_question(viewer),
            )
            .order_by(hits.c.rank, Question.number)
        )
    )


def _answers(session: Session, consultation: Consultation, viewer: Actor, hits: Subquery) -> list[int]:
    """Of a holding reply that has been overtaken by the answer nothing is shown any more."""
    item = and_(
        Comment.consultation_id == consultation.id,
        Comment.state == ItemState.RECEIVED.value,
        readable_comment(viewer),
    )
    asked = and_(
        Question.consultation_id == consultation.id,
        Question.state == ItemState.RECEIVED.value,
        Question.accepted_at.is_not(None),
        readable_question(viewer),
    )
    given = aliased(Response)
    overtaken = (
        select(given.id)
        .where(
            or_(given.comment_id == Response.comment_id, given.question_id == Response.question_id),
            given.authority_id == Response.authority_id,
            given.holding.is_(False),
            given.released_at.is_not(None),
        )
        .exists()
    )
    rows = session.execute(
        select(Response.id, Response.authority_id, state_of_answer())
        .join(hits, hits.c.id == Response.id)
        .outerjoin(Comment, Comment.id == Response.comment_id)
        .outerjoin(Question, Question.id == Response.question_id)
        .where(or_(item, asked), readable_answer(viewer), or_(Response.holding.is_(False), ~overtaken))
        .order_by(hits.c.rank, Response.id)
    )
    return [
        response_id
        for response_id, authority_id, state in rows
        if sees_answer(viewer, authority_id=authority_id, state=AnswerState(state))
    ]


def _commitments(session: Session, consultation: Consultation, viewer: Actor, hits: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Commitment.id)
            .join(hits, hits.c.id == Commitment.id)
            .where(*_owed(consultation), readable_commitment(viewer))
            .order_by(hits.c.rank, Commitment.kind, Commitment.number)
        )
    )


def _supplies(session: Session, consultation: Consultation, viewer: Actor, hits: Subquery) -> list[int]:
    rows = session.execute(
        select(Supply.id, Commitment.authority_id, state_of(Supply))
        .join(hits, hits.c.id == Supply.id)
        .join(Commitment, Commitment.id == Supply.commitment_id)
        .where(*_owed(consultation), readable_commitment(viewer))
        .order_by(hits.c.rank, Supply.id)
    )
    return [
        supply_id
        for supply_id, authority_id, state in rows
        if sees_answer(viewer, authority_id=authority_id, state=AnswerState(state))
    ]


def _owed(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    return (Commitment.consultation_id == consultation.id, Commitment.state == ItemState.RECEIVED.value)


_READERS: Mapping[Matter, Callable[[Session, Consultation, Actor, Subquery], list[int]]] = {
    Matter.HEADINGS: _headings,
    Matter.DRAFT: _draft,
    Matter.COMMENTS: _comments,
    Matter.QUESTIONS: _questions,
    Matter.ANSWERS: _answers,
    Matter.COMMITMENTS: _commitments,
    Matter.SUPPLIES: _supplies,
}
