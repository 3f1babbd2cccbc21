"""Redrafts with known truth: a made-up strategy, what an editor did to it, and where every word of it went.

Each word carries a number of its own, so that whatever is done to the text the truth about a comment can be read off: all the
words quoted stand together still, some of them do, or they are gone. Whoever changes a word gives it another number, also
where chance puts a like one in its place.
"""

import random
from collections import Counter
from dataclasses import dataclass, replace

from consult.domain.anchoring import Anchor, anchor_at
from consult.domain.draft import Draft
from consult.domain.placements import Place
from tests.redraft_desk import Block, Laid, Sentence
from tests.redraft_editor import Editor


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
    editor = Editor(random.Random(seed))
    editor.write(words)
    return _revised(editor, comments)


def redraft_of(draft: Draft, seed: int, comments: int = 500) -> Redraft:
    """The same of a draft there is, without its marks: what an editor made of its words."""
    editor = Editor(random.Random(seed))
    editor.read(draft)
    return _revised(editor, comments)


def _revised(editor: "Editor", comments: int) -> Redraft:
    before = [replace(part, blocks=[_copy(block) for block in part.blocks]) for part in editor.parts]
    editor.revise()
    old, new = Laid(before), Laid(editor.parts)
    return Redraft(old.draft, new.draft, _fates(old, new), tuple(_commented(old, new, editor.chance, comments)))


def _copy(block: Block) -> Block:
    return replace(block, sentences=[list(sentence) for sentence in block.sentences])


def _fates(old: Laid, new: Laid) -> tuple[Fate, ...]:
    places = {block.key: n for n, block in enumerate(new.blocks)}
    found = []
    for block in old.blocks:
        to = [n for n, one in enumerate(new.blocks) if block.key in one.of]
        to.sort(key=lambda n: (n != places.get(block.key), n))
        done = (new.blocks[to[0]].done or "same") if to else "deleted"
        found.append(Fate(done, tuple(to)))
    return tuple(found)


def _commented(old: Laid, new: Laid, chance: random.Random, number: int) -> list[Comment]:
    """A tenth on whole sections, a fifth on whole paragraphs, and on words: half of them on up to four, the others on more."""
    return [
        _comment(old, new, chance, chance.choices(["section", "paragraph", "words"], [1, 2, 7])[0])
        for _ in range(number)
    ]


def _comment(old: Laid, new: Laid, chance: random.Random, on: str) -> Comment:
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


def _heir(new: Laid, key: int) -> int | None:
    """The new block that carries on an old one or, where it was merged into a greater one, that one."""
    own = [n for n, one in enumerate(new.blocks) if one.key == key]
    return next(iter(own or [n for n, one in enumerate(new.blocks) if key in one.of]), None)


def _on_words(old: Laid, new: Laid, paragraph: int, quoted: Sentence) -> Comment:
    cut = len(quoted[-1].text) - len(quoted[-1].text.rstrip(".,;:"))
    start, end = old.spans[quoted[0].number][1], old.spans[quoted[-1].number][2] - cut
    anchor = anchor_at(old.draft_text(paragraph), start, end)
    true, kept = _went(new, quoted, cut, anchor.exact)
    within = _reach(old, new, true) if true is not None else (0, 0)
    return Comment("words", old.section_of[paragraph], paragraph, anchor, true, kept, within)


def _reach(old: Laid, new: Laid, true: Place) -> tuple[int, int]:
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


def _went(new: Laid, quoted: Sentence, cut: int, exact: str) -> tuple[Place | None, float]:
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
