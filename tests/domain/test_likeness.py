"""What counts as close: paraphrases do, and no two of the demonstration's comments, which all say something else."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given

from consult import demo
from consult.domain.likeness import ALIKE, closest, likeness
from tests.domain.texts import texts

CLOSE = (
    (
        "How many referrals came from schools last year, and how many from the police?",
        "Tell us how many referrals the schools made last year and how many the police made.",
    ),
    (
        "Who pays for the training of safeguarding leads after the first year?",
        "The training of safeguarding leads: who will pay for it after year one?",
    ),
    (
        "Name the three districts that have not signed the agreement.",
        "Which three districts have not signed? Name them. Without a name nobody is answerable for the agreement.",
    ),
    (
        "There is no date in this paragraph. Give a date by which the nurses in A and E will be trained.",
        "“At some point” is not a date. When will the A and E nurses be trained? Give us the date.",
    ),
    (
        "I object to closing the youth clubs. The lads on our estate have nowhere to go.",
        "Youth clubs should not be closed: young people on the estate have nowhere else to go.",
    ),
)
APART = (
    ("Who pays?", "Who pays for the flats and who keeps them up after 2023? The district has no money for it."),
    ("More police on the street please.", "More police are wanted in the villages at night."),
    ("Agree.", "Agree with what others will say about young people. Please do not overlook adults."),
    (
        "This should be measured every quarter.",
        "It runs for four years. What happens in the quarter after the money ends?",
    ),
)


def demonstration() -> list[str]:
    lines = (Path(demo.__file__).parent / "contributions.jsonl").read_text("utf-8").splitlines()
    return [line["text"] for line in map(json.loads, lines) if line["type"] == "comment"]


@pytest.mark.parametrize(("one", "other"), CLOSE)
def test_the_same_thing_said_otherwise_is_close(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) >= ALIKE + 10


@pytest.mark.parametrize(("one", "other"), APART)
def test_a_few_words_in_common_are_not(one: str, other: str) -> None:
    assert likeness(one, other) < ALIKE


def test_no_two_of_the_demonstrations_comments_are_taken_for_one_another() -> None:
    said = demonstration()
    assert len(said) > 60
    closest_two, *others = sorted((likeness(one, other) for one, other in combinations(said, 2)), reverse=True)
    assert closest_two < ALIKE  # two say nearly the same, so that one answer can be given to both
    assert max(others) < ALIKE - 10


def test_the_closest_come_first_and_only_so_many() -> None:
    one, other = CLOSE[0]
    assert closest(one, {"far": "Something else", "close": other, "same": one}) == ["same", "close"]
    assert closest(one, dict.fromkeys("abcde", one), most=2) == ["a", "b"]
    assert closest("", {"any": one}) == []


@given(texts(), texts())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 100
