"""The base of every form: what people see when something is wrong, and what comes out."""

from datetime import date

import pytest

from consult.web.forms.base import (
    Form,
    TextField,
    ValidationError,
)
from tests.web.forms_page import APP, GOOD, People, Whole, errors, page, posted


def test_a_good_form_gives_typed_values() -> None:
    form = posted(GOOD)
    assert errors() == {}
    assert {field.name: field.data for field in form if field.name in GOOD} == {
        "heading": "Prevent",
        "text": "Too vague.",
        "email": "member.norwich@example.org",
        "stance": "object",
        "authority": "police",
        "asked": ["police", "fire"],
        "agreed": True,
        "closes": date(2021, 2, 19),
        "send": True,
    }


def test_the_summary_names_every_fault_once_in_the_order_of_the_page() -> None:
    links = page({}).xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href]")
    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("Enter a heading", "#heading"),
        ("Enter your comment", "#text"),
        ("Enter an email address", "#email"),
        ("Select a stance", "#stance"),
        ("Select an authority", "#authority"),
        ("Select an authority", "#asked"),
        ("Say that you have read the notice", "#agreed"),
        ("Enter the closing date", "#closes-day"),
        ("Choose a file", "#draft"),
    ]


def test_every_link_of_the_summary_leads_to_an_input() -> None:
    tree = page({})
    targets = [
        tree.get_element_by_id(link.get("href")[1:]).tag
        for link in tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href]")
    ]
    assert targets == ["input", "textarea", "input", "input", "select", "input", "input", "input", "input"]


def test_ids_are_unique_and_every_description_exists() -> None:
    tree = page({})
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    described = {
        name for element in tree.xpath("//*[@aria-describedby]") for name in element.get("aria-describedby").split()
    }
    assert sorted(ids) == sorted(set(ids))
    assert described - set(ids) == set()


def test_only_a_field_with_a_description_has_a_hint() -> None:
    hints = page(GOOD).xpath("//*[contains(@class, 'govuk-hint')]")
    assert [(hint.get("id"), hint.text_content().strip()) for hint in hints] == [
        ("text-hint", "In brief"),
        ("text-info", "You can enter up to 50 characters"),
    ]


def test_required_fields_leave_the_browsers_own_messages_out() -> None:
    assert page({}).xpath("//*[@required]") == []


def test_nothing_is_styled_or_scripted_inline() -> None:
    attributes = {name for element in page({}).iter() for name in element.keys()}  # noqa: SIM118
    assert {name for name in attributes if name == "style" or name.startswith("on")} == set()


def test_errors_of_the_whole_form_are_shown_without_a_link() -> None:
    tree = page({"first": "x"}, Whole)
    assert [item.text_content().strip() for item in tree.xpath("//*[contains(@class, 'govuk-error-summary')]//li")] == [
        "The window has closed"
    ]
    assert tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href]") == []


def test_a_lost_csrf_token_is_shown_without_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(APP.config, "WTF_CSRF_ENABLED", True)
    assert posted(GOOD).error_list()[-1] == {"text": "This page was open too long. Send it again"}


def test_errors_inside_lists_of_forms_lead_to_their_own_input() -> None:
    form = posted({"people-0-email": "a@example.org", "people-1-email": "nobody"}, People)
    text = "Enter an email address in the correct format, like name@example.org"
    assert form.error_list() == [{"text": text, "href": "#people-1-email"}]


@pytest.mark.parametrize("field", ["stance", "authority", "asked"])
def test_a_choice_nobody_offered_is_refused_in_plain_words(field: str) -> None:
    assert errors(**{field: "bishop"}) == {field: "Select one of the options"}


def test_what_was_chosen_is_shown_again() -> None:
    tree = page(GOOD | {"heading": ""})
    chosen = [box.get("value") for box in tree.xpath("//input[@checked]")]
    assert chosen == ["object", "police", "fire", "y"]
    assert [option.get("value") for option in tree.xpath("//option[@selected]")] == ["police"]


def test_words_are_normalised_before_they_are_counted() -> None:
    form = posted(GOOD | {"text": "  Cafe\u0301 \r\nsecond line\u2028third\x0bfourth\ufeff\r\n\r\n"})
    assert form.text.data == "Caf\u00e9\nsecond line\nthird\nfourth"


def test_blank_words_are_none_at_all() -> None:
    assert errors(heading=" \r\n\t") == {"heading": "Enter a heading"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"heading": "x" * 21}, "Heading must be 20 characters or fewer"),
        ({"text": "x " * 26 + "y"}, "Your answer must be 50 characters or fewer"),
        (
            {"heading": "a\x00b"},
            "Heading must not contain hidden control characters. Type the words again instead of pasting them",
        ),
        ({"heading": "e" + "\u0301" * 10}, "Heading must not contain a letter with more than 8 accents or marks"),
        ({"email": "nobody"}, "Enter an email address in the correct format, like name@example.org"),
    ],
)
def test_text_that_cannot_be_taken_says_why(data: dict[str, object], message: str) -> None:
    assert list(errors(**data).values()) == [message]


def test_hostile_words_are_shown_again_as_words() -> None:
    tree = page(GOOD | {"heading": "<b>", "text": "</textarea><script>x</script>"})
    assert tree.xpath("//script") == []
    assert tree.xpath("//input[@name='heading']")[0].get("value") == "<b>"


def test_the_character_count_knows_the_fields_limit() -> None:
    tree = page(GOOD)
    assert [box.get("data-maxlength") for box in tree.xpath("//*[@data-module='govuk-character-count']")] == ["50"]
    assert tree.xpath("//textarea[@maxlength]") == []  # a browser would cut what is pasted without a word


def test_a_views_own_refusal_is_an_error_of_its_field() -> None:
    class Slug(Form):
        slug = TextField("Short name")

        def validate_slug(self, field: TextField) -> None:
            raise ValidationError("There is already a consultation of this name")

    assert posted({"slug": "a"}, Slug).error_list() == [
        {"text": "There is already a consultation of this name", "href": "#slug"}
    ]
