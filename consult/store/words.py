"""The index that full-text search reads, kept by the database itself in the transaction of every change.

It is derived from the tables it indexes, so it is no model and no migration of its own: `lay` makes it anew after every
migration, for the database it finds. Everything it makes is named "words_…" and left alone when migrations are compared.

One table for each table indexed, filled by triggers: FTS5's on SQLite; on PostgreSQL one of vectors, in which a mark of its
consultation stands beside the words of a row, so that the index finds those of one consultation among a thousand others'.
Visibility is no part of it: what may be read is decided by the rows it leads to, at the time of the search.
"""

import unicodedata
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, inspect, text

PREFIX = "words_"

CONFIGURATION = "words_english"
"""PostgreSQL: the text search configuration. It stems as "english" does, and leaves no word out."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "section": ("heading",),
    "paragraph": ("text",),
    "comment": ("text", "suggested_wording", "quote"),
    "response": ("text", "reason", "resulting_wording"),
    "commitment": ("text", "quote"),
    "supply": ("text", "delay_reason"),
}
"""Tables with an id, and the columns of each that are searched. The parts of a question are searched as one text."""

_CONSULTATION: Mapping[str, str] = {
    "section": "(SELECT consultation_id FROM draft_version WHERE id = {row}.version_id)",
    "paragraph": "(SELECT consultation_id FROM draft_version WHERE id = {row}.version_id)",
    "comment": "{row}.consultation_id",
    "response": "coalesce((SELECT consultation_id FROM comment WHERE id = {row}.comment_id),"
    " (SELECT consultation_id FROM question WHERE id = {row}.question_id))",
    "commitment": "{row}.consultation_id",
    "supply": "(SELECT consultation_id FROM commitment WHERE id = {row}.commitment_id)",
}
"""PostgreSQL: the consultation that a row of a table belongs to."""

_PLAIN = {
    chr(code): plain[0]
    for code in range(0xC0, 0x180)
    if len(plain := unicodedata.normalize("NFKD", chr(code)).encode("ascii", "ignore").decode()) == 1
} | dict.fromkeys("<>/-_@.&+=", " ")
"""PostgreSQL: what stands for a character in the index. Left alone, its parser takes "<b>" for markup, "norfolk.gov.uk" whole."""


def name_of(table: str) -> str:
    """The table that holds the words of a table."""
    return f"{PREFIX}of_{table}"


def document(table: str, row: str = "") -> str:
    """PostgreSQL: all that is searched of a row of a table, as one text."""
    of = f"{row}." if row else ""
    return " || ' ' || ".join(f"coalesce({of}{column}, '')" for column in COLUMNS[table])


def mark(consultation_id: int) -> str:
    """PostgreSQL: what the vectors of a consultation's rows hold beside their words; no word has a space."""
    return f"consultation {consultation_id}"


def _vector(of: str, consultation: str) -> str:
    """A text (an SQL expression) as words to be searched, stemmed and without accents, with the mark of a consultation."""
    plain = f"translate({of}, '{''.join(_PLAIN)}', '{''.join(_PLAIN.values())}')"
    return f"to_tsvector('{CONFIGURATION}', {plain}) || array_to_tsvector(ARRAY['consultation ' || {consultation}])"


def lay(connection: Connection) -> None:
    """Makes the index anew, whole. Does nothing in a database that has no tables yet."""
    if not inspect(connection).has_table("comment"):
        return
    statements = _for_sqlite() if connection.dialect.name == "sqlite" else _for_postgresql()
    for statement in statements:
        connection.execute(text(statement))


def forget(connection: Connection) -> None:
    """Drops from the index what was deleted from its tables: SQLite would keep the words until it tidies up by itself."""
    if connection.dialect.name == "sqlite":
        for name in map(name_of, (*COLUMNS, "question")):
            connection.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))  # noqa: S608 - own names


