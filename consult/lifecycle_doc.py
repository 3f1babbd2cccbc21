"""docs/lifecycle.md, drawn from the tables of consult/domain/lifecycle.py: `python -m consult.lifecycle_doc [--check]`.

With `--check` nothing is written: it fails where the file and the tables have come apart.
"""

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from consult.domain.lifecycle import ANSWER_STATES, ITEM_STATES, STAGES, AnswerState, ItemState, Stage

DOCUMENT = Path(__file__).parent.parent / "docs" / "lifecycle.md"

State = TypeVar("State", bound=StrEnum)

OPENING = """\
# What leads where

Drawn from the tables in `consult/domain/lifecycle.py` by `python -m consult.lifecycle_doc`: change them there, never here.
"""


def render() -> str:
    """The whole document, in Markdown."""
    return "\n".join(
        [
            OPENING,
            *_part(
                "A consultation",
                "Its stage is never stored: it follows from what was done and from the clock. The window takes what arrives "
                "from its opening until just before its closing time.",
                STAGES,
                {"Everyone reads": {stage: stage.wording for stage in Stage}},
            ),
            *_part(
                "A comment or a question",
                "It keeps its number whatever becomes of it.",
                ITEM_STATES,
                {"Everyone reads": {state: state.wording for state in ItemState}},
            ),
            *_part(
                "An authority’s answer",
                "Only the authority and the clerk learn how far an answer has come before it is released.",
                ANSWER_STATES,
                {
                    "The authority and the clerk read": {state: state.wording for state in AnswerState},
                    "Everyone else reads": {state: state.public_wording for state in AnswerState},
                },
            ),
        ]
    )


def _part(
    title: str, about: str, table: Mapping[State, Mapping[str, State]], readers: Mapping[str, Mapping[State, str]]
) -> Iterator[str]:
    yield from (f"## {title}", "", about, "")
    yield from _diagram(table)
    yield from ("", "| State | " + " | ".join(readers) + " |", "| --- |" + " --- |" * len(readers))
    for state in table:
        yield f"| {state.value} | " + " | ".join(said[state] for said in readers.values()) + " |"
    yield ""


def _diagram(table: Mapping[State, Mapping[str, State]]) -> Iterator[str]:
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(table))}")
    for state, ways in table.items():
        yield from (f"    {state} --> {after}: {why}" for why, after in ways.items())
        if not ways:
            yield f"    {state} --> [*]"
    yield "```"


def main(arguments: list[str]) -> int:
    """Writes the document, or with `--check` compares it; gives the process's exit status."""
    if arguments == ["--check"]:
        if DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == render():
            return 0
        sys.stderr.write("docs/lifecycle.md is not what the tables say: run python -m consult.lifecycle_doc\n")
        return 1
    DOCUMENT.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
