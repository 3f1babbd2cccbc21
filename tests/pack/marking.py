"""A member at work on a Word file: comments put on words, and words changed with tracking, wherever they stand in it."""

import io
import zipfile
from copy import deepcopy
from itertools import count

from lxml import etree

from tests.importing.marked_files import NAMESPACES, ONE

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DATE = "2021-02-04T09:30:00Z"


class Marking:
    """Marks up a .docx; words must stand within one run of text."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            self._parts = {name: opened.read(name) for name in opened.namelist()}
        self._root = etree.fromstring(self._parts["word/document.xml"])
        self._comments: list[str] = []
        self._numbers = count(1)

    def has(self, words: str) -> bool:
        """Whether the words stand within one run."""
        return any(words in (text.text or "") for text in self._root.iter(f"{_W}t"))

    def comment(self, words: str, text: str, author: str = ONE) -> None:
        """Puts a comment on words."""
        number = str(next(self._numbers))
        run = self._run_of(words)
        before, after = (self._new(f"commentRange{edge}", id=number) for edge in ("Start", "End"))
        reference = self._new("r")
        reference.append(self._new("commentReference", id=number))
        run.addprevious(before)
        run.addnext(after)
        after.addnext(reference)
        paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="{author}" w:date="{_DATE}">{paragraph}</w:comment>'
        )

    def change(self, words: str, new: str, author: str = ONE) -> None:
        """Strikes words out and puts others in their place."""
        run = self._run_of(words)
        struck, put = (
            self._new(name, id=str(next(self._numbers)), author=author, date=_DATE) for name in ("del", "ins")
        )
        inserted = deepcopy(run)
        for text in inserted.iter(f"{_W}t"):
            text.text = new
        run.addprevious(struck)
        struck.append(run)
        for text in run.iter(f"{_W}t"):
            text.tag = f"{_W}delText"
        if new:
            put.append(inserted)
            struck.addnext(put)

    def saved(self) -> bytes:
        """The marked-up file."""
        parts = dict(self._parts)
        parts["word/document.xml"] = etree.tostring(self._root)
        if self._comments:
            parts["word/comments.xml"] = f"<w:comments {NAMESPACES}>{''.join(self._comments)}</w:comments>".encode()
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
                b"</Types>",
                b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                b'wordprocessingml.comments+xml"/></Types>',
            )
            relations = parts["word/_rels/document.xml.rels"]
            parts["word/_rels/document.xml.rels"] = relations.replace(
                b"</Relationships>",
                b'<Relationship Id="marking" Target="comments.xml" Type="http://schemas.openxmlformats.org/'
                b'officeDocument/2006/relationships/comments"/></Relationships>',
            )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in parts.items():
                made.writestr(name, content)
        return out.getvalue()

    def _new(self, name: str, **attributes: str) -> etree._Element:
        return etree.Element(f"{_W}{name}", {f"{_W}{key}": value for key, value in attributes.items()})

    def _run_of(self, words: str) -> etree._Element:
        """A run that holds exactly these words, cut out of the one they stand in."""
        text = next(t for t in self._root.iter(f"{_W}t") if words in (t.text or ""))
        run = text.getparent()
        assert run is not None
        before, _, after = (text.text or "").partition(words)
        for part, add in ((before, run.addprevious), (after, run.addnext)):
            if part:
                other = deepcopy(run)
                (held,) = other.findall(f"{_W}t")
                held.text = part
                held.set(_SPACE, "preserve")
                for break_ in other.findall(f"{_W}tab") + other.findall(f"{_W}br"):
                    other.remove(break_)
                add(other)
        text.text = words
        text.set(_SPACE, "preserve")
        return run
