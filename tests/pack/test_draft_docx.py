"""The draft as a Word document: it reads as the draft does, and what a member marks in it finds its place again."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from consult.domain.draft import Draft, Kind, Paragraph, Section
from consult.domain.marked_copy import MarkedCopy
from consult.domain.marked_placing import place
from consult.domain.marked_proposals import Certainty, Proposal
from consult.importing import read_draft
from consult.importing.marked import read_marked_copy
from consult.pack.draft_docx import draft_docx
from tests.pack.drafts import published, the_draft
from tests.pack.make_marked_draft import FILES, NAME, PROPOSED, marked_up
from tests.pack.marking import Marking

STRATEGY = Path(__file__).parents[2] / "consult/demo/strategy.md"


def _outline(draft: Draft) -> list[tuple[str, str, int, list[tuple[str, int, str]]]]:
    return [(s.number, s.heading, s.level, [(p.label, p.level, p.text) for p in s.paragraphs]) for s in draft.sections]


def _part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read(name).decode()


def _said(proposal: Proposal) -> tuple[str, str, str, str]:
    where = proposal.place.words if proposal.place else ""
    return where, proposal.anchor.exact if proposal.anchor else "", proposal.text, proposal.wording


@pytest.fixture(scope="module")
def strategy() -> Draft:
    """The demonstration's draft."""
    return read_draft(STRATEGY.read_bytes(), STRATEGY.name)


def test_read_as_a_draft_it_is_the_draft_again(strategy: Draft) -> None:
    again = read_draft(draft_docx(strategy))
    assert again.title == strategy.title
    for one, other in zip(_outline(strategy), _outline(again), strict=True):
        assert other == (*one[:3], [_as_printed(*held) for held in one[3]])


def _as_printed(label: str, level: int, text: str) -> tuple[str, int, str]:
    """A footnote comes back as a line that begins with its number."""
    return ("", level, f"{label} {text}") if label.startswith("[") else (label, level, text)


def test_bold_italics_raised_letters_and_links_are_kept() -> None:
    html = (
        "A <strong>bold <em>both</em></strong> <em>word</em>, H<sub>2</sub>O, m<sup>2</sup>, <code>code</code>, "
        '<a href="https://example.org/?a=1&amp;b=2">a link</a> &lt;&amp;&gt;<br>\nNext line.'
    )
    draft = Draft("T", (Section("A", paragraphs=(Paragraph("", html),)),))
    (again,) = read_draft(draft_docx(draft)).sections[0].paragraphs
    assert again.html.replace("<code>code</code>", "code") == html.replace("<code>code</code>", "code")


def test_tables_keep_their_header_and_the_cells_that_span_others() -> None:
    html = (
        '<table><caption>Measures</caption><thead><tr><th scope="col">A</th>\t<th scope="col">B</th>\t'
        '<th scope="col">C</th></tr></thead>\n'
        '<tbody><tr><td colspan="2">1 and 2</td>\t<td rowspan="2">3</td></tr>\n<tr><td>4</td>\t<td>5</td></tr></tbody></table>'
    )
    draft = Draft("T", (Section("S", paragraphs=(Paragraph("", html, kind=Kind.TABLE),)),))
    caption, table = read_draft(draft_docx(draft)).sections[0].paragraphs
    assert caption.text == "Measures"
    assert table.html == html.replace("<caption>Measures</caption>", "")


