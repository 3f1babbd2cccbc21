"""The look of the digest as a Word document: its styles."""

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from consult.pack.wordml import borders, size, w
from consult.pack.workbooks import BRAND, FONT, INK, RULE, TINT

SERIF = "Georgia"
MUTED, ACCENT, ADDED, STRUCK, YELLOW = "51606D", "8A4B00", "0B5D2A", "9B1C1C", "FFF3B8"
GUTTER, EDGE, ROOM = 12, 22, 166  # millimetres: numbers stand in the gutter; the margins; the room between them
LISTED = "List Bullet"
NUMBERED, DRAFT, ITEM, ASKED, HEAD, FACTS = (
    "Numbered paragraph",
    "Draft words",
    "Item text",
    "Question",
    "Item head",
    "Facts",
)
ANSWER, ANSWERED_BY, ANSWER_NOTE, PART, WORDING = (
    "Answer",
    "Answer heading",
    "Answer note",
    "Part name",
    "Suggested wording",
)
NOTE, SUM, WRITE, CELL, CELL_HEAD, CELL_NUMBER = (
    "Note",
    "Sum",
    "Room to write",
    "Table text",
    "Table heading",
    "Table number",
)
SEAL, POSITION, EDITION, OWNER, COVER = "Not for publication", "Position", "Edition", "Section owner", "Cover heading"
LETTERED, WORDS, LETTERED_WORDS, LETTERED_CHANGE = "Lettered line", "Words", "Words beneath", "Wording beneath"
MARGIN, REFER, INSERTED, DELETED, MARKED, LABEL, LINK = (
    "annotation text", "annotation reference", "Inserted words", "Deleted words", "Commented words", "Label", "Hyperlink",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: lengths in millimetres, spaces in points."""

    name: str
    base: str = "Normal"
    points: float = 0
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    font: str = ""
    indent: float | None = None
    hang: float = 0
    before: float | None = None
    after: float | None = None
    keep: bool = False  # with the next
    line: str = ""  # colour of a line on the left
    ground: str = ""


_BRAND, _INK, _TINT = BRAND[2:], INK[2:], TINT[2:]
_LOOKS = (
    _Look("Normal", points=11, colour=_INK, font=FONT, after=7),
    _Look("Title", points=26, bold=True, colour=_BRAND, font=FONT, before=20, after=16),
    _Look("Heading 1", points=19, bold=True, colour=_BRAND, font=FONT, before=26, after=9, keep=True),
    _Look("Heading 2", points=14, bold=True, colour=_BRAND, font=FONT, before=18, after=6, keep=True),
    _Look("Heading 3", points=11, bold=True, italic=False, colour=_INK, font=FONT, before=14, after=3, keep=True),
    _Look("Heading 4", points=11, bold=True, italic=False, colour=_INK, font=FONT, before=12, after=2, keep=True),
    _Look("Heading 5", points=11, bold=True, italic=False, colour=_INK, font=FONT, before=12, after=2, keep=True),
    *(_Look(f"{HEAD} {n}", f"Heading {n}", points=11, colour=_INK, before=13, after=1) for n in (2, 3, 4, 5)),
    _Look("Quote", italic=True, colour=MUTED, indent=GUTTER, font=SERIF),
    _Look("Caption", points=10, bold=True, italic=False, colour=_INK, keep=True),
    _Look(LISTED, after=3),
    _Look("Body name", points=16, bold=True, colour=_BRAND, after=0),
    _Look("Panel name", points=13, colour=_BRAND, after=20),
    _Look(NUMBERED, indent=GUTTER, hang=GUTTER),
    _Look(DRAFT, font=SERIF, indent=GUTTER + 3, line=MUTED, ground="F4F6F7", before=2, after=6, keep=True),
    _Look(ITEM, indent=GUTTER, after=5),
    _Look(ASKED, ITEM, points=11.5),
    _Look(FACTS, ITEM, points=9.5, colour=MUTED, keep=True),
    _Look(NOTE, ITEM, points=9.5, colour=MUTED),
    _Look(PART, ITEM, points=9.5, bold=True, colour=MUTED, after=1, keep=True),
    _Look(WORDING, ITEM, font=SERIF),
    _Look(ANSWER, indent=GUTTER + 5, after=5, line=_BRAND),
    _Look(ANSWERED_BY, ANSWER, colour=_BRAND, before=6, after=2, keep=True),
    _Look(ANSWER_NOTE, ANSWER, points=9.5, colour=MUTED),
    _Look(f"{ANSWER} {PART.lower()}", ANSWER, points=9.5, bold=True, colour=MUTED, after=1, keep=True),
    _Look(f"{ANSWER} wording", ANSWER, font=SERIF),
    _Look(OWNER, NOTE, keep=True),
    _Look(COVER, "Heading 1", points=13, before=14, after=5),
    _Look(SEAL, bold=True, colour=ACCENT, line=ACCENT, indent=3),
    _Look(POSITION, ITEM, bold=True),
    _Look(EDITION, points=12, colour=MUTED, after=12),
    _Look(LETTERED, indent=GUTTER + 8, hang=8, after=4),
    _Look(WORDS, indent=GUTTER + 3, line=RULE[2:], after=5),
    _Look(LETTERED_WORDS, WORDS, indent=GUTTER + 11),
    _Look(LETTERED_CHANGE, LETTERED_WORDS, font=SERIF),
    _Look(SUM, bold=True, line=_BRAND, ground=_TINT, indent=3),
    _Look(WRITE, points=20, indent=GUTTER, after=4),
    _Look(CELL, points=9.5, before=2, after=2),
    _Look(CELL_HEAD, CELL, bold=True, colour=_BRAND, keep=True),
    _Look(CELL_NUMBER, CELL),
    _Look("toc 1", bold=True, colour=_BRAND, after=3, before=3),
    _Look("toc 2", indent=6, after=2),
    _Look(MARGIN, points=10, after=3),
    _Look("Header", points=8.5, colour=MUTED),
    _Look("Footer", points=8.5, colour=MUTED),
)  # fmt: skip
_WORDS_OWN = {"toc 1", "toc 2", MARGIN, REFER, LINK}  # that python-docx does not bring
_ORDER = ("keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs")


def style_id(name: str) -> str:
    """What a style is called in the file."""
    return name.replace(" ", "")


def set_styles(document: Document, language: str, *, large: bool = False) -> None:
    """Word's own styles in our look, and ours for what Word has none for. `large`: letters of 18 points and more."""
    styles = document.styles
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    known = {style.name for style in styles}
    for look in _LOOKS:
        style = (
            styles[look.name]
            if look.name in known
            else styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name in _WORDS_OWN)
        )
        style.element.set(qn("w:styleId"), style_id(look.name))
        if look.name not in known:
            style.base_style, style.quick_style = styles[look.base], True
        _dress(style, look, _large(look.points) if large else look.points)
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    for made in _characters():
        styles.element.append(made)
    styles[CELL_NUMBER].paragraph_format.alignment = 2  # right
    _ruled(styles[WRITE])


