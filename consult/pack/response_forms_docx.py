"""Response forms as Word documents: a guide, and a table to fill in. Each row carries the key of its place, unseen."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from consult.domain.response_form import (
    COLUMNS,
    EXTRA_HINT,
    EXTRA_ROW,
    PROPERTY,
    Column,
    Form,
    Identity,
    Layout,
    form_rows,
    identity_of,
)
from consult.pack import form_guides, office
from consult.pack.wordml import borders, by_direction, field, run, w
from consult.pack.wordml import size as sized
from consult.pack.workbooks import BRAND, FONT, INK, RULE, TINT

_EXTRA_ROWS, _ISO_ROWS = 8, 15
_WIDTH = 273  # millimetres between the margins of A4 on its side
_CELL_STYLE = "Formcell"  # the id python-docx gives "Form cell"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what all custom properties have
_KEYS_IN_ONE = 7  # 32 characters each: Word shows 255 of a property


def write(form: Form, layout: Layout, *, made_at: datetime, language: str) -> bytes:
    """The form's bytes."""
    guide = form_guides.guide(form, layout, "docx")
    document = docx.Document()
    set_up(document, f"{guide.title}: {form.title}", made_at, language)
    set_page(document, f"{guide.title}: {form.title}, version {form.version}")
    _write_guide(document, guide)
    heading = document.add_heading("Comments", 1).paragraph_format
    heading.page_break_before, heading.space_before, heading.space_after = True, Pt(0), Pt(6)
    rows = _iso_rows(form) if layout is Layout.ISO else _response_rows(form)
    _body(document).insert(-1, table(COLUMNS[layout], rows, guide.title))
    # Word wants a paragraph after a table; this one is as small as can be.
    document.add_paragraph().paragraph_format.line_spacing = Pt(1)
    _add_properties(document, identity_of(form, layout))
    out = io.BytesIO()
    document.save(out)
    return office.sealed(out.getvalue())


def _body(document: Document) -> etree._Element:
    body: etree._Element = document.element.body
    return body


