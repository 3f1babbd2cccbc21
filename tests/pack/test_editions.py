"""The editions of one record: Part 1 and Part 2 (R13, R14), narrowed, ordered, in large print, draft and issued (R15)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pdfplumber
import pikepdf
import pytest
from lxml import html

from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.domain.pack_options import EXEMPT as PART_2
from consult.domain.pack_options import Options, Order
from consult.domain.publication import Publication
from consult.domain.refusals import Refused
from consult.pack.gather import gather
from consult.pack.outline import contents
from consult.pack.publishing import pack_name, page_marking, publication_words
from consult.pack.render import to_html
from tests.factories import COUNTY, POLICE, Play
from tests.pack import digests, reading
from tests.web.sealed_matter import ALL, EXEMPT, sealed_matter

MEETING = date(2021, 3, 18)
At = Callable[[Stage], Play]


def edition(play: Play, only: frozenset[str] | None = None, **options: Any) -> Digest:
    play.session.flush()
    play.session.expire_all()
    return gather(
        play.session, play.consultation, made_at=play.now, timezone=ZoneInfo("Europe/London"),
        options=Options(**options), only=only,
    )  # fmt: skip


def words(digest: Digest) -> str:
    tree: Any = html.document_fromstring(to_html(digest))
    for aside in tree.xpath("//style | //span[@class='said']"):
        aside.drop_tree()
    return " ".join(tree.xpath("string()").split())


def found_in(text: str) -> frozenset[str]:
    return frozenset(needle for needle in ALL if needle in text)


def test_part_2_holds_all_that_is_exempt_and_nothing_else_that_is_kept_or_open(at: At) -> None:
    play = sealed_matter(at(Stage.OPEN)).play
    digest = edition(play, part=PART_2)
    assert found_in(to_html(digest)) == EXEMPT
    assert found_in(repr(digest)) == EXEMPT
    assert "Something openly said." not in repr(digest)
    assert [row.reference for row in digest.index] == ["C-0001", "C-0004", "Q-0001", "IR-0001", "U-0001"]


def test_each_item_of_part_2_stands_where_its_placeholder_stands_in_part_1(at: At) -> None:
    play = sealed_matter(at(Stage.OPEN)).play
    public, exempt = edition(play), edition(play, part=PART_2)
    part_1 = {row.reference: (row.place, row.by) for row in public.index}
    assert {row.reference: (row.place, row.by) for row in exempt.index}.items() <= part_1.items()
    placeholders = {row.reference for row in public.not_printed if row.why.startswith("Exempt")}
    assert placeholders == {"C-0001", "Q-0001", "IR-0001", "U-0001"}
    assert exempt.reconciliation == public.reconciliation


def test_part_2_says_on_every_page_and_of_each_item_why_it_is_not_for_publication(at: At) -> None:
    digest = edition(sealed_matter(at(Stage.OPEN)).play, part=PART_2)
    marking = "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972"
    assert page_marking(digest).startswith(marking)
    tree: Any = html.document_fromstring(to_html(digest))
    assert tree.xpath("//body/@data-marking") == [page_marking(digest)]
    seals = {item.get("id"): item.xpath(".//p[@class='seal']/text()") for item in tree.xpath("//article")}
    reason = f"{marking}. The reason: merlin-why."
    whole = {f"item-{name}": [reason] for name in ("C-0001", "Q-0001", "IR-0001", "U-0001")}
    assert seals == whole | {"item-C-0004": [f"The response. {reason}"]}
    assert "Resolution to exclude the public" in words(digest)
    assert "Part 2" in pack_name(digest)


def test_what_waits_and_what_is_not_released_stays_out_of_part_2(at: At) -> None:
    play = sealed_matter(at(Stage.OPEN)).play
    play.answer(play.comment(on="3"), "heron-unreleased")
    play.ask("zebra-waiting", accepted=False)
    page = to_html(edition(play, part=PART_2))
    assert [word for word in ("heron", "zebra", "Q-0003") if word in page] == []


def test_a_part_2_of_nothing_says_so(at: At) -> None:
    digest = edition(at(Stage.OPEN), part=PART_2)
    assert (digest.index, digest.seals) == ((), ())
    assert "Nothing in this consultation is exempt, so no resolution is needed." in words(digest)


@pytest.fixture
def spoken(at: At) -> Play:
    """C-0001 to the county, answered; C-0002 to the police; Q-0001 to both; Q-0002 to the county."""
    play = at(Stage.OPEN)
    play.release(play.answer(play.comment(on="1")))
    play.comment(on="4")
    play.ask(of=(COUNTY, POLICE))
    play.ask()
    return play


def references(digest: Digest) -> list[str]:
    return [row.reference for row in digest.index]


def test_for_one_authority_the_cover_and_the_title_say_so_and_what_is_not_here(spoken: Play) -> None:
    digest = edition(spoken, authority_id=spoken.body(POLICE).id)
    assert references(digest) == ["C-0002", "Q-0001"]
    assert digest.reconciliation == edition(spoken).reconciliation
    page: Any = html.document_fromstring(to_html(digest))
    name = f"Comments digest, draft pack: only items put to {POLICE}"
    assert page.findtext(".//title").endswith(f"({name})")
    assert page.xpath("string(//p[@class='edition'])").strip().startswith(name)
    said = f"1 of 2 comments and 1 of 2 questions are printed in this pack: those put to {POLICE}."
    assert page.xpath("string(//header)").count(said) == 1
    assert "Nobody commented on" not in words(digest)


def test_an_authority_that_is_not_there_is_refused(spoken: Play) -> None:
    with pytest.raises(Refused, match="no such authority"):
        edition(spoken, authority_id=9999)


def test_only_what_is_unanswered(spoken: Play) -> None:
    assert references(edition(spoken, only_unanswered=True)) == ["C-0002", "Q-0001", "Q-0002"]


def test_only_what_came_up_to_a_meeting(spoken: Play) -> None:
    today = spoken.now.date()
    assert references(edition(spoken, meeting_on=today)) == references(edition(spoken))
    assert references(edition(spoken, meeting_on=today - timedelta(days=1))) == []


def test_a_supplementary_prints_what_it_is_told_to_and_says_since_when(spoken: Play) -> None:
    digest = edition(spoken, only=frozenset({"C-0002"}), since=3)
    assert references(digest) == ["C-0002"]
    assert (
        "1 of 2 comments and none of 2 questions are printed in this pack: those new or changed since pack 3."
        in words(digest)
    )


def test_by_authority_each_has_a_heading_and_the_whole_draft_is_there_if_asked(spoken: Play) -> None:
    digest = edition(spoken, order=Order.AUTHORITY)
    part = next(entry for entry in contents(digest) if entry.anchor == "comments")
    assert (part.title, [child.title for child in part.children]) == (
        "Comments by responsible authority", [POLICE, COUNTY],
    )  # fmt: skip
    whole = edition(spoken, whole_draft=True)
    assert sum(len(section.paragraphs) for section in whole.sections) > sum(len(s.paragraphs) for s in digest.sections)


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("large", [False, True])
def test_every_edition_is_a_sound_page(order: Order, large: bool) -> None:
    digest = replace(digests.digest(), options=Options(order=order, large_print=large, whole_draft=large))
    page: Any = html.document_fromstring(to_html(digest))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in page.xpath("//@href[starts-with(., '#')]")} <= set(names)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))
    assert ("large-print" in page.xpath("string(//body/@class)").split()) is large


@pytest.mark.parametrize(
    ("publication", "said"),
    [
        (Publication(latest_on=date(2021, 3, 10)), "This pack has not been published. To leave five clear working days before"
         " the meeting on Thursday 18 March 2021, it must be published by Wednesday 10 March 2021"),
        (Publication(number=1, published_on=date(2021, 3, 10), latest_on=date(2021, 3, 10)), "Published on Wednesday 10 March"
         " 2021, which leaves at least five clear working days before the meeting on Thursday 18 March 2021"),
        (Publication(number=1, published_on=date(2021, 3, 11), latest_on=date(2021, 3, 10), urgency="The grant ends"),
         "it should have been published by Wednesday 10 March 2021. The chair takes the item as a matter of urgency (Local"
         " Government Act 1972, section 100B(4)(b)). The reason: The grant ends."),
        (Publication(number=1, published_on=date(2021, 3, 11), latest_on=date(2021, 3, 10)),
         "No reason for urgency has been recorded"),
    ],
)  # fmt: skip
def test_the_cover_says_whether_the_pack_is_in_time(publication: Publication, said: str) -> None:
    assert said in " ".join(publication_words(replace(digests.small(), publication=publication)))


def test_a_draft_says_so_behind_the_words_of_every_page_and_an_issued_pack_does_not(
    printed_empty: bytes, printed: bytes
) -> None:
    assert {"DRAFT" in words for words in artifacts(printed_empty)} == {True}
    assert {"DRAFT" in words for words in artifacts(printed)} == {False}
    assert "DRAFT" not in reading.text(printed_empty)
    with pikepdf.open(BytesIO(printed_empty)) as pdf:
        boxes = [form.BBox for page in pdf.pages for form in page.Resources.XObject.values()]
    assert [box for box in boxes if float(box[2]) - float(box[0]) < 100] == []  # nothing of it is cut off


def artifacts(data: bytes) -> list[str]:
    """What stands on each page and is not read out."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return ["".join(char["text"] for char in page.chars if char["mcid"] is None) for page in pdf.pages]


def test_lines_that_begin_with_a_letter_are_sub_items_of_the_numbered_paragraph() -> None:
    front = replace(digests.small().cover, recommendation="To agree:\n(a) the comments\n(b) the answers,\nas amended")
    page: Any = html.document_fromstring(to_html(replace(digests.small(), cover=front)))
    (box,) = page.xpath("//div[@class='recommendation']")
    lines = [" ".join(line.text_content().split()) for line in box.iter("p")]
    assert lines == ["3 To agree:", "(a) the comments", "(b) the answers, as amended"]


def test_words_written_from_right_to_left_are_told_to_be() -> None:
    arabic, welsh = "نحن نطلب نشر الأرقام.", "Dylai'r strategaeth ddweud pryd: ŵ."
    digest = digests.small()
    (said, *_), rest = digest.comments, digest.whole_draft[1:]
    spoken = replace(said, text=f"{arabic}\n\n{welsh}\n\n(3) {arabic}", quote="")
    page: Any = html.document_fromstring(to_html(replace(digest, whole_draft=(spoken, *rest))))
    lines = page.xpath(f"//article[@id='item-{said.reference}']/p[@dir]")
    assert [line.get("dir") for line in lines] == ["rtl", "auto", "rtl"]
