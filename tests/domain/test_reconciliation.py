"""R10: received = printed + grouped + withdrawn + rejected + exempt."""

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.reconciliation import Reconciliation

NUMBERS = st.integers(0, 10_000)


def test_the_line_in_words() -> None:
    assert Reconciliation(40, 36, grouped=1, withdrawn=2, exempt=1).in_words() == (
        "40 received = 36 printed + 1 grouped + 2 withdrawn + 0 rejected + 1 exempt"
    )


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS))
def test_what_is_accounted_for_balances(parts: tuple[int, ...]) -> None:
    line = Reconciliation(sum(parts), *parts)
    assert line.balances
    assert line.accounted_for == sum(parts)


@given(NUMBERS, NUMBERS, st.integers(-5, 5).filter(bool))
def test_one_item_lost_or_counted_twice_does_not(printed: int, withdrawn: int, wrong: int) -> None:
    assert not Reconciliation(printed + withdrawn + wrong, printed, withdrawn=withdrawn).balances
