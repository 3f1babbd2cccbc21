"""What a backup says of itself: by which program, of which moment, and what each of its parts holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FORMAT = "consult-backup/1"


class Unfit(Exception):
    """A file cannot be restored from; the message says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table. `columns` are (name, kind), in the order of the values in each line; see `rows`."""

    table: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    sha256: str

    @property
    def name(self) -> str:
        """In the container."""
        return f"tables/{self.table}.jsonl"


@dataclass(frozen=True, slots=True)
class Chain:
    """The end of a chain of the audit: of a consultation by its id, of the installation itself as 0."""

    chain: int
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`schema` is the migration the tables are at; `database` the kind they were read from."""

    program: str
    schema: str
    database: str
    taken_at: datetime
    chains: tuple[Chain, ...]
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(part.rows for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "format": FORMAT,
            "program": self.program,
            "schema": self.schema,
            "database": self.database,
            "taken_at": self.taken_at.isoformat(),
            "chains": [{"chain": one.chain, "entries": one.entries, "head": one.head} for one in self.chains],
            "tables": [
                {"name": one.table, "part": one.name, "rows": one.rows, "sha256": one.sha256, "columns": one.columns}
                for one in self.parts
            ],
        }


def read(found: Mapping[str, Any]) -> Manifest:
    """A manifest as it stood in a file. Raises Unfit for one of a later program."""
    if found.get("format") != FORMAT:
        raise Unfit(f"it is written as {found.get('format')}, which a newer consult made. Install that consult")
    return Manifest(
        program=found["program"],
        schema=found["schema"],
        database=found["database"],
        taken_at=datetime.fromisoformat(found["taken_at"]),
        chains=tuple(Chain(one["chain"], one["entries"], one["head"]) for one in found["chains"]),
        parts=tuple(
            Part(one["name"], tuple((name, kind) for name, kind in one["columns"]), one["rows"], one["sha256"])
            for one in found["tables"]
        ),
    )
