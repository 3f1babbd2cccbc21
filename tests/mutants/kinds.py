"""What files are taken in, and good ones of each kind: what is damaged."""

import io
import json
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from consult.domain.response_form import Layout
from consult.importing import read_draft
from consult.pack.draft_docx import draft_docx
from consult.pack.office import sealed
from tests.importing.fixtures import PNG, append_xml, define_list, in_list, level, new_document, saved, with_footnote
from tests.importing.make_marked_files import by_word
from tests.response_forms import Cells, filled, further_rows, one_section

_TESTS = Path(__file__).parents[1]
_DEMO = _TESTS.parent / "consult" / "demo"


class Kind(StrEnum):
    """The kinds of file, by the door they come in through."""

    WORD = "Word draft"
    MARKDOWN = "Markdown draft"
    HTML = "HTML draft"
    WORKBOOK = "Excel form"
    WORD_FORM = "Word form"
    MARKED = "marked copy"
    RECORD = "record"

    @property
    def is_zip(self) -> bool:
        """Whether it is made of parts."""
        return self not in (Kind.MARKDOWN, Kind.HTML, Kind.RECORD)

    @property
    def name_of_file(self) -> str:
        """What such a file is called."""
        endings = {Kind.MARKDOWN: "md", Kind.HTML: "html", Kind.RECORD: "jsonl", Kind.WORKBOOK: "xlsx"}
        return f"file.{endings.get(self, 'docx')}"


@cache
def good(kind: Kind) -> tuple[bytes, ...]:
    """Files of a kind that are taken without a word."""
    made = {
        Kind.WORD: _word_drafts,
        Kind.MARKDOWN: lambda: (MARKDOWN.encode(), (_DEMO / "refresh.md").read_bytes()),
        Kind.HTML: lambda: (HTML.encode(), HTML.replace("utf-8", "windows-1252").encode("windows-1252")),
        Kind.WORKBOOK: lambda: _forms("xlsx"),
        Kind.WORD_FORM: lambda: _forms("docx"),
        Kind.MARKED: lambda: (by_word(), *_committed("importing/files", "docx")),
        Kind.RECORD: _records,
    }[kind]()
    return tuple(sealed(one, _PLAIN) if kind.is_zip else one for one in made)


_PLAIN: dict[str, Callable[[bytes], bytes]] = {
    "docProps/core.xml": lambda part: re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"", part),
    "docProps/thumbnail.jpeg": lambda _: b"",
    "word/theme/theme1.xml": lambda _: b"<a/>",
    "word/styles.xml": lambda part: _LOOKS_OF_TABLES.sub(b"", part),
}
"""Nothing says when a file was made, so that the same files are damaged every time; nor is there much that nobody reads."""
_LOOKS_OF_TABLES = re.compile(rb'<w:latentStyles.*?</w:latentStyles>|<w:style w:type="table".*?</w:style>', re.DOTALL)


def _committed(folder: str, ending: str) -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted((_TESTS / folder).glob(f"*.{ending}")))


def _word_drafts() -> tuple[bytes, ...]:
    refresh = read_draft((_DEMO / "refresh.md").read_bytes(), "refresh.md")
    return (_of_everything(), with_footnote("As of 2020."), draft_docx(refresh), *_committed("importing/files", "docx"))


def _of_everything() -> bytes:
    """Headings, lists of three levels, a list that is started again, a table, a box, a picture and a field."""
    document = new_document("Safer streets")
    levels = [level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "upperRoman", "%1.%2.%3")]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    define_list(document, 40, levels, {41: "", 42: again})
    document.add_heading("Lighting", 1)
    for depth, words in enumerate(("Lamps are to be mended:", "within a week;", "or a day.")):
        in_list(document.add_paragraph(words), 41, depth)
    in_list(document.add_paragraph("Again from nine."), 42)
    document.add_heading("Cameras", 2)
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Measure"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Referrals"
    table.cell(1, 1).text = "Fall"
    last = document.add_paragraph("See ")
    append_xml(last, '<w:fldSimple w:instr="REF a"><w:r><w:t>the list</w:t></w:r></w:fldSimple>')
    append_xml(last, "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
                     "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")  # fmt: skip
    document.add_picture(io.BytesIO(PNG))
    return saved(document)


def _forms(ending: str) -> tuple[bytes, ...]:
    section = one_section()
    more = further_rows(section)
    said: Cells = {
        3: {"quote": "38 lines", "stance": "Support", "comment": "Good.", "suggested": "= 38 lines"},
        more: {"section": "", "paragraph": "4", "stance": "Object", "comment": "No."},
    }
    iso: Cells = {2: {"type": "ge", "comment": "Good."}, 3: {"paragraph": "4", "type": "te", "comment": "Why?"}}
    ours = (filled(said, kind=ending), filled(iso, Layout.ISO, ending), filled({3: said[3]}, kind=ending, form=section))
    return (*ours, *_committed("importing/forms", ending))


def _records() -> tuple[bytes, ...]:
    """Lines of every kind, for the consultation of `DRAFT`; and the same people and comments as one document."""
    return "".join(json.dumps(line) + "\n" for line in LINES).encode(), json.dumps(WHOLE).encode()


def _line(kind: str, /, **values: Any) -> Mapping[str, Any]:
    return {"type": kind, **values}