def set_up(document: Document, title: str, made_at: datetime, language: str) -> None:
    """The form's styles, and what the file says of itself."""
    properties, at = document.core_properties, made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.language, properties.author = office.plain(title)[:255], language, "consult"
    properties.created = properties.modified = at
    properties.comments = properties.last_modified_by = ""
    styles = document.styles
    styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), language)
    for name, size, colour in (
        ("Normal", 11, INK), ("Title", 24, BRAND), ("Heading 1", 16, BRAND), ("List Number", 11, INK),
    ):  # fmt: skip
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(colour[2:])
        for fonts in style.element.iter(qn("w:rFonts")):
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:cs"), FONT)
    cell = styles.add_style("Form cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = styles["Normal"], Pt(9)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1.5)
    cell.paragraph_format.line_spacing = 1.0
    for border in list(styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def set_page(document: Document, foot: str) -> None:
    """A4 on its side, with some words and the page's number at the foot."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = Mm(12)
    page.bottom_margin, page.footer_distance, page.header_distance = Mm(16), Mm(8), Mm(6)
    footer = page.footer.paragraphs[0]
    stops = footer.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(_WIDTH), alignment=2)  # right
    footer.style.paragraph_format.tab_stops.clear_all()
    footer.add_run(f"{office.plain(foot)}\tPage ").font.size = Pt(8)
    footer._p.append(field("PAGE", _run("1", size=8)))
    footer.add_run(" of ").font.size = Pt(8)
    footer._p.append(field("NUMPAGES", _run("1", size=8)))


def _write_guide(document: Document, guide: form_guides.Guide) -> None:
    document.add_paragraph(guide.title, "Title")
    for name, words in guide.facts:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(40), Mm(-40)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(40))
        paragraph.add_run(f"{name}\t").bold = True
        paragraph.add_run(office.plain(words))
    document.add_heading("How to fill it in", 1)
    for step in guide.steps:
        document.add_paragraph(step, "List Number").paragraph_format.space_after = Pt(4)
    document.add_paragraph().add_run(guide.notice).bold = True


def _response_rows(form: Form) -> list[list[str]]:
    """The fixed cells of each row; in the first the key follows the number, after a tab."""
    rows = [[f"{r.number}\t{r.key}", r.section, r.paragraph, r.text] for r in form_rows(form)]
    return rows + [[EXTRA_ROW, "", "", EXTRA_HINT]] * _EXTRA_ROWS


def _iso_rows(form: Form) -> list[list[str]]:
    return [[form.council]] * _ISO_ROWS


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str) -> etree._Element:
    """A form's table as wide as the page, its headings on every page; a row may end before its last columns."""
    total = sum(column.width for column in columns)
    widths = [round(_WIDTH * 56.7 * column.width / total) for column in columns]  # twentieths of a point
    made = w(
        "tbl", _table_properties(sum(widths), title), w("tblGrid", *(w("gridCol", w=str(width)) for width in widths))
    )
    heads = [
        _cell([_run(column.heading, bold=True, colour="FFFFFF")], width, BRAND, hint=column.hint)
        for column, width in zip(columns, widths, strict=True)
    ]
    made.append(w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *heads))
    for row in rows:
        made.append(_row(columns, widths, row))
    return made


def _row(columns: Sequence[Column], widths: Sequence[int], row: Sequence[str]) -> etree._Element:
    cells = []
    for n, (column, width) in enumerate(zip(columns, widths, strict=True)):
        words, key = row[n] if n < len(row) else "", ""
        if column.name == "row":
            words, _, key = words.partition("\t")
        typed = row[0] == EXTRA_ROW and column.name in ("section", "paragraph")
        runs = [_run(part, leftward=leftward) for part, leftward in by_direction(office.plain(words))]
        runs += [_run(key, hidden=True)] if key else []
        cells.append(_cell(runs, width, TINT if column.fixed and not typed else ""))
    least = w("trHeight", val="680", hRule="atLeast")
    return w("tr", w("trPr", least), *cells)


def _table_properties(width: int, title: str) -> etree._Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = [w(side, w="70", type="dxa") for side in ("left", "right")]
    return w(
        "tblPr",
        w("tblW", w=str(width), type="dxa"),
        w("tblInd", w="70", type="dxa"),
        borders("tblBorders", sides, RULE[2:]),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *margins),
        w("tblLook", val="0020", firstRow="1"),
        w("tblCaption", val=title),
    )


def _cell(runs: Sequence[etree._Element], width: int, colour: str, *, hint: str = "") -> etree._Element:
    properties = w("tcPr", w("tcW", w=str(width), type="dxa"))
    if colour:
        properties.append(w("shd", val="clear", color="auto", fill=colour[2:]))
    cell = w("tc", properties, _paragraph(*runs))
    if hint:
        cell.append(_paragraph(_run(hint, size=7.5, colour="FFFFFF")))
    return cell


def _paragraph(*runs: etree._Element) -> etree._Element:
    return w("p", w("pPr", w("pStyle", val=_CELL_STYLE)), *runs)


def _run(
    words: str, *, size: float = 9, bold: bool = False, hidden: bool = False, colour: str = "", leftward: bool = False
) -> etree._Element:
    """A run of the form's. `hidden` text is kept by Word and its like, and shown by none."""
    looks = [*([w("b")] if bold else []), *([w("vanish")] if hidden else [])]
    return run(
        words, *looks, *([w("color", val=colour)] if colour else []), *sized(size), *([w("rtl")] if leftward else [])
    )


def _add_properties(document: Document, said: Identity) -> None:
    values = {
        "form": said.form,
        "layout": said.layout.value,
        "consultation": said.slug,
        "version": str(said.version),
        "whole": "yes" if said.whole else "no",
        "digest": said.digest,
    }
    for n, start in enumerate(range(0, len(said.sections), _KEYS_IN_ONE), 1):
        values[f"sections {n}"] = " ".join(said.sections[start : start + _KEYS_IN_ONE])
    root = etree.fromstring(f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}"/>'.encode())
    for n, (name, value) in enumerate(values.items(), 2):
        one = etree.SubElement(
            root, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT_ID, pid=str(n), name=f"{PROPERTY}{name}"
        )
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = value
    package = document.part.package
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), kind, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
