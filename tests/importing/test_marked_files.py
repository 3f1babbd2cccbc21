"""Whole marked-up files: by Word, by LibreOffice, and damaged or hostile ones, which are read or refused in plain words."""

import io
import random
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from consult.domain.marked_copy import MarkedCopy
from consult.domain.marked_placing import place
from consult.domain.marked_spots import key_of
from consult.importing import Unreadable, read_draft
from consult.importing.marked import read_marked_copy
from tests.importing.fixtures import new_document, saved, with_parts
from tests.importing.make_marked_files import by_word
from tests.importing.marked_files import ONE, TWO, Note, cut, file, ins, on, p, zipped
from tests.pack.drafts import published

FILES = Path(__file__).parent / "files"
WORD, AGAIN, OTHER = "marked-by-word.docx", "marked-by-word-saved-in-libreoffice.docx", "marked-by-libreoffice.docx"
COMMENTS = [
    (ONE, "Prevent", "Say what this is about."),
    (ONE, "referrals", "By how much?\nAnd since when?"),
    (TWO, "schools", "All of them?"),
    (ONE, "everything is\nto be done again", "This goes too far."),
    (TWO, "10%", "Ambitious."),
]
CHANGES = [
    (ONE, "The rise in referrals is large.", "The rise in referrals is very large."),
    (TWO, "Work goes on with schools[1].", "Work goes on with schools and colleges[1]."),
    (ONE, "Figures of 2019.", "Figures of 2020."),
    (ONE, "This stays. This goes away. This stays too.", "This stays. This stays too."),
    (ONE, "Here ends the long part. ", "Here ends the part. This goes away. "),
    (ONE, "Strike this paragraph out.", ""),
    (ONE, "A first half. A second half.", "A first half.\n A second half."),
    (ONE, "Fall by 10%", "Fall by 20%"),
    (TWO, "", "\nVisits\tRise"),
]


def _read(name: str) -> MarkedCopy:
    return read_marked_copy((FILES / name).read_bytes(), name)


def _comments(copy: MarkedCopy) -> list[tuple[str, str, str]]:
    return [(mark.author, copy.words(mark), mark.text) for mark in copy.marks if not mark.edits]


def _changes(copy: MarkedCopy) -> list[tuple[str, str, str]]:
    return [(mark.author, copy.words(mark), copy.wording(mark)) for mark in copy.marks if mark.edits]


def test_the_committed_file_is_what_the_script_makes() -> None:
    assert _read(WORD) == read_marked_copy(by_word(), WORD)


def test_a_copy_marked_up_in_word() -> None:
    copy = _read(WORD)
    assert (_comments(copy), _changes(copy), copy.untaken) == (COMMENTS, CHANGES, ())
    assert [(mark.text, [r.text for r in mark.replies]) for mark in copy.marks if mark.replies] == [
        ("By how much?\nAnd since when?", ["Agreed."])
    ]
    assert [mark.text for mark in copy.marks if mark.resolved] == ["Ambitious."]


def test_the_same_copy_opened_and_saved_in_libreoffice_which_makes_replies_comments() -> None:
    copy = _read(AGAIN)
    reply = (TWO, "referrals", "Agreed.")
    assert _comments(copy) == [*COMMENTS[:2], reply, *COMMENTS[2:]]
    assert _changes(copy) == CHANGES
    assert copy.paragraphs == _read(WORD).paragraphs
    assert [mark.text for mark in copy.marks if mark.resolved] == ["Ambitious."]


def test_a_copy_marked_up_in_libreoffice() -> None:
    copy = _read(OTHER)
    assert _comments(copy) == [
        (ONE, "referrals", "By how much?"),
        (TWO, "", "A comment on no words."),
        (TWO, "here on\nand on", "Too far."),
        (ONE, "10%", "Why ten?"),
    ]
    assert _changes(copy) == [
        (ONE, "The rise in referrals is large.", "The rise in referrals is very large."),
        (ONE, "We will never stop. So be it.", "We will stop. So be it."),
        (TWO, "These two\n are joined.", "These two are joined."),
        (TWO, "One is goes on.", "One is split.\nHere it goes on."),
        (ONE, "Strike this paragraph out.", ""),
    ]
    assert copy.untaken == ()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:x xmlns:w="w">&b;</w:x>'
