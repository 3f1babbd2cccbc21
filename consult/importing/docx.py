"""A Word document to HTML: mammoth converts, and what it cannot say is worked out here and handed on as facts.

Every paragraph gets a mark that mammoth carries into the HTML; the mark leads to the paragraph's Fact.
"""

import contextlib
import re
from typing import Any

import mammoth
from lxml import etree

from consult.importing.blocks import Fact, Source
from consult.importing.docx_changes import Reported, accept_changes, report_comments, unwrap
from consult.importing.docx_labels import Numbering
from consult.importing.docx_styles import Styles
from consult.importing.docx_tidy import text_run, tidy
from consult.importing.errors import Unreadable
from consult.importing.package import Package, is_on, qn, value
from consult.importing.pictures import LARGEST, Pictures
from consult.importing.sanitising import too_deep

_NOT_READ = (
    "The Word file cannot be read: its contents do not fit together. Open it in Word, save it again and try once more."
)
_CONTENTS = "The file's table of contents was left out: it is made anew from the headings."
_MARKED = re.compile("<p>\ue000(\\d+)\ue001")
_STRAY = re.compile("\ue000\\d+\ue001")


def read(data: bytes, pictures: Pictures) -> Source:
    """The document as HTML with facts. Raises Unreadable for a damaged, dangerous or empty file."""
    package = Package(data)
    document = package.xml(package.main)
    body = document.find(qn("w:body")) if document is not None else None
    if document is None or body is None:
        raise Unreadable("The Word file has no document in it. Open it in Word, save it again and try once more.")
    parts = {package.main: document}
    for kind in ("footnotes", "endnotes"):
        root = package.xml(package.related(kind))
        if root is not None:
            parts[package.related(kind)] = root
    reported = Reported()
    for root in parts.values():
        accept_changes(root, reported)
        tidy(root, reported)
    report_comments(body, package.xml(package.related("comments")), reported)
    marker = _Marker(package, reported)
    for root in parts.values():
        marker.mark(root)
    html = _STRAY.sub("", _MARKED.sub(r'<p data-fact="\1">', _converted(package, parts, pictures)))
    return Source(html, package.title(), facts=tuple(marker.facts), remarks=reported.whole, pictures_kept=True)


class _Marker:
    """Works out each paragraph's Fact, in document order, and marks the paragraph with it."""

    def __init__(self, package: Package, reported: Reported) -> None:
        self._styles = Styles(package.xml(package.related("styles")))
        self._numbering = Numbering(package.xml(package.related("numbering")), self._styles)
        self._reported = reported
        self._new_page = False
        self.facts: list[Fact] = []

    def mark(self, root: etree._Element) -> None:
        """Marks every paragraph of a part, those in tables and controls too."""
        paragraphs = list(root.iter(qn("w:p")))
        contents = [p for p in paragraphs if self._styles.is_contents(p)]
        for paragraph in contents:
            unwrap(paragraph, etree.Element("empty"))
        if contents and _CONTENTS not in self._reported.whole:
            self._reported.whole.append(_CONTENTS)
        for paragraph in paragraphs:
            if paragraph.getparent() is not None:
                self._mark(paragraph)

    def _mark(self, paragraph: etree._Element) -> None:
        fact = self._fact(paragraph)
        if not fact.heading:
            self._write_styles_out(paragraph)
        first = paragraph.find(qn("w:pPr"))
        paragraph.insert(0 if first is None else paragraph.index(first) + 1, text_run(f"\ue000{len(self.facts)}\ue001"))
        self.facts.append(fact)

    def _fact(self, paragraph: etree._Element) -> Fact:
        number = self._numbering.number(paragraph)
        title = self._styles.is_title(paragraph)
        return Fact(
            shown=number.shown if number else "",
            listed=number is not None,
            depth=(number.depth or self._styles.list_depth(paragraph)) if number else 0,
            list_id=number.list_id if number else "",
            heading=1 if title else self._styles.heading_level(paragraph),
            title=title,
            quote=self._styles.is_quote(paragraph),
            new_page=self._begins_page(paragraph),
            remarks=tuple(self._reported.beside.get(paragraph, ())),
        )

    def _begins_page(self, paragraph: etree._Element) -> bool:
        """Whether a page begins with this paragraph. Breaks inside it become spaces, so that words stay apart."""
        begins, self._new_page = self._new_page, False
        begins = begins or is_on(paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}"))
        seen = ""
        for element in list(paragraph.iter(qn("w:br"), qn("w:t"), qn("w:lastRenderedPageBreak"))):
            if element.tag == qn("w:t"):
                seen += element.text or ""
            elif element.tag == qn("w:lastRenderedPageBreak"):
                begins = begins or not seen
            elif value(element, "w:type") in ("page", "column"):
                begins = begins or not seen
                self._new_page = True
                element.tag, element.text = qn("w:t"), " "
        self._new_page = self._new_page and bool(seen.strip())
        return begins

    def _write_styles_out(self, paragraph: etree._Element) -> None:
        """Bold and italic that a style gives are written into the runs, where mammoth sees them."""
        chain = self._styles.chain_of(paragraph)
        for run in paragraph.iter(qn("w:r")):
            for name in ("w:b", "w:i"):
                properties = run.find(qn("w:rPr"))
                if properties is not None and properties.find(qn(name)) is not None:
                    continue
                if self._styles.switch(run, chain, name):
                    if properties is None:
                        properties = etree.Element(qn("w:rPr"))
                        run.insert(0, properties)
                    etree.SubElement(properties, qn(name))


def _converted(package: Package, parts: dict[str, etree._Element], pictures: Pictures) -> str:
    def picture(image: Any) -> dict[str, str]:
        data = b""
        with (
            contextlib.suppress(KeyError, OSError, ValueError, mammoth.docx.files.InvalidFileReferenceError),
            image.open() as file,
        ):
            data = file.read(LARGEST + 1)
        return {
            "src": pictures.keep(data) if data else pictures.refuse("A picture was left out: it is not in the file.")
        }

    read_here = {package.related(kind) for kind in ("numbering", "comments")}
    try:
        made = mammoth.convert_to_html(
            package.rewritten(parts, without=read_here),
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(picture),
        )
    except RecursionError as error:
        raise too_deep() from error
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        raise Unreadable(_NOT_READ) from error
    return str(made.value)
