"""What operators do, on PostgreSQL: begin, load, export, verify, and move to SQLite and back again with a backup."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from consult.store.opening import newest
from tests.commands.conftest import Installation
from tests.databases import ON_POSTGRESQL, Databases

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="every other test of commands runs on SQLite")

MEMBER = {
    "type": "person",
    "email": "m@example.org",
    "role": "member",
    "name": "Member for Breckland",
    "body": "Breckland",
}
OFFICER = {"type": "person", "email": "o@example.org", "role": "lead-officer", "name": "Officer", "body": "County"}
COMMENT = {"type": "comment", "id": "x1", "by": "m@example.org", "section": "Lighting", "paragraph": "6(a)",
           "quote": "within a week", "stance": "object", "text": "A day.", "at": "2026-02-01T10:00:00Z"}  # fmt: skip
ANSWER = {"type": "response", "to": "x1", "by": "o@example.org", "disposition": "noted", "text": "It is noted.",
          "at": "2026-02-22T10:00:00Z", "released": True}  # fmt: skip


class There(Installation):
    """An installation whose database is elsewhere."""

    url = ""

    def run(self, *args: str, given: bytes = b"", **environ: str):  # type: ignore[no-untyped-def]  # as there
        return super().run(*args, given=given, CONSULT_DATABASE_URL=self.url, **environ)


@pytest.fixture
def there(migrated: Databases, tmp_path: Path) -> Callable[[str], There]:
    """Installations by name, each with a database in which nothing is yet."""

    def make(name: str) -> There:
        made = There(tmp_path / name)
        made.folder.mkdir()
        made.url = migrated.address(made.folder)
        migrated.renew(made.url)
        return made

    return make


def lines(*objects: dict[str, object]) -> bytes:
    return "\n".join(map(json.dumps, objects)).encode()


def record(installation: Installation) -> str:
    return installation.does("export", "streets", "--format", "json")


def test_from_a_draft_to_a_move_and_back(
    there: Callable[[str], There], tmp_path: Path, draft: Callable[..., Path]
) -> None:
    first, sqlite, second = there("first"), Installation(tmp_path / "sqlite"), there("second")
    assert first.does("migrate") == f"The database is at version {newest()}.\n"
    first.does("import", str(draft()), "--into", "streets")
    said = first.run("load", "streets", "-", "--json", given=lines(MEMBER, OFFICER, COMMENT, ANSWER))
    assert json.loads(said.out) == {"references": {"x1": "C-0001"}}
    assert first.run("audit", "verify").code == 0
    kept = record(first)
    for before, after in ((first, sqlite), (sqlite, second)):
        file = tmp_path / f"{after.folder.name}.backup"
        before.does("backup", str(file))
        after.does("restore", str(file))
        assert after.run("audit", "verify").code == 0
        assert record(after) == kept
    more = [{**COMMENT, "id": f"y{n}", "text": "And more."} for n in range(3)]
    said = second.run("load", "streets", "-", "--json", given=lines(*more))  # numbers go on after what was restored
    assert json.loads(said.out) == {"references": {"y0": "C-0002", "y1": "C-0003", "y2": "C-0004"}}
    assert second.run("audit", "verify").code == 0
