"""`kill -9` in the middle of writing: what was acknowledged is there, and nothing is there twice. The long storm is in bench/."""

from pathlib import Path

from bench import storm
from bench.storm_service import free_port
from consult.config import from_environment
from tests.commands.conftest import Installation

KILLS = [("web process", 3), ("web main process", 3), ("worker", 2)]


def test_nothing_acknowledged_is_lost(empty: Installation) -> None:
    port = free_port()
    environment = storm.environment_in(str(empty.folder), port)
    settings = from_environment(environment)
    found, ledger, killed, _ = storm.storm(settings, environment, port, members=3, kills=KILLS, processes=1)
    said = {name: (Path(empty.folder) / name).read_text() for name in ("web.log", "worker.log")}
    assert (found, sum(killed.values())) == ([], len(KILLS)), said
    assert empty.does("audit", "verify")
    assert ledger.count >= sum(writes for _, writes in KILLS)
