"""The digest as a Word document: the paper's words, and each comment in the margin of exactly the words it is on."""

import io
import re
import struct
import zlib
from collections import Counter
from dataclasses import replace

import docx
import pytest
from docx.shared import Pt
from lxml import etree

from consult.domain.digest import Answer, CommentEntry, Digest, MadeOn, ParagraphEntry, Seal, SectionEntry
from consult.domain.marked_copy import MarkedCopy
from consult.domain.markup import text_of as text_of_markup
from consult.domain.pack_options import EXEMPT, Options
from consult.domain.redline import changes
from consult.importing.marked import read_marked_copy
from consult.pack.digest_docx import to_docx
from consult.pack.outline import section_title
from consult.pack.words import person
from tests.pack import digests
from tests.pack.assembly import Parts, assembled
from tests.pack.unpacking import W, everything, parts, text_of, xml

TABLE = (
    "<table><caption>Referrals</caption><tbody><tr><th>Measure</th><th>Target</th></tr>"
    "<tr><td>Referrals of <strong>young</strong> people</td><td>Fall by 10%</td></tr>"
    '<tr><td rowspan="2">Visits</td><td>Rise</td></tr><tr><td>Again</td></tr></tbody></table>'
)
FORMATTED = 'We <strong>will consider</strong> it<sup>2</sup>, <a href="https://example.org/">as asked</a>, each year.'


def _chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join((
    _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), _chunk(b"IDAT", zlib.compress(b"\0\0")), _chunk(b"IEND", b""),
))  # fmt: skip


@pytest.fixture(scope="module")
def written(digest: Digest) -> bytes:
    return to_docx(digest)


@pytest.fixture(scope="module")
def body(written: bytes) -> etree._Element:
    return xml(written, "word/document.xml")


def comment(n: int, quote: str = "", text: str = "", **rest: object) -> CommentEntry:
    entry = digests.comment(n, "Norfolk Constabulary", "Prevent")
    return replace(entry, quote=quote, text=text or entry.text, **rest)  # type: ignore[arg-type]


def on(*paragraphs: ParagraphEntry, whole: tuple[CommentEntry, ...] = (), **rest: object) -> Digest:
    section = SectionEntry("2", "Prevent", 1, "Norfolk Constabulary", whole, paragraphs)
    return assembled(Parts((), (), (section,)), **rest)


def standing(copy: MarkedCopy) -> dict[str, tuple[str, str]]:
    """Who commented on which words, by the reference the comment begins with."""
    found = {}
    for mark in copy.marks:
        assert mark.first is not None
        base = "\n".join(unit.text for unit in copy.paragraphs[mark.first : (mark.last or mark.first) + 1])
        found[mark.text.partition(".")[0]] = (mark.author, base[mark.start : mark.end])
    return found


