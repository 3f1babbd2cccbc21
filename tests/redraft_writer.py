"""Drafts laid on an editor's desk, for `tests.redrafts`."""

import random
import re
from dataclasses import replace
from itertools import count

from consult.domain.draft import Draft, Kind, Paragraph
from tests import redraft_words
from tests.redraft_desk import Block, Part, Sentence, Word
from tests.redraft_words import CELLS, HEADINGS, PHRASE, REPEATED


class Writer:
    """Lays a draft on the desk: one made up, or one there is."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.parts: list[Part] = []
        self.numbers = count()
        self.keys = count()

    def write(self, words: int) -> None:
        """Sections of some 300 words, until there are enough. One phrase stands in five paragraphs; some pairs are alike."""
        names = list(HEADINGS)
        self.chance.shuffle(names)
        written = 0
        while written < words:
            number = len(self.parts)
            heading = self.chance.choice(REPEATED) if number % 5 == 4 else names[number % len(names)]
            if number >= len(names) and heading not in REPEATED:
                heading = f"{heading}: {self.chance.choice(CELLS).lower()} {number}"
            part = Part(next(self.keys), heading, 2 if number % 5 in (3, 4) else 1, self._section())
            self.parts.append(part)
            written += sum(len(block.words) for block in part.blocks)
        texts = [block for part in self.parts for block in part.blocks if block.kind is Kind.PARAGRAPH]
        for block in self.chance.sample(texts, 5):
            block.sentences[-1][-1:] = self.words(f"{block.sentences[-1][-1].text.rstrip('.')} {PHRASE}.")

    def _section(self) -> list[Block]:
        blocks = [self.paragraph() for _ in range(self.chance.randint(2, 4))]
        if self.chance.random() < 0.5:
            blocks += [self._block([self.sentence()], Kind.ITEM) for _ in range(self.chance.randint(3, 5))]
        if self.chance.random() < 0.25:
            pair = redraft_words.action(self.chance)
            blocks += [self._block([self.words(one) for one in text]) for text in pair]
        if self.chance.random() < 0.2:
            blocks.append(self._table())
        if self.chance.random() < 0.15:
            blocks.append(self._block([self.sentence()], Kind.NOTE))
        return blocks

    def _block(self, sentences: list[Sentence], kind: Kind = Kind.PARAGRAPH, columns: int = 0) -> Block:
        key = next(self.keys)
        return Block(key, sentences, kind, columns, (key,))

    def paragraph(self) -> Block:
        return self._block([self.sentence() for _ in range(self.chance.randint(3, 6))])

    def _table(self) -> Block:
        head = [self.words(one) for one in ("Measure", "Now", "By 2025")]
        rows = [
            [
                self.words(self.chance.choice(CELLS)),
                self.words(str(self.chance.randint(3, 900))),
                self.words(str(self.chance.randint(3, 900))),
            ]
            for _ in range(self.chance.randint(3, 6))
        ]
        return self._block([*head, *(cell for row in rows for cell in row)], Kind.TABLE, 3)

    def sentence(self) -> Sentence:
        made = self.words(redraft_words.sentence(self.chance))
        if self.chance.random() < 0.15:
            at = self.chance.randrange(len(made))
            mark = self.chance.choice(["strong", "em", 'a href="https://www.example.org/plan"'])
            made[at : at + 3] = [replace(word, mark=mark) for word in made[at : at + 3]]
        return made

    def words(self, text: str) -> Sentence:
        return [Word(next(self.numbers), word) for word in text.split()]

    def read(self, draft: Draft) -> None:
        """Takes a draft onto the desk."""
        for section in draft.sections:
            blocks = [self._taken(paragraph) for paragraph in section.paragraphs if paragraph.text.strip()]
            self.parts.append(Part(next(self.keys), section.heading, section.level, blocks))

    def _taken(self, paragraph: Paragraph) -> Block:
        rows = [line.split("\t") for line in paragraph.text.split("\n")]
        if paragraph.kind is Kind.TABLE and len({len(row) for row in rows}) == 1:
            return self._block([self.words(cell) for row in rows for cell in row], Kind.TABLE, len(rows[0]))
        kind = Kind.PARAGRAPH if paragraph.kind is Kind.TABLE else paragraph.kind
        return self._block([self.words(one) for one in re.split(r"(?<=[.?!])\s+", paragraph.text)], kind)
