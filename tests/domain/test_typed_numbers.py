"""A number is read only where nothing else is meant."""

import pytest

from consult.domain.typed_numbers import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", [None, "", " 1", "1 ", "1\n", "-1", "+1", "1.0", "1_0", "²", "①", "٣", "9" * 10, "9" * 5000, "x"]
)
def test_anything_else_is_none(text: str | None) -> None:
    assert number_in(text) is None
