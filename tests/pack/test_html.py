"""The HTML twin: one sound page that needs nothing from outside, with the same words as the paper."""

import re
from typing import Any

import html5lib
import pytest
from lxml import html

from consult.domain.digest import Digest
from consult.pack.render import to_html, to_print_html
from tests.pack import digests
from tests.pack.hostile import HOSTILE

PAPERS = {"small": digests.small, "empty": digests.empty, "nasty": digests.nasty, "30 comments": digests.digest}


@pytest.fixture(params=PAPERS)
def page(request: pytest.FixtureRequest) -> str:
    return to_html(PAPERS[request.param]())


def tree(page: str) -> Any:
    return html.document_fromstring(page)


def test_the_page_is_well_formed(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)


def test_the_page_holds_no_script_and_loads_nothing(page: str) -> None:
    document = tree(page)
    assert document.xpath("//script | //link | //iframe | //object | //@onclick | //@style") == []
    assert [source for source in document.xpath("//@src") if not source.startswith("data:")] == []
    style = document.findtext(".//style")
    assert set(re.findall(r'url\("([^:]+):', style)) == {"data"}
    assert "@import" not in style


def test_headings_go_down_one_level_at_a_time(page: str) -> None:
    levels = [int(heading.tag[1]) for heading in tree(page).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))


def test_every_link_within_the_page_arrives_and_every_name_is_used_once(page: str) -> None:
    document = tree(page)
    names = document.xpath("//@id")
    assert len(names) == len(set(names))
    assert {link[1:] for link in document.xpath("//@href[starts-with(., '#')]")} <= set(names)


def test_the_page_says_its_title_language_and_width(page: str) -> None:
    document = tree(page)
    assert document.get("lang") == "en-GB"
    assert document.findtext(".//title") == (f"{document.findtext('.//h1')} ({document.xpath('//body/@data-pack')[0]})")
    assert document.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


def test_page_and_paper_say_the_same() -> None:
    digest = digests.digest()
    bodies = [page[page.index("<body") :] for page in (to_html(digest), to_print_html(digest))]
    assert bodies[0] == bodies[1]


def test_the_paper_s_own_paragraphs_are_numbered_without_a_gap() -> None:
    numbers = tree(to_html(digests.digest())).xpath("//span[@class='number']/text()")
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_each_item_leads_to_the_appendix_and_back() -> None:
    digest: Digest = digests.digest()
    document = tree(to_html(digest))
    for row in digest.index:
        out, page = document.xpath(f"//tr[@id='row-{row.reference}']//a/@href")
        assert page == out
        (back,) = document.xpath(f"//article[@id='{out[1:]}']//a[normalize-space()='{row.reference}']/@href")
        assert back == f"#row-{row.reference}"


def test_hostile_words_stay_words() -> None:
    document = tree(to_html(digests.nasty()))
    said = document.xpath("//article[@id='item-C-0006']")[0].text_content()
    assert HOSTILE["markup"] in said
