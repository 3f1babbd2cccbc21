"""What Prometheus is told: how many requests, how long they took, and what waits to be done.

Requests are counted by each process for itself, in files that whichever is asked adds up (`across_processes`). The rest is
asked of the database, which is the same for all. No label holds a name, an address or a consultation's.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory

from prometheus_client import CollectorRegistry, Counter, Histogram, Metric, generate_latest, multiprocess, values
from prometheus_client.core import GaugeMetricFamily

from consult.queries.waiting import Waiting

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@contextmanager
def across_processes() -> Iterator[None]:
    """Whatever is counted in this process and those it starts is added up. To be called before anything is counted."""
    with TemporaryDirectory(prefix="consult-metrics-") as folder:
        os.environ[_FOLDER] = folder
        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
        yield


class Requests:
    """The requests of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._count = Counter(
            "consult_requests", "Requests answered.", ["endpoint", "method", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "consult_request_seconds", "How long answers took.", ["endpoint", "method"], buckets=_SECONDS,
            registry=self._registry,
        )  # fmt: skip

    def told(self, endpoint: str, method: str, status: int, seconds: float) -> None:
        """Counts one; see `tracing.Told`."""
        self._count.labels(endpoint, method, str(status)).inc()
        self._seconds.labels(endpoint, method).observe(seconds)

    def registry(self) -> CollectorRegistry:
        """What was counted, by all processes."""
        if _FOLDER not in os.environ:
            return self._registry
        added_up = CollectorRegistry()
        multiprocess.MultiProcessCollector(added_up)  # type: ignore[no-untyped-call]
        return added_up


class _OfTheDatabase:
    """A collector that was told what there is."""

    def __init__(self, found: Iterable[Metric]) -> None:
        self._found = list(found)

    def collect(self) -> Iterable[Metric]:
        """Called by prometheus_client."""
        return self._found


def in_words_of_prometheus(
    requests: Requests, waiting: Waiting, *, now: datetime, worker_seen_at: datetime | None
) -> bytes:
    """The whole answer to a scrape."""
    registry = requests.registry()
    registry.register(_OfTheDatabase(_gauges(waiting, now, worker_seen_at)))
    return generate_latest(registry)


def _gauges(waiting: Waiting, now: datetime, worker_seen_at: datetime | None) -> Iterator[Metric]:
    papers = GaugeMetricFamily("consult_papers", "Papers asked for, by what has become of them.", labels=["state"])
    for state, count in waiting.papers.items():
        papers.add_metric([state], count)
    yield papers
    letters = GaugeMetricFamily("consult_letters", "Letters that have not been sent.", labels=["state"])
    for state, count in waiting.letters.items():
        letters.add_metric([state], count)
    yield letters
    for name, words, oldest in (
        ("consult_oldest_paper_seconds", "How long the oldest paper that is not made has waited.", waiting.paper_since),
        (
            "consult_oldest_letter_seconds",
            "How long the oldest letter that is not sent has waited.",
            waiting.letter_since,
        ),
    ):
        yield GaugeMetricFamily(name, words, (now - oldest).total_seconds() if oldest else 0)
    yield GaugeMetricFamily("consult_database_bytes", "The size of the database.", waiting.database_bytes)
    if worker_seen_at:
        seen = "When somebody last looked for work to do."
        yield GaugeMetricFamily("consult_worker_seen_timestamp_seconds", seen, worker_seen_at.timestamp())
