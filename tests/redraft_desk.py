"""A draft on an editor's desk: words with numbers of their own, and where each of them stands on paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from consult.domain.draft import Draft, Kind, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the punctuation that clings to it, its number, and the mark it stands in ("" for none)."""

    number: int
    text: str
    mark: str = ""


Sentence = list[Word]


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph on the editor's desk: sentences, or the cells of a table of `columns`. `of` are the old ones in it."""

    key: int
    sentences: list[Sentence]
    kind: Kind = Kind.PARAGRAPH
    columns: int = 0
    of: tuple[int, ...] = ()
    done: str = ""

    @property
    def words(self) -> Sentence:
        return [word for sentence in self.sentences for word in sentence]


@dataclass(slots=True, eq=False)
class Part:
    """A section on the editor's desk."""

    key: int
    heading: str
    level: int
    blocks: list[Block] = field(default_factory=list)


class Laid:
    """What lies on the desk as a Draft, and where each word of it stands."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.blocks = [block for part in parts for block in part.blocks]
        self.section_of = [n for n, part in enumerate(parts) for _ in part.blocks]
        self.spans: dict[int, tuple[int, int, int]] = {}  # number of a word: paragraph, start, end
        self.draft = Draft("A strategy for community safety", tuple(self._section(part) for part in parts))

    def _section(self, part: Part) -> Section:
        first = next((n for n, block in enumerate(self.blocks) if part.blocks and block is part.blocks[0]), 0)
        made = []
        for n, block in enumerate(part.blocks, first):
            text, html = _written(block)
            level = int(block.kind is Kind.ITEM)
            label = "" if block.kind in (Kind.TABLE, Kind.NOTE) else str(n + 1)
            made.append(Paragraph(text, html, label, level, block.kind))
            self._note(n, block)
        return Section(part.heading, part.level, "", tuple(made))

    def draft_text(self, paragraph: int) -> str:
        return _written(self.blocks[paragraph])[0]

    def _note(self, paragraph: int, block: Block) -> None:
        at = 0
        for unit in block.sentences:
            for word in unit:
                self.spans[word.number] = (paragraph, at, at + len(word.text))
                at += len(word.text) + 1
            at += not unit


def _written(block: Block) -> tuple[str, str]:
    """The text and the markup of a block: sentences with a space between them; of a table rows of cells."""
    units = [(" ".join(word.text for word in unit), _html(unit)) for unit in block.sentences]
    if not block.columns:
        return " ".join(text for text, _ in units), _html(block.words)
    rows = [units[n : n + block.columns] for n in range(0, len(units), block.columns)]
    head, *body = [
        "\t".join(f"<{tag}>{html}</{tag[:2]}>" for _, html in row)
        for row, tag in zip(rows, ['th scope="col"', *["td"] * len(rows)], strict=False)
    ]
    lines = "\n".join(f"<tr>{row}</tr>" for row in body)
    return "\n".join(
        "\t".join(text for text, _ in row) for row in rows
    ), f"<table><thead><tr>{head}</tr></thead>\n<tbody>{lines}</tbody></table>"


def _html(words: Sentence) -> str:
    pieces, mark = [], ""
    for n, word in enumerate(words):
        space = " " if n else ""
        if word.mark != mark:
            pieces += [f"</{mark.split()[0]}>" if mark else "", space, f"<{word.mark}>" if word.mark else "", word.text]
        else:
            pieces += [space, word.text]
        mark = word.mark
    return "".join([*pieces, f"</{mark.split()[0]}>" if mark else ""])
