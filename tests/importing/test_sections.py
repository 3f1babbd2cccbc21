"""A section as Markdown: whatever a draft holds reads back as it was; what people type is read as they mean it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.domain import markup
from consult.domain.draft import Kind, Paragraph, Section
from consult.domain.section_text import as_markdown
from consult.importing import Unreadable, html, inline, read_draft, tree
from consult.importing.pictures import Pictures
from consult.importing.sanitising import readable, sanitised
from consult.importing.sections import read_sections
from tests.factories import DRAFT, PIXEL

DEMO = Path(__file__).parents[2] / "consult" / "demo"
SIGNS = r"""Channel 12.
(a) 6(a) a) - + * ** _x_ [1] [^1] ]( [x](y) ! # > | { } ` \ <b> &amp; ~~ 3.5 2021. https://example.org/a_b é “quoted”
1.2.3. < & [^1]: ![a](figure:00000000) --- can't snake_case • ( )"""
WORDS = st.sampled_from([*SIGNS.split(), "& co", "Page 3", "| --- |", "Title\n===", "e\u0301", "\u2003"])
TAGS = (
    "strong",
    "em",
    "code",
    "sup",
    "sub",
    'a href="https://example.org/a?b=1&amp;c=2"',
    'a href="mailto:x@example.org"',
)
LABELS = st.sampled_from(["", "12", "1.2", "6(a)", "(b)", "12(a)(ii)", "Article 1", "A", "{1}", "iv", "12.", "a b"])


def inline_markup(depth: int = 3) -> st.SearchStrategy[str]:
    """Any inline markup: words, line breaks, and marks in one another."""
    words = st.lists(WORDS, min_size=1, max_size=4).flatmap(
        lambda held: st.sampled_from(["", " "]).map(lambda space: markup.escape(space.join(held)))
    )
    if not depth:
        return words
    inner = inline_markup(depth - 1)
    marked = st.tuples(st.sampled_from(TAGS), inner).map(lambda one: f"<{one[0]}>{one[1]}</{one[0].split()[0]}>")
    piece = st.one_of(words, words, marked, st.just("<br>"), st.just(" "))
    return st.lists(piece, min_size=1, max_size=4).map("".join)


def kept(held: str) -> str:
    """The markup as a draft keeps it."""
    once = sanitised(inline.write(tree.children(tree.parse(readable(held, str)))).html)
    return sanitised(inline.write(tree.children(tree.parse(readable(once, str)))).html)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    held = kept(draw(inline_markup()))
    kind = draw(st.sampled_from([Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.NOTE]))
    level = draw(st.integers(1, 3)) if kind is Kind.ITEM else 0
    label = draw(LABELS)
    if kind is Kind.NOTE:
        label = draw(st.sampled_from(["[1]", "[27]", "x", ""]))
    elif kind is Kind.PARAGRAPH and not label:
        level = draw(st.integers(0, 2))
    return Paragraph(markup.text_of(held), held, label, level, kind)


def _cell(tag: str, held: str) -> str:
    return f"<{tag}>{held}</{tag.split()[0]}>"


@st.composite
def tables(draw: st.DrawFn) -> Paragraph:
    width, height = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    kinds = st.sampled_from(["td", "td", 'th scope="row"'])
    head = draw(st.booleans())
    rows = [
        "".join(_cell("th" if head and not n else draw(kinds), draw(inline_markup(2))) for _ in range(width))
        for n in range(height)
    ]
    source = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    for _ in range(2):  # a table keeps its form from the second reading on
        blocks = html.Reader(Pictures()).read(tree.parse(readable(source, str)))
        source = blocks[0].html if blocks else ""
    held = sanitised(source) if source.startswith("<table") else kept("x")
    return Paragraph(markup.text_of(held), held, kind=Kind.TABLE if held != "x" else Kind.PARAGRAPH)


@st.composite
def sections(draw: st.DrawFn) -> Section:
    found = draw(st.lists(st.one_of(paragraphs(), paragraphs(), paragraphs(), tables()), max_size=6))
    held = sorted((one for one in found if one.text.strip()), key=lambda one: one.kind is Kind.NOTE)
    heading = draw(st.sampled_from(["Prevent", "2021 in numbers", "5 Steps", "{x}", "# Prevent", "A. Plan", "*Bold*"]))
    number = draw(st.sampled_from(["", "1", "2.1", "Chapter 3", "A", "{1}"]))
    return Section(heading, draw(st.integers(1, 6)), number, tuple(held))


@given(sections())
@settings(max_examples=150, deadline=None)
def test_any_section_reads_back_as_it_was(section: Section) -> None:
    assert read_sections(as_markdown(section)) == (section,)


@pytest.mark.parametrize("name", ["strategy.md", "refresh.md"])
def test_the_demonstrations_drafts_read_back_as_they_were(name: str) -> None:
    draft = read_draft((DEMO / name).read_bytes(), name)
    assert [read_sections(as_markdown(section)) for section in draft.sections] == [(one,) for one in draft.sections]


def test_pictures_go_by_the_beginning_of_their_names() -> None:
    for section in DRAFT.sections:
        (back,) = read_sections(as_markdown(section), [PIXEL.sha256])
        assert [p.text for p in back.paragraphs] == [p.text for p in section.paragraphs]
    (section,) = read_sections(f"# A\n\n![By <year> \\] “x”](figure:{PIXEL.sha256[:8]})", [PIXEL.sha256])
    assert section.paragraphs[0].kind is Kind.FIGURE
    assert section.paragraphs[0].html == f'<img src="figure:{PIXEL.sha256}" alt="By &lt;year&gt; ] “x”">'


TYPED = """## 2.1 Prevent
12. A paragraph
that goes on in the next line.
13. Another, without an empty line before it.
(a) flush left, below it;
  (b) indented, too;
    (i) deeper.
- a bullet
> 14. A numbered quotation
> in two lines.

Measure | Baseline
--- | ---
Referrals | 41

Text[^1] with **bold**, *italics* and [a link](https://example.org).
[^1]: A footnote.
"""


def test_what_people_type_is_read_as_they_mean_it() -> None:
    (section,) = read_sections(TYPED)
    assert (section.number, section.heading, section.level) == ("2.1", "Prevent", 2)
    assert [(p.kind.value, p.label, p.level) for p in section.paragraphs] == [
        ("paragraph", "12", 0),
        ("paragraph", "13", 0),
        ("item", "13(a)", 1),
        ("item", "13(b)", 1),
        ("item", "13(b)(i)", 2),
        ("item", "", 1),
        ("quote", "14", 0),
        ("table", "", 0),
        ("paragraph", "", 0),
        ("note", "[1]", 0),
    ]
    assert section.paragraphs[0].text == "A paragraph that goes on in the next line."
    assert section.paragraphs[8].html == (
        'Text<sup>[1]</sup> with <strong>bold</strong>, <em>italics</em> and <a href="https://example.org">a link</a>.'
    )


def test_a_further_heading_begins_a_further_section() -> None:
    found = read_sections("# One\n\n1. Text.\n\n## {} 2 Lines\n\nMore.\n")
    assert [(s.level, s.number, s.heading, len(s.paragraphs)) for s in found] == [
        (1, "", "One", 1),
        (2, "", "2 Lines", 1),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Begin with the heading of the section, like “## 2.1 Prevent”. The number of # signs is its level."),
        ("Text", "Begin with the heading of the section, like “## 2.1 Prevent”. The number of # signs is its level."),
        ("#", "A heading has no words. Write them behind the # signs."),
        (f"# {'x' * 301}", "A heading can have 300 characters. Leave an empty line behind it."),
        (f"# A\n\n{{{'x' * 61}}} Text", "A number can have 60 characters: “xxxxxxxxxxxxxxxxxxxx…” has more."),
        ("# A\n\n![x](figure:abcdef)", "There is no picture “figure:abcdef” in this draft. Copy its name from where it stands."),
        (
            "# A\n\nText ![x](https://example.org/x.png)",
            "A picture stands in the middle of a paragraph. Give it a paragraph of its own.",
        ),
        (
            "# A\n\n| lonely |",
            "A table could not be read. It needs a row of headings, a row like “| --- | --- |”, and two cells or more; "
            "pictures cannot stand in it.",
        ),
        ("# A" + " x" * 100_000, "A section can have 200,000 characters. Divide it with further headings and save the parts."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sections(text)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '<b onclick="x">a</b>', "[x](javascript:alert(1))", "<p><div>x"]
)
def test_nothing_that_runs_gets_in(text: str) -> None:
    (section,) = read_sections(f"# A\n\nText {text}")
    for paragraph in section.paragraphs:
        assert sanitised(paragraph.html) == paragraph.html
