"""Whatever people write goes into every paper, file and letter whole, as words, and as nothing else."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
import pytest
from lxml import etree

from consult.domain.lifecycle import Stage
from consult.domain.plain_text import normalised, problem_with
from consult.pack.formats import contents, render_as
from consult.pack.render import to_print_html
from tests.factories import LONDON, Play
from tests.hostile.corpus import CORPUS, FORMULAS, TRICKS
from tests.hostile.test_pages import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|TOC|PAGEREF|REF|STYLEREF|SECTIONPAGES)\b", re.IGNORECASE)


Corpus = tuple[Play, list[str]]


def written(play: Play) -> Corpus:
    """Every text that the door takes stands in a comment of its own; some stand in an answer, too."""
    taken = [normalised(text) or "" for text in CORPUS]
    kept = [text for text in taken if not problem_with(text, 4000)]
    for n, text in enumerate(kept):
        play.comment(on=None, text=text, by=play.cast.chair if n % 2 else play.cast.member)
    one = play.comment(on="1", text="Answered.", suggested=kept[0])
    play.release(play.answer(one, kept[0], reason=kept[1], wording=kept[2]))
    return play, kept


@pytest.fixture
def file(at: Callable[..., Any]) -> Callable[[str], tuple[bytes, list[str]]]:
    """Makes a file of it."""

    def make(kind: str) -> tuple[bytes, list[str]]:
        play, kept = at(Stage.OPEN, written)
        held = contents(play.session, play.consultation, kind, made_at=play.now, timezone=LONDON)
        return (to_print_html(held).encode() if kind == "pdf" else render_as(held, kind)), kept

    return make


def plain(text: str) -> str:
    return " ".join(text.split())


def missing(kept: list[str], shown: str) -> list[str]:
    found = plain(shown)
    return [text for text in kept if plain(text) not in found]


def test_what_the_door_takes_and_what_it_does_not() -> None:
    """It refuses what would have to be lost, with its reason, and takes out what is not seen; all else comes in as it is."""
    refused = [text for text in CORPUS if problem_with(normalised(text) or "", 4000)]
    assert refused == [text for text in TRICKS if re.search("[\x00\x1b\x9b\ud83d\ufffe]", text)]
    assert normalised("admin\u202egpj.exe") == "admingpj.exe"
    assert normalised("\u2066isolated\u2069 \ufeffmarked\u2060") == "isolated marked"


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_page_shows_it_as_words(file: Any, kind: str) -> None:
    """The page that is read, and the one that is printed."""
    data, kept = file(kind)
    tree = html5lib.parse(data.decode(), namespaceHTMLElements=False)
    assert [fault for fault in faults(tree) if "data:" not in fault and "with style" not in fault] == []
    named = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert (
        named & {"script", "iframe", "object", "embed", "base", "form", "input", "math", "template", "video"} == set()
    )
    for line in tree.iter("br"):
        line.text = "\n"
    assert missing(kept, "".join(tree.itertext())) == []


@pytest.mark.parametrize("kind", ["docx", "iso-docx"])
def test_word_holds_it_as_words(file: Any, kind: str) -> None:
    data, kept = file(kind)
    parts = dict(xml_parts(data))
    assert [
        relation for relation in relations(parts) if not relation.startswith(("http://", "https://", "mailto:"))
    ] == []
    codes = [one.get(f"{W}instr") for root in parts.values() for one in root.iter(f"{W}fldSimple")]
    codes += ["".join(one.itertext()) for root in parts.values() for one in root.iter(f"{W}instrText")]
    assert [code for code in codes if not FIELDS.match(code)] == []
    shown = "\n".join(word_text(root) for root in parts.values())
    assert missing(kept if kind == "docx" else [], shown) == []


@pytest.mark.parametrize("kind", ["xlsx", "iso-xlsx"])
def test_excel_holds_it_as_words(file: Any, kind: str) -> None:
    data, kept = file(kind)
    parts = dict(xml_parts(data))
    local = [etree.QName(one).localname for root in parts.values() for one in root.iter(etree.Element)]
    assert {"f", "ddeLink", "externalLink", "oleLink"} & set(local) == set()
    assert [
        relation for relation in relations(parts) if not relation.startswith(("http://", "https://", "mailto:"))
    ] == []
    shown = "\n".join("".join(root.itertext()) for root in parts.values()).replace("_x005F_", "_")
    assert missing(kept, shown) == []


def test_no_cell_of_a_csv_is_a_formula(file: Any) -> None:
    data, kept = file("csv")
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell)] == []
    assert missing(kept, "\n".join(cells)) == []
    assert {text for text in FORMULAS if text in cells} == {"12", '";=1+1;"', "x\n=1+1"}


def test_data_holds_it_to_the_letter(file: Any) -> None:
    data, kept = file("json")
    said = {one.get("text") for one in json.loads(data)["comments"]}
    assert set(kept) - said == set()
    assert b"</script" not in data.lower() or data.lstrip().startswith(b"{")  # it is a download, and no page


def xml_parts(data: bytes) -> Iterator[tuple[str, Any]]:
    """Every part that is XML, which it must be; none defines an entity, and none is anything but what such a file holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            assert name.endswith((".xml", ".rels", ".png", ".jpeg", ".gif")), name
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
                assert root.getroottree().docinfo.internalDTD is None
                yield name, root


def relations(parts: dict[str, Any]) -> list[str]:
    """Where the file leads to outside of itself."""
    every = [one for name, root in parts.items() if name.endswith(".rels") for one in root]
    return [one.get("Target") for one in every if one.get("TargetMode") == "External"]


def word_text(root: Any) -> str:
    said = []
    for one in root.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p"):
        said.append({"br": "\n", "tab": "\t", "p": "\n"}.get(etree.QName(one).localname, one.text or ""))
    return "".join(said)
