"""Dates as people type them."""

from datetime import date

import pytest
from flask import render_template_string
from lxml import html

from consult.web.forms.base import (
    DateField,
    Form,
    Optional,
)
from tests.web.forms_page import APP, GOOD, Everything, errors, page, posted


@pytest.mark.parametrize("values", [[], ["1"], ["1", "2"], ["1", "2", "2021", "4"], ["", "", "", ""]])
def test_a_date_of_other_than_three_values_shows_three_boxes_again(values: list[str]) -> None:
    boxes = page(GOOD | {"closes": values}).xpath("//input[@name='closes']")
    assert [box.get("value", "") for box in boxes] == [*values, "", "", ""][:3]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["", "", ""], "Enter the closing date"),
        ([], "Enter the closing date"),
        (["", "2", "2021"], "Closing date must include a day"),
        (["19", "", ""], "Closing date must include a month and year"),
        (["30", "2", "2021"], "Closing date must be a real date, like 27 3 2021"),
        (["19", "2", "21"], "Closing date must be a real date, like 27 3 2021"),
        (["1", "2", "2021", "4"], "Closing date must be a real date, like 27 3 2021"),
        (["19"], "Closing date must be a real date, like 27 3 2021"),
    ],
)
def test_a_date_that_is_none_says_why(values: list[str], message: str) -> None:
    assert errors(closes=values) == {"closes": message}


@pytest.mark.parametrize("month", ["2", "02", " 2 ", "Feb", "february"])
def test_months_are_numbers_or_names(month: str) -> None:
    assert posted(GOOD | {"closes": ["19", month, "2021"]}).closes.data == date(2021, 2, 19)


def test_an_optional_date_may_be_left_out() -> None:
    class Meeting(Form):
        on = DateField("Meeting date", [Optional()])

    form = posted({"on": ["", "", ""]}, Meeting)
    assert (form.errors, form.on.data) == ({}, None)
    assert posted({"on": ["", "2", "2021"]}, Meeting).errors == {"on": ["Meeting date must include a day"]}


def test_a_stored_date_fills_the_boxes() -> None:
    with APP.test_request_context():
        tree = html.fromstring(render_template_string("{{ form.closes }}", form=Everything(closes=date(2021, 2, 9))))
    assert [box.get("value") for box in tree.xpath("//input")] == ["09", "02", "2021"]
