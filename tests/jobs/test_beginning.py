"""Several processes begin at once on a database in which nobody has worked yet."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from huey import Huey
from sqlalchemy import Engine, text

from consult.config import Settings
from consult.jobs import queue
from tests.databases import ON_POSTGRESQL

AT_ONCE = 6


@pytest.mark.skipif(not ON_POSTGRESQL, reason="on SQLite each has a file made under a lock")
def test_the_tables_of_the_queue_are_made_once(engine: Engine, settings: Settings) -> None:
    with engine.begin() as connection:
        for name in ("kv", "schedule", "task", "counter"):
            connection.execute(text(f"drop table if exists huey_{name}"))
    together = Barrier(AT_ONCE)

    def begin(_number: int) -> Huey:
        together.wait()
        return queue._storage(settings)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun = list(pool.map(begin, range(AT_ONCE)))
    for one in begun:
        one.put("mark", 1)
        assert one.get("mark") == 1
        one.storage.close()
