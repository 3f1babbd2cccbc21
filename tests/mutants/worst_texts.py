"""The worst that can be sent as Markdown, HTML or a record: each by its name. Some of them failed once."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.mutants.kinds import AT, LINES, MEMBER, WHOLE

Made = Callable[[], bytes]
START = "# Safer streets\n\n## Lighting\n\n"


def _markdown(text: str) -> Made:
    return lambda: (START + text).encode("utf-8", "surrogatepass")


def _html(body: str, head: str = "") -> Made:
    return lambda: f"<!doctype html><html><head>{head}</head><body><h1>Lighting</h1>{body}</body></html>".encode()


MARKDOWN: Mapping[str, Made] = {
    "a list that begins at a thousand millions": _markdown("999999999. a\n1. b\n"),
    "a list of letters that begins there": _markdown("<ol type=a start=999999999><li>x" * 50),
    "a list in Roman figures that begins there": _markdown("<ol type=I start=99999999><li>x" * 50),
    "a fact two squared": _markdown('<p data-fact="\u00b2">x</p>\n'),
    "a missing picture two squared": _markdown('<img src="missing:\u00b2">'),
    "a missing picture of thousands of digits": _markdown(f'<img src="missing:{"9" * 5_000}">'),
    "a table of four hundred columns": _markdown("|a" * 400 + "|\n" + "|-" * 400 + "|\n" + ("|b" * 400 + "|\n") * 9),
    "a table of two thousand short rows": _markdown("|a|b|\n|-|-|\n" + "|x\n" * 2_000),
    "a table of few rows and many missing cells": _markdown("|a" * 900 + "|\n" + "|-" * 900 + "|\n" + "|x\n" * 9),
    "ten thousand places to link to": _markdown("".join(f"[a{n}]: b\n" for n in range(10_000)) + "[a1]"),
    "emphasis that crosses": _markdown("*a _b " * 3_000),
    "stars": _markdown("*" * 15_000 + "a" + "*" * 3_000),
    "backticks in growing runs": _markdown(" ".join("`" * n for n in range(1, 180))),
    "comments that never end": _markdown("<!-- " * 3_000),
    "angle brackets": _markdown("<" * 19_000),
    "tags that never end": _markdown("<a href='" * 2_000),
    "instructions that never end": _markdown("<?x " * 4_000),
    "links in links": _markdown("[" * 150 + "a" + "](b)" * 150),
    "pictures in pictures": _markdown("![" * 150 + "a" + "](b)" * 150),
    "a footnote within itself": _markdown("a[^1]\n\n[^1]: b[^1]\n"),
    "footnotes in a circle": _markdown("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n"),
    "two thousand footnotes": _markdown("a[^1] " * 2_000 + "\n\n[^1]: b\n"),
    "struck and struck again": _markdown("~~" * 9_000 + "a"),
    "entities of nothing": _markdown("&#x110000; &#0; &#xD800; &nothing; " * 400),
    "half a character": _markdown("a \ud800 b"),
    "carriage returns": _markdown("a\r" * 2_000),
    "line separators": _markdown("a\u2028b\u2029c\x0bd\x85e\n" * 500),
    "accents in a pile": _markdown("a" + "\u0301" * 15_000),
    "right to left": _markdown("\u202e\u2066abc" * 3_000),
    "marks of our own": _markdown("\ue0007\ue001 and \ue000\u00b2\ue001"),
    "front matter without an end": lambda: b"---\ntitle: " + b"x " * 50_000 + b"\n# A\n\nb\n",
    "a title of fifty thousand words": lambda: b"---\ntitle: " + b"x " * 50_000 + b"\n---\n# A\n\nb\n",
    "two thousand headings": _markdown("# A\n\n" * 2_000),
    "headings of nothing": _markdown("#\n\n##\n\nx\n"),
    "terms without an end": _markdown("a\n: b\n" * 2_000),
    "a quotation in each line deeper": _markdown("".join(">" * n + " a\n\n" for n in range(60))),
    "page numbers only": _markdown("Page 1 of 2\n\n" * 2_000),
    "numbers that are none": _markdown("\u00b2. a\n\n\u0663. b\n\n(\u2173) c\n\n1.\u00b2 d\n"),
    "a heading of a hundred thousand characters": lambda: b"# " + b"word " * 3_900 + b"\n\nx\n",
}

HTML: Mapping[str, Made] = {
    "a cell as wide as a thousand millions": _html(
        "<table><tr><td colspan=999999999 rowspan=999999999>a<td>b</table>" * 50
    ),
    "a list of letters that begins at a thousand millions": _html(
        "<ol type=a start=999999999>" + "<li>x" * 300 + "</ol>"
    ),
    "a list in Roman figures that begins there": _html("<ol type=I start=999999999>" + "<li>x" * 300 + "</ol>"),
    "a fact two squared": _html('<p data-fact="\u00b2">x</p><p data-fact="0">y</p>'),
    "a heading of level two squared": _html(
        '<div role=heading aria-level="\u00b2">x</div><div role=heading aria-level="-999999999">y</div>'
    ),
    "twenty thousand attributes": _html("<p " + "".join(f"a{n}=1 " for n in range(20_000)) + ">x"),
    "a comment that never ends": _html("<p>x<!-- y"),
    "text to the end": _html("<p>x<plaintext><h2>y"),
    "a text area": _html("<p>x<textarea><h2>y"),
    "tables without rows": _html("<table><td>" * 90 + "x"),
    "rows without tables": _html("<tr><td>x</td></tr><li>y</li><dd>z</dd>" * 300),
    "links to each other": _html("".join(f'<p><a id="a{n}" href="#a{(n + 1) % 500}">{n}</a></p>' for n in range(500))),
    "five thousand links to one note": _html(
        '<div id=n><a href="#r">1</a> A</div><p id=r>' + '<a href="#n">1</a>' * 5_000
    ),
    "a name for everything": _html("<p id=n>x</p>" * 3_000 + '<a href="#n">1</a>'),
    "formulas and drawings": _html("<svg><style><img src=x></style></svg><math><mi>x</mi></math>" * 300),
    "scripts in scripts": _html("<script><script>x</script></script><p>y" * 300),
    "data that is none": _html(
        '<img src="data:image/png;base64,\u00b2\u00b2\u00b2"><img src="data:"><img src="data:,%%%">'
    ),
    "a picture that says it is the draft's": _html('<img src="figure:0"><img src="missing:999999999">'),
    "all in capitals": _html("<TABLE><TR><TD>A</TD></TR></TABLE>".upper()),
    "ten thousand lines to break": _html("<p>" + "x<br>" * 10_000),
    "text before, between and after": _html("a<table>b<tr>c<td>d</td>e</tr>f</table>g<ul>h<li>i</li>j</ul>k"),
    **{
        f"said to be in {name}": _html("<p>caf\\u00e9 &x+ADw-", f"<meta charset={name}>")
        for name in (
            "utf-7",
            "rot13",
            "undefined",
            "unicode_escape",
            "punycode",
            "idna",
            "mbcs",
            "utf-16",
            "hex",
            "\u00e9",
            "utf_8_sig",
            "hz",
        )
    },
}


def _lines(*more: Mapping[str, Any]) -> Made:
    return lambda: "".join(json.dumps(one) + "\n" for one in (*LINES, *more)).encode()


def _question(**values: Any) -> Mapping[str, Any]:
    return {
        "type": "question",
        "by": MEMBER,
        "to": ["Norfolk Constabulary"],
        "parts": ["When?"],
        "section": None,
        "at": AT,
        **values,
    }


def _comment(**values: Any) -> Mapping[str, Any]:
    return {
        "type": "comment",
        "id": "z",
        "by": MEMBER,
        "section": None,
        "stance": "object",
        "text": "No.",
        "at": AT,
        **values,
    }


def _whole(**values: Any) -> Made:
    return lambda: json.dumps({**WHOLE, **values}).encode()


RECORD: Mapping[str, Made] = {
    "brackets": lambda: b"[" * 100_000,
    "objects in objects": lambda: b'{"type":' * 50_000,
    "a number of five thousand digits": lambda: b'{"type": "comment", "version": ' + b"9" * 5_000 + b"}",
    "a number beyond all": lambda: b'{"format": "consult-record/1", "comments": 1e999}',
    "no number": lambda: b'{"type": "person", "name": NaN}',
    "a name twice": lambda: b'{"type": "person", "type": "comment"}',
    "half a character": _lines(_comment(text="a\ud800b")),
    "a character of nothing": _lines(_comment(text="a\x00b")),
    "a question that follows itself": _lines(_question(id="q9", supplementary_to="q9")),
    "questions that follow each other": _lines(
        _question(id="q8", supplementary_to="q9"), _question(id="q9", supplementary_to="q8")
    ),
    "a time before all times": _lines(_comment(at="0001-01-01T00:00:00+14:00")),
    "a time after all times": _lines(_comment(at="9999-12-31T23:59:59-23:59")),
    "a person who is there a thousand times": _lines(*[LINES[0]] * 1_000),
    "a paragraph two squared": _lines(_comment(section="Lighting", paragraph="\u00b2")),
    "a body without a name": _lines({**LINES[0], "email": "x@example.org", "body": " "}),
    "an address that goes on": _lines({**LINES[0], "email": "x" * 5_000 + "@example.org"}),
    "kinds of nothing": _lines({"type": None}, {"type": []}, {"type": {"a": 1}}, {}),
    "what is no object": lambda: b'1\n"a"\nnull\n[]\ntrue\n',
    "lines ended otherwise": lambda: b"\r\n".join(json.dumps(one).encode() for one in LINES),
    "another encoding": lambda: json.dumps(LINES[0]).encode("utf-16"),
    "drafts without sections": _whole(drafts=[{**WHOLE["drafts"][0], "sections": []}]),
    "drafts of version nothing": _whole(drafts=[{**WHOLE["drafts"][0], "version": 0}]),
    "a draft twice": _whole(drafts=WHOLE["drafts"] * 2),
    "no drafts": _whole(drafts=[]),
    "words that stand nowhere": _whole(
        comments=[
            {**WHOLE["comments"][0], "anchor": {**WHOLE["comments"][0]["anchor"], "start": 999_999_999, "end": -1}}
        ]
    ),
    "a place far out": _whole(
        comments=[{**WHOLE["comments"][0], "anchor": {**WHOLE["comments"][0]["anchor"], "position": [2**40, -7]}}]
    ),
    "a draft that runs": _whole(
        drafts=[
            {**WHOLE["drafts"][0], "sections": [{**WHOLE["drafts"][0]["sections"][0], "heading": "<script>x</script>"}]}
        ]
    ),
}
