"""Drafts made for the tests: Word files built part by part, and short ways to say what was read."""

import io
import zipfile
from collections.abc import Callable, Iterable

import docx
import html5lib
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph

from consult.domain.draft import Draft
from consult.importing import Unreadable, read_draft

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_BOX_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def markdown(text: str) -> Draft:
    """The draft a Markdown text is read as."""
    return read_draft(text.encode(), "draft.md")


def page(body: str) -> Draft:
    """The draft an HTML page with this body is read as."""
    return read_draft(f"<!doctype html><html><body>{body}</body></html>".encode(), "draft.html")


def read_or_reason(data: bytes) -> Draft | str:
    """The draft, or the reason why it cannot be read. Anything else that is raised fails the test."""
    try:
        return read_draft(data)
    except Unreadable as error:
        return error.reason


def word(document: Document) -> Draft:
    """The draft a Word document is read as."""
    return read_draft(saved(document), "draft.docx")


def saved(document: Document) -> bytes:
    """A Word document's bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def outline(draft: Draft) -> list[tuple[str, str, int, list[tuple[str, str]]]]:
    """Each section as (number, heading, level, [(label, text)])."""
    return [(s.number, s.heading, s.level, [(p.label, p.text) for p in s.paragraphs]) for s in draft.sections]


def lines(draft: Draft) -> list[tuple[str, int, str, str]]:
    """Every paragraph as (label, level, kind, text)."""
    return [(p.label, p.level, p.kind.value, p.text) for s in draft.sections for p in s.paragraphs]


def labels(draft: Draft) -> list[str]:
    """Every paragraph's label, in order."""
    return [p.label for s in draft.sections for p in s.paragraphs]


def said(draft: Draft) -> list[tuple[str, str]]:
    """Every warning as (where, what)."""
    return [(warning.where, warning.what) for warning in draft.warnings]


def text_content(html: str) -> str:
    """The DOM's textContent, by an HTML5 parser that is not the importer's own."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return "".join(fragment.itertext())


def faithful(draft: Draft) -> bool:
    """True when each paragraph's text is exactly the textContent of its markup."""
    return all(p.text == text_content(p.html) for s in draft.sections for p in s.paragraphs)


def level(depth: int, kind: str, text: str, *, start: int = 1, extra: str = "") -> str:
    """One level of a Word list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def define_list(document: Document, number: int, levels: Iterable[str], overrides: dict[int, str]) -> None:
    """Adds a list definition and the lists (numId: overriding XML) that use it."""
    root = document.part.numbering_part._element
    inner = "".join(levels)
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
    )
    root.find(qn("w:num")).addprevious(definition)
    for list_id, override in overrides.items():
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{number}"/>{override}</w:num>'
            )
        )


def in_list(paragraph: WordParagraph, list_id: int, depth: int = 0) -> WordParagraph:
    """Puts a paragraph in a list."""
    paragraph._p.get_or_add_pPr().append(numbering(list_id, depth))
    return paragraph


def numbering(list_id: int, depth: int = 0):
    """The properties that put a paragraph or a style in a list."""
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def append_xml(paragraph: WordParagraph, xml: str) -> None:
    """Adds raw XML to a paragraph; the prefixes w, mc, v, m and wps are known."""
    holder = parse_xml(f"<w:holder {_BOX_NAMESPACES}>{xml}</w:holder>")
    for child in list(holder):
        paragraph._p.append(child)


def new_document(title: str = "") -> Document:
    """An empty Word document, with a title in the Title style if given."""
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    return document


def with_parts(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A Word file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def with_footnote(text: str) -> bytes:
    """A Word file whose one numbered paragraph has a footnote."""
    document = new_document()
    document.add_heading("Prevent", 1)
    paragraph = document.add_paragraph("Referrals fell")
    append_xml(paragraph, '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>')
    document.add_heading("County Lines", 1)
    document.add_paragraph("Other text.")

    def add_part(parts: dict[str, bytes]) -> None:
        parts["word/footnotes.xml"] = (
            f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        ).encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.footnotes+xml"/></Types>',
        )

    return with_parts(saved(document), add_part)
