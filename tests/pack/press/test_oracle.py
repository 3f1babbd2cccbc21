"""The fast way against WeasyPrint alone: the same page says the same, is built the same and leads to the same places."""

from consult.pack.press import page_count
from tests.pack import reading, structure
from tests.pack.press import comparing
from tests.pack.press.conftest import Printed


def test_it_says_the_same_in_the_same_order_under_the_same_roles(printed: Printed) -> None:
    assert comparing.said(printed.fast) == comparing.said(printed.plain)


def test_it_has_the_same_bookmarks_and_links(printed: Printed) -> None:
    assert reading.bookmarks(printed.fast) == reading.bookmarks(printed.plain)
    assert comparing.links(printed.fast) == comparing.links(printed.plain)
    assert comparing.places(printed.fast).keys() == comparing.places(printed.plain).keys()


def test_it_has_hardly_more_pages(printed: Printed) -> None:
    plain = page_count(printed.plain)
    assert page_count(printed.fast) <= max(plain + 1, plain * 1.03) if plain > 33 else page_count(printed.fast) <= plain


def test_its_tags_are_in_order(printed: Printed) -> None:
    assert structure.faults(printed.fast) == []


def test_every_line_stands_where_weasyprint_sets_it(seven: Printed) -> None:
    assert comparing.lines(seven.fast) == comparing.lines(seven.plain)
    assert comparing.places(seven.fast) == comparing.places(seven.plain)


def test_where_no_page_parts_it_the_tree_is_the_same(seven: Printed) -> None:
    assert comparing.elements(seven.fast)[:150] == comparing.elements(seven.plain)[:150]


def test_a_long_table_says_its_head_on_every_page_and_true_page_numbers(table: Printed) -> None:
    places = comparing.places(table.fast)
    start, end = places["table"], page_count(table.fast)
    for number, text in enumerate(reading.pages(table.fast)[start:end], start=start):
        shown = text.splitlines()
        assert any(line.startswith("Row Words") for line in shown[:4]), number
    rows = [block for block in reading.blocks(table.fast) if block.tag in {"TH", "TD"}][3:]
    for row, _, page in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        assert int(page.text) == places[f"item-{int(row.text.removeprefix('R-')) % 50}"] + 1
