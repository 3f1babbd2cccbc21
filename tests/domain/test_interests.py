"""Interests are said in words councils use, and what one is, is said where there is one (R19)."""

import pytest

from consult.domain.interests import LONGEST, Interest, described
from consult.domain.refusals import Refused


def test_each_kind_has_its_words() -> None:
    assert [interest.wording for interest in Interest] == [
        "No interest to declare",
        "Disclosable pecuniary interest",
        "Other registrable interest",
        "Non-registrable interest",
    ]


def test_none_needs_no_words_and_keeps_none() -> None:
    assert described(Interest.NONE, "said all the same") == ""


@pytest.mark.parametrize("interest", [Interest.PECUNIARY, Interest.REGISTRABLE, Interest.NON_REGISTRABLE])
def test_any_other_is_described(interest: Interest) -> None:
    assert described(interest, " A contract.\n") == "A contract."
    for words in ("", " \n", "x" * (LONGEST + 1)):
        with pytest.raises(Refused) as refusal:
            described(interest, words)
        assert refusal.value.field == "interest_text"
