"""The comments as Word's own, in the margin of the words they concern, each answer a reply to its comment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from consult.domain.digest import Answer, CommentEntry
from consult.pack import office
from consult.pack.digest_docx.styles import MARGIN, style_id
from consult.pack.wordml import W, by_direction, is_leftward, run, w
from consult.pack.words import person

_LONGEST = 1_500  # characters of a text in the margin: it stands in full below the words it concerns
_REST = " … (in full in the text)"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATED_MORE = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


@dataclass(slots=True)
class Margin:
    """The comments of one document, as they come to be anchored."""

    comments: list[etree._Element] = field(default_factory=list)
    threads: list[etree._Element] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def add(self, entry: CommentEntry) -> list[str]:
        """Writes a comment and a reply for each answer that may be read; their ids, to be anchored alike."""
        author = person(entry.by, entry.body)
        ids, key = self._write(author, entry.received_on, _said(entry))
        found = [ids]
        for answer in entry.answers:
            if answer.text:
                number, _ = self._write(answer.authority, answer.answered_on, _answered(answer), under=key)
                found.append(number)
        return found

    def _write(self, author: str, day: date | None, paragraphs: Iterable[str], *, under: str = "") -> tuple[str, str]:
        number = str(next(self._numbers))
        made = w("comment", id=number, author=office.plain(author)[:255], initials=_initials(author))
        if day is not None:
            made.set(f"{{{W}}}date", f"{day.isoformat()}T00:00:00Z")
        for n, text in enumerate(paragraphs):
            made.append(_paragraph(text, first=not n))
        key = f"{len(self.comments) + 1:08X}"
        made[-1].set(f"{{{_W14}}}paraId", key)
        self.comments.append(made)
        thread = etree.Element(f"{{{_W15}}}commentEx")
        thread.set(f"{{{_W15}}}paraId", key)
        if under:
            thread.set(f"{{{_W15}}}paraIdParent", under)
        thread.set(f"{{{_W15}}}done", "0")
        self.threads.append(thread)
        return number, key

    def attach(self, document: Part) -> None:
        """Adds the comments to a document's package; one without comments has no such part."""
        if not self.comments:
            return
        roots = (
            ("comments", _RELATED, etree.Element(f"{{{W}}}comments", nsmap={"w": W, "w14": _W14, "mc": _MC}), "w14"),
            ("commentsExtended", _RELATED_MORE, etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15}), ""),
        )
        for (name, kind, root, newer), held in zip(roots, (self.comments, self.threads), strict=True):
            if newer:
                root.set(f"{{{_MC}}}Ignorable", newer)
            root.extend(held)
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            part = Part(PackURI(f"/word/{name}.xml"), f"{_WORD}.{name}+xml", data, document.package)
            document.relate_to(part, kind)


def _said(entry: CommentEntry) -> Iterator[str]:
    yield ". ".join((entry.reference, *filter(None, (entry.stance, entry.kind, *entry.marks))))
    if entry.orphaned and entry.quote:
        yield f"On the words “{_short(entry.quote)}”, which are no longer in the draft"
    yield _short(entry.text)
    if entry.suggested_wording:
        wording = "".join(piece.text for piece in entry.suggested_wording if piece.op != "deleted")
        yield f"Suggested wording: {_short(wording)}"


def _answered(answer: Answer) -> Iterator[str]:
    yield answer.disposition or answer.status
    yield _short(answer.text)
    if answer.reason:
        yield f"Reason: {_short(answer.reason)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + _REST


def _paragraph(text: str, *, first: bool) -> etree._Element:
    words = office.plain(text)
    leftward = [w("bidi")] if is_leftward(words) else []
    made = w("p", w("pPr", w("pStyle", val=style_id(MARGIN)), *leftward))
    if first:
        made.append(w("r", w("annotationRef")))
    for part, from_right in by_direction(words):
        made.append(run(part, *([w("rtl")] if from_right else [])))
    return made


def _initials(author: str) -> str:
    """The first letters of the name's words: "MNCC" for the Member for Norwich City Council."""
    return "".join(word[0] for word in re.findall(r"\w+", author) if word[0].isupper())[:4]
