"""A marked-up Word file's bytes to a MarkedCopy: the one way in."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from consult.domain.marked_copy import CopyParagraph, Mark, MarkedCopy, MarkKind, Untaken
from consult.importing import sanitising
from consult.importing.docx_changes import Reported
from consult.importing.docx_labels import Numbering
from consult.importing.docx_styles import Styles
from consult.importing.docx_tidy import tidy
from consult.importing.errors import Unreadable
from consult.importing.marked import changes, comments, formatting
from consult.importing.marked.gathering import Changes
from consult.importing.marked.outline import Outline, footnotes
from consult.importing.package import Package, qn
from consult.importing.sniffing import FileKind, sniff

MOST_MARKS = 2_000
MOST_AUTHORS = 50  # of tracked changes: each is asked of every paragraph
_LARGEST_TEXT = 8_000_000  # characters, as of a draft
_SAVE_AS = "Save the marked-up copy as a Word document (.docx) and try again."
_NOT_WORD = f"This is not a Word document. {_SAVE_AS}"
_NO_DOCUMENT = "The Word file has no document in it. Open it in Word, save it again and try once more."
_NO_MARKS = (
    "There are no margin comments or tracked changes in this file. Check that you chose the copy that was marked up. "
    "If its words were changed without tracking, compare it in Word with the draft that was sent (Review, Compare) "
    "and try again with the file that makes."
)
_TOO_MANY = (
    "There are {:,} margin comments and tracked changes in this file, and {:,} at most can be taken in. "
    "Reject those that are not meant for the panel, or send the copy in parts."
)
_TOO_MANY_AUTHORS = (
    "More than {} people tracked changes in this file. It seems to be a draft that was worked on, not a member’s copy: "
    "accept the changes made before it was sent and try again."
)


def read_marked_copy(data: bytes, name: str) -> MarkedCopy:
    """Reads the margin comments and tracked changes of a .docx; `name` is the file's, kept for the screens.

    Raises Unreadable, with the reason and what to do, for what is no Word document or a damaged or dangerous one, for a
    copy without marks, for more than MOST_MARKS of them, and for changes by more than MOST_AUTHORS people.
    """
    if sniff(data, _SAVE_AS) is not FileKind.WORD:
        raise Unreadable(_NOT_WORD)
    package = Package(data)
    try:
        parts = _parts(package)
        outline = _outline(package, parts)
        _check_authors(outline)
        found = changes.gather(outline)
        placed = [*found.marks, *comments.gather(outline, package)]
    except RecursionError as error:
        raise sanitising.too_deep() from error
    untaken = (*found.untaken, *formatting.gather(outline, package, parts.values()))
    _check_number(placed, untaken)
    paragraphs = tuple(CopyParagraph(unit.text, unit.kind, unit.label) for unit in outline.units)
    return MarkedCopy(name, paragraphs, tuple(_numbered(placed, found)), untaken)


def _parts(package: Package) -> dict[str, etree._Element]:
    """The document and its notes, tidied."""
    found = {"document": package.xml(package.main)}
    found |= {kind: package.xml(package.related(kind)) for kind in ("footnotes", "endnotes")}
    parts = {kind: root for kind, root in found.items() if root is not None}
    for root in parts.values():
        sanitising.check_size("".join(_words(root)), _LARGEST_TEXT)
        tidy(root, Reported())
    return parts


def _outline(package: Package, parts: dict[str, etree._Element]) -> Outline:
    body = parts["document"].find(qn("w:body")) if "document" in parts else None
    if body is None:
        raise Unreadable(_NO_DOCUMENT)
    styles = Styles(package.xml(package.related("styles")))
    numbering = Numbering(package.xml(package.related("numbering")), styles)
    outline = Outline(styles, numbering, {kind: footnotes(root) for kind, root in parts.items() if kind != "document"})
    outline.read(body)
    return outline


def _words(root: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in root.iter(qn("w:t"), qn("w:delText")))


def _check_authors(outline: Outline) -> None:
    stamps = (stamp for piece in outline.characters.pieces for stamp in (piece.inserted, piece.deleted))
    if len({stamp.author for stamp in stamps if stamp is not None}) > MOST_AUTHORS:
        raise Unreadable(_TOO_MANY_AUTHORS.format(MOST_AUTHORS))


def _check_number(placed: list[tuple[int, Mark]], untaken: tuple[Untaken, ...]) -> None:
    if len(placed) > MOST_MARKS:
        raise Unreadable(_TOO_MANY.format(len(placed), MOST_MARKS))
    if not placed and not untaken:
        raise Unreadable(_NO_MARKS)


def _numbered(placed: list[tuple[int, Mark]], found: Changes) -> Iterator[Mark]:
    """The marks in the order they stand, a change before a comment on the same words, with the moves between them."""
    order = sorted(range(len(placed)), key=lambda n: (placed[n][0], placed[n][1].kind is MarkKind.COMMENT, n))
    numbers = {n: number for number, n in enumerate(order, 1)}
    sources: dict[str, list[int]] = {}
    targets: dict[str, list[int]] = {}
    for n, (lost, gained) in found.moves.items():
        for names, held in ((lost, sources), (gained, targets)):
            for move in names:
                held.setdefault(move, []).append(numbers[n])
    for n in order:
        lost, gained = found.moves.get(n, (set(), set()))
        moved_to = {to for move in lost for to in targets.get(move, ())} - {numbers[n]}
        moved_from = {of for move in gained for of in sources.get(move, ())} - {numbers[n]}
        yield replace(
            placed[n][1], number=numbers[n], moved_to=tuple(sorted(moved_to)), moved_from=tuple(sorted(moved_from))
        )
