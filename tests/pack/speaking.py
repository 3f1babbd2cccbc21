"""What a paper says, in reading order, told twice: by the PDF, and by the page it was printed from.

`spoken(data)` follows the tree of tags and asks the fonts what is drawn. `said(page, data)` follows the elements of the page,
the HTML twin, which knows nothing of printing. The two are compared as they come out, so what is made equal is made so here:

- white space goes: the space at which a line was broken is not in a PDF;
- characters that look alike are one (NFKC, and all hyphens): a font may have one glyph for two of them;
- what no font here can draw is U+FFFD, as it is on paper; characters that draw nothing go;
- letters that are read from the right are drawn from the left, line by line, as every reader of PDFs expects. They are taken
  out, with brackets, which are mirrored among them, and compared as how many there are of each; so is the whole of a paragraph
  that consists of them for the most part, in which numbers and full stops change places too;
- pictures and charts say their alternative text; what is quoted stands in quotation marks;
- a reference to a page says its number, taken from where the PDF's own link leads;
- the first column heads of a table that goes on on the next page are said once; links that
  help to get about a screen are not on paper.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import count, groupby
from operator import itemgetter
from unicodedata import bidirectional, category, normalize

import pikepdf
from lxml import html

from consult.pack.press.legible import legible
from tests.pack.tagged import Element, Place, Tree

_MAPPINGS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_MAPPING = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_HYPHENS = re.compile("[\u2010\u2011\u2212]")
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "lbody", "dt", "dd", "th", "td", "caption"}
_numbers = count(1)  # each block gets one of its own
_ON_SCREEN_ONLY = "//head | //style | //a[@class='skip'] | //*[@class='to-contents']"
_PAGE_NUMBERS = "//a[@class='page-ref'] | //*[contains(concat(' ', @class, ' '), ' contents ')]//a"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said: in order, and how often each letter that is read from the right."""

    in_order: str
    leftward: Counter[str]


def spoken(data: bytes) -> Words:
    """The PDF's words in the order of its tags."""
    with pikepdf.open(BytesIO(data)) as pdf:
        words: dict[Place, str] = {}
        for number, page in enumerate(pdf.pages):
            for place, text in _drawn(number, page):
                words[place] = words.get(place, "") + text
        return _in_blocks(_read(Tree(pdf).root, words))


def said(page: str, data: bytes) -> Words:
    """The page's words in the order of its elements; `data` is asked for page numbers alone."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = dict(_destinations(pdf))
    document = html.document_fromstring(legible(page))
    for element in document.xpath(_PAGE_NUMBERS):
        element.tail, last = None, element.tail
        element.append(html.Element("b"))
        element[-1].text = str(numbers[element.get("href")[1:]])
        element.tail = last
    for element in document.xpath(_ON_SCREEN_ONLY):
        element.drop_tree()
    for quote in document.xpath("//q"):
        quote.text, quote.tail = f"“{quote.text or ''}", f"”{quote.tail or ''}"
    for picture in document.xpath("//img"):
        picture.text = picture.get("alt")
    for drawing in document.xpath("//svg"):
        title = "".join(drawing.xpath("string(.//*[local-name()='title'])"))
        for part in list(drawing):
            drawing.remove(part)
        drawing.text = title
    return _in_blocks(_texts(document.find("body"), 0))


def plain(text: str) -> Words:
    """Some words, made equal as above."""
    shown = [character for character in normalize("NFKC", _HYPHENS.sub("-", text)) if _is_drawn(character)]
    leftward = [character for character in shown if _reads_left(character)]
    if 2 * sum(character not in "()[]" for character in leftward) > len(shown):
        return Words("", Counter(shown))
    return Words("".join(character for character in shown if not _reads_left(character)), Counter(leftward))


def _in_blocks(pieces: Iterable[tuple[int, str]]) -> Words:
    """Words with the number of the paragraph, cell or heading that they stand in."""
    blocks = ["".join(text for _, text in together) for _, together in groupby(pieces, key=itemgetter(0))]
    found = [plain(block) for block in blocks]
    return Words("".join(one.in_order for one in found), sum((one.leftward for one in found), Counter()))


def _texts(element: html.HtmlElement, block: int) -> Iterator[tuple[int, str]]:
    here = next(_numbers) if element.tag in _BLOCKS else block
    yield here, element.text or ""
    for kid in element:
        yield from _texts(kid, here)
        yield here, kid.tail or ""


def _is_drawn(character: str) -> bool:
    invisible = character.isspace() or category(character) in {"Cf", "Cc"} or "\ufe00" <= character <= "\ufe0f"
    return not invisible


def _reads_left(character: str) -> bool:
    arabic_or_hebrew = bidirectional(character) in {"R", "AL", "AN"} or "\u064b" <= character <= "\u065f"
    return arabic_or_hebrew or character in "()[]"


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    names = list(pdf.Root.Names.Dests.Names)
    for name, place in zip(names[::2], names[1::2], strict=True):
        yield str(name), numbers[place[0].objgen]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Words in one mark, the table and the block they stand in, and whether in the table's head."""

    text: str
    table: Element | None
    block: int
    head: bool


