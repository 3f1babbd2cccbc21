"""Whatever a file holds, `consult load` either takes it or says in lines why not: never a traceback, never half of it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.commands.conftest import DRAFT, Installation
from tests.commands.test_loading import MEMBER, OFFICER, SLUG, comment, lines, question, response, rows

GOOD = [MEMBER, OFFICER, comment(), question(), response(), response(to="q1", disposition=None)]

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),  # NaN and the infinities, too
    st.text(max_size=20),
    st.sampled_from(["", " ", "x" * 20_000, "\x00", "\ud800", "e" + "\u0301" * 50, "x1", "q1", "person-1", "nobody@example.org"]),
    st.sampled_from(["2021-02-01T10:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00", "2021-02-01"]),
    st.lists(st.none() | st.text(max_size=5) | st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.none() | st.text(max_size=5), max_size=2),
)  # fmt: skip
KEYS = sorted(
    {key for line in GOOD for key in line} | {"anchor", "kind", "group", "unsettled", "until", "withdrawn_at"}
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Good lines of which some have lost a key, been given another value, been doubled, cut or left out."""
    made = []
    for line in GOOD:
        copy: dict[str, Any] = dict(line)
        for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
            key = draw(st.sampled_from(KEYS))
            if draw(st.booleans()):
                copy.pop(key, None)
            else:
                copy[key] = draw(ODD)
        text = json.dumps(copy)
        made += draw(st.sampled_from([[text], [text], [text], [text, text], [text[:-9]], []]))
    return ("\n".join(made) + "\n").encode()


@pytest.fixture(scope="module")
def untouched(migrated_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A draft, and nobody to comment on it."""
    folder = tmp_path_factory.mktemp("untouched")
    installation = Installation(Path(shutil.copytree(migrated_once, folder / "instance")))
    file = folder / "draft.md"
    file.write_text(DRAFT, "utf-8")
    installation.does("import", str(file), "--into", SLUG)
    return installation


@pytest.fixture(scope="module")
def copied(untouched: Installation, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Installation]:
    folder = tmp_path_factory.mktemp("copies") / "instance"

    def copy() -> Installation:
        shutil.rmtree(folder, ignore_errors=True)
        return Installation(Path(shutil.copytree(untouched.folder, folder)))

    return copy


@given(mutated())
@example(b"[" * 100_000)
@example(b'{"type":' * 50_000)
@example(lines(MEMBER, OFFICER, comment(text="a " * 10_000_000)))
@example(lines(MEMBER, OFFICER, comment(quote="a " * 400_000)))
@example(b'{"type": "person", "email": "a@b.c", "role": "member", "name": NaN}')
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
def test_mutated_lines_are_taken_whole_or_refused_in_lines(copied: Callable[[], Installation], data: bytes) -> None:
    installation = copied()
    before = rows(installation)
    done = installation.run("load", SLUG, "-", given=data)
    assert done.code in (0, 1)
    assert all(line.startswith("consult: ") for line in done.err.splitlines())
    assert "Something went wrong" not in done.err
    if done.code == 1:
        assert done.out == ""
        assert rows(installation) == before


def test_the_lines_that_are_mutated_are_good(copied: Callable[[], Installation]) -> None:
    done = copied().run("load", SLUG, "-", given=lines(*GOOD))
    assert done.out == f"Loaded 2 parts, 1 comment, 1 question, 2 answers into {SLUG}.\n"


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A whole record with one value somewhere in it replaced or taken out."""
    record = json.loads(json.dumps(WHOLE))
    at: Any = record
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or not at[key] or draw(st.integers(0, 3)) == 0:
            break
        at = at[key]
    if draw(st.booleans()):
        del at[key]
    else:
        at[key] = draw(ODD)
    return {name: value for name, value in record.items() if name != "format"}


WHOLE: dict[str, Any] = {
    "consultation": {"title": "Safer streets", "lead_authority": "Norfolk Constabulary", "meeting_on": "2021-03-15"},
    "people": [
        {"type": "person", "id": "person-1", "role": "member", "name": "Member", "body": "Breckland", "until": None},
        {"type": "person", "id": "person-2", "role": "officer", "name": "Officer", "body": "Norfolk Constabulary"},
    ],
    "drafts": [
        {
            "version": 1, "title": "Safer streets", "published_at": "2021-01-29T14:00:00Z", "figures": [],
            "sections": [
                {
                    "number": "1", "heading": "Lighting", "level": 1, "authority": None,
                    "paragraphs": [
                        {"label": "1", "level": 0, "kind": "paragraph", "text": "Mend lamps.", "html": "Mend lamps."}
                    ],
                }
            ],
        }
    ],
    "comments": [
        {
            "type": "comment", "id": "C-0001", "by": "person-1", "body": "Breckland", "section": "Lighting", "paragraph": "1",
            "quote": "Mend", "stance": "object", "text": "Replace.", "at": "2021-02-01T10:00:00Z", "withdrawn_at": None,
            "authority": "Norfolk Constabulary", "supported_by": [],
            "anchor": {
                "version": 1, "position": [0, 0], "quote": "Mend", "prefix": "", "suffix": " lamps.", "start": 0, "end": 4,
            },
        }
    ],
    "questions": [
        {
            "type": "question", "id": "Q-0001", "by": "person-1", "to": ["Norfolk Constabulary"], "parts": ["When?"],
            "section": "Lighting", "at": "2021-02-01T10:00:00Z", "anchor": {"version": 1, "position": [0, None]},
        }
    ],
    "responses": [
        {
            "type": "response", "to": "C-0001", "by": "person-2", "disposition": "noted", "text": "Noted.", "reason": "",
            "at": "2021-02-22T10:00:00Z", "approved_at": "2021-02-22T11:00:00Z", "released_at": "2021-02-22T12:00:00Z",
        }
    ],
}  # fmt: skip


@given(damaged())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
def test_a_damaged_record_is_taken_whole_or_refused_in_lines(
    copied: Callable[[], Installation], record: dict[str, Any]
) -> None:
    installation = copied()
    before = rows(installation)
    data = json.dumps({"format": "consult-record/1", **record}).encode()
    done = installation.run("load", "whole", "-", given=data)
    assert done.code in (0, 1)
    assert all(line.startswith("consult: ") for line in done.err.splitlines())
    assert "Something went wrong" not in done.err
    if done.code == 1:
        assert done.out == ""
        assert rows(installation) == before


def test_the_record_that_is_damaged_is_good(copied: Callable[[], Installation]) -> None:
    data = json.dumps({"format": "consult-record/1", **WHOLE}).encode()
    assert (
        copied().does("load", "whole", "-", given=data)
        == "Loaded 2 parts, 1 comment, 1 question, 1 answer into whole.\n"
    )
