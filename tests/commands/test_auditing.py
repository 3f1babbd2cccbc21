"""`consult audit verify`: the record as it was written, and the first entry of it that is not."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update

from consult.actions import issuing, packs
from consult.domain.people import Actor
from consult.queries import consultations, issued, people
from consult.store.audit import AuditEntry
from tests.commands.conftest import NOW, Installation, Played

SLUG, INSTALLATION = "community-safety-2026-refresh", "(installation)"


def chain_of(installation: Installation, slug: str = SLUG) -> int:
    with installation.stored() as session:
        return consultations.by_slug(session, slug).id


def length_of(installation: Installation) -> int:
    chain = chain_of(installation)
    with installation.stored() as session:
        return session.scalar(select(func.count()).where(AuditEntry.chain == chain)) or 0


def tamper(installation: Installation, sequence: int, /, **values: Any) -> None:
    chain = chain_of(installation)
    with installation.stored(writes=True) as session:
        at = (AuditEntry.chain == chain) & (AuditEntry.sequence == sequence)
        session.execute(update(AuditEntry).where(at).values(**values))


def cut(installation: Installation, after: int) -> None:
    chain = chain_of(installation)
    with installation.stored(writes=True) as session:
        session.execute(delete(AuditEntry).where(AuditEntry.chain == chain, AuditEntry.sequence > after))


def found(installation: Installation, *args: str, code: int = 3) -> dict[str, Any]:
    """What is said of each chain that is broken."""
    done = installation.run("audit", "verify", "--json", *args)
    assert (done.code, done.err) == (code, ""), done
    return {row["chain"]: row["broken"] for row in json.loads(done.out) if row["broken"]}


def kept(installation: Installation, folder: Path) -> str:
    """What a run prints, put where nobody can change it."""
    file = folder / "heads.json"
    file.write_text(installation.does("audit", "verify", "--json"), "utf-8")
    return str(file)


def test_the_demonstrations_record_is_whole(played: Played) -> None:
    rows = json.loads(played.installation.does("audit", "verify", "--json"))
    assert [row["chain"] for row in rows] == [INSTALLATION, "community-safety-2021-2025", SLUG]
    assert [row["broken"] for row in rows] == [None] * 3
    assert rows[2]["entries"] == length_of(played.installation)
    (line,) = played.installation.does("audit", "verify", SLUG).splitlines()
    assert line == f"{SLUG}: whole, {rows[2]['entries']} entries, head {rows[2]['head']}"


@pytest.mark.parametrize(
    "values",
    [
        {"at": datetime(2021, 1, 1, tzinfo=UTC)}, {"actor_id": None}, {"act": "something else"}, {"subject": "person 99"},
        {"details": {"changed": "afterwards"}}, {"salt": "0" * 32}, {"details_digest": "0" * 64}, {"digest": "0" * 64},
        {"previous": "0" * 64}, {"sequence": 900}, {"chain": 900},
    ],
    ids=lambda values: next(iter(values)),
)  # fmt: skip
def test_each_column_changed_is_found(demonstration: Installation, values: dict[str, Any]) -> None:
    tamper(demonstration, 4, **values)
    broken = found(demonstration)
    moved = values.keys() & {"sequence", "chain"}
    assert broken[SLUG]["sequence"] == (5 if moved else 4)
    assert broken.keys() == {SLUG} | ({"(chain 900)"} if "chain" in values else set())


def test_who_what_and_when_are_named(demonstration: Installation) -> None:
    with demonstration.stored() as session:
        entry = session.get_one(AuditEntry, (chain_of(demonstration), 4))
        clerk = people.by_email(session, "clerk@example.org")
        assert clerk is not None
        assert entry.actor_id == clerk.id
        act, name, at = entry.act, clerk.name, entry.at
    tamper(demonstration, 4, subject="person 99")
    broken = found(demonstration, SLUG)[SLUG]
    assert broken == {
        "sequence": 4, "why": "it is not as it was recorded", "who": name, "act": act, "subject": "person 99",
        "at": at.isoformat(),
    }  # fmt: skip
    done = demonstration.run("audit", "verify", SLUG)
    assert done.code == 3
    assert done.out.startswith(f"{SLUG}: BROKEN at entry 4 ({act}, person 99, by {name}, ")
    assert done.out.endswith("): it is not as it was recorded. Before it, 3 entries are whole\n")


def test_entries_that_changed_places_are_found(demonstration: Installation) -> None:
    for before, after in ((4, 900), (5, 4), (900, 5)):
        tamper(demonstration, before, sequence=after)
    assert found(demonstration)[SLUG]["sequence"] == 4


def test_what_cannot_be_read_is_found(demonstration: Installation) -> None:
    with demonstration.stored(writes=True) as session:
        where = {"chain": chain_of(demonstration)}
        session.execute(text("update audit_entry set details = '{' where chain = :chain and sequence = 6"), where)
    assert found(demonstration) == {SLUG: {"sequence": 6, "why": "what stands there cannot be read"}}


def test_an_end_cut_off_is_found_by_what_was_kept(demonstration: Installation, tmp_path: Path) -> None:
    length, file = length_of(demonstration), kept(demonstration, tmp_path)
    assert found(demonstration, "--kept", file, code=0) == {}
    cut(demonstration, length - 2)
    assert found(demonstration, code=0) == {}  # in itself it is whole
    why = f"the last entries were cut off: what was kept tells of {length}, and there are {length - 2}"
    assert found(demonstration, "--kept", file) == {SLUG: {"sequence": length - 1, "why": why}}


def test_a_record_that_is_gone_is_found(demonstration: Installation) -> None:
    cut(demonstration, 0)
    why = "the last entries were cut off: the consultation, which began, tells of 1, and there are 0"
    assert found(demonstration) == {SLUG: {"sequence": 1, "why": why}}


def test_an_end_cut_off_is_found_by_a_pack_that_was_issued(demonstration: Installation) -> None:
    sequence = issue(demonstration)
    assert found(demonstration, code=0) == {}
    cut(demonstration, sequence - 3)
    why = f"the last entries were cut off: pack 1 tells of {sequence}, and there are {sequence - 3}"
    assert found(demonstration, SLUG) == {SLUG: {"sequence": sequence - 2, "why": why}}


def issue(installation: Installation) -> int:
    """Issues a pack; gives the entry it was gathered after."""
    with installation.stored(writes=True) as session:
        consultation = consultations.by_slug(session, SLUG)
        by: Actor = people.actor_by_email(session, "clerk@example.org", consultation)
        terms = issuing.Terms(urgency="The chair wishes it.")
        row, lead = issuing.issue(session, consultation=consultation, terms=terms, today=NOW.date(), by=by, now=NOW)
        packs.claim(session, lead.id, silent_since=NOW, now=NOW)
        end = issued.chain_end(session, consultation.id)
        snapshot = issuing.Snapshot(NOW, NOW.date(), consultation.current_version, end, {})
        issuing.seal(
            session, row.id, lead.id, attempt=1, files=[issuing.MadeFile("pdf", 1, b"%PDF")], snapshot=snapshot,
            by=by, now=NOW, consultation=consultation,
        )  # fmt: skip
        return end[0]


@pytest.mark.parametrize("held", ["", "{}", "[1]", '[{"chain": "a"}]', '[{"chain": "a", "entries": "x", "head": ""}]'])
def test_a_file_of_something_else_is_refused(played: Played, tmp_path: Path, held: str) -> None:
    file = tmp_path / "heads.json"
    file.write_text(held)
    code = 0 if held == "{}" else 1  # nothing kept is no fault
    done = played.installation.run("audit", "verify", SLUG, "--kept", str(file))
    assert done.code == code
    assert code == 0 or done.err == f"consult: {file} is not what consult audit verify --json prints\n"


def test_nothing_of_that_name(played: Played) -> None:
    assert played.installation.fails("audit", "verify", "no-such")
