"""`consult users` and `consult consultations`: what is there, for people and for programs."""

import json

from tests.commands.conftest import Installation, Played


def test_consultations_as_json(played: Played) -> None:
    assert json.loads(played.installation.does("consultations", "--json")) == [
        {
            "slug": "community-safety-2021-2025",
            "title": "Norfolk Countywide Community Safety Partnership strategy and delivery plan 2021-2025",
            "stage": "responding",
            "version": 2,
            "comments": 72,
            "questions": 16,
            "opens_at": "2021-02-01T09:00:00+00:00",
            "closes_at": "2021-02-19T17:00:00+00:00",
        },
        {
            "slug": "community-safety-2026-refresh",
            "title": "Community safety strategy: annual refresh",
            "stage": "open",
            "version": 1,
            "comments": 5,
            "questions": 2,
            "opens_at": "2026-03-09T09:00:00+00:00",
            "closes_at": "2026-03-31T17:00:00+01:00",
        },
    ]


def test_consultations_in_columns(played: Played) -> None:
    assert [line.split("  ")[0] for line in played.installation.does("consultations").splitlines()] == [
        "Slug",
        "community-safety-2021-2025",
        "community-safety-2026-refresh",
    ]


def test_users_as_json_with_every_part_they_take(played: Played) -> None:
    people = {person["email"]: person for person in json.loads(played.installation.does("users", "--json"))}
    assert len(people) == 29
    assert people["officer.police@example.org"] == {
        "email": "officer.police@example.org",
        "name": "Chief Inspector, Communities",
        "parts": [
            {"consultation": "community-safety-2021-2025", "role": "officer", "body": "Norfolk Constabulary"},
            {"consultation": "community-safety-2026-refresh", "role": "officer", "body": "Norfolk Constabulary"},
        ],
    }


def test_users_in_aligned_columns(empty: Installation) -> None:
    empty.does("clerk", "clerk@example.org", "--name", "Clerk to the panel")
    assert empty.does("users") == (
        "E-mail             Name                Consultation  Role  Council or authority\n"
        "clerk@example.org  Clerk to the panel\n"
    )


def test_nothing_is_said_to_be_nothing(empty: Installation) -> None:
    assert empty.does("users") == "Nobody can sign in yet.\n"
    assert empty.does("users", "--json") == "[]\n"
    assert empty.does("consultations") == "There are no consultations yet.\n"
    assert empty.does("consultations", "--json") == "[]\n"