def _large(points: float) -> float:
    """Body text of 18 points, small print little smaller, and titles that still fit."""
    return points and (18 if points == 11 else min(max(points * 18 / 11, 16), points + 8))


def _dress(style: ParagraphStyle, look: _Look, points: float) -> None:
    font, shape = style.font, style.paragraph_format
    if points:
        font.size = Pt(round(2 * points) / 2)
    if look.colour:
        font.color.rgb = RGBColor.from_string(look.colour)
    font.bold = font.bold if look.bold is None else look.bold
    font.italic = font.italic if look.italic is None else look.italic
    if look.font:
        _set_font(style, look.font)
    if look.indent is not None:
        shape.left_indent = Mm(look.indent)
    if look.hang:
        shape.first_line_indent = Mm(-look.hang)
        shape.tab_stops.add_tab_stop(Mm(look.hang))
    shape.space_before = shape.space_before if look.before is None else Pt(look.before)
    shape.space_after = shape.space_after if look.after is None else Pt(look.after)
    shape.keep_with_next = True if look.keep else shape.keep_with_next
    properties = style.element.get_or_add_pPr()
    if look.line:
        _insert(properties, borders("pBdr", ("left",), look.line, eighths=18, space=8))
    if look.ground:
        _insert(properties, w("shd", val="clear", color="auto", fill=look.ground))


def _set_font(style: ParagraphStyle, name: str) -> None:
    style.font.name = name
    for fonts in style.element.iter(qn("w:rFonts")):
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), FONT)


def _insert(properties: etree._Element, made: etree._Element) -> None:
    """Puts a property where the schema wants it: after those that come first."""
    before = _ORDER[: _ORDER.index(etree.QName(made).localname)]
    at = sum(1 for child in properties if etree.QName(child).localname in before)
    properties.insert(at, made)


def _ruled(style: ParagraphStyle) -> None:
    _insert(style.element.get_or_add_pPr(), borders("pBdr", ("bottom", "between"), RULE[2:], eighths=6, space=1))


def _characters() -> list[etree._Element]:
    """Styles of words. Colour never says alone what is said: a line goes with it."""
    underline, bold = w("u", val="single"), w("b")
    looks = {
        INSERTED: [w("color", val=ADDED), underline],
        DELETED: [w("strike"), w("color", val=STRUCK)],
        MARKED: [w("shd", val="clear", color="auto", fill=YELLOW)],
        LABEL: [bold],
        LINK: [w("color", val=_BRAND), w("u", val="single")],
        REFER: size(8),
    }
    return [_character(name, look) for name, look in looks.items()]


def _character(name: str, look: Iterable[etree._Element]) -> etree._Element:
    about = (w("name", val=name), w("uiPriority", val="20"), w("qFormat"))
    made = w("style", *about, w("rPr", *look), type="character", styleId=style_id(name))
    if name not in _WORDS_OWN:
        made.set(qn("w:customStyle"), "1")
    return made
