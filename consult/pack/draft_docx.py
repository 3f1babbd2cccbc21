"""The draft as a Word document for a member to mark up: comments in the margin, tracked changes, and back to the clerk.

Paragraph numbers are printed as text, since numbers that Word gives would change with the first paragraph added. Tracking is
switched on in the file, so that no change goes unseen.
"""

import io
import re
from copy import deepcopy

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run
from lxml import etree

from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.labels import depth_of
from consult.domain.numbering import margin_label
from consult.pack import office
from consult.pack.draft_docx_tables import write_table
from consult.pack.draft_docx_text import Writer, alt_text
from consult.pack.workbooks import BRAND, FONT, INK, RULE

_HEADER = "Draft for comment. Your changes are tracked. For a margin comment: Review, New Comment."
_STEP = 10  # millimetres between the number and the words, and between levels
_DEEPEST = 3  # list styles Word has


def draft_docx(draft: Draft, *, language: str = "en-GB") -> bytes:
    """The draft's bytes as .docx; the same draft gives the same bytes.

    Headings have Word's own styles, tables are tables, and a picture stands as "[Figure: its description]". `language` is
    a BCP 47 tag, for the spelling checker.
    """
    document = docx.Document()
    _set_styles(document, language)
    _set_page(document, draft.title)
    writer = Writer(document)
    document.add_paragraph(office.plain(draft.title), "Title")
    for section in draft.sections:
        _write_section(document, writer, section)
    out = io.BytesIO()
    document.save(out)
    return office.sealed(out.getvalue())


def _write_section(document: Document, writer: Writer, section: Section) -> None:
    number = f"{section.number} " if section.number else ""
    document.add_heading(office.plain(number + section.heading), min(section.level, 6))
    for paragraph in section.paragraphs:
        if paragraph.kind is Kind.TABLE:
            write_table(document, writer, paragraph)
        else:
            _write_paragraph(document, writer, paragraph)


def _write_paragraph(document: Document, writer: Writer, paragraph: Paragraph) -> None:
    if paragraph.kind is Kind.FIGURE:
        document.add_paragraph(alt_text(paragraph.html)).runs[0].italic = True
        return
    style = _style(paragraph)
    made = document.add_paragraph(style=style)
    number = paragraph.label if paragraph.kind is Kind.NOTE else margin_label(paragraph.label)
    level = max(depth_of(paragraph.label), paragraph.level - (1 if not paragraph.label else 0), 0)
    if number:
        made.add_run(f"{office.plain(number)}\t")
        _hang(made, level)
    elif style == "Normal" and level:
        made.paragraph_format.left_indent = Mm(_STEP * level)
    writer.write(made, paragraph.html)
    if paragraph.kind is Kind.NOTE:
        for run in made.runs:
            run.font.size = Pt(9)


def _style(paragraph: Paragraph) -> str:
    if paragraph.kind is Kind.QUOTE:
        return "Quote"
    if paragraph.kind is not Kind.ITEM or paragraph.label:
        return "Normal"
    depth = min(max(paragraph.level, 1), _DEEPEST)
    return "List Bullet" if depth == 1 else f"List Bullet {depth}"


def _hang(made: WordParagraph, level: int) -> None:
    """The words stand in a column of their own, beside the number."""
    shape = made.paragraph_format
    shape.left_indent, shape.first_line_indent = Mm(_STEP * (level + 1)), Mm(-_STEP)
    shape.tab_stops.add_tab_stop(Mm(_STEP * (level + 1)))


def _set_styles(document: Document, language: str) -> None:
    styles = document.styles
    styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
    sizes = {"Normal": 11, "Title": 24, "Heading 1": 17, "Heading 2": 14, "Heading 3": 12, "Caption": 10}
    for name in (*sizes, "Heading 4", "Heading 5", "Heading 6", "Quote"):
        style = styles[name]
        colour = BRAND if name.startswith(("Title", "Heading")) else INK
        style.font.name, style.font.size = FONT, Pt(sizes.get(name, 11))
        style.font.color.rgb = RGBColor.from_string(colour[-6:])
        for fonts in style.element.iter(qn("w:rFonts")):
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:cs"), FONT)
    styles["Caption"].font.bold, styles["Caption"].font.italic = False, True  # a bold line would read as a heading
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
        if name.startswith("Heading"):
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(18), Pt(6)
    for border in styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for side in border:
            side.set(qn("w:color"), RULE[-6:])
    styles["Normal"].paragraph_format.space_after = Pt(8)


def _page_number(like: Run) -> etree._Element:
    """The field that Word fills in, in the letters of another run."""
    field, run = OxmlElement("w:fldSimple"), deepcopy(like._r)
    field.set(qn("w:instr"), "PAGE")
    for text in run.iter(qn("w:t")):
        text.text = "1"
    field.append(run)
    return field


def _set_page(document: Document, title: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = office.plain(title)[:255], "", ""
    for element in list(properties._element):
        if re.search(r"\}(?:created|modified|lastModifiedBy|revision)$", str(element.tag)):
            properties._element.remove(element)
    for holder, words in ((page.header, _HEADER), (page.footer, "Page ")):
        run = holder.paragraphs[0].add_run(words)
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(INK[-6:])
    page.footer.paragraphs[0]._p.append(_page_number(page.footer.paragraphs[0].runs[0]))
    tracking = OxmlElement("w:trackRevisions")
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(tracking)