def _for_postgresql() -> Iterator[str]:
    stemmer, plain = f"{CONFIGURATION}_stem", "asciiword, asciihword, hword_asciipart, word, hword, hword_part"
    yield f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {CONFIGURATION} CASCADE"
    yield f"DROP TEXT SEARCH DICTIONARY IF EXISTS {stemmer}"
    yield f"CREATE TEXT SEARCH DICTIONARY {stemmer} (TEMPLATE = snowball, LANGUAGE = english)"
    yield f"CREATE TEXT SEARCH CONFIGURATION {CONFIGURATION} (COPY = english)"
    yield f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ALTER MAPPING FOR {plain} WITH {stemmer}"
    for table, columns in COLUMNS.items():
        found = f"SELECT id, {_vector(document(table, 'r'), _CONSULTATION[table].format(row='r'))} FROM {table} r"  # noqa: S608
        yield from _vectors(table, found)
        watched = f"INSERT OR UPDATE OF {', '.join(columns)} OR DELETE"
        yield from _function(table, watched, table, "id", f"{found} WHERE r.id = NEW.id")
    found = (
        f"SELECT question_id, {_vector(_IN_ORDER, '(SELECT consultation_id FROM question WHERE id = question_id)')} "  # noqa: S608
        "FROM question_part"
    )
    yield from _vectors("question", f"{found} GROUP BY question_id")
    whole = f"{found} WHERE question_id = coalesce(NEW.question_id, OLD.question_id) GROUP BY question_id"
    yield from _function("question_part", "INSERT OR UPDATE OR DELETE", "question", "question_id", whole)


_IN_ORDER = "string_agg(text, E'\\n' ORDER BY position)"


def _vectors(table: str, found: str) -> Iterator[str]:
    """A table of vectors, filled before its index is made, which is quicker."""
    name = name_of(table)
    yield f"DROP TABLE IF EXISTS {name}"
    yield f"CREATE TABLE {name} (id integer PRIMARY KEY, words tsvector NOT NULL)"
    yield f"INSERT INTO {name} (id, words) {found}"
    yield f"CREATE INDEX {name}_words ON {name} USING gin (words)"


def _function(table: str, watched: str, of: str, key: str, found: str) -> Iterator[str]:
    """Keeps the vectors of `of` while `table` changes; `found` is empty where the row is gone."""
    name, kept = f"{PREFIX}after_{table}", name_of(of)
    yield f"DROP FUNCTION IF EXISTS {name}() CASCADE"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 - own names
        f"DELETE FROM {kept} WHERE id = coalesce(NEW.{key}, OLD.{key}); "
        f"INSERT INTO {kept} (id, words) {found}; RETURN NULL; END $$"
    )
    yield f"CREATE TRIGGER {name} AFTER {watched} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _for_sqlite() -> Iterator[str]:
    for table, columns in COLUMNS.items():
        yield from _fts5(table, columns)
        names = ", ".join(columns)
        yield f"INSERT INTO {name_of(table)} (rowid, {names}) SELECT id, {names} FROM {table}"  # noqa: S608 - own names
        yield from _triggers_for_rows(table, columns)
    yield from _fts5("question", ("text",))
    yield _filling_questions("1")
    yield from _triggers_for_parts()


def _fts5(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    tokenizer = "porter unicode61 remove_diacritics 2"
    yield f"DROP TABLE IF EXISTS {name_of(table)}"
    yield f"CREATE VIRTUAL TABLE {name_of(table)} USING fts5({', '.join(columns)}, tokenize = '{tokenizer}')"


def _triggers_for_rows(table: str, columns: tuple[str, ...]) -> Iterator[str]:
    name, names, new = name_of(table), ", ".join(columns), ", ".join(f"new.{column}" for column in columns)
    put = f"INSERT INTO {name} (rowid, {names}) VALUES (new.id, {new})"  # noqa: S608 - own names
    drop = f"DELETE FROM {name} WHERE rowid = old.id"  # noqa: S608 - own names
    yield from _trigger(table, "insert", "INSERT", put)
    yield from _trigger(table, "update", f"UPDATE OF {names}", f"{drop}; {put}")
    yield from _trigger(table, "delete", "DELETE", drop)


def _triggers_for_parts() -> Iterator[str]:
    name = name_of("question")
    for verb, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
        drop = f"DELETE FROM {name} WHERE rowid = {row}.question_id"  # noqa: S608 - own names
        yield from _trigger(
            "question_part", verb, verb.upper(), f"{drop}; {_filling_questions(f'question_id = {row}.question_id')}"
        )


def _filling_questions(where: str) -> str:
    in_order = f"SELECT question_id, text FROM question_part WHERE {where} ORDER BY question_id, position"  # noqa: S608
    return (
        f"INSERT INTO {name_of('question')} (rowid, text) "  # noqa: S608 - own names
        f"SELECT question_id, group_concat(text, char(10)) FROM ({in_order}) GROUP BY question_id"
    )


def _trigger(table: str, verb: str, event: str, body: str) -> Iterator[str]:
    name = f"{PREFIX}after_{table}_{verb}"
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body}; END"
