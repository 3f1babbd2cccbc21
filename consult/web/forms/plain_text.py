"""What of people's typing is taken: the check of `domain.plain_text`, as a field's validator."""

from typing import Any

from wtforms.validators import ValidationError

from consult.domain.plain_text import LONGEST_WORD, MOST_MARKS, normalised, problem_with

__all__ = ["LONGEST_WORD", "MOST_MARKS", "PlainText", "in_one_line", "normalised", "problem_with", "spoken_name"]


def in_one_line(text: str | None) -> str | None:
    """What stands in a line of its own, such as a letter's subject; no browser sends more than one."""
    return text and " ".join(text.split("\n"))


def spoken_name(label: str) -> str:
    """How an error message names a field: by its label, unless that is a question."""
    return "Your answer" if label.rstrip().endswith("?") else label


class PlainText:
    """Validator: at most `max_length` characters, without what a printer or a reader would choke on."""

    def __init__(self, max_length: int) -> None:
        self.max_length = max_length

    def __call__(self, _form: Any, field: Any) -> None:
        problem = problem_with(field.data or "", self.max_length)
        if problem:
            raise ValidationError(f"{spoken_name(field.label.text)} {problem}")
