"""Redrafts with known truth: a made-up strategy, what an editor did to it, and where every word of it went.

Each word carries a number of its own, so that whatever is done to the text the truth about a comment can be read off: all the
words quoted stand together still, some of them do, or they are gone. Whoever changes a word gives it another number, also
where chance puts a like one in its place.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from consult.domain.anchoring import Anchor, anchor_at
from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.placements import Place
from tests.redraft_words import CELLS, EXTRA, HEADINGS, PHRASE, REPEATED, WORDS, action, sentence


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


@dataclass(frozen=True, slots=True)
class Fate:
    """What an editor did to an old paragraph: `done` in one word of `pairing.Was`; `to` new positions, the heir first."""

    done: str
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on the old draft, by positions, and where it truly went.

    `on` says what it is on: "words", "paragraph" or "section"; `kept` how much of that is together still, 0 to 1. `true` is
    None where it is gone. Of words that were edited it covers what is left of them; `within` are the offsets up to which what
    was written in their place and beside them reaches.
    """

    on: str
    section: int
    paragraph: int | None
    anchor: Anchor | None
    true: Place | None
    kept: float
    within: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Redraft:
    """Two versions of a draft and the truth between them."""

    old: Draft
    new: Draft
    fates: tuple[Fate, ...]
    comments: tuple[Comment, ...]


def redraft(words: int, seed: int, comments: int = 500) -> Redraft:
    """A draft of about so many words, what an editor made of it, and comments on it with the truth about each."""
    editor = _Editor(random.Random(seed))
    editor.write(words)
    return _revised(editor, comments)


def redraft_of(draft: Draft, seed: int, comments: int = 500) -> Redraft:
    """The same of a draft there is, without its marks: what an editor made of its words."""
    editor = _Editor(random.Random(seed))
    editor.read(draft)
    return _revised(editor, comments)


def _revised(editor: "_Editor", comments: int) -> Redraft:
    before = [replace(part, blocks=[_copy(block) for block in part.blocks]) for part in editor.parts]
    editor.revise()
    old, new = _Laid(before), _Laid(editor.parts)
    return Redraft(old.draft, new.draft, _fates(old, new), tuple(_commented(old, new, editor.chance, comments)))


def _copy(block: Block) -> Block:
    return replace(block, sentences=[list(sentence) for sentence in block.sentences])


