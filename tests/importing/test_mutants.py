"""Damaged files at every door: each is taken, or refused with a sentence, soon and in little memory.

Those of tests/mutants that were chosen, each that ever failed among them, and a few by their numbers. Ten thousand:
bench/fuzz_importing.py.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.mutants.doors import TAKEN, Doors, set_up
from tests.mutants.kinds import Kind, good
from tests.mutants.making import mutant
from tests.mutants.running import Limits, run
from tests.mutants.worst import WORST

LIMITS = Limits(seconds=10, memory=600_000_000)
NUMBERED = {
    Kind.MARKDOWN: (100_069, 100_132), Kind.HTML: (100_066, 100_122), Kind.WORKBOOK: (1, 2, 3, 4), Kind.WORD_FORM: (1, 2, 3),
    Kind.MARKED: (1, 2, 3, 4), Kind.RECORD: (1, 2, 3), Kind.WORD: (1, 2, 3, 4),
}  # fmt: skip


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    return set_up(tmp_path_factory.mktemp("doors"))


@pytest.mark.parametrize("kind", list(Kind))
def test_it_is_taken_or_refused_in_a_sentence(doors: Doors, kind: Kind) -> None:
    files = {**WORST.get(kind, {}), **{str(n): partial(mutant, kind, n) for n in NUMBERED[kind]}}
    assert [doors.say(kind, one) for one in good(kind)[:1]] == [TAKEN]
    verdicts = run([partial(_put_in, doors, kind, make) for make in files.values()], LIMITS)
    failed = {name: verdict.failed for name, verdict in zip(files, verdicts, strict=True) if verdict.failed}
    assert failed == {}


def _put_in(doors: Doors, kind: Kind, make: Callable[[], bytes]) -> str:
    return doors.say(kind, make())


def _greedy() -> str:
    return str(len(bytearray(2_000_000_000)))


def _endless() -> str:
    while True:
        pass


def _broken() -> str:
    raise KeyError("a door that lets an error through")


def test_what_fails_is_seen_and_the_rest_goes_on() -> None:
    """The test of the tests: an error, an end by force and too much memory are told apart from being taken."""
    doors = [lambda: TAKEN, _broken, _greedy, _endless, lambda: TAKEN]
    found: Iterator[str] = (one.failed.partition(":")[0] for one in run(doors, Limits(seconds=0.1)))
    assert list(found) == ["", "KeyError", "MemoryError", "the process was ended", ""]


def test_a_number_makes_the_same_file_every_time() -> None:
    for kind in Kind:
        assert mutant(kind, 7) == mutant(kind, 7)
        assert mutant(kind, 7) != mutant(kind, 8)


def test_files_are_not_written_where_they_are_not_wanted(doors: Doors, tmp_path: Path) -> None:
    before = sorted(tmp_path.parent.glob("*"))
    assert doors.imported(WORST[Kind.WORD]["relations that lead out of it"]()) != TAKEN
    assert sorted(tmp_path.parent.glob("*")) == before
