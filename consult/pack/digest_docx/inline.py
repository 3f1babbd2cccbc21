"""Words and their marks as runs of a Word paragraph, with what is commented on between the comments' anchors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from consult.pack.digest_docx.cursor import Anchored, Cursor
from consult.pack.digest_docx.paper import Paper
from consult.pack.digest_docx.styles import DELETED, INSERTED, LABEL, LINK, MARKED, REFER, style_id
from consult.pack.wordml import by_direction, is_leftward, named, run, w

_WHITE = re.compile(r"[ \t\n\r\f]+")
_STYLES = {"ins": INSERTED, "del": DELETED, "mark": MARKED}
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub", "code": "code"}
_SKIPPED = {"svg", "style", "script", "ol", "ul", "table"}


@dataclass(frozen=True, slots=True)
class _Marks:
    """How the words are marked here: by HTML's names, by a style of ours, and as white space that is kept."""

    names: frozenset[str] = frozenset()
    style: str = ""
    kept: bool = False


class Line:
    """One Word paragraph on its way. `cursor` is shared by the paragraphs of one block (the cells of a table)."""

    def __init__(self, paper: Paper, style: str, cursor: Cursor | None = None, *, said: bool = False) -> None:
        self.paper, self.cursor, self._said = paper, cursor or Cursor(), said
        self.shape = w("pPr", w("pStyle", val=style_id(style)))
        self.element = w("p", self.shape)
        self._into = self.element
        self._pictured = False
        self._spaced, self._after_label, self._text = True, False, ""  # spaced: white space here would be too much

    def number(self, text: str) -> None:
        """The paragraph's number, in a column of its own."""
        self.element.append(run(f"{text}\t"))

    def bookmark(self, anchor: str) -> None:
        """Makes the paragraph a place that links lead to."""
        number, name = self.paper.bookmark(anchor)
        self.element.append(w("bookmarkStart", id=number, name=name))
        self.element.append(w("bookmarkEnd", id=number))

    def walk(self, element: HtmlElement, marks: _Marks | None = None) -> "Line":
        """Adds all the words in an element."""
        held = marks or _Marks(kept="change" in (element.get("class") or "").split())
        self._add(element.text or "", held)
        for child in element:
            self._child(child, held)
            self._add(child.tail or "", held)
        return self

    def finished(self) -> etree._Element:
        """The paragraph, without white space at its end, and read from the right if its first letter is."""
        texts = list(self.element.iter(named("t")))
        if texts and texts[-1].text:
            texts[-1].text = texts[-1].text.rstrip(" ")
        if is_leftward(self._text):
            self.shape.append(w("bidi"))
        return self.element

    @property
    def is_empty(self) -> bool:
        """True where nothing that is seen has been written."""
        return not self._text.strip() and not self._pictured

    def begin(self, found: Sequence[Anchored]) -> None:
        """Comments that stand on all of this paragraph: to be ended by `end`."""
        for one in found:
            self._begin(one)

    def end(self, found: Sequence[Anchored]) -> None:
        """Where those comments end."""
        for one in found:
            self._end(one)

    def end_all(self) -> None:
        """Ends what the words that were written did not: in the last paragraph of its block."""
        self.begin(list(self.cursor.waiting))
        self.cursor.waiting.clear()
        self.end(self.cursor.begun)
        self.cursor.begun.clear()

    def _child(self, child: HtmlElement, marks: _Marks) -> None:
        if not isinstance(child.tag, str):
            return
        classes = (child.get("class") or "").split()
        if child.tag in _SKIPPED or ("said" in classes and not self._said):
            self.cursor.position += len("".join(child.itertext()))
        elif child.tag == "br":
            self._into.append(w("r", w("br")))
            self._spaced = True
        elif child.tag == "img":
            self._picture(child)
        elif child.tag == "a" and "page-ref" in classes:
            self._page(child)
        elif child.tag == "a":
            self._link(child, marks)
        elif "number" in classes or "letter" in classes:
            self.number("".join(child.itertext()).strip())
        elif "label" in classes or "tag" in classes:
            self._label(child, marks)
        elif child.tag == "q":
            self._add("“", marks)
            self.walk(child, marks)
            self._add("”", marks)
        else:
            self._marked(child, marks)

    def _marked(self, child: HtmlElement, marks: _Marks) -> None:
        if child.tag == "ins" and _follows_deletion(child):
            self._write(" ", marks)  # in black and white, what went and what came would read as one word
        names = marks.names | ({_MARKS[child.tag]} if child.tag in _MARKS else set())
        self.walk(child, replace(marks, names=names, style=_STYLES.get(child.tag, marks.style)))

    def _label(self, child: HtmlElement, marks: _Marks) -> None:
        """What has a frame on the page is parted from its neighbours by a dot."""
        self._after_label = False
        if self._text.strip():
            self._write("· " if self._spaced else " · ", marks)
        self.walk(child, replace(marks, style=LABEL))
        self._after_label = True

    def _link(self, child: HtmlElement, marks: _Marks) -> None:
        target = child.get("href") or ""
        link = w("hyperlink", history="1")
        if target.startswith("#"):
            link.set(named("anchor"), self.paper.name_of(target[1:]))
        elif (related := self.paper.address(target)) is not None:
            link.set(named("r:id"), related)
        else:
            self.walk(child, marks)
            return
        outer, self._into = self._into, link
        self.walk(child, replace(marks, style=marks.style or LINK))
        self._into = outer
        if len(link):
            outer.append(link)

    def _page(self, child: HtmlElement) -> None:
        """The number of the page on which an anchor stands: the program that opens the file fills it in."""
        name = self.paper.name_of((child.get("href") or "")[1:])
        self._into.append(w("fldSimple", run("…"), instr=f" PAGEREF {name} \\h "))

    def _picture(self, child: HtmlElement) -> None:
        drawing = self.paper.picture(child.get("src") or "", child.get("alt") or "")
        if drawing is None:
            self._add(f"[{child.get('alt') or 'A picture'}]", _Marks(), counted=False)
        else:
            self._start_due()
            self._into.append(w("r", drawing))
            self._spaced, self._pictured = False, True

    def _add(self, text: str, marks: _Marks, *, counted: bool = True) -> None:
        if not text:
            return
        if not counted:
            self._write(text, marks)
            return
        for part in self.cursor.parts(text):
            if part.strip():
                self._start_due()
            self._write(part, marks)
            self.cursor.position += len(part)
            self._end_due()

    def _start_due(self) -> None:
        due = [one for one in self.cursor.waiting if one.start <= self.cursor.position]
        self.begin(due)
        self.cursor.begun += due
        self.cursor.waiting = [one for one in self.cursor.waiting if one not in due]

    def _end_due(self) -> None:
        due = [one for one in self.cursor.begun if one.end <= self.cursor.position]
        self.end(due)
        self.cursor.begun = [one for one in self.cursor.begun if one not in due]

    def _write(self, text: str, marks: _Marks) -> None:
        words = text if marks.kept else _WHITE.sub(" ", text)
        if self._spaced and not marks.kept:
            words = words.lstrip(" ")
        if self._after_label and words.strip():
            words, self._after_label = f" · {words.lstrip()}", False
        if not words or self._after_label:
            return
        for part, from_right in by_direction(words):
            self._into.append(run(part, *_properties(marks, from_right=from_right)))
        self._text += words
        self._spaced = not marks.kept and words.endswith(" ")

    def _begin(self, one: Anchored) -> None:
        for number in one.ids:
            self._into.append(w("commentRangeStart", id=number))

    def _end(self, one: Anchored) -> None:
        for number in one.ids:
            self._into.append(w("commentRangeEnd", id=number))
            style = w("rPr", w("rStyle", val=style_id(REFER)))
            self._into.append(w("r", style, w("commentReference", id=number)))


def _follows_deletion(child: HtmlElement) -> bool:
    before = child.getprevious()
    return before is not None and before.tag == "del" and not before.tail and not (child.text or "").startswith(" ")


def _properties(marks: _Marks, *, from_right: bool) -> list[etree._Element]:
    """In the order of the schema."""
    found = [w("rStyle", val=style_id(marks.style))] if marks.style else []
    if "code" in marks.names:
        found.append(w("rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New"))
    found += [w("b"), w("bCs")] if "strong" in marks.names else []
    found += [w("i"), w("iCs")] if "em" in marks.names else []
    for name, raised in (("sup", "superscript"), ("sub", "subscript")):
        found += [w("vertAlign", val=raised)] if name in marks.names else []
    return [*found, w("rtl")] if from_right else found
