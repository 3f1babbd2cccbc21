"""What is said of a mark in plain words: in the comment it becomes, and in the notes to whoever confirms it."""

from collections.abc import Iterator, Sequence

from consult.domain.marked_copy import Mark, MarkedCopy, MarkKind, Untaken

_LONGEST_QUOTE = 1_500  # characters of commented words kept in a comment
_LONGEST_WORDS = 200  # of words named in a sentence
_AROUND = 30  # of the words before a place between words

UNNAMED = "Someone unnamed"
NOWHERE = "It stands on nothing that was in the draft: an empty line, a table of contents, or words that are not there."
NOT_FOUND = "These words are not in the draft, and nothing in it is like them beyond doubt."
IN_PARTS = "The draft has this paragraph in several parts, and the words are in none of them as a whole."
ON_TITLE = "It was made on the title, so it is about the whole draft."
ON_HEADING = "It was made on the heading, so it is about the whole section."
OTHER_WORDS = "The words marked are not in the paragraph as they stand. They are kept in the comment."
NOT_WORD_FOR_WORD = "The paragraph of the copy is not word for word the draft’s. Check that it is the right one."
NUMBER_CHANGED = "A change of the paragraph’s number was left out: numbers are given by the draft."
ALREADY = "The change is in the draft already."
RESOLVED = "It is marked as resolved in the copy."
STRUCK = "The words it was made on are struck out in the copy."
SUGGESTED = "Suggested wording, as changed in the member’s Word copy."
DELETE = "Delete this paragraph."


def untaken(one: Untaken, where: str) -> str:
    """What was not taken, with who did it and where."""
    place = f" {where}:" if where else ""
    return f"{one.author or UNNAMED}:{place} {one.what}"


def comment(mark: Mark) -> str:
    """The text of a margin comment with the replies below it."""
    about = f"This is about words that the copy inserts: “{_short(mark.inserted)}”." if mark.inserted else ""
    return "\n\n".join(filter(None, (mark.text, about, *_replies(mark))))


def _replies(mark: Mark) -> Iterator[str]:
    for reply in mark.replies:
        on = f", {reply.at.day} {reply.at:%B %Y}" if reply.at else ""
        yield f"Reply by {reply.author or UNNAMED[0].lower() + UNNAMED[1:]}{on}: {reply.text}"


def notes(mark: Mark) -> Iterator[str]:
    """What the file says of a mark besides its words."""
    if mark.resolved:
        yield RESOLVED
    if mark.struck:
        yield STRUCK
    if mark.kind is MarkKind.COMMENT and not mark.text:
        yield "The comment has no words. Write what is meant, or leave it out."


def quoted(words: str) -> str:
    """Words that were marked, cut where somebody marked pages of them."""
    return _short(words, _LONGEST_QUOTE)


def with_words(text: str, words: str) -> str:
    """A comment that keeps the words it was made on."""
    return f"{text}\n\nThis is about the words “{quoted(words)}”.".strip()


def spanning(first: str, last: str, count: int) -> str:
    """Of a comment over several paragraphs."""
    to = f" to {last}" if last != first else ""
    return f"It spans {count} paragraphs, {first}{to}. It is placed on the first, and keeps all its words."


def joining(first: str, last: str) -> str:
    """Of a change that makes one paragraph of several."""
    return f"It joins {first} to {last}. It is placed on the first."


def standing_often(times: int) -> str:
    """Of a paragraph that the draft has more than once."""
    return f"A paragraph with these words stands {times} times in the draft, and nothing says which is meant."


def between(base: str, at: int) -> str:
    """Of a comment on no words."""
    before = " ".join(base[max(0, at - _AROUND) : at].split())
    return f"It was made on no words, after “…{before}”." if before else "It was made on no words."


def doubt(missing: int, marked: int) -> str:
    """Of a copy that seems to be of another draft."""
    of = "The only paragraph" if marked == 1 else f"{missing} of the {marked} paragraphs"
    verb = "is" if marked == 1 or missing == 1 else "are"
    return (
        f"This may not be a copy of this draft: {of[0].lower() + of[1:]} marked in it {verb} not in the draft. "
        "Check that it is the right file and the right version."
    )


def change(copy: MarkedCopy, mark: Mark, moved: Sequence[str]) -> str:
    """What a change does, where the wording alone does not say it."""
    before, after = copy.words(mark).strip(), copy.wording(mark).strip()
    if moved and mark.moved_to:
        whole = "Move this paragraph" if not after else "Move the words struck out here"
        return f"{whole} to {moved[0]}."
    if moved:
        return f"The words moved here are from {moved[0]}."
    if not after:
        return DELETE
    if after.startswith(f"{before}\n") and before:
        return "Add a paragraph after this one."
    if after.endswith(f"\n{before}") and before:
        return "Add a paragraph before this one."
    if mark.first != mark.last:
        return "Join these paragraphs."
    return "Divide this paragraph." if "".join(before.split()) == "".join(after.split()) else SUGGESTED


def table_change(copy: MarkedCopy, mark: Mark) -> str:
    """A change of a table that is no other wording of one of its cells."""
    base, new = copy.base(mark), copy.wording(mark).strip()
    before, after = _row(copy.words(mark)), _row(new)
    if before and not after and (mark.start, mark.end) == (0, len(base)):
        return "Delete this table."
    if before:
        return f"Delete “{_short(before)}”." if not after else f"Change “{_short(before)}” to “{_short(after)}”."
    above = base[: mark.start].strip().rpartition("\n")[2]
    if "\t" in new:
        what = f"Add a row to this table: {after}"
    elif mark.start in (0, len(base)):
        what = f"Add beside this table: “{after}”"
    else:
        what = f"Write in the empty cell: “{after}”"
    return f"{what} (after “{_short(_row(above))}”)." if above else f"{what}."


def heading_change(copy: MarkedCopy, mark: Mark, what: str) -> str:
    """A change of a heading or the title, for which no wording can be suggested but in words."""
    before, after = copy.words(mark).strip(), copy.wording(mark).strip()
    if not after:
        return f"Delete this {what}."
    if after.startswith(f"{before}\n"):
        return f"Add under this {what}: “{after[len(before) :].strip()}”"
    return f"Change this {what} to “{after}”."


def _row(text: str) -> str:
    return " | ".join(cell.strip() for cell in text.strip().split("\t"))


def _short(words: str, most: int = _LONGEST_WORDS) -> str:
    words = words.strip()
    return words if len(words) <= most else f"{words[:most].rstrip()}…"
