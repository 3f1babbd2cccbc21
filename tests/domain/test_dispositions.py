"""R9: which outcomes need a reason, and which the wording that results."""

import pytest

from consult.domain.dispositions import Disposition, Stance


@pytest.mark.parametrize(
    ("disposition", "wording", "reason", "resulting"),
    [
        (Disposition.ACCEPTED, "Accepted", False, True),
        (Disposition.ACCEPTED_IN_PART, "Accepted in part", True, False),
        (Disposition.ALREADY_COVERED, "Already covered", False, False),
        (Disposition.NOT_ACCEPTED, "Not accepted", True, False),
        (Disposition.NOTED, "Noted", False, False),
        (Disposition.DEFERRED, "Deferred to the annual refresh", False, False),
        (Disposition.OUTSIDE, "Outside the strategy", False, False),
    ],
)
def test_what_each_needs(disposition: Disposition, wording: str, reason: bool, resulting: bool) -> None:
    assert (disposition.wording, disposition.needs_reason, disposition.needs_wording) == (wording, reason, resulting)


def test_there_are_no_others() -> None:
    assert len(Disposition) == 7


def test_a_missing_reason_is_asked_for_in_words() -> None:
    assert Disposition.NOT_ACCEPTED.reason_prompt == "Give the reason why the comment is not accepted"


def test_stances_as_papers_write_them() -> None:
    assert [stance.wording for stance in Stance] == ["Support", "Support with conditions", "Object", "Observation"]
