"""The grammar of paragraph numbers."""

import pytest

from consult.domain import labels


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix"), (1994, "mcmxciv")]
)
def test_roman_numbers_both_ways(number: int, expected: str) -> None:
    assert labels.roman(number) == expected
    assert ("roman", number) in [(mark.style, mark.value) for mark in labels.readings(expected)]


def test_letters_go_on_after_z_as_word_writes_them() -> None:
    assert [labels.letter(n) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("6.", "6"),
        ("6)", "6"),
        ("a)", "a"),
        ("(a)", "(a)"),
        ("1.2.3.", "1.2.3"),
        ("Article 1:", "Article 1"),
        (" (iv) ", "(iv)"),
        ("", ""),
    ],
)
def test_the_closing_point_is_left_off(shown: str, expected: str) -> None:
    assert labels.without_closing(shown) == expected


@pytest.mark.parametrize(
    ("shown", "styles"),
    [
        ("6.", [("decimal", 6)]),
        ("1.2.3", [("decimal", 3)]),
        ("(i)", [("roman", 1), ("letter", 9)]),
        ("b)", [("letter", 2)]),
        ("IV.", [("ROMAN", 4)]),
        ("Part C", [("word", 0)]),
        ("iiii", [("word", 0)]),
    ],
)
def test_every_reading_of_a_number(shown: str, styles: list[tuple[str, int]]) -> None:
    assert [(mark.style, mark.value) for mark in labels.readings(shown)] == styles


def test_a_number_follows_only_its_like() -> None:
    def follows(one: str, other: str) -> bool:
        return any(b.follows(a) for a in labels.readings(one) for b in labels.readings(other))

    assert follows("(h)", "(i)")
    assert follows("1.2", "1.3")
    assert not follows("1.2", "2.3")
    assert not follows("a)", "b.")
    assert not follows("6.", "8.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6. Key", ("6.", 3, True)),
        ("(iv) more", ("(iv)", 5, True)),
        ("1.2 Words", ("1.2", 4, False)),
        ("c. 1900", ("c.", 3, False)),
        ("46 lines", None),
        ("2002. people", None),
        ("6.", None),
        ("(the) x", None),
    ],
)
def test_numbers_typed_at_the_start_of_a_paragraph(text: str, expected: tuple[str, int, bool] | None) -> None:
    assert labels.typed(text) == expected


def test_labels_know_their_parent_depth_and_own_part() -> None:
    assert [labels.parent_of(x) for x in ("6(a)(ii)", "6(a)", "6", "")] == ["6(a)", "6", "", ""]
    assert [labels.depth_of(x) for x in ("6(a)(ii)", "1.2(i)", "6")] == [2, 1, 0]
    assert [labels.own_mark(x) for x in ("6(a)", "12", "1.2", "Part C", "")] == ["(a)", "12.", "1.2.", "Part C", ""]