def bare(places: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Without white space: the cells of a table stand apart in Word, and not in the draft's text."""
    return {name: (author, "".join(words.split())) for name, (author, words) in places.items()}


def test_each_comment_stands_in_the_margin_of_its_words(digest: Digest, written: bytes) -> None:
    expected = {c.reference: (person(c.by, c.body), "Comments on the whole draft") for c in digest.whole_draft}
    for section in digest.sections:
        expected |= {c.reference: (person(c.by, c.body), section_title(section)) for c in section.comments}
        for paragraph in section.paragraphs:
            words = text_of_markup(paragraph.html)
            expected |= {c.reference: (person(c.by, c.body), c.quote or words) for c in paragraph.comments}
    assert len(expected) == 30
    assert bare(standing(read_marked_copy(written, "digest.docx"))) == bare(expected)


def test_answers_are_replies_to_the_comment(digest: Digest, written: bytes) -> None:
    given = {c.reference: [(a.authority, a.answered_on) for a in c.answers if a.text] for c in digest.comments}
    marks = read_marked_copy(written, "digest.docx").marks
    assert {
        mark.text.partition(".")[0]: [(reply.author, reply.at and reply.at.date()) for reply in mark.replies]
        for mark in marks
    } == given
    assert sum(map(len, given.values())) > 20


def test_words_in_other_letters_in_cells_and_overlapping_are_anchored_exactly() -> None:
    line = ParagraphEntry("6", 0, "paragraph", FORMATTED, (
        comment(1, "will consider it"), comment(2, "consider it2, as asked"), comment(3, "We will"), comment(4),
        comment(5, "words that are not there"),
    ))  # fmt: skip
    table = ParagraphEntry("", 0, "table", TABLE, (
        comment(6, "Referrals of young people"), comment(7, "peopleFall"), comment(8, "10%"), comment(9, "Again"),
    ))  # fmt: skip
    found = standing(read_marked_copy(to_docx(on(line, table)), "digest.docx"))
    whole = "We will consider it2, as asked, each year."
    assert {name: words for name, (_, words) in found.items()} == {
        "C-0002": "will consider it",
        "C-0003": "consider it2, as asked",
        "C-0004": "We will",
        "C-0005": whole,
        "C-0006": whole,
        "C-0007": "Referrals of young people",
        "C-0008": "people\tFall",
        "C-0009": "10%",
        "C-0010": "Again",
    }


def test_a_comment_whose_words_are_gone_stands_on_its_section() -> None:
    gone = comment(1, "the words before", made_on=MadeOn(1, "Prevent, paragraph 6", orphaned=True))
    (mark,) = read_marked_copy(to_docx(on(whole=(gone,))), "digest.docx").marks
    assert "On the words “the words before”, which are no longer in the draft" in mark.text
    assert mark.first is not None


def test_a_hidden_comment_has_its_place_and_nothing_in_the_margin() -> None:
    hidden = comment(1, marks=("Exempt (Schedule 12A paragraph 3)",), answers=())
    hidden = replace(hidden, text="", stance="")
    made = to_docx(on(ParagraphEntry("6", 0, "paragraph", "Some words.", (hidden,))))
    assert "word/comments.xml" not in parts(made)
    assert "C-0002" in text_of(xml(made, "word/document.xml"))


def test_long_texts_are_whole_on_the_page_and_cut_in_the_margin() -> None:
    answer = Answer("Norfolk Constabulary", "Answered", text="A long word. " * 9_000, disposition="Noted")
    made = to_docx(on(ParagraphEntry("6", 0, "paragraph", "Some words.", (comment(1, answers=(answer,)),))))
    assert text_of(xml(made, "word/document.xml")).count("A long word.") == 9_000
    (mark,) = read_marked_copy(made, "digest.docx").marks
    assert [len(reply.text) < 2_000 for reply in mark.replies] == [True]


def test_everything_printed_is_there_in_the_same_order(digest: Digest, body: etree._Element) -> None:
    said = " ".join(text_of(body).split())
    items = [*digest.questions, *digest.comments]
    for entry in items:
        for text in (entry.text, *(answer.text for answer in entry.answers)):
            assert " ".join(text.split()) in said
    first = [said.index(f"{entry.reference} {entry.by}") for entry in items]
    assert first == sorted(first)


def test_headings_contents_and_lists_have_words_own_styles(digest: Digest, written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    by_style: dict[str, list[str]] = {}
    for line in document.paragraphs:
        by_style.setdefault(line.style.name, []).append(line.text)
    assert by_style["Title"] == [digest.cover.title]
    assert {"Scrutiny questions", "Comments by section"} <= set(by_style["Heading 1"])
    assert {section_title(s) for s in digest.sections[:-1]} <= set(by_style["Heading 2"])
    assert {"Scrutiny questions", "Comments by section"} <= {one.strip() for one in by_style["toc 1"]}
    assert any(line.startswith("1\t") for line in by_style["Numbered paragraph"])
    assert {"Suggested wording", "Answer", "Draft words", "Item head 4"} <= set(by_style)


def test_links_lead_somewhere_and_no_two_places_are_named_alike(body: etree._Element) -> None:
    names = Counter((mark.get(f"{W}name") or "").lower() for mark in body.iter(f"{W}bookmarkStart"))
    assert max(names.values()) == 1
    assert {(link.get(f"{W}anchor") or "").lower() for link in body.iter(f"{W}hyperlink")} - {""} <= set(names)
    pages = [(field.get(f"{W}instr") or "").split() for field in body.iter(f"{W}fldSimple")]
    assert {name.lower() for kind, name, *_ in pages if kind == "PAGEREF"} <= set(names)


def test_tables_are_fixed_and_repeat_their_headers(body: etree._Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        widths = [int(column.get(f"{W}w") or 0) for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            assert sum(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iter(f"{W}tc")) == sum(widths)
    data = [table for table in tables if table.find(f"{W}tblPr/{W}tblCaption") is not None]
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in data)


# The order in which the schema wants what Word otherwise calls a damaged file.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs strike noProof color sz szCs u shd vertAlign rtl",
    "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge",
    "trPr": "cantSplit trHeight tblHeader",
}  # fmt: skip


def test_properties_stand_in_the_order_of_the_schema() -> None:
    line = ParagraphEntry("6", 0, "paragraph", FORMATTED, (comment(1, "will", digests.HOSTILE["arabic"]),))
    made = to_docx(on(line, ParagraphEntry("", 0, "table", TABLE, (comment(2),))))
    for name in ("word/document.xml", "word/comments.xml", "word/header1.xml"):
        for element in xml(made, name).iter(*(f"{W}{kind}" for kind in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            found = [order.index(etree.QName(child).localname) for child in element]
            assert found == sorted(found)


def test_what_the_file_says_of_itself(digest: Digest, written: bytes) -> None:
    held = docx.Document(io.BytesIO(written)).core_properties
    assert held.title == f"{digest.cover.title} (Comments digest pack 3)"
    assert (held.author, held.language, held.last_modified_by) == (digest.cover.body, "en-GB", "")
    assert xml(written, "word/styles.xml").find(f".//{W}lang").get(f"{W}val") == "en-GB"
    footer = text_of(xml(written, "word/footer1.xml"))
    assert "Page " in footer


def test_the_same_digest_is_the_same_bytes(digest: Digest, written: bytes) -> None:
    assert to_docx(digest) == written


def test_pictures_have_their_words() -> None:
    sha = "a" * 64
    html = f'<img src="figure:{sha}" alt="A map of &lt;Norfolk&gt;">'
    figure = ParagraphEntry("", 0, "figure", html, (comment(1),))
    made = to_docx(on(figure, figures=((sha, "image/png", PIXEL),)))
    described = [one.get("descr") for one in xml(made, "word/document.xml").iter() if one.tag.endswith("}docPr")]
    assert described == ["A map of <Norfolk>"]
    line = next(one for one in xml(made, "word/document.xml").iter(f"{W}p") if one.find(f".//{W}drawing") is not None)
    order = [etree.QName(child).localname for child in line][1:5]
    assert order == ["commentRangeStart", "commentRangeStart", "r", "commentRangeEnd"]
    unknown = to_docx(on(figure, figures=((sha, "image/webp", b"RIFF....WEBP"),)))
    assert "[A map of <Norfolk>]" in text_of(xml(unknown, "word/document.xml"))


def test_what_an_unkind_member_writes_does_no_harm() -> None:
    made = to_docx(digests.nasty())
    root = xml(made, "word/document.xml")
    said = text_of(root)
    assert "<script>alert('x')</script> & <b>bold</b> {{ 7 * 7 }}" in said
    assert "w" * 5_000 in said
    assert "\U0001f468\u200d\U0001f469\u200d\U0001f467" in said
    assert not any(address in everything(made) for address in ("file:///", "javascript:", "tracker.example.org"))
    arabic = next(line for line in root.iter(f"{W}p") if text_of(line).startswith("\u0647\u0644"))
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert arabic.find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert len(read_marked_copy(made, "digest.docx").marks) == 6


def test_nobodys_address_but_the_offices(digest: Digest, written: bytes) -> None:
    source = b" ".join(held for name, held in parts(written).items() if name.endswith((".xml", ".rels"))).decode()
    assert set(re.findall(r"[\w.]+@[\w.]+\.\w{2,}", source)) == {digest.cover.contact.email}


def test_an_empty_digest_and_a_draft_pack() -> None:
    made = to_docx(digests.empty())
    assert "word/comments.xml" not in parts(made)
    assert "DRAFT" in parts(made)["word/header1.xml"].decode()


def test_a_part_2_in_large_print_says_on_every_page_what_it_is(digest: Digest) -> None:
    sealed = replace(digest, options=Options(part=EXEMPT, large_print=True), seals=(Seal("C-0001", 3, "A price"),))
    made = to_docx(sealed)
    assert "NOT FOR PUBLICATION by virtue of paragraph 3" in text_of(xml(made, "word/header1.xml"))
    styles = docx.Document(io.BytesIO(made)).styles
    assert styles["Normal"].font.size == Pt(18)
    assert min(styles[name].font.size for name in ("Note", "Facts", "Table text", "Answer note")) >= Pt(15.5)


def test_what_went_and_what_came_do_not_run_together() -> None:
    entry = comment(1, suggested_wording=changes("We may go.", "We will go."))
    made = to_docx(on(ParagraphEntry("6", 0, "paragraph", "We may go.", (entry,))))
    assert "We may will go." in text_of(xml(made, "word/document.xml"))