class _Editor:
    """Writes a draft, and then goes through it with a pen."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.parts: list[Part] = []
        self._numbers = count()
        self._keys = count()

    # --- writing

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
            part = Part(next(self._keys), heading, 2 if number % 5 in (3, 4) else 1, self._section())
            self.parts.append(part)
            written += sum(len(block.words) for block in part.blocks)
        texts = [block for part in self.parts for block in part.blocks if block.kind is Kind.PARAGRAPH]
        for block in self.chance.sample(texts, 5):
            block.sentences[-1][-1:] = self._words(f"{block.sentences[-1][-1].text.rstrip('.')} {PHRASE}.")

    def _section(self) -> list[Block]:
        blocks = [self._paragraph() for _ in range(self.chance.randint(2, 4))]
        if self.chance.random() < 0.5:
            blocks += [self._block([self._sentence()], Kind.ITEM) for _ in range(self.chance.randint(3, 5))]
        if self.chance.random() < 0.25:
            pair = action(self.chance)
            blocks += [self._block([self._words(one) for one in text]) for text in pair]
        if self.chance.random() < 0.2:
            blocks.append(self._table())
        if self.chance.random() < 0.15:
            blocks.append(self._block([self._sentence()], Kind.NOTE))
        return blocks

    def _block(self, sentences: list[Sentence], kind: Kind = Kind.PARAGRAPH, columns: int = 0) -> Block:
        key = next(self._keys)
        return Block(key, sentences, kind, columns, (key,))

    def _paragraph(self) -> Block:
        return self._block([self._sentence() for _ in range(self.chance.randint(3, 6))])

    def _table(self) -> Block:
        head = [self._words(one) for one in ("Measure", "Now", "By 2025")]
        rows = [
            [
                self._words(self.chance.choice(CELLS)),
                self._words(str(self.chance.randint(3, 900))),
                self._words(str(self.chance.randint(3, 900))),
            ]
            for _ in range(self.chance.randint(3, 6))
        ]
        return self._block([*head, *(cell for row in rows for cell in row)], Kind.TABLE, 3)

    def _sentence(self) -> Sentence:
        made = self._words(sentence(self.chance))
        if self.chance.random() < 0.15:
            at = self.chance.randrange(len(made))
            mark = self.chance.choice(["strong", "em", 'a href="https://www.example.org/plan"'])
            made[at : at + 3] = [replace(word, mark=mark) for word in made[at : at + 3]]
        return made

    def _words(self, text: str) -> Sentence:
        return [Word(next(self._numbers), word) for word in text.split()]

    def read(self, draft: Draft) -> None:
        """Takes a draft onto the desk."""
        for section in draft.sections:
            blocks = [self._taken(paragraph) for paragraph in section.paragraphs if paragraph.text.strip()]
            self.parts.append(Part(next(self._keys), section.heading, section.level, blocks))

    def _taken(self, paragraph: Paragraph) -> Block:
        rows = [line.split("\t") for line in paragraph.text.split("\n")]
        if paragraph.kind is Kind.TABLE and len({len(row) for row in rows}) == 1:
            return self._block([self._words(cell) for row in rows for cell in row], Kind.TABLE, len(rows[0]))
        kind = Kind.PARAGRAPH if paragraph.kind is Kind.TABLE else paragraph.kind
        return self._block([self._words(one) for one in re.split(r"(?<=[.?!])\s+", paragraph.text)], kind)

    # --- revising

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
            held[n] = Word(next(self._numbers), other + tail, word.mark)
        elif way < 0.75:
            run = self._words(self.chance.choice(EXTRA))
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
            block.sentences[at:at] = [self._words(cell) for cell in row]

    def _rewrite(self, block: Block) -> None:
        if block.kind is Kind.TABLE or len(block.sentences) < 3:
            return
        said = _runs(block.words)
        for n in self.chance.sample(range(len(block.sentences)), self.chance.randint(1, len(block.sentences) // 2)):
            block.sentences[n] = self._other_sentence(said)
        block.done = "edited"

    def _other_sentence(self, said: set[tuple[str, ...]]) -> Sentence:
        """One that repeats no three words in a row: else the words would stand there still, whatever their number."""
        made = self._sentence()
        while _runs(made) & said:
            made = self._sentence()
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
        rest = Block(next(self._keys), block.sentences[at:], of=block.of, done="split")
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
        made = self._paragraph()
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
        texts = [
            (part, block)
            for part in self.parts
            for block in part.blocks
            if block.kind is Kind.PARAGRAPH and not block.done
        ]
        holders = [block for _, block in texts if " ".join(word.text for word in block.words).endswith(f"{PHRASE}.")]
        for block in self.chance.sample(holders, min(2, len(holders))):
            moved = block.sentences[-1][-size:]
            block.sentences[-1][-size:] = []
            other = self.chance.choice([one for _, one in texts if one not in holders])
            self.chance.choice(other.sentences)[1:1] = moved
            block.done = other.done = "edited"

    def _revise_sections(self) -> None:
        whole = [part for part in self.parts if len(part.blocks) > 1]
        for part in self.chance.sample(whole, len(whole) // 8):
            part.heading = f"{part.heading} and what follows from it"
        for part in self.chance.sample(whole, len(whole) // 12):
            self.parts.remove(part)
            self.parts.insert(self.chance.randint(0, len(self.parts)), part)
        made = Part(next(self._keys), "What is new in this draft", 1, [self._paragraph() for _ in range(3)])
        for block in made.blocks:
            block.of, block.done = (), "new"
        self.parts.insert(self.chance.randint(0, len(self.parts)), made)
        self.parts = [part for part in self.parts if part.blocks or part.level]


def _runs(words: Sentence) -> set[tuple[str, ...]]:
    texts = [word.text.strip(".,").lower() for word in words]
    return set(zip(texts, texts[1:], texts[2:], strict=False))


class _Laid:
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


def _fates(old: _Laid, new: _Laid) -> tuple[Fate, ...]:
    places = {block.key: n for n, block in enumerate(new.blocks)}
    found = []
    for block in old.blocks:
        to = [n for n, one in enumerate(new.blocks) if block.key in one.of]
        to.sort(key=lambda n: (n != places.get(block.key), n))
        done = (new.blocks[to[0]].done or "same") if to else "deleted"
        found.append(Fate(done, tuple(to)))
    return tuple(found)


def _commented(old: _Laid, new: _Laid, chance: random.Random, number: int) -> list[Comment]:
    """A tenth on whole sections, a fifth on whole paragraphs, and on words: half of them on up to four, the others on more."""
    return [
        _comment(old, new, chance, chance.choices(["section", "paragraph", "words"], [1, 2, 7])[0])
        for _ in range(number)
    ]


def _comment(old: _Laid, new: _Laid, chance: random.Random, on: str) -> Comment:
    paragraph = chance.randrange(len(old.blocks))
    section, block = old.section_of[paragraph], old.blocks[paragraph]
    if on == "section":
        to = next((n for n, part in enumerate(new.parts) if part.key == old.parts[section].key), None)
        return Comment(on, section, None, None, None if to is None else Place(to), float(to is not None))
    if on == "paragraph":
        heir = _heir(new, block.key)
        return Comment(
            on,
            section,
            paragraph,
            None,
            None if heir is None else Place(new.section_of[heir], heir),
            float(heir is not None),
        )
    units = [unit for unit in block.sentences if unit]
    unit = chance.choice(units)
    size = chance.choice([1, 2, 3, 4, 6, 10, len(unit), len(unit)])
    at = chance.randint(0, max(0, len(unit) - size))
    return _on_words(old, new, paragraph, unit[at : at + size])


def _heir(new: _Laid, key: int) -> int | None:
    """The new block that carries on an old one or, where it was merged into a greater one, that one."""
    own = [n for n, one in enumerate(new.blocks) if one.key == key]
    return next(iter(own or [n for n, one in enumerate(new.blocks) if key in one.of]), None)


def _on_words(old: _Laid, new: _Laid, paragraph: int, quoted: Sentence) -> Comment:
    cut = len(quoted[-1].text) - len(quoted[-1].text.rstrip(".,;:"))
    start, end = old.spans[quoted[0].number][1], old.spans[quoted[-1].number][2] - cut
    anchor = anchor_at(old.draft_text(paragraph), start, end)
    true, kept = _went(new, quoted, cut, anchor.exact)
    within = _reach(old, new, true) if true is not None else (0, 0)
    return Comment("words", old.section_of[paragraph], paragraph, anchor, true, kept, within)


def _reach(old: _Laid, new: _Laid, true: Place) -> tuple[int, int]:
    """The words of a place, and the new ones that adjoin them."""
    assert true.anchor is not None
    assert true.paragraph is not None
    start, end = true.anchor.start, true.anchor.end
    fresh = [new.spans[word.number][1:] for word in new.blocks[true.paragraph].words if word.number not in old.spans]
    for first, last in fresh:
        end = last if start < first <= end + 2 else end
    for first, last in reversed(fresh):
        start = first if start - 2 <= last <= start else start
    return start, end


def _went(new: _Laid, quoted: Sentence, cut: int, exact: str) -> tuple[Place | None, float]:
    """Where most of the words stand now, and how many of them do; None if that is less than half, or none with its meaning."""
    left = [new.spans[word.number] for word in quoted if word.number in new.spans]
    paragraph, number = Counter(place for place, _, _ in left).most_common(1)[0] if left else (-1, 0)
    if 2 * number < len(quoted):
        return None, number / len(quoted)
    here = sorted((start, end) for place, start, end in left if place == paragraph)
    last = new.spans.get(quoted[-1].number)
    end = here[-1][1] - (cut if last is not None and last[2] == here[-1][1] and last[0] == paragraph else 0)
    anchor = anchor_at(new.draft_text(paragraph), here[0][0], max(end, here[0][0] + 1))
    whole = number == len(quoted) and " ".join(anchor.exact.split()) == " ".join(exact.split())
    kept = 1.0 if whole else min(0.99, number / len(quoted))
    return Place(new.section_of[paragraph], paragraph, anchor), kept
