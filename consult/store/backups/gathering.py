"""A database read into a backup, as it was at one moment, while others go on writing."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, Table, select, text

from consult.store.backups import rows
from consult.store.backups.container import Writer
from consult.store.backups.manifest import Chain, Manifest

LEFT_OUT = frozenset({"sign_in", "sign_in_link"})
"""What lets somebody in: whoever finds the file comes in nowhere, and what was ended since does not come back."""

_LINK = re.compile(r"(/sign-in)/link/\S+")

_DISARMED: Mapping[tuple[str, str], Callable[[str], str]] = {("letter", "text"): lambda words: _LINK.sub(r"\1", words)}
"""Letters that wait hold links that let somebody in: after a restore they lead to where one asks for another."""


def gather(connection: Connection, into: Writer, *, program: str, schema: str, now: datetime) -> Manifest:
    """Everything that is kept. The connection is at the start of a transaction that sees one moment."""
    kept = [one for one in rows.tables(connection) if one.name not in LEFT_OUT]
    parts = tuple(into.add(one.name, rows.columns(one), _lines(connection, one)) for one in kept)
    told = Manifest(program, schema, connection.dialect.name, now, tuple(chains(connection)), parts)
    into.close(told)
    return told


def chains(connection: Connection) -> Iterator[Chain]:
    """The end of each chain of the audit."""
    last = "select chain, max(sequence) as sequence from audit_entry group by chain"
    found = connection.execute(
        text(
            f"select entry.chain, entry.sequence, entry.digest from audit_entry entry join ({last}) last "  # noqa: S608
            "on entry.chain = last.chain and entry.sequence = last.sequence order by entry.chain"
        )
    )
    for chain, sequence, digest in found:
        yield Chain(chain, sequence, digest)


def _lines(connection: Connection, of: Table) -> Iterator[bytes]:
    kinds = rows.columns(of)
    line = rows.writer(kinds)
    in_order = select(*rows.wanted(of)).order_by(*of.primary_key.columns)
    ways = [_DISARMED.get((of.name, name)) for name, _ in kinds]
    with connection.execute(in_order, execution_options={"yield_per": rows.at_once(kinds)}) as found:
        for row in found:
            yield line(
                [way(value) if way else value for value, way in zip(row, ways, strict=True)] if any(ways) else row
            )
