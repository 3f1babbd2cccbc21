"""One consultation of a thousand comments, and as many copies of it as are wanted, in PostgreSQL: for bench/million.py.

The first is the demonstration's, played through the actions with its comments, questions and answers said over and over in
other words. The copies are made by the database: every row again, with its keys and those it points to moved on by STRIDE.
Authorities and councils take part in all of them, people in ten. The audit of a copy has the size of the original's and does
not verify.
"""

import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from time import monotonic

from sqlalchemy import Column, Connection, Engine, Table, text
from sqlalchemy.orm import Session

from consult.actions import consultations, people
from consult.actions.consultations import Particulars
from consult.demo.production import play
from consult.demo.scripts import Contribution, Script, story
from consult.domain.people import Role
from consult.domain.questions import Limits
from consult.domain.record import AnswerLine, CommentLine, QuestionLine
from consult.queries import people as people_there_are
from consult.store import models, words  # noqa: F401  (so that every table is known)
from consult.store.base import Base

COMMENTS, QUESTIONS = 1_000, 80
STRIDE = 20_000
"""More than any table of the first consultation has rows."""
PEOPLE_EVERY = 10
AT_ONCE = 10
"""Copies made in one transaction: as if ten consultations ran at the same time, their rows lie between each other."""
SHARED = "body"
EMPTY = "another"


def script() -> Script:
    """The demonstration's story, with more said in it."""
    told = story()
    return replace(told, contributions=sorted(_more(told), key=lambda line: line.at), limits=Limits())


def _more(told: Script) -> Iterator[Contribution]:
    """What is said, again and again under other names and in other words, until there is enough of each kind."""
    yield from told.contributions
    vocabulary = told.draft_file.read_text("utf-8").split()
    chance = random.Random(2021)  # noqa: S311 - nothing is kept secret by it
    left = {CommentLine: COMMENTS, QuestionLine: QUESTIONS}
    for line in told.contributions:
        if not isinstance(line, AnswerLine):
            left[type(line)] -= 1
    for n in range(1, COMMENTS):
        said: set[str] = set()
        for line in told.contributions:
            words = " ".join(chance.choices(vocabulary, k=30))
            if isinstance(line, AnswerLine) and line.to in said:
                yield replace(line, to=f"{line.to}-{n}", text=f"{line.text} {words}", group=None)
            elif not isinstance(line, AnswerLine) and left[type(line)] and _stands_alone(line):
                left[type(line)] -= 1
                said.add(line.id)
                yield _said_again(line, n, words)
        if not any(left.values()):
            return


def _stands_alone(line: CommentLine | QuestionLine) -> bool:
    return isinstance(line, CommentLine) or line.supplementary_to is None


def _said_again(line: CommentLine | QuestionLine, n: int, words: str) -> Contribution:
    if isinstance(line, CommentLine):
        return replace(line, id=f"{line.id}-{n}", text=f"{line.text} {words}")
    return replace(line, id=f"{line.id}-{n}", parts=(*line.parts[:-1], f"{line.parts[-1]} {words}"))


def played(session: Session, viewers: Iterable[str]) -> str:
    """Plays it, and starts another consultation without anything in it for the `viewers`; the slug of the first."""
    told = script()
    consultation = play(session, told)
    assert consultation.id == 1  # noqa: S101
    other = consultations.start(
        session, slug=EMPTY, particulars=Particulars(title="Another"), by=None, now=told.started_at
    )
    for email in viewers:
        person = people_there_are.by_email(session, email)
        assert person is not None  # noqa: S101
        people.invite(
            session, consultation=other, email=email, name=person.name, role=Role.OBSERVER, by=None,
            now=told.started_at + timedelta(hours=1),
        )  # fmt: skip
    return consultation.slug


def multiply(engine: Engine, count: int, *, seconds: float) -> int:
    """Copies the first consultation until there are `count`, or the time is up; how many there are then.

    Can be called again to go on. The words that are searched come once all are there.
    """
    end = monotonic() + seconds
    with engine.begin() as connection:
        there = connection.scalar(text("select count(*) from consultation where id <> 2"))
    while there < count and monotonic() < end:
        until = min(there + AT_ONCE, count)
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in copied():
                _copy(connection, table, there, until - 1)
        there = until
        if there % (10 * AT_ONCE) <= 1 or there == count:
            sys.stderr.write(f"{there} consultations after {seconds - (end - monotonic()):.0f} s\n")
    if there >= count and _give_words(engine, count):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return there


