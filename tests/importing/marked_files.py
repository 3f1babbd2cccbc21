"""Marked-up Word files, written part by part as Word writes them, and short ways to say what was read."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from consult.domain.marked_copy import Mark, MarkedCopy
from consult.importing.marked import read_marked_copy

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
ONE = "Member for Norwich City Council"
TWO = "Member for Breckland Council"
_NUMBERS = count(1000)
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


@dataclass(frozen=True)
class Note:
    """A margin comment of the file's comments part."""

    id: int
    text: str
    author: str = ONE
    date: str = "2021-02-03T10:00:00Z"
    under: int | None = None  # the comment it replies to
    done: bool = False


def p(*content: str, style: str = "", end: str = "", numbered: bool = False, extra: str = "") -> str:
    """A paragraph; `end` is what became of its end: `ins()`, `cut()`."""
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    marked = f"<w:rPr>{end}</w:rPr>" if end else ""
    return f"<w:p><w:pPr>{named}{listed}{marked}{extra}</w:pPr>{''.join(map(_as_run, content))}</w:p>"


def _as_run(content: str) -> str:
    return content if content.startswith("<") else t(content)


def t(text: str, style: str = "", tag: str = "t") -> str:
    """A run of text; `style` is raw run properties."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _stamped(name: str, author: str, content: str, date: str) -> str:
    return f'<w:{name} w:id="{next(_NUMBERS)}" w:author="{author}" w:date="{date}">{content}</w:{name}>'


def ins(text: str = "", author: str = ONE, date: str = "2021-02-04T09:30:00Z") -> str:
    """Inserted words, or an inserted end of a paragraph."""
    return _stamped("ins", author, _as_run(text) if text else "", date)


def cut(text: str = "", author: str = ONE, date: str = "2021-02-04T09:31:00Z") -> str:
    """Deleted words, or a deleted end of a paragraph."""
    return _stamped("del", author, t(text, tag="delText") if text and not text.startswith("<") else text, date)


def moved(kind: str, text: str, name: str = "move1", author: str = ONE) -> str:
    """Words moved away (kind "From") or to here ("To")."""
    number = next(_NUMBERS)
    return (
        f'<w:move{kind}RangeStart w:id="{number}" w:author="{author}" w:name="{name}"/>'
        f"{_stamped(f'move{kind}', author, t(text) if text else '', '2021-02-04T09:32:00Z')}"
        f'<w:move{kind}RangeEnd w:id="{number}"/>'
    )


def start(number: int) -> str:
    """Where the words of a comment begin."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    """Where they end, with the reference that follows."""
    return f'<w:commentRangeEnd w:id="{number}"/>{ref(number)}'


def ref(number: int) -> str:
    """The reference alone, as for a comment on no words."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def on(number: int, *content: str) -> str:
    """Content with a comment on it."""
    return f"{start(number)}{''.join(map(_as_run, content))}{end(number)}"


def table(*rows: Sequence[str]) -> str:
    """A table of cells, each given as its paragraphs; a row that is one string is taken as it is."""
    made = [row if isinstance(row, str) else tr(row) for row in rows]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def tr(cells: Sequence[str], fate: str = "") -> str:
    """A row; `fate` says whether it came or went."""
    held = "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<w:p') else p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{fate}</w:trPr>{held}</w:tr>"


def footnote_ref(number: int) -> str:
    """The mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def file(
    *body: str, comments: Sequence[Note] = (), footnotes: dict[int, str] | None = None, header: str = "",
    extended: bool = True,
) -> bytes:  # fmt: skip
    """The .docx with this body."""
    parts = {
        "word/document.xml": ("document", "document.main", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
        "word/styles.xml": ("styles", "styles", _STYLES),
        "word/numbering.xml": ("numbering", "numbering", _NUMBERING),
    }
    if comments:
        parts["word/comments.xml"] = ("comments", "comments", "".join(map(_comment, comments)))
    if footnotes:
        notes = "".join(f'<w:footnote w:id="{n}">{content}</w:footnote>' for n, content in footnotes.items())
        separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        parts["word/footnotes.xml"] = ("footnotes", "footnotes", separator + notes)
    if header:
        parts["word/header1.xml"] = ("hdr", "header", header)
    made = {name: _xml(root, inner) for name, (root, _, inner) in parts.items()}
    kinds = {name: f"{_WORDML}.{kind}+xml" for name, (_, kind, _) in parts.items()}
    relations = [(f"{_RELATION}/{kind}", name) for name, (_, kind, _) in parts.items() if kind != "document.main"]
    if comments and extended:
        made["word/commentsExtended.xml"] = _extended(comments)
        kinds["word/commentsExtended.xml"] = f"{_WORDML}.commentsExtended+xml"
        relations.append((_EXTENDED, "word/commentsExtended.xml"))
    made["[Content_Types].xml"] = _types(kinds)
    made["_rels/.rels"] = _relations([(f"{_RELATION}/officeDocument", "word/document.xml")])
    made["word/_rels/document.xml.rels"] = _relations([(kind, name.removeprefix("word/")) for kind, name in relations])
    return zipped(made)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Parts as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return out.getvalue()


def _xml(root: str, inner: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'.encode()


def _comment(note: Note) -> str:
    lines = note.text.split("\n")
    held = "".join(f'<w:p w14:paraId="{note.id:07X}{n:X}">{t(line)}</w:p>' for n, line in enumerate(lines))
    date = f' w:date="{note.date}"' if note.date else ""
    return f'<w:comment w:id="{note.id}" w:author="{note.author}"{date}>{held}</w:comment>'


def _extended(notes: Sequence[Note]) -> bytes:
    last = {note.id: f"{note.id:07X}{note.text.count(chr(10)):X}" for note in notes}
    entries = "".join(
        f'<w15:commentEx w15:paraId="{last[note.id]}" w15:done="{int(note.done)}"'
        + (f' w15:paraIdParent="{last[note.under]}"/>' if note.under is not None else "/>")
        for note in notes
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w15:commentsEx {NAMESPACES}>{entries}</w15:commentsEx>'.encode()


def _types(kinds: dict[str, str]) -> bytes:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    ).encode()


def _relations(held: Sequence[tuple[str, str]]) -> bytes:
    inner = "".join(f'<Relationship Id="r{n}" Type="{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(held))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    ).encode()


def read(*body: str, comments: Sequence[Note] = (), footnotes: dict[int, str] | None = None) -> MarkedCopy:
    """What a copy with this body is read as."""
    return read_marked_copy(file(*body, comments=comments, footnotes=footnotes), "copy.docx")


def comment(copy: MarkedCopy, number: int = 1) -> tuple[str, str, str]:
    """A comment as (paragraphs it concerns, words commented on, what it says)."""
    mark = copy.marks[number - 1]
    return copy.base(mark), copy.words(mark), mark.text


def changes(copy: MarkedCopy) -> list[tuple[str, str, str]]:
    """Each change as (author, before, after)."""
    return [(mark.author, copy.words(mark), copy.wording(mark)) for mark in copy.marks if mark.edits]


def only(copy: MarkedCopy) -> Mark:
    """The copy's one mark."""
    (mark,) = copy.marks
    return mark
