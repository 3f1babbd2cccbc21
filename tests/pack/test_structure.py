"""The papers are sound, and the checks that say so find what is put wrong on purpose."""

from collections.abc import Callable, Iterator
from io import BytesIO

import page as page_validation
import pikepdf
import pytest

from tests.pack.structure import faults

Damage = Callable[[pikepdf.Pdf], None]


def validator_failures(data: bytes) -> list[str]:
    report = page_validation.validate_pdf_bytes(data, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("paper", ["printed", "printed_long", "printed_nasty", "printed_empty"])
def test_the_paper_is_pdf_ua_1(paper: str, request: pytest.FixtureRequest) -> None:
    data = request.getfixturevalue(paper)
    assert faults(data) == []
    assert validator_failures(data) == []


def elements(pdf: pikepdf.Pdf, tag: str) -> Iterator[pikepdf.Object]:
    return (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == tag)


def first(pdf: pikepdf.Pdf, tag: str) -> pikepdf.Object:
    return next(elements(pdf, tag))


def drop_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def drop_claim(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def hide_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def drop_tab_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]["/Tabs"]


def drop_alternative_text(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "/Figure")["/Alt"]


def drop_scope(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "/TH")["/A"]["/Scope"]


def skip_a_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/H2")["/S"] = pikepdf.Name("/H4")


def untie_a_link(pdf: pikepdf.Pdf) -> None:
    link = first(pdf, "/Link")
    link["/K"] = pikepdf.Array([kid for kid in link["/K"] if not isinstance(kid, pikepdf.Dictionary)])


def empty_a_link(pdf: pikepdf.Pdf) -> None:
    link = first(pdf, "/Link")
    link["/K"] = pikepdf.Array([kid for kid in link["/K"] if isinstance(kid, pikepdf.Dictionary)])


def stop_a_link_printing(pdf: pikepdf.Pdf) -> None:
    next(annotation for page in pdf.pages for annotation in page.get("/Annots", []))["/F"] = 0


def cross_the_parent_tree(pdf: pikepdf.Pdf) -> None:
    page = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    page[0], page[1] = page[1], page[0]


def lose_a_branch(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document["/K"] = pikepdf.Array(list(document["/K"])[1:])


def hang_a_branch_twice(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0]["/K"]
    kids.append(kids[0])


def paint_untagged(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def hide_an_artifact_in_content(pdf: pikepdf.Pdf) -> None:
    instructions = list(pikepdf.parse_content_stream(pdf.pages[0]))
    at = next(n for n, step in enumerate(instructions) if str(step.operator) == "Tj" or str(step.operator) == "TJ")
    begin = pikepdf.ContentStreamInstruction([pikepdf.Name("/Artifact")], pikepdf.Operator("BMC"))
    end = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    instructions[at : at + 1] = [begin, instructions[at], end]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def forget_the_characters(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font["/ToUnicode"]


def drop_a_font(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


DAMAGES: list[tuple[Damage, str]] = [
    (drop_language, "the document has no language"),
    (drop_claim, "the document does not claim PDF/UA-1"),
    (hide_title, "the window does not show the title"),
    (drop_tab_order, "page 2: the tab order does not follow the structure"),
    (drop_alternative_text, "a figure has no alternative text"),
    (drop_scope, "a header cell has no scope"),
    (skip_a_level, "a heading of level 4 follows one of level 1"),
    (untie_a_link, "a link leads nowhere"),
    (empty_a_link, "a link has no words"),
    (stop_a_link_printing, "an annotation does not print"),
    (cross_the_parent_tree, "page 1: content 0, the parent tree and the structure tree disagree"),
    (lose_a_branch, "page 1: content 0, the parent tree and the structure tree disagree"),
    (hang_a_branch_twice, "hangs in the tree twice"),
    (paint_untagged, "page 1: f paints what is neither tagged nor an artifact"),
    (hide_an_artifact_in_content, "page 1: an artifact stands inside tagged content"),
    (forget_the_characters, "does not say which characters it draws"),
    (drop_a_font, "is not embedded"),
]


def damaged(data: bytes, damage: Damage) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        damage(pdf)
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("damage", "fault"), DAMAGES, ids=lambda value: getattr(value, "__name__", None))
def test_our_check_finds_the_damage(printed_empty: bytes, printed: bytes, damage: Damage, fault: str) -> None:
    data = printed if damage is drop_alternative_text else printed_empty
    assert any(fault in found for found in faults(damaged(data, damage)))


def test_an_untagged_file_is_only_that(printed_empty: bytes) -> None:
    def untag(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/StructTreeRoot"]

    assert faults(damaged(printed_empty, untag)) == ["the file is not tagged"]


@pytest.mark.parametrize("damage", [drop_language, drop_claim, hide_title, forget_the_characters, drop_a_font])
def test_the_validator_finds_the_damage(printed_empty: bytes, damage: Damage) -> None:
    assert validator_failures(damaged(printed_empty, damage)) != []
