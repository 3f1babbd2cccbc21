"""What is proposed to be answered together: the same thing said otherwise, and none of the demonstration's own comments."""

from consult.domain.grouping import alike
from tests.domain.test_likeness import APART, CLOSE, demonstration


def test_the_same_thing_said_otherwise_is_proposed() -> None:
    said = {f"{n}{letter}": text for n, pair in enumerate(CLOSE) for letter, text in zip("ab", pair, strict=True)}
    assert alike(said) == [[f"{n}a", f"{n}b"] for n in range(len(CLOSE))]


def test_a_few_words_in_common_are_not_enough() -> None:
    for pair in APART:
        assert alike(dict(enumerate(pair))) == []


def test_nothing_is_proposed_of_comments_that_all_say_something_else() -> None:
    assert alike(dict(enumerate(demonstration()))) == []


def test_paraphrases_are_found_among_the_demonstrations_comments() -> None:
    """With some of which they share a subject: the officer sees the wording and unticks what says something else."""
    said: dict[str, str] = {}
    for n, (one, other) in enumerate(CLOSE):
        said |= {f"{n}a": one, f"{n}b": other}
    found = alike(said | {f"d{n}": text for n, text in enumerate(demonstration())})
    assert [group[:2] for group in found] == [[f"{n}a", f"{n}b"] for n in range(len(CLOSE))]
    assert sum(len(group) - 2 for group in found) <= len(CLOSE)


def test_a_chain_does_not_lead_from_one_subject_to_another() -> None:
    """Each member is close to the first; what is only close to the second begins a group of its own, or stays alone."""
    first = "Who pays for the training of safeguarding leads after the first year?"
    second = (
        "Who pays for the training of safeguarding leads, and who pays for the youth clubs on the estate in Thetford?"
    )
    third = "Who pays for the youth clubs on the estate in Thetford?"
    assert alike({1: second, 2: first, 3: third}) == [[1, 2, 3]]
    assert alike({1: first, 2: second, 3: third}) == [[1, 2]]


def test_order_is_kept_and_nothing_stands_twice() -> None:
    text = CLOSE[0][0]
    assert alike(dict.fromkeys((5, 3, 9), text)) == [[5, 3, 9]]
    assert alike({1: text}) == []
    assert alike({}) == []
