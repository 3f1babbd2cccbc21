"""The worst that can be sent as a Word or Excel file: each by its name. Some of them failed once."""

from collections.abc import Callable, Mapping
from itertools import count

from tests.mutants import archives
from tests.mutants.kinds import Kind, good

Made = Callable[[], bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBERS = count(1)


def _with(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A good file in which some parts are others, or are not there."""
    held = [(name, parts.get(name, content)) for name, content in archives.opened(data)]
    new = [(name, content) for name, content in parts.items() if name not in dict(held)]
    return archives.zipped([(name, content) for name, content in (*held, *new) if content is not None])


def _body(inner: str, **parts: str) -> bytes:
    """A Word file with this body; other parts ("numbering") are given by what stands in their root."""
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Lighting</w:t></w:r></w:p>'
    made: dict[str, bytes | None] = {"word/document.xml": _root("document", f"<w:body>{heading}{inner}</w:body>")}
    made |= {f"word/{name}.xml": _root(name, held) for name, held in parts.items()}
    return _with(good(Kind.MARKED)[0], made)


def _root(name: str, inner: str) -> bytes:
    spaces = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="urn:m"'
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{W}" {w14} {spaces}>{inner}</w:{name}>'.encode()


def _p(inner: str = "<w:r><w:t>Words.</w:t></w:r>", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def _in_list(depth: int, number: int = 1) -> str:
    return _p(properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def _list(depth: int, start: int, form: str, text: str) -> str:
    level = f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    return f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def _nested(opening: str, closing: str, times: int) -> str:
    return opening * times + _p() + closing * times


def _listed(depth: int, start: int, form: str, text: str = "%1.") -> Made:
    return lambda: _body(_in_list(depth) * 60, numbering=_list(depth, start, form, text))


def _stamp(name: str, inner: str, author: str = "A", date: str = "2021-02-04T09:30:00Z") -> str:
    return f'<w:{name} w:id="{next(_NUMBERS)}" w:author="{author}" w:date="{date}">{inner}</w:{name}>'


def _t(text: str = "word ", tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def _commented(numbers: range, ends: bool = True) -> str:
    opening = "".join(f'<w:commentRangeStart w:id="{n}"/>{_t()}' for n in numbers)
    return opening + "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in numbers if ends)


def _comments(numbers: range, date: str = "2021-02-04T09:30:00Z") -> str:
    return "".join(
        f'<w:comment w:id="{n}" w:author="A" w:date="{date}"><w:p w14:paraId="{n:08X}">{_t("Why?")}</w:p></w:comment>'
        for n in numbers
    )


def _changes(times: int) -> str:
    return "".join(_stamp("ins", _t()) + _stamp("del", _t(tag="delText")) + _t() for _ in range(times))


WORD: Mapping[str, Made] = {
    "a list whose level is the thousand millionth": _listed(999_999_999, 1, "decimal", "%9"),
    "a list of letters that begins at a thousand millions": _listed(0, 999_999_999, "lowerLetter"),
    "a list in Roman figures that begins there": _listed(0, 999_999_999, "upperRoman"),
    "a list that begins below nothing": _listed(0, -999_999_999, "lowerRoman"),
    "a level above the first": _listed(-5, 1, "decimal"),
    "a number of nines in each other": _listed(8, 1, "decimal", "%1" * 900),
    "a list that is another's style, which is its own": lambda: _body(
        _in_list(0),
        numbering='<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/><w:styleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    ),
    "a list that is defined nowhere": lambda: _body(_in_list(0, 77)),
    "styles that are based on each other": lambda: _body(
        _p(properties='<w:pStyle w:val="A"/>'),
        styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    ),
    "an outline of level two squared": lambda: _body(_p(properties='<w:outlineLvl w:val="\u00b2"/>')),
    "tables in tables": lambda: _body(_nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 70)),
    "controls in controls": lambda: _body(_nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 110)),
    "boxes in boxes": lambda: _body(
        _nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 60)
    ),
    "insertions in insertions": lambda: _body(_p(_nested("<w:ins>", "</w:ins>", 240))),
    "deeper than XML is read": lambda: _body(_nested("<w:ins>", "</w:ins>", 9_000)),
    "a thousand comments that never end": lambda: _body(
        _p(_commented(range(1_000), ends=False)), comments=_comments(range(1_000))
    ),
    "a thousand tracked changes in a paragraph": lambda: _body(_p(_changes(1_000))),
    "a cell as wide as a thousand millions": lambda: _body(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{_p()}</w:tc><w:tc>{_p()}</w:tc></w:tr></w:tbl>'
    ),
    "cells that go on from none": lambda: _body(
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_p()}</w:tc>"
        '<w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr></w:tc></w:tr></w:tbl>'
    ),
    "a row of seven hundred cells": lambda: _body(f"<w:tbl><w:tr>{f'<w:tc>{_p()}</w:tc>' * 700}</w:tr></w:tbl>"),
    "a link that leads nowhere": lambda: _body(_p(f'<w:hyperlink r:id="rId99">{_t()}</w:hyperlink>')),
    "a footnote that refers to itself": lambda: _body(
        _p('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes='<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>',
    ),
    "a thousand references to a footnote": lambda: _body(_p('<w:r><w:footnoteReference w:id="2"/></w:r>') * 1_000),
    "a heading of fifty thousand characters": lambda: _body(_p(_t("word " * 10_000), '<w:outlineLvl w:val="0"/>')),
    "a word of a hundred thousand letters": lambda: _body(_p(_t("x" * 100_000))),
    "a thousand empty paragraphs": lambda: _body(_p("") * 1_000),
    "marks of our own in the text": lambda: _body(_p(_t("\ue00099\ue001 and \ue000\u00b2\ue001"))),
    "a title of a hundred thousand characters": lambda: _with(
        good(Kind.WORD)[0],
        {
            "docProps/core.xml": b'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
            + b"word " * 20_000
            + b"</dc:title></c>"
        },
    ),
    "no list of what is in it": lambda: _with(good(Kind.WORD)[0], {"[Content_Types].xml": None}),
    "no relations": lambda: _with(good(Kind.WORD)[0], {"_rels/.rels": None, "word/_rels/document.xml.rels": None}),
    "relations that lead out of it": lambda: _with(
        good(Kind.WORD)[0],
        {
            "word/_rels/document.xml.rels": b'<R><R Id="rId1" Type="x/styles" Target="../../../etc/passwd"/>'
            b'<R Target="/"/></R>'
        },
    ),
    "its document twice": lambda: archives.zipped([*archives.opened(good(Kind.WORD)[0]), ("word/document.xml", b"")]),
    "four thousand parts": lambda: archives.zipped(
        [*archives.opened(good(Kind.WORD)[0]), *((f"word/media/{n}.xml", b"<a/>") for n in range(4_000))]
    ),
    "fifteen thousand comments nobody reads": lambda: _body(_p("<!-- x -->" * 15_000)),
}

MARKED: Mapping[str, Made] = {
    "six hundred comments on a line": lambda: _body(_p(_commented(range(600))), comments=_comments(range(600))),
    "more comments than are taken": lambda: _body(_p(_commented(range(2_100))), comments=_comments(range(2_100))),
    "comments that end before they begin": lambda: _body(
        _p(f'<w:commentRangeEnd w:id="1"/>{_t()}<w:commentRangeStart w:id="1"/>'), comments=_comments(range(1, 3))
    ),
    "one number for all comments": lambda: _body(
        _p(f'<w:commentRangeStart w:id="1"/>{_t()}<w:commentRangeEnd w:id="1"/>') * 3,
        comments=_comments(range(1, 2)) * 500,
    ),
    "comments from the year nothing, and from the last": lambda: _body(
        _p(_commented(range(1, 3))),
        comments=_comments(range(1, 2), "0000-00-00T00:00:00Z") + _comments(range(2, 3), "9999-12-31T23:59:59-23:59"),
    ),
    "replies that go in a circle": lambda: _body(
        _p(_commented(range(1, 4))),
        comments=_comments(range(1, 4)),
        commentsExtended="".join(
            f'<x:commentEx xmlns:x="http://schemas.microsoft.com/office/word/2012/wordml" x:paraId="{n:08X}" '
            f'x:paraIdParent="{n % 3 + 1:08X}"/>'
            for n in range(1, 4)
        ),
    ),
    "changes by fifty-one people": lambda: _body(_p("".join(_stamp("ins", _t(), f"A{n}") for n in range(51)))),
    "changes by fifty people, each everywhere": lambda: _body(
        "".join(_p("".join(_stamp("ins", _t(), f"A{n}") for n in range(50))) for _ in range(20))
    ),
    "five hundred changes in a paragraph": lambda: _body(_p(_changes(500))),
    "three hundred paragraphs that were joined": lambda: _body(_p(_t(), f"<w:rPr>{_stamp('del', '')}</w:rPr>") * 300),
    "moves that never end": lambda: _body(
        "".join(_p(f'<w:moveFromRangeStart w:id="{n}" w:name="m"/>{_stamp("moveFrom", _t())}') for n in range(300))
    ),
    "what was struck out, struck out again": lambda: _body(_p(_nested("<w:del>", "</w:del>", 200))),
    "a paragraph like a hundred others": lambda: _body(_p(_t("Words. ") + _stamp("ins", _t("new"))) * 100),
    "the draft's own words three hundred times": lambda: _body(_p(_t("The rise in ") + _stamp("ins", _t("new"))) * 300),
}


def _sheet(rows: str, more: str = "", **parts: bytes) -> bytes:
    """A form whose sheet of comments, the first or the second of it, holds these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    raw = f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{more}</worksheet>'.encode()
    names = [name for name, _ in archives.opened(good(Kind.WORKBOOK)[0]) if name.startswith("xl/worksheets/sheet")]
    others = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    return _with(good(Kind.WORKBOOK)[0], {**dict.fromkeys(names[:2], raw), **others})


def _cell(inner: str, **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<c{said}>{inner}</c>"


WORKBOOK: Mapping[str, Made] = {
    "a cell far to the right, in the last row of all": lambda: _sheet(
        f'<row r="999999999">{_cell("<v>1</v>", r="ZZZ9999999")}</row>'
    ),
    "a hundred thousand cells": lambda: _sheet(f"<row>{_cell('<v>1</v>') * 1_000}</row>" * 100),
    "words that are not there": lambda: _sheet(f"<row>{_cell('<v>999999</v>', t='s')}</row>"),
    "words two squared": lambda: _sheet('<row><c t="s" r="A\u00b2"><v>\u00b2</v></c></row>'),
    "a look that is not there": lambda: _sheet(f"<row>{_cell('<v>1</v>', s='999999999')}</row>"),
    "a day after the end of days": lambda: _sheet(
        f"<row>{_cell('<v>1e308</v>', s='1')}{_cell('<v>9</v>', t='d')}</row>"
    ),
    "fifty thousand merged cells": lambda: _sheet(
        "", "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>"
    ),
    "a cell of a million characters": lambda: _sheet(
        f"<row>{_cell('<is><t>' + 'word ' * 200_000 + '</t></is>', t='inlineStr')}</row>"
    ),
    "characters no cell can hold": lambda: _sheet(
        f"<row>{_cell('<is><t>_x0000__xD800__xFFFF_</t></is>', t='inlineStr')}</row>"
    ),
    "a format of brackets": lambda: _sheet(
        f"<row>{_cell('<v>1</v>', s='0')}</row>",
        xl__styles_xml=b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
        b'<numFmt numFmtId="9" formatCode="'
        + b"[&quot;" * 20_000
        + b'"/></numFmts><cellXfs><xf numFmtId="9"/></cellXfs></styleSheet>',
    ),
    "no words at all": lambda: _with(good(Kind.WORKBOOK)[0], {"xl/sharedStrings.xml": None}),
    "a sheet a thousand times": lambda: _with(
        good(Kind.WORKBOOK)[0],
        {
            "xl/workbook.xml": dict(archives.opened(good(Kind.WORKBOOK)[0]))["xl/workbook.xml"].replace(
                b"</sheets>", b'<sheet name="x" sheetId="9"/>' * 1_000 + b"</sheets>"
            )
        },
    ),
    "a heading of four thousand letters": lambda: _sheet(
        f'<row r="1"><c r="A1" t="str"><v>{"xy" * 100}{"z" * 4_000}</v></c></row>'
    ),
    "no sheets": lambda: _with(good(Kind.WORKBOOK)[0], {"xl/workbook.xml": b"<workbook/>"}),
    "sheets that are each other's relations": lambda: _with(
        good(Kind.WORKBOOK)[0],
        {
            "xl/_rels/workbook.xml.rels": b'<R><R Id="rId1" Target="workbook.xml"/><R Id="rId2" Target="workbook.xml"/></R>'
        },
    ),
    "a Word file's document": lambda: _with(
        good(Kind.WORKBOOK)[0], {"xl/workbook.xml": dict(archives.opened(good(Kind.WORD)[0]))["word/document.xml"]}
    ),
}
