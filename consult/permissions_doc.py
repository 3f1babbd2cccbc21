"""docs/permissions.md, read off the tables: `python -m consult.permissions_doc [--check]`.

With `--check` nothing is written: it fails where the file and the tables have come apart.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from consult.commands.permitted import COMMANDS
from consult.domain import conditions
from consult.domain.conditions import Condition
from consult.domain.permissions import RULES

DOCUMENT = Path(__file__).parent.parent / "docs" / "permissions.md"

OPENING = """\
# Who may do what

Read off `consult/domain/permissions.py` and `consult/commands/permitted.py` by `python -m consult.permissions_doc`: change them
there, never here. What each person is shown is said in `consult/domain/visibility.py`.

An act is allowed where everything in one of its lines holds. “Loaded” is what `consult load` enters of what somebody else did
elsewhere; the operator is whoever runs the service at the command line, and has no part in any consultation.
"""

_NAMES = {id(one): name for name, one in vars(conditions).items() if isinstance(one, Condition)}


def render() -> str:
    """The whole document, in Markdown."""
    return "\n".join([OPENING, *_acts(), "", *_commands(), ""])


def _acts() -> Iterator[str]:
    yield from ("## Acts", "", "| Act | Allowed where |", "| --- | --- |")
    for act, lines in RULES.items():
        said = "; or ".join(", ".join(_words(_NAMES[id(one)]) for one in line) for line in lines)
        yield f"| {_words(act.name.lower())} | {said} |"


def _commands() -> Iterator[str]:
    yield from ("## Commands", "", "| `consult` | is the act |", "| --- | --- |")
    yield from (f"| {command} | {_words(act.name.lower())} |" for command, act in COMMANDS.items())


def _words(name: str) -> str:
    return name.replace("_", " ")


def main(arguments: list[str]) -> int:
    """Writes the document, or with `--check` compares it; gives the process's exit status."""
    if arguments == ["--check"]:
        if DOCUMENT.exists() and DOCUMENT.read_text(encoding="utf-8") == render():
            return 0
        sys.stderr.write("docs/permissions.md is not what the tables say: run python -m consult.permissions_doc\n")
        return 1
    DOCUMENT.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
