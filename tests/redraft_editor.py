"""An editor who goes through a draft with a pen, for `tests.redrafts`."""

from dataclasses import replace
from itertools import pairwise

from consult.domain.draft import Kind
from tests.redraft_desk import Block, Part, Sentence, Word
from tests.redraft_words import CELLS, EXTRA, PHRASE, WORDS
from tests.redraft_writer import Writer


class Editor(Writer):
    """Changes what is on the desk. Every change gives the words it touches other numbers."""

    def revise(self) -> None:
        """About two paragraphs in five are changed, some in two ways; sections are renamed, moved, cut in two and added."""
        self._swap_twins()
        self._move_phrases()
        for part in list(self.parts):
            for block in list(part.blocks):
                if not block.done:
                    self._treat(part, block)
        self._revise_sections()

    def _treat(self, part: Part, block: Block) -> None:
        ways = (
            (0.58, lambda: None),
            (0.18, lambda: self._edit(block, self.chance.choice([0.03, 0.08, 0.2]))),
            (0.06, lambda: self._rewrite(block)),
            (0.04, lambda: self._delete(part, block)),
            (0.05, lambda: self._move(part, block)),
            (0.03, lambda: self._split(part, block)),
            (0.03, lambda: self._merge(part, block)),
            (0.03, lambda: self._insert(part, block)),
            (0.03, lambda: self._move_sentence(block)),
        )
        for _, way in self.chance.choices(ways, [weight for weight, _ in ways]):
            way()

    def _edit(self, block: Block, share: float) -> None:
        """Changes, adds and takes out single words and short runs of them; now and then only their marks."""
        for sentence_ in block.sentences:
            n = 0
            while n < len(sentence_):
                if self.chance.random() < share:
                    n += self._touch(sentence_, n)
                n += 1
        if block.kind is Kind.TABLE and self.chance.random() < 0.6:
            self._rows(block)
        block.sentences = [sentence_ for sentence_ in block.sentences if sentence_ or block.columns]
        block.done = block.done or "edited"

    def _touch(self, held: Sentence, n: int) -> int:
        """Returns how many words to skip."""
        way, word = self.chance.random(), held[n]
        tail = word.text[len(word.text.rstrip(".,;:")) :]
        if way < 0.55:
            other = self.chance.choice([one for one in WORDS if one != word.text.rstrip(".,;:").lower()])
            held[n] = Word(next(self.numbers), other + tail, word.mark)
        elif way < 0.75:
            run = self.words(self.chance.choice(EXTRA))
            held[n:n] = run
            return len(run)
        elif way < 0.95 and len(held) > 4:
            del held[n : n + self.chance.randint(1, 3)]
        else:
            held[n] = replace(word, mark="" if word.mark else "strong")
        return 0

    def _rows(self, block: Block) -> None:
        wide = block.columns
        at = self.chance.randrange(1, len(block.sentences) // wide) * wide
        if self.chance.random() < 0.5 and len(block.sentences) > 3 * wide:
            del block.sentences[at : at + wide]
        else:
            row = [self.chance.choice(CELLS), *(str(self.chance.randint(3, 900)) for _ in range(wide - 1))]
            block.sentences[at:at] = [self.words(cell) for cell in row]

    def _rewrite(self, block: Block) -> None:
        if block.kind is Kind.TABLE or len(block.sentences) < 3:
            return
        said = _runs(block.words)
        for n in self.chance.sample(range(len(block.sentences)), self.chance.randint(1, len(block.sentences) // 2)):
            block.sentences[n] = self._other_sentence(said)
        block.done = "edited"

    def _other_sentence(self, said: set[tuple[str, ...]]) -> Sentence:
        """One that repeats no three words in a row: else the words would stand there still, whatever their number."""
        made = self.sentence()
        while _runs(made) & said:
            made = self.sentence()
        return made

    def _delete(self, part: Part, block: Block) -> None:
        part.blocks.remove(block)
        block.done = "deleted"

    def _move(self, part: Part, block: Block) -> None:
        """To another section; half of what moves is edited on the way."""
        others = [one for one in self.parts if one is not part]
        if not others or len(block.words) < 8:
            return
        part.blocks.remove(block)
        to = self.chance.choice(others)
        to.blocks.insert(self.chance.randint(0, len(to.blocks)), block)
        block.done = "moved"
        if self.chance.random() < 0.5:
            self._edit(block, 0.08)

    def _split(self, part: Part, block: Block) -> None:
        if block.kind is not Kind.PARAGRAPH or len(block.sentences) < 4:
            return
        at = self.chance.randint(2, len(block.sentences) - 2)
        sizes = [sum(map(len, side)) for side in (block.sentences[:at], block.sentences[at:])]
        if min(sizes) > 0.85 * max(sizes):  # nobody could say which half carries it on
            return
        rest = Block(next(self.keys), block.sentences[at:], of=block.of, done="split")
        block.sentences, block.done = block.sentences[:at], "split"
        part.blocks.insert(part.blocks.index(block) + 1, rest)
        held = {word.number for word in rest.words}
        if self.chance.random() < 0.3:
            self._edit(rest, 0.05)
        if len(held & {word.number for word in rest.words}) > len(block.words):
            rest.key, block.key = block.key, rest.key

    def _merge(self, part: Part, block: Block) -> None:
        at = part.blocks.index(block)
        after = part.blocks[at + 1] if at + 1 < len(part.blocks) else None
        if after is None or after.done or {block.kind, after.kind} != {Kind.PARAGRAPH}:
            return
        if len(after.words) > len(block.words):
            block.key = after.key
        block.of, block.done = block.of + after.of, "merged"
        after.done = "merged"
        block.sentences += after.sentences
        part.blocks.remove(after)

    def _move_sentence(self, block: Block) -> None:
        """To another paragraph, wherever that is."""
        others = [one for part in self.parts for one in part.blocks if one.kind is Kind.PARAGRAPH and not one.done]
        others = [one for one in others if one is not block]
        if block.kind is not Kind.PARAGRAPH or len(block.sentences) < 3 or not others:
            return
        to = self.chance.choice(others)
        moved = block.sentences.pop(self.chance.randrange(len(block.sentences)))
        to.sentences.insert(self.chance.randint(0, len(to.sentences)), moved)
        block.done = to.done = "edited"

    def _insert(self, part: Part, block: Block) -> None:
        made = self.paragraph()
        made.of, made.done = (), "new"
        part.blocks.insert(part.blocks.index(block), made)

    def _swap_twins(self) -> None:
        """Near-identical neighbours change places; of some a few words are changed as well."""
        for part in self.parts:
            for one, other in list(pairwise(part.blocks)):
                alike = {word.text for word in one.words} & {word.text for word in other.words}
                if one.kind is Kind.PARAGRAPH and len(alike) > 0.8 * len({word.text for word in one.words}):
                    at = part.blocks.index(one)
                    part.blocks[at : at + 2] = [other, one]
                    one.done = other.done = "swapped"
                    for block in (one, other) if self.chance.random() < 0.4 else ():
                        self._edit(block, 0.03)

    def _move_phrases(self) -> None:
        """Two of the five places where the phrase stands lose it to another paragraph."""
        size = len(PHRASE.split())
        blocks = [block for part in self.parts for block in part.blocks]
        texts = [block for block in blocks if block.kind is Kind.PARAGRAPH and not block.done]
        holders = [block for block in texts if " ".join(word.text for word in block.words).endswith(f"{PHRASE}.")]
        for block in self.chance.sample(holders, min(2, len(holders))):
            moved = block.sentences[-1][-size:]
            block.sentences[-1][-size:] = []
            other = self.chance.choice([one for one in texts if one not in holders])
            self.chance.choice(other.sentences)[1:1] = moved
            block.done = other.done = "edited"

    def _revise_sections(self) -> None:
        whole = [part for part in self.parts if len(part.blocks) > 1]
        for part in self.chance.sample(whole, len(whole) // 8):
            part.heading = f"{part.heading} and what follows from it"
        for part in self.chance.sample(whole, len(whole) // 12):
            self.parts.remove(part)
            self.parts.insert(self.chance.randint(0, len(self.parts)), part)
        made = Part(next(self.keys), "What is new in this draft", 1, [self.paragraph() for _ in range(3)])
        for block in made.blocks:
            block.of, block.done = (), "new"
        self.parts.insert(self.chance.randint(0, len(self.parts)), made)


def _runs(words: Sentence) -> set[tuple[str, ...]]:
    texts = [word.text.strip(".,").lower() for word in words]
    return set(zip(texts, texts[1:], texts[2:], strict=False))
