"""References that last, however they are typed; what stands in the margin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.numbering import COMMENT, QUESTION, margin_label, parse_reference, reference


@pytest.mark.parametrize(
    ("kind", "number", "printed"),
    [(COMMENT, 31, "C-0031"), (QUESTION, 4, "Q-0004"), (COMMENT, 9999, "C-9999"), (COMMENT, 12345, "C-12345")],
)
def test_printed_form(kind: str, number: int, printed: str) -> None:
    assert reference(kind, number) == printed


@given(st.sampled_from([COMMENT, QUESTION]), st.integers(1, 999_999_999))
def test_a_printed_reference_is_read_back(kind: str, number: int) -> None:
    assert parse_reference(reference(kind, number)) == (kind, number)


@pytest.mark.parametrize("typed", ["C-0031", "c-31", "C31", "c0031", " C-031 "])
def test_a_reference_may_be_typed_shorter(typed: str) -> None:
    assert parse_reference(typed) == (COMMENT, 31)


@pytest.mark.parametrize(
    "typed", ["", "C", "C-", "C-0", "C-0000", "X-1", "C--1", "C-1a", "31", "C-1 2", "C-" + "9" * 40, "C-٣"]
)
def test_what_is_no_reference(typed: str) -> None:
    assert parse_reference(typed) is None


@given(st.text())
def test_any_text_is_read_or_not(typed: str) -> None:
    found = parse_reference(typed)
    assert found is None or parse_reference(reference(*found)) == found


@pytest.mark.parametrize(
    ("label", "margin"),
    [
        ("", ""), ("6", "6."), ("6(a)", "(a)"), ("6(a)(ii)", "(ii)"), ("1.2.3", "1.2.3."), ("1.2(i)", "(i)"), ("(a)", "(a)"),
        ("Article 1", "Article 1."), ("6.", "6."),
    ],
)  # fmt: skip
def test_margin(label: str, margin: str) -> None:
    assert margin_label(label) == margin
