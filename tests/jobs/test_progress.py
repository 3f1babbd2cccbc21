"""How far a paper has come is said in the clerk's words, with how long it may take as far as that is known."""

from datetime import timedelta

import pytest

from consult.jobs.progress import Pace, duration


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("Step 1 - Fetching and parsing HTML - HTML string", "Preparing the pages"),
        ("Step 4 - Creating formatting structure", "Preparing the pages"),
        ("Step 5 - Creating layout - Page 12", "Setting page 12"),
        ("Step 5 - Creating layout - Page 20 (up-to-date)", "Checking page 20"),
        ("Step 5 - Creating layout - 30 of 120", "Setting the pages, 25% done, about 20 seconds left"),
        ("Step 6 - Creating PDF", "Writing the PDF"),
        ("Step 6 - Creating PDF - 77 pages", "Writing the PDF of 77 pages"),
        ("Step 7 - Adding PDF metadata", "Writing the PDF"),
        ("something new", "Preparing the pages"),
    ],
)
def test_the_printers_steps_are_said_in_the_clerks_words(step: str, words: str) -> None:
    assert Pace().in_words(step, timedelta(seconds=5)) == words


@pytest.mark.parametrize(
    ("pace", "spent", "words"),
    [
        (Pace(60, 0.5), 10, "Setting page 12 of about 60, about 20 seconds left"),  # as long as the last time
        (Pace(60, 0.5), 90, "Setting page 12 of about 60, a few seconds left"),
        (Pace(60), 12, "Setting page 12 of about 60, about 50 seconds left"),  # as long as these pages have taken
        (Pace(120), 12, "Setting page 12 of about 120, about 2 minutes left"),
        (Pace(10, 1), 12, "Setting page 12"),  # there are more than was thought
    ],
)
def test_how_much_is_left_follows_from_what_was_measured(pace: Pace, spent: float, words: str) -> None:
    assert pace.in_words("Step 5 - Creating layout - Page 12", timedelta(seconds=spent)) == words


@pytest.mark.parametrize(
    ("pace", "spent", "words"),
    [
        (Pace(64, 0.5), 10, "Setting about 64 pages, 25% done, about 20 seconds left"),
        (Pace(64), 10, "Setting about 64 pages, 25% done, about 30 seconds left"),
        (Pace(64, 0.1), 10, "Setting about 64 pages, 25% done, a few seconds left"),
    ],
)
def test_where_the_press_tells_a_share_it_is_told(pace: Pace, spent: float, words: str) -> None:
    assert pace.in_words("Step 5 - Creating layout - 30 of 120", timedelta(seconds=spent)) == words


def test_a_time_is_no_more_exact_than_it_is_known() -> None:
    assert [duration(seconds) for seconds in (3, 14, 38, 58, 89, 150)] == [
        "a few seconds",
        "about 10 seconds",
        "about 40 seconds",
        "about 1 minute",
        "about 1 minute",
        "about 2 minutes",
    ]
