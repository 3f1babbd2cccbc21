"""Lines of enquiry as an order: what is asked for is done, and nothing is lost by it."""

from hypothesis import given
from hypothesis import strategies as st

from consult.domain.enquiry import Arrangement, Group, arranged, merged, put, step_line, step_question

THERE = arranged([Group(1, (4, 2)), Group(2), Group(3, (7,)), Group(None, (1, 3))])


def told(groups: Arrangement) -> list[tuple[int | None, tuple[int, ...]]]:
    return [(group.line, group.questions) for group in groups]


def test_lines_step_among_themselves() -> None:
    assert [group.line for group in step_line(THERE, 2, -1)] == [2, 1, 3, None]
    assert [group.line for group in step_line(THERE, 2, 1)] == [1, 3, 2, None]
    assert step_line(THERE, 1, -1) == step_line(THERE, 3, 1) == step_line(THERE, 9, 1) == THERE


def test_questions_step_under_their_line() -> None:
    assert told(step_question(THERE, 2, -1))[0] == (1, (2, 4))
    assert step_question(THERE, 2, 1) == step_question(THERE, 9, 1) == THERE
    assert step_question(THERE, 3, -1) == THERE  # under no line they stand in number order


def test_a_question_is_put_at_the_end_of_another_line() -> None:
    assert told(put(THERE, 3, 1)) == [(1, (4, 2, 3)), (2, ()), (3, (7,)), (None, (1,))]
    assert told(put(THERE, 2, None)) == [(1, (4,)), (2, ()), (3, (7,)), (None, (1, 2, 3))]
    assert put(THERE, 3, 9) == put(THERE, 9, 1) == put(THERE, 4, 1) == THERE


def test_what_a_form_does_not_know_stays_where_it_is() -> None:
    wanted = [Group(3, (1,)), Group(1, (2, 7)), Group(None, (4,))]
    assert told(merged(THERE, wanted)) == [(3, (1,)), (1, (2, 7)), (2, ()), (None, (3, 4))]
    assert merged(THERE, []) == THERE
    assert merged(THERE, [Group(8, (1,)), Group(1, (99, 2, 2))])[0] == Group(1, (2, 4))


LINES = st.sampled_from([None, 1, 2, 3, 4, 5])
GROUPS = st.lists(st.builds(Group, LINES, st.lists(st.integers(1, 9), max_size=6).map(tuple)), max_size=8)


@given(GROUPS)
def test_no_question_and_no_line_is_ever_lost_or_doubled(wanted: list[Group]) -> None:
    after = merged(THERE, wanted)
    assert sorted(n for group in after for n in group.questions) == [1, 2, 3, 4, 7]
    assert sorted(group.line or 0 for group in after) == [0, 1, 2, 3]
    assert after[-1].line is None
    assert merged(after, after) == after