def _read(root: Element, words: Mapping[Place, str]) -> Iterator[tuple[int, str]]:
    before: Element | None = None
    goes_on: Element | None = None
    for leaf in _leaves(root, words, None, 0, head=False):
        if leaf.table is not before:
            adjacent = leaf.table is not None and before is not None
            goes_on = leaf.table if adjacent and _head(leaf.table, words) == _head(before, words) else None
            before = leaf.table
        if not (leaf.head and leaf.table is goes_on):
            yield leaf.block, leaf.text


def _leaves(
    element: Element, words: Mapping[Place, str], table: Element | None, block: int, *, head: bool
) -> Iterator[_Leaf]:
    if element.tag == "/Figure":
        yield _Leaf(str(element.node.get("/Alt", "")), table, block, head)
        return
    table = element if element.tag == "/Table" else table
    block = next(_numbers) if element.tag[1:].lower() in _BLOCKS else block
    for part in element.parts:
        if isinstance(part, Element):
            yield from _leaves(part, words, table, block, head=head or element.tag == "/THead")
        else:
            yield _Leaf(words.get(part, ""), table, block, head)


def _head(table: Element | None, words: Mapping[Place, str]) -> str:
    leaves = _leaves(table, words, None, 0, head=False) if table else ()
    return "".join(leaf.text for leaf in leaves if leaf.head)


def _drawn(number: int, page: pikepdf.Page) -> Iterator[tuple[Place, str]]:
    """The characters drawn in each mark that the tree can point to."""
    meanings = {name: _meanings(font) for name, font in page.Resources.get("/Font", {}).items() if "/ToUnicode" in font}
    font: dict[bytes, str] = {}
    marks: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            about = operands[1] if name == "BDC" else {}
            marks.append(int(about["/MCID"]) if "/MCID" in about else (marks[-1] if marks else None))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = meanings.get(str(operands[0]), {})
        elif marks and marks[-1] is not None:
            strings = [part for part in (operands[0] if name == "TJ" else operands) if isinstance(part, pikepdf.String)]
            yield (number, marks[-1]), "".join(_characters(bytes(part), font) for part in strings)


def _characters(glyphs: bytes, meanings: Mapping[bytes, str]) -> str:
    wide = max(map(len, meanings), default=1)
    return "".join(meanings.get(glyphs[at : at + wide], "") for at in range(0, len(glyphs), wide))


def _meanings(font: pikepdf.Object) -> dict[bytes, str]:
    listed = b"".join(_MAPPINGS.findall(font.ToUnicode.read_bytes()))
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for glyph, text in _MAPPING.findall(listed)
    }
