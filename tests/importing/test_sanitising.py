"""Nothing that runs, loads or styles gets in, and the text is always the textContent of the markup."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.importing import read_draft
from consult.importing.sanitising import plain_characters
from tests.importing.fixtures import faithful, page, read_or_reason

HOSTILE = (
    "<script>alert(1)</script>",
    "<p onclick=alert(1) style='x:expression(1)'>a</p>",
    '<a href="javascript:alert(1)">a</a><a href=" java\tscript:alert(1)">b</a><a href="data:text/html,x">c</a>',
    "<img src=x onerror=alert(1)><svg onload=alert(1)><math><mi xlink:href='data:x'>",
    "<iframe src=//example.org></iframe><object data=x></object><embed src=x><style>@import 'x'</style>",
    "<p><a href='https://example.org/\"onmouseover=alert(1)'>x</a>",
    '<p data-fact="0">x</p><img src="figure:0000"><img src="missing:0"><a href="figure:x">y</a>',
    "<table><tr><td onclick=x><script>1</script>a</td><td><a href=//example.org>b</a></td></tr></table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
)
_ALLOWED = re.compile(
    r"</?(strong|em|sup|sub|code|thead|tbody|tr|table|caption)>|<br>|</a>|</t[dh]>"
    r'|<t[dh](?: (?:colspan|rowspan)="\d+")*(?: scope="(?:row|col)")?>'
    r'|<a href="(?:https?://|mailto:)[^"<>]*">|<img src="figure:[0-9a-f]{64}" alt="[^"]*">',
)

MUTATED = """# Strategy

## 1. Prevent

6. Key *areas* of [concern](https://example.org/a?b=1&c=2):
   a) Increased **risk**[^n]
   b) Other

| H | I |
|---|---|
| 1 | <b>2</b> |

A broken para

graph of text.<br>(i) typed

> Quoted

[^n]: A note.

## County Lines

- bullet
  - deeper ![x](data:image/gif;base64,R0lGODlhAQABAAAAACw=)
"""


@pytest.mark.parametrize("markup", HOSTILE)
def test_only_the_small_element_set_is_left(markup: str) -> None:
    for draft in (page(f"<h1>A</h1><p>x</p>{markup}"), read_draft(f"# A\n\nx\n\n{markup}\n".encode())):
        for section in draft.sections:
            for paragraph in section.paragraphs:
                assert set(re.findall(r"<[^>]*>", _ALLOWED.sub("", paragraph.html))) == set()
        assert faithful(draft)


_PIECES = st.sampled_from(
    [
        "#",
        "**",
        "*",
        "`",
        "[",
        "](",
        ")",
        "<",
        ">",
        "&",
        "&amp;",
        "<br>",
        "</p>",
        "<table>",
        "<td>",
        "<b>",
        "</b>",
        "<p>",
        "<!--",
        "-->",
        "~~",
        "[^n]",
        "---",
        "<ul><li>",
        "<script>",
        "<a\thref=x>",
        "<sup>",
        "</table>",
        "<li>",
        "<h2>",
        "<nav>",
        "<img\tsrc=x>",
        "<a\thref='#r'>",
        "<p\tid=r>",
        "<div\thidden>",
        "![",
        "|",
        "é",
        "🙂",
        "**Bold**",
    ]
) | st.sampled_from(
    [
        "\n\n",
        "1. ",
        "(a) ",
        "- ",
        "    ",
        "\u0301",
        "\u00ad",
        "\u00a0",
        "\ue0000\ue001",
        "\x00",
        "\x0b",
        "\u202e",
        "\r",
        "\u200b",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(MUTATED)), st.integers(0, 12), _PIECES | st.text(max_size=4)),
        min_size=1,
        max_size=8,
    )
)
def test_mutated_markdown_is_read_faithfully_or_refused(changes: list[tuple[int, int, str]]) -> None:
    text = MUTATED
    for place, removed, inserted in changes:
        text = text[:place] + inserted + text[place + removed :]
    draft = read_or_reason(text.encode("utf-8", "surrogatepass"))
    if isinstance(draft, str):
        assert draft.endswith(".")
        return
    assert faithful(draft)
    for section in draft.sections:
        assert section.heading == section.heading.strip()
        for paragraph in section.paragraphs:
            assert unicodedata.is_normalized("NFC", paragraph.text)
            assert set(re.findall(r"<[^>]*>", _ALLOWED.sub("", paragraph.html))) == set()


@pytest.mark.parametrize("ending", ["\r", "\r\n", "\n"])
def test_lines_end_as_a_browser_ends_them(ending: str) -> None:
    assert plain_characters(f"one{ending}two") == "one\ntwo"