NO_MARKS = "There are no margin comments or tracked changes in this file."


def _with_part(name: str, content: bytes) -> bytes:
    return with_parts(file(p("x", ins("y")), comments=[Note(1, "z")]), lambda parts: parts.update({name: content}))


REFUSED = {
    "an untouched copy": (file(p("One.")), NO_MARKS),
    "an untouched copy by another writer": (saved(new_document("Strategy")), NO_MARKS),
    "nothing": (b"", "The file is empty."),
    "a PDF": (
        b"%PDF-1.7",
        "This is a PDF, not a draft that can be read. Save the marked-up copy as a Word document (.docx)",
    ),
    "a text": (b"# A\n\nText", "This is not a Word document. Save the marked-up copy as a Word document (.docx)"),
    "a web page": (b"<!doctype html><p>x", "This is not a Word document."),
    "an encrypted file": (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
    "a .doc": (OLE + "WordDocument".encode("utf-16-le"), "This is a Word 97-2003 document (.doc)"),
    "an OpenDocument file": (zipped({"mimetype": b"x"}), "This is an OpenDocument file, not a draft"),
    "a cut file": (file(p("x", ins("y")))[:900], "The file is damaged: it is cut short"),
    "no body": (_with_part("word/document.xml", b'<w:document xmlns:w="w"/>'), "The Word file has no document in it."),
    "broken XML": (
        _with_part("word/comments.xml", b"<w:comments"),
        "The Word file is damaged (its part word/comments.xml",
    ),
    "entities": (
        _with_part("word/comments.xml", ENTITIES),
        "The part word/comments.xml of the Word file defines entities",
    ),
    "a bomb": (
        _with_part("word/media/x.bin", bytes(150_000_000)),
        "The file unpacks to far more than a document holds.",
    ),
    "changes by 51 people": (
        file(p("x", *(ins("y", f"Member {n}") for n in range(51)))),
        "More than 50 people tracked changes in this file.",
    ),
    "2,001 comments": (
        file(p(*(on(n, "x ") for n in range(2001))), comments=[Note(n, "y") for n in range(2001)]),
        "There are 2,001 margin comments and tracked changes in this file, and 2,000 at most can be taken in.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_plain_reason_and_soon(name: str) -> None:
    data, reason = REFUSED[name]
    begun = time.perf_counter()
    with pytest.raises(Unreadable) as refused:
        read_marked_copy(data, "copy.docx")
    assert refused.value.reason.startswith(reason)
    assert time.perf_counter() - begun < 5


def _nested(name: str, deep: int) -> str:
    return f'<w:{name} w:id="1" w:author="A">' * deep + "<w:r><w:t>x</w:t></w:r>" + f"</w:{name}>" * deep


MUCH = {
    "many changes in one paragraph": file(p(*(cut("a ") + ins("b ") for _ in range(5_000)))),
    "comments that all span the whole": file(
        "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(1_500)),
        *(p(f"Words {n}.") for n in range(1_500)),
        "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in range(1_500)),
        comments=[Note(n, "y") for n in range(1_500)],
    ),
    "many authors in one paragraph": file(p("x", *(ins("b ", f"A{n % 50}") for n in range(5_000)))),
    "many paragraphs joined": file(*(p("x", end=cut()) for _ in range(3_000)), p("y")),
    "many new paragraphs": file(p("x"), *(p(ins("n"), end=ins()) for _ in range(3_000)), p("y")),
    "changes inside each other": file(p("x", _nested("ins", 100))),
    "a chain of replies": file(
        p(on(0, "x")), comments=[Note(n, "y", under=n - 1 if n else None) for n in range(1_500)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUCH)
def test_much_of_one_thing_is_read_soon(name: str) -> None:
    begun = time.perf_counter()
    assert read_marked_copy(MUCH[name], "copy.docx").marks
    assert time.perf_counter() - begun < 10


def test_what_is_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_marked_copy(file(p("x", _nested("ins", 10_000))), "copy.docx")


def _read_or_reason(data: bytes) -> MarkedCopy | str:
    """Anything else that is raised fails the test."""
    try:
        return read_marked_copy(data, "copy.docx")
    except Unreadable as error:
        return error.reason


def _is_sound(copy: MarkedCopy) -> bool:
    for mark in copy.marks:
        edits = [(edit.start, edit.end) for edit in mark.edits]
        bounds = [mark.start, *(at for edit in edits for at in edit), mark.end]
        if bounds != sorted(bounds) or not 0 <= mark.start <= mark.end <= len(copy.base(mark)):
            return False
    return [mark.number for mark in copy.marks] == list(range(1, len(copy.marks) + 1))


@pytest.mark.parametrize("name", [WORD, AGAIN, OTHER])
def test_with_its_elements_taken_out_doubled_and_put_elsewhere_a_file_is_read_or_refused(name: str) -> None:
    dice, read = random.Random(3), 0
    with zipfile.ZipFile(io.BytesIO((FILES / name).read_bytes())) as opened:
        parts = {part: opened.read(part) for part in opened.namelist()}
    for _ in range(60):
        changed = dict(parts)
        for part in ("word/document.xml", "word/comments.xml"):
            changed[part] = _mangled(parts[part], dice)
        copy = _read_or_reason(zipped(changed))
        if isinstance(copy, MarkedCopy):
            assert _is_sound(copy)
            read += 1
    assert read > 30


def _mangled(xml: bytes, dice: random.Random) -> bytes:
    root = etree.fromstring(xml)
    for _ in range(8):
        element = dice.choice(list(root.iter()))
        parent, other = element.getparent(), dice.choice(list(root.iter()))
        if parent is None or element in other.iterancestors() or element is other:
            continue
        match dice.randrange(4):
            case 0:
                parent.remove(element)
            case 1:
                parent.append(etree.fromstring(etree.tostring(element)))
            case 2:
                other.append(element)
            case _:
                for key in list(element.attrib)[:1]:
                    element.set(key, dice.choice(["", "0", "-1", "99999999999", "x"]))
    return etree.tostring(root)


def test_whatever_was_mangled_nothing_is_put_on_other_words() -> None:
    dice, placed = random.Random(11), 0
    sections = published(read_draft((FILES / WORD).read_bytes()))
    with zipfile.ZipFile(io.BytesIO((FILES / WORD).read_bytes())) as opened:
        parts = {part: opened.read(part) for part in opened.namelist()}
    texts = {paragraph.id: paragraph.text for section in sections for paragraph in section.paragraphs}
    for _ in range(60):
        document = _mangled(parts["word/document.xml"], dice)
        copy = _read_or_reason(zipped({**parts, "word/document.xml": document}))
        for made in place(copy, sections).items if isinstance(copy, MarkedCopy) else ():
            if made.anchor is not None and made.place is not None:
                text = texts[made.place.paragraph_id or 0]
                assert text[made.anchor.start : made.anchor.end] == made.anchor.exact
                assert key_of(made.anchor.exact) in key_of(made.quote)
                placed += 1
    assert placed > 60


def test_with_any_bytes_changed_a_file_is_read_or_refused() -> None:
    data, dice = (FILES / WORD).read_bytes(), random.Random(7)
    for _ in range(40):
        changed = bytearray(data)
        for _ in range(6):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        assert _read_or_reason(bytes(changed))


def test_all_the_files_of_the_tests_are_sound() -> None:
    assert all(_is_sound(_read(name)) for name in (WORD, AGAIN, OTHER))