def test_rows_of_unlike_length_and_spans_beyond_the_table_make_no_harm() -> None:
    html = '<table><tbody><tr><td rowspan="9">a</td></tr>\n<tr><td colspan="7">b</td>\t<td>c</td></tr></tbody></table>'
    draft = Draft("T", (Section("S", paragraphs=(Paragraph("", html, kind=Kind.TABLE), Paragraph("x", "x"))),))
    document = docx.Document(io.BytesIO(draft_docx(draft)))
    words = dict.fromkeys(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert [word for word in words if word] == ["a", "b", "c"]


def test_a_picture_stands_as_its_description() -> None:
    (line,) = (p.text for p in docx.Document(io.BytesIO(draft_docx(the_draft()))).paragraphs if "chart" in p.text)
    assert line == "[Figure: A chart of referrals by month]"


def test_headings_have_word_s_styles_and_numbers_are_text() -> None:
    paragraphs = docx.Document(io.BytesIO(draft_docx(the_draft()))).paragraphs
    assert [(p.style.name, p.text) for p in paragraphs if p.style.name.startswith(("Title", "Heading"))] == [
        ("Title", "Community safety strategy"),
        ("Heading 1", "1 Prevent"),
        ("Heading 1", "2 Respond"),
    ]
    assert [p.text.split("\t")[0] for p in paragraphs if "\t" in p.text] == [
        "1.", "2.", "(a)", "(b)", "(i)", "(ii)", "[1]", "3.", "4.",
    ]  # fmt: skip


def test_changes_are_tracked_in_the_language_of_the_draft() -> None:
    data = draft_docx(the_draft(), language="cy-GB")
    assert "<w:trackRevisions/>" in _part(data, "word/settings.xml")
    assert '<w:lang w:val="cy-GB"' in _part(data, "word/styles.xml")


def test_the_same_draft_is_the_same_bytes_and_names_nobody() -> None:
    data = draft_docx(the_draft())
    assert data == draft_docx(the_draft())
    core = _part(data, "docProps/core.xml")
    assert "Community safety strategy" in core
    assert not any(name in core for name in ("python", "created", "modified", "lastModifiedBy"))


def test_text_that_xml_cannot_hold_is_left_out() -> None:
    draft = Draft("T\x00itle", (Section("A\x0b", number="1", paragraphs=(Paragraph("x\x1f", "x\x1f", "1\x00"),)),))
    texts = [p.text for p in docx.Document(io.BytesIO(draft_docx(draft))).paragraphs]
    assert texts == ["Title", "1 A", "1.\tx"]


def test_an_empty_draft_is_a_title() -> None:
    (line,) = docx.Document(io.BytesIO(draft_docx(Draft("Strategy", ())))).paragraphs
    assert line.text == "Strategy"


def _proposals(copy: MarkedCopy) -> tuple[Proposal, ...]:
    proposals = place(copy, published(the_draft()))
    assert (proposals.doubt, proposals.untracked, proposals.untaken) == ("", (), ())
    return proposals.items


def test_what_a_member_marks_is_placed_where_it_was_marked() -> None:
    items = _proposals(read_marked_copy(marked_up(), "copy.docx"))
    assert [_said(made) for made in items] == PROPOSED
    assert {made.certainty for made in items} == {Certainty.CERTAIN}


def test_and_so_when_the_copy_was_saved_in_libreoffice() -> None:
    items = _proposals(read_marked_copy((FILES / NAME).read_bytes(), NAME))
    assert [_said(made) for made in items] == PROPOSED
    assert {made.certainty for made in items} == {Certainty.CERTAIN}


def test_a_comment_on_every_paragraph_of_a_long_draft_finds_its_place(strategy: Draft) -> None:
    marking = Marking(draft_docx(strategy))
    whole = "\n".join(p.text for s in strategy.sections for p in s.paragraphs)
    wanted = []
    for section in published(strategy):
        for paragraph in section.paragraphs:
            words = _of_one_place(paragraph.text, whole)
            if words and marking.has(words):
                marking.comment(words, f"On {paragraph.id}")
                wanted.append((paragraph.id, words, f"On {paragraph.id}"))
    items = place(read_marked_copy(marking.saved(), "copy.docx"), published(strategy)).items
    assert [(made.place, made.anchor) for made in items if made.place is None or made.anchor is None] == []
    assert [(m.place.paragraph_id, m.anchor.exact, m.text) for m in items if m.place and m.anchor] == wanted
    assert {made.certainty for made in items} == {Certainty.CERTAIN}
    assert len(wanted) > 180


def _of_one_place(text: str, whole: str) -> str:
    """Words of a text, or of a cell of it, that stand nowhere else in the whole; "" for none."""
    words = [word for line in text.splitlines() for cell in line.split("\t") for word in cell.split()]
    for length in (3, 5, 2, 1):
        for n in range(len(words) - length + 1):
            found = " ".join(words[n : n + length])
            if whole.count(found) == 1 and found in text:
                return found
    return ""
