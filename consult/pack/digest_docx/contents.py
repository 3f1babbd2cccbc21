"""The contents as a field of Word's, made anew when it is asked to; until then its lines lead to the headings."""

from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from consult.pack.digest_docx.inline import Line
from consult.pack.digest_docx.paper import Paper
from consult.pack.wordml import named, run, w

BODY = "paper_body"
"""The bookmark around what the contents are of."""

_INSTRUCTION = f' TOC \\o "1-2" \\h \\z \\b {BODY} '


def field(paper: Paper, nav: HtmlElement, line: Callable[[str], Line]) -> Iterator[etree._Element]:
    """The heading of the contents, and a line for each entry."""
    heading = nav.find("h2")
    if heading is not None:
        yield line("TOC Heading").walk(heading).finished()
    before = [
        w("r", w("fldChar", fldCharType="begin", dirty="true")),
        w("r", _instruction(_INSTRUCTION)),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for link in nav.iterfind(".//li/a"):
        depth = sum(1 for _ in link.iterancestors("ol"))
        made = line(f"toc {min(max(depth, 1), 2)}")
        made.element.extend(before)
        before = []
        made.element.append(_entry(paper, link))
        yield made.finished()
    yield w("p", w("r", w("fldChar", fldCharType="end")))


def _entry(paper: Paper, link: HtmlElement) -> etree._Element:
    name = paper.name_of((link.get("href") or "")[1:])
    made = w("hyperlink", run(" ".join("".join(link.itertext()).split())), w("r", w("tab")), history="1")
    made.set(named("anchor"), name)
    made.append(w("fldSimple", run(""), instr=f" PAGEREF {name} \\h "))
    return made


def _instruction(text: str) -> etree._Element:
    made = w("instrText")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
