"""Changes as markup: `<ins>` and `<del>` inside the marks the words stand in, well-formed whatever the changes are.

What is in other marks than it was stands in `<span data-formatting="bold added">`: the words say what a reader cannot see.
"""

from collections.abc import Iterable, Sequence

from consult.domain import markup
from consult.domain.marked_words import BREAK, Change, Run

_ELEMENTS = {Change.DELETED: "<del>", Change.INSERTED: "<ins>"}
_NAMES = {
    "strong": "bold",
    "em": "italics",
    "a": "link",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
}


def inline_html(runs: Iterable[Run]) -> str:
    """The changes of one paragraph, or of a cell, as inline markup. The end of a paragraph put in or taken out is a ¶."""
    written: list[str] = []
    opened: list[str] = []
    for run in runs:
        if run.element == BREAK and run.change is Change.SAME:
            continue
        wanted = [*run.marks, *_around(run)]
        kept = _common(opened, wanted)
        written += _closing(opened[kept:])
        written += wanted[kept:]
        written.append(run.element or markup.escape(run.text))
        opened = wanted
    return "".join([*written, *_closing(opened)])


def formatting(run: Run) -> str:
    """How the marks of words changed: "bold added", "italics removed, link changed"; "" where they did not."""
    if run.change is not Change.FORMATTED or not (run.text.strip() or run.element):
        return ""
    names = [{markup.tag_name(mark): mark for mark in side} for side in (run.old, run.new)]
    told = []
    for name in dict.fromkeys([*names[0], *names[1]]):
        one, other = names[0].get(name), names[1].get(name)
        if one != other:
            told.append(f"{_NAMES.get(name, name)} {'added' if not one else 'removed' if not other else 'changed'}")
    return ", ".join(told)


def _around(run: Run) -> Sequence[str]:
    if told := formatting(run):
        return [f'<span data-formatting="{markup.escape(told)}">']
    return [_ELEMENTS[run.change]] if run.change in _ELEMENTS else []


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (here, there) in pairs if here != there), min(len(one), len(other)))


def _closing(tags: Sequence[str]) -> list[str]:
    return [f"</{markup.tag_name(tag)}>" for tag in reversed(tags)]