def copied() -> list[Table]:
    """The tables that say something of a consultation, directly or by what they point to."""
    found = {"consultation", "person", "audit_entry"}
    for table in Base.metadata.sorted_tables * 2:
        if table.name != SHARED and any(key.column.table.name in found - {"person"} for key in table.foreign_keys):
            found.add(table.name)
    return [table for table in Base.metadata.sorted_tables if table.name in found]


def _copy(connection: Connection, table: Table, first: int, last: int) -> None:
    """Copies a table's rows of the first consultation, one copy of each after the other."""
    columns = [column for column in table.columns if column.computed is None]
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_value(table, column) for column in columns)
    order = ", ".join(f'm."{column.name}"' for column in table.primary_key)
    statement = (
        f'INSERT INTO "{table.name}" ({names}) SELECT {values} '  # noqa: S608 - own names
        f'FROM "{table.name}" m CROSS JOIN generate_series({first}, {last}) k WHERE {_of_the_first(table)} ORDER BY {order}, k'
    )
    connection.exec_driver_sql(statement.replace("%", "%%"))


def _of_the_first(table: Table) -> str:
    """True of the rows that are copied."""
    if table.name == "person":
        return f"m.id < {STRIDE} AND k % {PEOPLE_EVERY} = 0"
    if table.name == "consultation":
        return "m.id = 1"
    if "consultation_id" in table.columns:
        return f"m.consultation_id = 1{_unmoved(table)}"
    return "m.chain = 1" if table.name == "audit_entry" else f"true{_unmoved(table)}"


def _unmoved(table: Table) -> str:
    """True of the rows that were there first, by the keys that are moved with every copy."""
    moved = (column for column in table.primary_key if _steps(table, column) == "k")
    return "".join(f' AND m."{column.name}" < {STRIDE}' for column in moved)


def _value(table: Table, column: Column[object]) -> str:
    """What stands in a column of copy number k."""
    own, name = f'm."{column.name}"', f"{table.name}.{column.name}"
    if name == "consultation.slug":
        return f"{own} || '-' || k"
    if name == "person.email":
        return f"replace({own}, '@', '.' || k / {PEOPLE_EVERY} || '@')"
    if column.name in {"form_key", "key", "session_key"} and "CHAR" in str(column.type):
        return f"md5({own} || ' ' || k)"
    steps = _steps(table, column)
    return f"{own} + {steps} * {STRIDE}" if steps else own


def _steps(table: Table, column: Column[object]) -> str:
    """By how many strides a key is moved, "" for what is no key or is everybody's."""
    if f"{table.name}.{column.name}" == "audit_entry.chain":
        return "k"
    if column.foreign_keys:
        of = next(iter(column.foreign_keys)).column.table.name
    elif column.primary_key and column.name == "id":
        of = table.name
    else:
        return ""
    return {SHARED: "", "person": f"(k / {PEOPLE_EVERY})"}.get(of, "k")


def _give_words(engine: Engine, count: int) -> bool:
    """Gives the copies the words of the original; False where they have them."""
    given = False
    with engine.begin() as connection:
        for name in map(words.name_of, (*words.COLUMNS, "question")):
            if connection.scalar(text(f"select 1 from {name} where id > {STRIDE} limit 1")) or count == 1:  # noqa: S608
                continue
            connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '1GB'")
            connection.exec_driver_sql(f"DROP INDEX {name}_words")
            connection.exec_driver_sql(
                f"INSERT INTO {name} SELECT m.id + k * {STRIDE}, ts_delete(m.words, '{words.mark(1)}')"  # noqa: S608 - own names
                f" || array_to_tsvector(ARRAY['consultation ' || (1 + k * {STRIDE})])"
                f" FROM generate_series(1, {count - 1}) k, {name} m WHERE m.id < {STRIDE}"
            )
            connection.exec_driver_sql(f"CREATE INDEX {name}_words ON {name} USING gin (words)")
            given = True
    return given
