"""Due days in words: overdue from the day after (R3)."""

from datetime import date

import pytest

from consult.domain.due import due_in_words, is_overdue

TODAY = date(2021, 2, 8)


@pytest.mark.parametrize(
    ("due_on", "words", "overdue"),
    [
        (None, "", False),
        (date(2021, 3, 1), "due 1 March 2021", False),
        (date(2021, 2, 9), "due 9 February 2021", False),
        (TODAY, "due today", False),
        (date(2021, 2, 7), "overdue by 1 day", True),
        (date(2021, 1, 29), "overdue by 10 days", True),
    ],
)
def test_a_due_day(due_on: date | None, words: str, overdue: bool) -> None:
    assert (due_in_words(due_on, TODAY), is_overdue(due_on, TODAY)) == (words, overdue)
