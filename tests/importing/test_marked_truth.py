"""Whatever was tracked: the copy's paragraphs are the text before it, and each author's marks lead to the text after it."""

from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consult.domain.marked_copy import MarkedCopy
from tests.importing.marked_files import Note, cut, ins, p, read, start, t
from tests.importing.marked_files import end as range_end

AUTHORS = ("A", "B")
Fate = tuple[str | None, str | None]  # who inserted, who struck out
Line = tuple[list[tuple[str, Fate]], Fate]

_fates = st.one_of(
    st.just((None, None)), st.tuples(st.sampled_from([None, *AUTHORS]), st.sampled_from([None, *AUTHORS]))
)  # fmt: skip


@st.composite
def _documents(draw: st.DrawFn) -> list[Line]:
    """Paragraphs of words, no two alike; each word and each paragraph's end with a fate."""
    number, made = 0, []
    for _ in range(draw(st.integers(1, 6))):
        words = []
        for _ in range(draw(st.integers(0, 4))):
            number += 1
            words.append((f"w{number} ", draw(_fates)))
        made.append((words, draw(_fates)))
    return made


def _xml(lines: list[Line], around: tuple[int, int] = (-1, -1)) -> Iterator[str]:
    """The paragraphs; `around` numbers the words that a comment begins before and ends after."""
    number = 0
    for words, (inserted, struck) in lines:
        end = (ins(author=inserted) if inserted else "") + (cut(author=struck) if struck else "")
        runs = []
        for word, fate in words:
            before, after = start(1) * (number == around[0]), range_end(1) * (number == around[1])
            runs.append(f"{before}{_run(word, *fate)}{after}")
            number += 1
        yield p(*runs, end=end)


def _run(word: str, inserted: str | None, struck: str | None) -> str:
    run = cut(word, struck) if struck else t(word)
    return ins(run, inserted) if inserted else run


def _texts(lines: list[Line], author: str | None) -> list[str]:
    """The paragraphs once the changes of an author, or of nobody, are made; those without words left out."""
    text = ""
    for words, end in lines:
        for piece, (inserted, struck) in [*words, ("\n", end)]:
            if inserted in (None, author) and (struck is None or struck != author):
                text += piece
    return _plain(text)


def _plain(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _after(copy: MarkedCopy, author: str) -> list[str]:
    """The copy's paragraphs with this author's marks made."""
    made, position = [], 0
    marks = {mark.first: mark for mark in copy.marks if mark.author == author}
    assert len(marks) == sum(mark.author == author for mark in copy.marks)
    while position < len(copy.paragraphs):
        mark = marks.get(position)
        made.append(copy.wording(mark) if mark else copy.paragraphs[position].text)
        position = (mark.last or 0) + 1 if mark else position + 1
    return _plain("\n".join(made))


@settings(max_examples=120, deadline=None)
@given(_documents())
def test_before_and_after(lines: list[Line]) -> None:
    before = _texts(lines, None)
    assume(before and any(_texts(lines, author) != before for author in AUTHORS))
    copy = read(*_xml(lines))
    assert _plain("\n".join(paragraph.text for paragraph in copy.paragraphs)) == before
    for author in AUTHORS:
        assert _after(copy, author) == _texts(lines, author)


@settings(max_examples=120, deadline=None)
@given(_documents(), st.data())
def test_a_comment_stands_on_the_old_words_in_it(lines: list[Line], data: st.DataObject) -> None:
    words = [(word, fate) for held, _ in lines for word, fate in held]
    old = [word for word, (inserted, _) in words if inserted is None]
    assume(old)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    copy = read(*_xml(lines, (first, last)), comments=[Note(1, "Why?")])
    (mark,) = (mark for mark in copy.marks if mark.text)
    within = words[first : last + 1]
    assert copy.words(mark).split() == [word.strip() for word, (inserted, _) in within if inserted is None]
    if not copy.words(mark):
        assert mark.inserted.split() == [word.strip() for word, _ in within]
    assert mark.struck == (
        bool(copy.words(mark)) and all(struck for _, (inserted, struck) in within if inserted is None)
    )
