"""The PDF read back: everything is in it, once, where it belongs, and its numbers are true."""

import re
from io import BytesIO

import pikepdf
import pytest

from consult.domain.digest import Answer, CommentEntry, Digest
from consult.domain.redline import Op, Piece
from consult.pack.outline import contents
from consult.pack.pdf import to_pdf
from consult.pack.press import OUT_OF_MEMORY, Limits, RenderFailed, print_page
from tests.pack import digests, reading
from tests.pack.hostile import HOSTILE


def squeezed(text: str) -> str:
    """Without white space: the space at which a line was broken is not in a PDF."""
    return re.sub(r"\s+", "", text)


def changed(pieces: tuple[Piece, ...]) -> str:
    said = {Op.SAME: "{}", Op.DELETED: "[deleted:{}]", Op.INSERTED: "[added:{}]"}
    return "".join(said[piece.op].format(piece.text) for piece in pieces)


def spoken_answer(answer: Answer) -> list[str]:
    said = [f"Response from {answer.authority}", answer.disposition or answer.status]
    if not answer.text:
        return [*said, "No response has been released."]
    said += [answer.text, *(["Reason", answer.reason] if answer.reason else [])]
    if answer.resulting_wording:
        said += ["Resulting wording", changed(answer.resulting_wording)]
    day = answer.answered_on
    assert day is not None
    return [*said, f"Answered by {answer.answered_by}, {day.day} {day:%B %Y}"]


def spoken(comment: CommentEntry) -> list[str]:
    day = comment.received_on
    said = [comment.reference, comment.by, comment.stance, *comment.marks, f"Received {day.day} {day:%B %Y}"]
    if comment.quote:
        said.append(f"On the words “{comment.quote}”")
    said.append(comment.text)
    if comment.suggested_wording:
        said += ["Suggested wording", changed(comment.suggested_wording)]
    if comment.supporters:
        said.append("Supported by " + " and ".join(comment.supporters))
    return said + [line for answer in comment.answers for line in spoken_answer(answer)]


def spoken_comments(digest: Digest) -> list[str]:
    said = ["Comments on the whole draft"] if digest.whole_draft else []
    said += [line for comment in digest.whole_draft for line in spoken(comment)]
    for section in digest.sections:
        if not (section.comments or section.paragraphs):
            continue
        said += [f"{section.number} {section.heading}", f"Responsible authority: {section.authority}"]
        said += ["On the section as a whole"] if section.comments else []
        said += [line for comment in section.comments for line in spoken(comment)]
        for paragraph in section.paragraphs:
            said.append(f"Paragraph {paragraph.label}" if paragraph.label else "Table")
            said.append(re.sub(r"<[^>]+>", "", paragraph.html))
            said += [line for comment in paragraph.comments for line in spoken(comment)]
    return said


def part(data: bytes, heading: str) -> str:
    """The words below a heading of level 2, up to the next."""
    found: list[str] = []
    inside = False
    for block in reading.blocks(data):
        if block.tag == "H2":
            inside = block.text == heading
        elif inside:
            found.append(block.text)
    return "\n".join(found)


def test_every_comment_is_read_under_the_words_it_concerns(printed: bytes, digest: Digest) -> None:
    said = part(printed, "Comments by section")
    numbered = re.compile(r"^\d+ (The draft’s own|Nobody commented)")
    lines = [line for line in said.splitlines() if not numbered.match(line)]
    # A table that runs on to a second page repeats its header there; none of this paper's does.
    assert squeezed("".join(lines)) == squeezed("".join(spoken_comments(digest)))


def test_every_question_is_read_in_number_order_with_its_answers(printed: bytes, digest: Digest) -> None:
    said = part(printed, "Scrutiny questions")
    expected = ""
    for entry in digest.questions:
        day = entry.received_on
        asked = " and ".join(entry.asked_of)
        place = f". On {entry.place}" if entry.place else ""
        expected += f"{entry.reference} {entry.by} To {asked}{place}. Received {day.day} {day:%B %Y} {entry.text}"
        expected += "".join(line for answer in entry.answers for line in spoken_answer(answer))
        expected += "Supplementary question, if one is asked at the meeting"
    assert squeezed(said.partition("\n")[2]) == squeezed(expected)


def test_the_appendix_lists_every_item_once_with_its_true_page(printed: bytes, digest: Digest) -> None:
    blocks = reading.blocks(printed)
    pages = {block.text.split()[0]: block.page for block in blocks if re.match(r"[CQ]-\d+ Member", block.text)}
    starts = [at for at, block in enumerate(blocks) if block.tag == "TH" and re.fullmatch(r"[CQ]-\d+", block.text)]
    rows = [(blocks[at].text, blocks[_row_end(blocks, at)].text) for at in starts]
    assert rows == [(row.reference, str(pages[row.reference])) for row in digest.index]


def _row_end(blocks: list[reading.Block], start: int) -> int:
    """The last cell of the row that a header cell begins."""
    return start + next(n for n in range(1, 9) if start + n + 1 == len(blocks) or blocks[start + n + 1].tag != "TD")