AT, LATER = "2021-02-01T10:00:00Z", "2021-02-22T10:00:00Z"
POLICE, MEMBER, OFFICER = "Norfolk Constabulary", "member@example.org", "officer@example.org"
LINES: tuple[Mapping[str, Any], ...] = (
    _line("person", email=MEMBER, role="member", name="Member for Breckland", body="Breckland District Council"),
    _line("person", email=OFFICER, role="officer", name="Chief Inspector, Communities", body=POLICE),
    _line("person", email="clerk@example.org", role="clerk", name="Scrutiny officer", body=""),
    _line("declaration", by=MEMBER, interest="none", text="", at=AT),
    _line(
        "comment", id="x1", by=MEMBER, section="Lighting", paragraph="6(a)", quote="within a week", stance="object",
        text="Within a day.", suggested_wording="within a day", supported_by=[], at=AT,
    ),
    _line("comment", id="x2", by=MEMBER, section=None, stance="support", text="Good.", at=AT, withdrawn_at=LATER),
    _line("question", id="q1", by=MEMBER, to=[POLICE], parts=["When?", "Why?"], section=None, at=AT),
    _line("response", to="x1", by=OFFICER, disposition="accepted in part", text="Two days. We will send the figures.",
          reason="One is too short.", at=LATER, released=True),
    _line("response", to="q1", by=OFFICER, text="Soon.", at=LATER, released=True),
    _line("line-of-enquiry", title="Is it lit?", questions=["q1"]),
    _line("commitment", id="r1", kind="request", by=MEMBER, to=POLICE, section="Lighting", text="How many lamps?",
          due_on="2021-03-01", at=AT),
    _line("commitment", id="u1", kind="undertaking", about="x1", quote="We will send the figures", to=POLICE,
          due_on="2021-03-01", at=LATER),
    _line("partner", body=POLICE, kind="responsible", begins="1974-04-01", ends=None),
    _line("recommendation", id="k1", text="Light the park.", meeting_on="2021-02-01", minute="7", section="Lighting", at=AT,
          issued_on="2021-02-02", issued_at="2021-02-02T10:00:00Z", sent_to=[{"body": POLICE, "kind": "responsible"}],
          replies=[]),
    _line("background-paper", title="Lamps", place="The library", link=None, dated_on="2020-11-27"),
)  # fmt: skip
"""What `consult load` is given: a line of each kind."""

DRAFT = "# Safer streets\n\n## 1. Lighting\n\n6. Lamps are to be mended:\n\n   a) within a week;\n\n7. Others are.\n"
"""The draft those lines are about."""

WHOLE: Mapping[str, Any] = {
    "format": "consult-record/1",
    "consultation": {"title": "Safer streets", "lead_authority": POLICE, "meeting_on": "2021-03-15"},
    "people": [
        _line("person", id="person-1", role="member", name="Member", body="Breckland", until=None),
        _line("person", id="person-2", role="officer", name="Officer", body=POLICE),
    ],
    "drafts": [{
        "version": 1, "title": "Safer streets", "published_at": "2021-01-29T14:00:00Z", "figures": [],
        "sections": [{
            "number": "1", "heading": "Lighting", "level": 1, "authority": None,
            "paragraphs": [
                {"label": "1", "level": 0, "kind": "paragraph", "text": "Mend lamps.", "html": "Mend <strong>lamps</strong>."},
            ],
        }],
    }],
    "comments": [_line(
        "comment", id="C-0001", by="person-1", body="Breckland", section="Lighting", paragraph="1", quote="Mend", at=AT,
        stance="object", text="Replace.", withdrawn_at=None, authority=POLICE, supported_by=[],
        anchor={"version": 1, "position": [0, 0], "quote": "Mend", "prefix": "", "suffix": " lamps.", "start": 0, "end": 4},
    )],
    "questions": [_line(
        "question", id="Q-0001", by="person-1", to=[POLICE], parts=["When?"], section="Lighting", at=AT,
        anchor={"version": 1, "position": [0, None]},
    )],
    "responses": [_line(
        "response", to="C-0001", by="person-2", disposition="noted", text="Noted.", reason="", at=LATER,
        approved_at="2021-02-22T11:00:00Z", released_at="2021-02-22T12:00:00Z",
    )],
}  # fmt: skip

MARKDOWN = """---
title: Safer streets
---

# Safer streets {#top}

## 1. Lighting

6. Lamps are to be **mended**, [by law](https://example.org/a "A"):

   a) within a *week*;
   b) or a `day`.[^1]

> A quotation, <b>bold</b> &amp; &#8217;done&#8217;.

Cameras
-------

| Measure | Target |
|:--------|-------:|
| Lamps   | 40     |

- one
  - two
    1. three

![A lamp](data:image/png;base64,iVBORw0KGgo=) and ~~struck~~.\\
Page 3 of 12

[^1]: A note.

Term
: Its meaning
"""

HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Safer streets</title><style>p{}</style></head>
<body><nav>Menu</nav><h1>Safer streets</h1><h2>1. Lighting</h2>
<ol start="6" type="a"><li value="3">Lamps are to be <b>mended</b><ul><li>soon</li></ul></li><li><p>Two</p></li></ol>
<p class="MsoTitle" style="page-break-before: always">
A “quotation” &mdash; caf\u00e9<br>and more<sup><a id="r" href="#n">1</a></sup></p>
<table><caption>Figures</caption><thead><tr><th colspan="2">Measure</th></tr></thead>
<tr><td rowspan="2">Lamps</td><td>40</td></tr><tr><td>50<table><tr><td>in</td></tr></table></td></tr></table>
<blockquote><p>Said</p></blockquote><div role="heading" aria-level="2">Cameras</div><pre>a
b</pre><img src="data:image/png;base64,iVBORw0KGgo=" alt="A lamp"><script>x()</script><p hidden>gone</p>
<div id="n"><a href="#r">1</a> A note.</div></body></html>
"""
