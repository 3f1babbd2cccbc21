"""Where requests and undertakings stand, and how that is said (R3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consult.domain.commitments import Kind, Received, Standing, Status
from consult.domain.lifecycle import ItemState

DUE = date(2020, 12, 18)
REQUEST = Standing(Kind.REQUEST, "Norfolk Constabulary", DUE)
PROMISE = replace(REQUEST, kind=Kind.UNDERTAKING)


def came(*, complete: bool, day: int = 20) -> Received:
    return Received(date(2020, 12, day), complete)


@pytest.mark.parametrize(
    ("standing", "today", "words"),
    [
        (PROMISE, date(2021, 1, 21), "Promised by Norfolk Constabulary for 18 December 2020, not received to date (34 days)"),
        (REQUEST, date(2020, 12, 19), "Requested from Norfolk Constabulary for 18 December 2020, not received to date (1 day)"),
        (REQUEST, DUE, "Requested from Norfolk Constabulary for 18 December 2020, due today"),
        (REQUEST, date(2020, 12, 1), "Requested from Norfolk Constabulary for 18 December 2020"),
        (
            replace(PROMISE, received=(came(complete=False),)), date(2020, 12, 28),
            "Promised by Norfolk Constabulary for 18 December 2020, received in part on 20 December 2020, "
            "the rest not received to date (10 days)",
        ),
        (
            replace(PROMISE, received=(came(complete=False, day=1), came(complete=False, day=1), came(complete=False, day=3))),
            date(2020, 12, 4),
            "Promised by Norfolk Constabulary for 18 December 2020, received in part on 1 December 2020 and "
            "3 December 2020, the rest still to come",
        ),
        (
            replace(REQUEST, received=(came(complete=False, day=1),)), DUE,
            "Requested from Norfolk Constabulary for 18 December 2020, received in part on 1 December 2020, the rest due today",
        ),
        (
            replace(REQUEST, received=(came(complete=False), came(complete=True, day=21))), date(2021, 3, 1),
            "Requested from Norfolk Constabulary for 18 December 2020, received on 21 December 2020, 3 days late",
        ),
        (
            replace(REQUEST, received=(came(complete=True, day=18),)), date(2021, 3, 1),
            "Requested from Norfolk Constabulary for 18 December 2020, received on 18 December 2020",
        ),
        (
            replace(REQUEST, closed_on=date(2021, 1, 4)), date(2021, 3, 1),
            "Requested from Norfolk Constabulary for 18 December 2020, not received; closed by the clerk on 4 January 2021",
        ),
        (
            replace(REQUEST, closed_on=date(2021, 1, 4), received=(came(complete=False),)), date(2021, 3, 1),
            "Requested from Norfolk Constabulary for 18 December 2020, received in part on 20 December 2020; "
            "closed by the clerk on 4 January 2021",
        ),
        (
            replace(REQUEST, state=ItemState.WITHDRAWN), date(2021, 3, 1),
            "Requested from Norfolk Constabulary for 18 December 2020, withdrawn",
        ),
    ],
)  # fmt: skip
def test_it_is_said_in_words(standing: Standing, today: date, words: str) -> None:
    assert standing.in_words(today) == words


def test_it_is_overdue_the_day_after() -> None:
    assert [REQUEST.days_overdue(DUE + timedelta(days=n)) for n in (-1, 0, 1, 34)] == [0, 0, 1, 34]


@pytest.mark.parametrize(
    ("standing", "status", "owed"),
    [
        (REQUEST, Status.OUTSTANDING, True),
        (replace(REQUEST, received=(came(complete=False),)), Status.IN_PART, True),
        (replace(REQUEST, received=(came(complete=True),)), Status.RECEIVED, False),
        (replace(REQUEST, closed_on=DUE), Status.CLOSED, False),
        (replace(REQUEST, state=ItemState.REJECTED), Status.REJECTED, False),
        (replace(REQUEST, state=ItemState.WITHDRAWN, closed_on=DUE), Status.WITHDRAWN, False),
    ],
)
def test_nothing_is_overdue_that_is_not_owed(standing: Standing, status: Status, owed: bool) -> None:
    late = date(2021, 6, 1)
    assert (standing.status, standing.status.is_owed, standing.days_overdue(late) > 0) == (status, owed, owed)


def test_references() -> None:
    assert (Kind.REQUEST.reference(2), Kind.UNDERTAKING.reference(1)) == ("IR-0002", "U-0001")