def test_the_contents_tell_the_true_pages(printed: bytes, digest: Digest) -> None:
    blocks = reading.blocks(printed)
    headings = {squeezed(block.text): block.page for block in blocks if block.tag in {"H2", "H3"}}
    said = [squeezed(block.text) for block in blocks if block.tag == "LBody" and block.page == 2]
    lines = [one for entry in contents(digest) for one in (entry, *entry.children)]
    titles = [squeezed(line.title) for line in lines]
    assert "".join(said) == "".join(f"{title}{headings[title]}" for title in titles)


def test_bookmarks_are_the_headings(printed: bytes) -> None:
    headings = [(int(block.tag[1]), squeezed(block.text)) for block in reading.blocks(printed) if block.tag[0] == "H"]
    assert [(depth, squeezed(title)) for depth, title in reading.bookmarks(printed)] == headings


def test_every_page_says_what_it_is_and_which(printed: bytes) -> None:
    pages = reading.pages(printed)
    for number, words in enumerate(pages, start=1):
        lines = words.splitlines()
        assert lines[0] == "Scrutiny Sub-Panel: Item No 6 Comments digest pack 3"
        assert lines[-1] == f"Page {number} of {len(pages)}"


def test_no_heading_is_left_alone_at_the_foot_of_a_page(printed_long: bytes) -> None:
    last = {block.page: block for block in reading.blocks(printed_long)}
    assert [block for block in last.values() if block.tag.startswith("H")] == []


def test_the_file_says_what_it_is(printed: bytes) -> None:
    with pikepdf.open(BytesIO(printed)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        title = "Comments on the draft strategy and delivery plan 2021 to 2025 (Comments digest pack 3)"
        assert str(pdf.docinfo["/Title"]) == title
        assert str(pdf.docinfo["/Author"]) == "Norfolk Countywide Community Safety Partnership"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20210308143000+00'00"


def test_the_same_digest_gives_the_same_bytes_pictures_and_emoji_too(printed_nasty: bytes) -> None:
    assert to_pdf(digests.nasty()) == printed_nasty


def test_pictures_in_words_are_in_one_colour_and_from_our_own_font(printed_nasty: bytes) -> None:
    with pikepdf.open(BytesIO(printed_nasty)) as pdf:
        fonts = {
            str(item.BaseFont)[8:]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }
    assert {font for font in fonts if "Emoji" in font} == {"Noto-Emoji"}


def test_a_paper_on_which_nobody_spoke_says_so(printed_empty: bytes) -> None:
    said = squeezed(reading.text(printed_empty))
    for sentence in (
        "No comments were received.",
        "No scrutiny questions were asked.",
        "Report for a meeting whose date is to be announced",
        "Nobody commented on 1 How we work, 2 Prevent, 3 County Lines, 3.1 Vulnerable adults and cuckooing,"
        " 4 Domestic abuse and sexual violence and 5 Governance, scrutiny and review.",
        "No items were received, so there is nothing to account for.",
    ):
        assert squeezed(sentence) in said


def test_sections_nobody_spoke_on_are_said(printed: bytes) -> None:
    assert "Nobody commented on 5 Governance, scrutiny and review." in part(printed, "Comments by section")


def test_hostile_words_are_only_words(printed_nasty: bytes) -> None:
    said = squeezed(reading.text(printed_nasty))
    assert squeezed(HOSTILE["markup"]) in said
    assert HOSTILE["long word"] in said
    assert "root:" not in said
    with pikepdf.open(BytesIO(printed_nasty)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.Names
        addresses = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note}
    assert addresses == {"mailto:scrutiny@example.org"}


def test_progress_is_told_in_the_caller_s_thread() -> None:
    told: list[str] = []
    to_pdf(digests.empty(), progress=told.append)
    assert [step.split(" - ")[0] for step in told][-2:] == ["Step 6", "Step 7"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(processor_seconds=1), "it took more processor time than it may use"),
        (Limits(wall_seconds=0.3), "it took longer than it may"),
        (Limits(memory_bytes=160 * 1024**2), OUT_OF_MEMORY),
    ],
)
def test_a_rendering_that_uses_too_much_is_stopped(limits: Limits, reason: str) -> None:
    with pytest.raises(RenderFailed) as stopped:
        to_pdf(digests.digest(comments=300), limits=limits)
    assert stopped.value.reason == reason


def test_nothing_but_our_own_files_can_be_fetched() -> None:
    reachable = '<link rel="attachment" href="file:///etc/passwd"><link rel="stylesheet" href="file:///etc/passwd">'
    outside = (
        '<img alt="x" src="https://static.invalid/../consult/resources.py"><img alt="y" src="http://127.0.0.1:9/">'
    )
    data = print_page(f'<html lang="en"><title>x</title>{reachable}<body><h1>x</h1>{outside}')
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/Names" not in pdf.Root
        assert not pdf.pages[0].get_images()
