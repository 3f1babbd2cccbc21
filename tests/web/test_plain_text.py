"""People's words: what is put right quietly, and what is refused."""

import pytest

from consult.web.forms.plain_text import normalised, problem_with


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("https://www.example.org/" + "a" * 226, ""),
        ("a" * 251, "must not contain a word or web address of more than 250 characters"),
        ("." * 251, "must not contain a word or web address of more than 250 characters"),
        ("a " * 1000, ""),
        ("\u6f22" * 400, ""),
        ("\u0e01\u0e49" * 300, ""),
        (
            "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u0175\u0177 \U0001f642\U0001f3fd",
            "",
        ),
        ("tab\tand\nline", ""),
        ("\x1b[31m", "must not contain hidden control characters. Type the words again instead of pasting them"),
        ("\uffff", "must not contain hidden control characters. Type the words again instead of pasting them"),
    ],
)
def test_what_a_printer_would_choke_on_is_refused_and_nothing_else(text: str, problem: str) -> None:
    assert problem_with(text, 4000) == problem


def test_marks_of_copying_vanish_quietly() -> None:
    assert normalised("\u202a01603\u202c \u2068222\u2069\u2060") == "01603 222"
    assert normalised(None) is None


def test_normalising_twice_changes_nothing_more() -> None:
    once = normalised(" a\u0301 \r\n b\r")
    assert (once, normalised(once)) == ("\u00e1\n b", "\u00e1\n b")
