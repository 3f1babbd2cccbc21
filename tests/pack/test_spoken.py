"""What is read aloud from the PDF is the Digest, word for word and in its order, and nothing is said twice or left out."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial

import pikepdf
import pytest

from consult.pack.pdf import to_pdf
from consult.pack.press.legible import legible
from consult.pack.render import to_html
from consult.pack.words import printable
from tests.pack import digests
from tests.pack.damages import Damage, damaged, first
from tests.pack.motley import motley
from tests.pack.speaking import plain, said, spoken

PAPERS = {
    "printed": digests.digest,
    "printed_long": partial(digests.digest, comments=150, questions=12),
    "printed_nasty": digests.nasty,
    "printed_empty": digests.empty,
    "printed_motley": motley,
}
NOT_SAID = {
    "html",
    "kind",
    "authority",
}  # a silent section's authority is not named; that of an answer test_pdf.py hears


@pytest.fixture(scope="session")
def printed_motley() -> bytes:
    return to_pdf(motley())


heard = cache(spoken)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_pdf_says_what_the_page_says(paper: str, request: pytest.FixtureRequest) -> None:
    data = request.getfixturevalue(paper)
    assert heard(data) == said(to_html(PAPERS[paper]()), data)


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_that_the_digest_holds_is_left_out(paper: str, request: pytest.FixtureRequest) -> None:
    digest = PAPERS[paper]()
    items = (
        digest.questions,
        digest.whole_draft,
        digest.sections,
        digest.index,
        digest.commitments,
        digest.not_printed,
    )
    spoken_words = heard(request.getfixturevalue(paper))
    for text in {paragraph for item in items for saying in sayings(item) for paragraph in saying.split("\n\n")}:
        words = plain(legible(printable(text)))
        assert words.in_order in spoken_words.in_order, text
        assert words.leftward <= spoken_words.leftward, text


def sayings(held: object) -> Iterator[str]:
    """Every text of an entry but those that are HTML or address something."""
    if isinstance(held, Enum):
        return
    if isinstance(held, str):
        yield held
    elif isinstance(held, tuple):
        for one in held:
            yield from sayings(one)
    elif is_dataclass(held):
        for field in fields(held):
            if field.name not in NOT_SAID:
                yield from sayings(getattr(held, field.name))


def swap_two_branches(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0]["/K"]
    kids[0], kids[1] = kids[1], kids[0]


def drop_a_branch(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0]["/K"]
    del kids[1]


def say_something_else(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/Figure")["/Alt"] = "Something else"


def draw_other_letters(pdf: pikepdf.Pdf) -> None:
    for font in {font.ToUnicode.objgen: font for font in pdf.pages[0].Resources.Font.values()}.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <0065>", b"> <0061>"))


@pytest.mark.parametrize("damage", [swap_two_branches, drop_a_branch, say_something_else, draw_other_letters])
def test_a_paper_that_says_something_else_is_noticed(printed: bytes, damage: Damage) -> None:
    data = damaged(printed, damage)
    assert spoken(data) != said(to_html(digests.digest()), data)


def test_a_wrong_page_number_is_noticed(printed: bytes) -> None:
    def lead_elsewhere(pdf: pikepdf.Pdf) -> None:
        names = pdf.Root.Names.Dests.Names
        names[1] = pikepdf.Array([pdf.pages[0].obj, *list(names[1])[1:]])

    data = damaged(printed, lead_elsewhere)
    assert spoken(data) != said(to_html(digests.digest()), data)
