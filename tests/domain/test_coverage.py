"""The statutory duties, what is missing, and the links of background papers (R22, R16)."""

from datetime import date

import pytest

from consult.domain.background import checked_link
from consult.domain.coverage import DUTIES, CoverageEntry, CoveredIn
from consult.domain.refusals import Refused

PREVENT = CoveredIn("k", "1", "Prevent")


def test_serious_violence_is_a_duty_from_its_day_on() -> None:
    before = [duty.code for duty in DUTIES if duty.applies(date(2023, 1, 30))]
    after = [duty.code for duty in DUTIES if duty.applies(date(2023, 1, 31))]
    assert before == ["crime", "substances", "re-offending", "police-and-crime-plan"]
    assert after == ["crime", "substances", "re-offending", "serious-violence", "police-and-crime-plan"]


@pytest.mark.parametrize(
    ("sections", "explanation", "status"),
    [
        ((), "", "Neither covered nor explained"),
        ((PREVENT,), "", "Covered"),
        ((PREVENT,), "In part.", "Covered"),
        ((), "A strategy of its own.", "Explained"),
    ],
)
def test_what_is_missing(sections: tuple[CoveredIn, ...], explanation: str, status: str) -> None:
    entry = CoverageEntry("crime", "Crime", "The Act", None, sections, explanation)
    assert (entry.status, entry.missing) == (status, status.startswith("Neither"))


@pytest.mark.parametrize("typed", ["https://example.org/plan?a=1", " http://example.org ", ""])
def test_a_whole_address_is_taken(typed: str) -> None:
    assert checked_link(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://example.org and more",
        "https://user@example.org", "mailto:a@example.org", "https://example.org/" + "a" * 500,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        checked_link(typed)
