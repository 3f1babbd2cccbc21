"""When replies to recommendations are due, and how it is said where they stand (R5)."""

from datetime import date

import pytest

from consult.domain.recommendations import Awaited, ReplyStatus, all_in_words, reply_due

DUE = date(2021, 3, 25)
ISSUED = date(2021, 2, 25)


def body(**facts: date) -> Awaited:
    return Awaited("Norfolk Constabulary", DUE, **facts)


@pytest.mark.parametrize(
    ("issued", "due"),
    [(ISSUED, DUE), (date(2020, 2, 3), date(2020, 3, 2)), (date(2020, 12, 10), date(2021, 1, 7))],
)
def test_a_reply_is_due_twenty_eight_calendar_days_after_issue(issued: date, due: date) -> None:
    assert reply_due(issued) == due


@pytest.mark.parametrize(
    ("facts", "today", "words", "overdue"),
    [
        (body(), date(2021, 3, 24), "Response due from Norfolk Constabulary by 25 March 2021", 0),
        (body(), DUE, "Response due from Norfolk Constabulary by 25 March 2021, due today", 0),
        (
            body(), date(2021, 3, 26),
            "Response due from Norfolk Constabulary by 25 March 2021, not received to date (1 day)", 1,
        ),
        (
            body(held_on=date(2021, 3, 20)), date(2021, 4, 28),
            "Response due from Norfolk Constabulary by 25 March 2021, holding reply on 20 March 2021, "
            "not received to date (34 days)", 34,
        ),
        (
            body(came_on=DUE, held_on=date(2021, 3, 20)), date(2021, 4, 28),
            "Response due from Norfolk Constabulary by 25 March 2021, received on 25 March 2021", 0,
        ),
        (
            body(came_on=date(2021, 3, 27)), date(2021, 4, 28),
            "Response due from Norfolk Constabulary by 25 March 2021, received on 27 March 2021, 2 days late", 0,
        ),
        (
            body(ended_on=date(2021, 4, 1)), date(2021, 4, 28),
            "Response due from Norfolk Constabulary by 25 March 2021, not awaited any more since 1 April 2021", 0,
        ),
    ],
)  # fmt: skip
def test_where_a_reply_stands_in_words(facts: Awaited, today: date, words: str, overdue: int) -> None:
    assert (facts.in_words(today), facts.days_overdue(today)) == (words, overdue)


def test_a_holding_reply_is_kept_and_still_late() -> None:
    held = body(held_on=date(2021, 3, 20))
    assert (held.status, held.is_owed, held.days_overdue(date(2021, 3, 30))) == (ReplyStatus.HELD, True, 5)


@pytest.mark.parametrize(
    ("all_of_them", "today", "words"),
    [
        ((), DUE, ""),
        ((body(), body(came_on=DUE)), DUE, "1 of 2 responses received, 1 due by 25 March 2021"),
        ((body(), body(came_on=DUE)), date(2021, 4, 28), "1 of 2 responses received, 1 not received to date (34 days)"),
        ((body(came_on=DUE),), date(2021, 4, 28), "1 of 1 response received"),
        ((body(came_on=DUE), body(ended_on=DUE)), date(2021, 4, 28), "1 of 2 responses received"),
    ],
)
def test_where_all_replies_stand(all_of_them: tuple[Awaited, ...], today: date, words: str) -> None:
    assert all_in_words(all_of_them, today) == words
