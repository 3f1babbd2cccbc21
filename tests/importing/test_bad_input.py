"""What is not a draft is refused, with the reason, soon and in little memory."""

import io
import random
import time
import zipfile

import pytest

from consult.importing import Unreadable, read_draft
from tests.importing.fixtures import new_document, read_or_reason, saved, with_parts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def _word() -> bytes:
    document = new_document()
    document.add_heading("A", 1)
    document.add_paragraph("x")
    return saved(document)


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def _document(xml: bytes) -> bytes:
    return with_parts(_word(), lambda parts: parts.update({"word/document.xml": xml}))


def _without_document() -> bytes:
    return with_parts(_word(), lambda parts: parts.pop("word/document.xml"))


def _bomb(name: str, size: int) -> bytes:
    return with_parts(_word(), lambda parts: parts.update({name: bytes(size)}))


def _encrypted_zip() -> bytes:
    data = bytearray(_word())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


_ROOT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""
EXTERNAL = ENTITIES.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/passwd"')

CASES = {
    "nothing": (b"", "The file is empty. Check that you chose the right one."),
    "only white space": (b"\xef\xbb\xbf \n\n", "The file is empty. Check that you chose the right one."),
    "no headings": (
        b"Just a paragraph.\n\nAnd another.\n",
        "The file has no headings. Give its sections headings, so that people can find their place, and try again.",
    ),
    "only a comment": (
        b"<html><body><!-- x --></body></html>",
        "There is no text in the file. Check that you chose the right one.",
    ),
    "invalid UTF-8": (
        b"# A\n\nGood.\nBad \xff\xfe here\n",
        "The text is not UTF-8: byte 15, on line 4, cannot be read. "
        "Open the file in the program it was written with and save it as UTF-8.",
    ),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF, not a draft that can be read."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "This is a picture, not a draft that can be read."),
    "random bytes": (random.Random(4).randbytes(5000), "This is not a document."),
    "a workbook": (
        _zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "This is an Excel workbook, not a draft",
    ),
    "a zip": (_zip({"a.txt": b"x"}), "This is a zip file, not a draft"),
    "a cut zip": (_word()[:3000], "The file is damaged: it is cut short or was changed on the way."),
    "an encrypted Word file": (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
    "an encrypted zip": (_encrypted_zip(), "The file is protected by a password."),
    "a .doc": (
        OLE + "WordDocument".encode("utf-16-le"),
        "This is a Word 97-2003 document (.doc), whatever its name says.",
    ),
    "no document part": (_without_document(), "The Word file has no document in it."),
    "an empty body": (
        _document(_ROOT + b"/>"),
        "The Word file has no document",
    ),
    "broken XML": (
        _document(b"<w:document><w:body>"),
        "The Word file is damaged (its part word/document.xml is not well-formed XML).",
    ),
    "an entity bomb": (_document(ENTITIES), "The part word/document.xml of the Word file defines entities"),
    "an external entity": (_document(EXTERNAL), "The part word/document.xml of the Word file defines entities"),
    "a zip bomb": (_bomb("word/media/x.bin", 150_000_000), "The file unpacks to far more than a document holds."),
    "nested lists in HTML": (
        b"<h1>A</h1>" + b"<ul><li>" * 10_000 + b"x",
        "Lists, tables or boxes in the file stand inside each other",
    ),
    "nested lists in Markdown": (
        b"# A\n\n" + b"- " * 10_000 + b"x\n",
        "Lists, tables or boxes in the file stand inside each other",
    ),
    "nested lists by indentation": (
        b"# A\n\n" + "\n".join("  " * n + "- x" for n in range(1500)).encode(),
        "Lists, tables or boxes in the file stand inside each other",
    ),
    "nested quotations": (
        b"# A\n\n" + b">" * 10_000 + b"x\n",
        "Lists, tables or boxes in the file stand inside each other",
    ),
    "marks never closed": (
        b"<h1>A</h1>" + b"".join(b"<b id=%d>" % n for n in range(90)) + b"<p>x" * 50_000,
        "Lists, tables or boxes",
    ),
    "brackets": (b"# A\n\n" + b"[" * 40_000, "A paragraph is too long or has too many brackets to be text."),
    "too much text": (
        b"# A\n\n" + b"words and " * 400_000,
        "There is more text than a draft can have (over 1,000 pages).",
    ),
    "a heading of a page": (
        b"# A\n\n## 1. " + b"Heading " * 70 + b"\n\nText.\n",
        "The heading “Heading Heading Heading Heading Heading …” has 559 characters, and 500 at most are kept.",
    ),
    "a title of a page": (
        b"# " + b"Title " * 60 + b"\n\n## A\n\nText.\n",
        "The title has 359 characters, and 300 at most are kept. Give it a shorter one.",
    ),
    "too large": (bytes(60_000_000), "The file is larger than 50 MB."),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_a_plain_reason_and_soon(name: str) -> None:
    data, reason = CASES[name]
    begun = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read_draft(data, "draft.docx")
    assert refused.value.reason.startswith(reason)
    assert str(refused.value) == refused.value.reason
    assert time.process_time() - begun < 5


SLOW = {
    "paragraphs that never end": b"<h1>A</h1>" + b"<p>x <b>y</b>" * 5_000,
    "the same letter over and over": b"<h1>A</h1><p>" + b"a) x<br>" * 5_000,
    "letters that never follow": b"<h1>A</h1>" + b"<p>(h) x</p><p>(b) x</p>" * 2_500,
    "links to one place": b"<h1>A</h1><div id=n>" + b'<p><a href="#n">1</a></p>' * 5_000 + b"</div>",
    "a long list": b"# A\n\n" + b"1. Words.\n" * 5_000,
    "brackets all over": b"# A\n\n" + (b"[" * 150 + b"\n\n") * 100,
}


@pytest.mark.parametrize("name", SLOW)
def test_what_would_take_time_that_grows_with_its_square_is_read_soon(name: str) -> None:
    begun = time.process_time()
    assert read_draft(SLOW[name]).sections
    assert time.process_time() - begun < 15


def test_deeply_nested_tables_in_word_are_refused() -> None:
    table = b"<w:tbl><w:tr><w:tc>"
    xml = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + table * 10_000
        + b"</w:tc></w:tr></w:tbl>" * 10_000
        + b"</w:body></w:document>"
    )
    with pytest.raises(Unreadable):
        read_draft(_document(xml))


def test_sixty_tables_deep_is_refused_or_read_but_never_crashes() -> None:
    for depth in (5, 60, 80):
        xml = (
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            b'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>'
            + b"<w:tbl><w:tr><w:tc>" * depth
            + b"<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
            + b"</w:tc></w:tr></w:tbl>" * depth
            + b"</w:body></w:document>"
        )
        draft = read_or_reason(_document(xml))
        if isinstance(draft, str):
            assert draft.startswith("Lists, tables or boxes")
        else:
            assert [p.text for p in draft.sections[0].paragraphs] == ["deep"]


def test_every_byte_changed_in_a_word_file_is_read_or_refused() -> None:
    data, dice = _word(), random.Random(7)
    for _ in range(40):
        changed = bytearray(data)
        for _ in range(6):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        assert read_or_reason(bytes(changed))
