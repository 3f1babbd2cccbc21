"""Which paragraph of the draft a paragraph of the copy is; how alike paragraphs of one strategy are."""

import random
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from consult.domain.marked_copy import CopyKind, CopyParagraph, MarkedCopy
from consult.domain.marked_matching import ALIKE, SHORT, Match, Matcher
from consult.domain.marked_spots import FIGURE, key_of, spots_of
from consult.importing import read_draft
from tests.domain.marked import Section, as_sent, draft

STRATEGY = Path(__file__).parents[2] / "consult/demo/strategy.md"


def _keys() -> list[str]:
    sections = read_draft(STRATEGY.read_bytes(), STRATEGY.name).sections
    return [key_of(p.text) for section in sections for p in section.paragraphs if len(p.text) >= SHORT]


def test_two_different_paragraphs_are_far_less_alike_than_one_and_the_same_altered() -> None:
    keys, dice = _keys(), random.Random(2)
    assert max(fuzz.ratio(one, other) for one, other in combinations(keys, 2)) < 60 < ALIKE
    words = [word for key in keys for word in key.split()]
    altered = [(key, " ".join(dice.choice(words) if dice.random() < 0.1 else w for w in key.split())) for key in keys]
    assert min(fuzz.ratio(*pair) for pair in altered if len(pair[0].split()) >= 8) > ALIKE


def _found(sections: list[Section], paragraphs: list[CopyParagraph]) -> list[int | None]:
    spots = spots_of(sections)
    matcher = Matcher(MarkedCopy("c", tuple(paragraphs), ()), spots)
    matches = [matcher.match(n) for n in range(len(paragraphs))]
    return [match.spots[0] if match and len(match.spots) == 1 else None for match in matches]


def test_every_paragraph_of_a_copy_with_any_of_them_altered_or_gone_is_itself_or_nothing() -> None:
    texts, dice = _keys(), random.Random(5)
    sections = draft(A=[f"{n}. {text}" for n, text in enumerate(texts, 1)])
    sent = list(enumerate(as_sent(sections, typed=True)))
    words = " ".join(texts).split()
    for _ in range(3):
        kept = [one for one in sent if dice.random() < 0.8]
        changed = [(n, CopyParagraph(_altered(p.text, words, dice), p.kind)) for n, p in kept]
        found = _found(sections, [paragraph for _, paragraph in changed])
        wrong = [(n, at) for (n, _), at in zip(changed, found, strict=True) if at not in (n, None)]
        assert wrong == []
        assert sum(at is not None for at in found) > 0.95 * len(found)


def _altered(text: str, words: list[str], dice: random.Random) -> str:
    """A third of the paragraphs have a word in twelve replaced."""
    if dice.random() > 1 / 3:
        return text
    number, *rest = text.split()
    return " ".join([number, *(dice.choice(words) if dice.random() < 1 / 12 else word for word in rest)])


def test_near_paragraphs_that_differ_in_a_year_are_not_taken_for_each_other() -> None:
    years = [f"Referrals in {year} were counted by the Constabulary and the districts." for year in (2018, 2019, 2020)]
    sections = draft(A=[years[0], years[2]])
    sent = [CopyParagraph("A", CopyKind.HEADING), *(CopyParagraph(text) for text in years)]
    assert _found(sections, sent) == [0, 1, None, 2]


def test_short_paragraphs_are_not_alike_by_chance() -> None:
    sections = draft(A=["Yes, in part.", "No, not at all."])
    sent = [CopyParagraph(text) for text in ("Yes, in parts.", "Yes, not in part.", "None.")]
    assert _found(sections, sent) == [1, None, None]


def test_a_heading_and_a_paragraph_of_the_same_words_are_told_apart() -> None:
    sections = draft(Prevent=["Prevent", "Other."])
    assert _found(sections, [CopyParagraph("Prevent", CopyKind.HEADING), CopyParagraph("Prevent")]) == [0, 1]


def test_a_bold_line_that_the_draft_took_for_a_heading_is_that_heading() -> None:
    assert _found(draft(Referrals=["Text."]), [CopyParagraph("Referrals"), CopyParagraph("Text.")]) == [0, 1]


def test_pictures_are_known_by_their_neighbours() -> None:
    line = CopyParagraph(FIGURE.format("A chart"))
    sections = draft(A=["One.", "", "", "Two.", ""])
    sent = [CopyParagraph(text) for text in ("One.", "Two.")]
    assert _found(sections, [sent[0], line, line, sent[1], line]) == [1, 2, 3, 4, 5]
    assert _found(sections, [sent[0], line, sent[1]]) == [1, None, 4]


def test_a_paragraph_in_several_parts_of_the_draft() -> None:
    one, two = "The first half of it is as long as this.", "The second half of it is as long as that."
    copy = MarkedCopy("c", (CopyParagraph(f"{one} {two}"),), ())
    assert Matcher(copy, spots_of(draft(A=[one, two]))).match(0) == Match((1, 2), is_exact=False)
