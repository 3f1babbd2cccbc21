"""How long `consult load` takes: `python bench/loading.py [COMMENTS] [ANSWERS]`, on an instance made for it.

The demonstration's draft is commented on by a panel of 24, and the first comments are answered and released.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from click.testing import CliRunner

from consult.clock import system_clock
from consult.commands import main as consult
from consult.commands.surroundings import Surroundings
from consult.demo.scripts import story
from consult.importing import read_draft

DRAFT = story().draft_file
MEMBERS, AUTHORITIES = 24, 4
TEXT = "The draft says what will be done and not by whom, nor how anybody will know that it has been done. "


def lines(comments: int, answers: int) -> Iterator[dict[str, Any]]:
    """People, comments on one paragraph after the other, and answers."""
    for n in range(MEMBERS):
        yield person(f"member-{n}@example.org", "member", f"Member {n}", f"Council {n % 8}")
    for n in range(AUTHORITIES):
        yield person(f"officer-{n}@example.org", "officer", f"Officer {n}", f"Authority {n}")
    draft = read_draft(DRAFT.read_bytes(), DRAFT.name)
    places = [(s.heading, p.label) for s in draft.sections for p in s.paragraphs if p.label]
    for n in range(comments):
        heading, label = places[n % len(places)]
        yield {
            "type": "comment", "id": f"x{n}", "by": f"member-{n % MEMBERS}@example.org", "section": heading,
            "paragraph": label, "quote": None, "stance": "object", "text": TEXT * (1 + n % 5), "suggested_wording": None,
            "supported_by": [f"member-{(n + 1) % MEMBERS}@example.org"] if n % 4 == 0 else [], "at": "2021-02-01T10:00:00Z",
        }  # fmt: skip
    for n in range(answers):
        yield {
            "type": "response", "to": f"x{n}", "by": f"officer-{n % AUTHORITIES}@example.org", "disposition": "noted",
            "text": TEXT, "reason": "", "at": "2021-02-22T10:00:00Z", "released": True,
        }  # fmt: skip


def person(email: str, role: str, name: str, body: str) -> dict[str, Any]:
    return {"type": "person", "email": email, "role": role, "name": name, "body": body}


def main(comments: int = 2000, answers: int = 1500) -> None:
    with TemporaryDirectory() as folder:
        loading = filled(folder, comments, answers)
        exporting = run(folder, "export", "bench", "--out", f"{folder}/record.json")
    sys.stdout.write(f"load of {comments:,} comments and {answers:,} answers: {loading:.1f} s\n")
    sys.stdout.write(f"export as JSON: {exporting:.1f} s\n")


def filled(folder: str, comments: int, answers: int) -> float:
    """Makes an instance with the consultation "bench" in a folder; the seconds its load took."""
    file = Path(folder) / "record.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines(comments, answers)), "utf-8")
    run(folder, "migrate")
    run(folder, "import", str(DRAFT), "--into", "bench")
    return run(folder, "load", "bench", str(file))


def run(folder: str, *command: str) -> float:
    """Seconds a command took."""
    began = monotonic()
    done = CliRunner().invoke(
        consult, command, obj=Surroundings({"CONSULT_INSTANCE": f"{folder}/instance"}, system_clock)
    )
    if done.exit_code:
        raise SystemExit(done.stderr)
    return monotonic() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
