"""The base of every form, through a small application: what people see when something is wrong, and what comes out."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, render_template_string
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from lxml import html
from wtforms import FieldList, FormField

from consult.web.forms.base import (
    CheckboxesField,
    CheckboxField,
    DateField,
    EmailField,
    FileField,
    Form,
    LongTextField,
    Optional,
    RadiosField,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
    TextField,
    ValidationError,
)

PAGE = """
{% from "components/errors.html" import error_summary %}
{{ error_summary(form) }}<form method="post" novalidate>{{ form.hidden_tag() }}
{% for field in form if field.name != "csrf_token" %}{{ field }}{% endfor %}</form>
"""


class Everything(Form):
    heading = TextField("Heading", [Required("Enter a heading")], max_length=20)
    text = LongTextField(
        "What do you want to say?", [Required("Enter your comment")], max_length=50, description="In brief"
    )
    email = EmailField("Email address", [Required("Enter an email address")])
    stance = RadiosField(
        "Stance", [Required("Select a stance")], choices=[SelectChoice("support"), SelectChoice("object")]
    )
    authority = SelectField(
        "Authority", [Required("Select an authority")], choices=[SelectChoice("police", "Norfolk Constabulary")]
    )
    asked = CheckboxesField(
        "Asked of", [Required("Select an authority")], choices=[SelectChoice("police"), SelectChoice("fire")]
    )
    agreed = CheckboxField("I have read the notice", [Required("Say that you have read the notice")])
    closes = DateField("Closing date", [Required("Enter the closing date")])
    draft = FileField("Draft", [Required("Choose a file")])
    send = SubmitField("Send")


GOOD = {
    "heading": "Prevent",
    "text": "Too vague.",
    "email": "member.norwich@example.org",
    "stance": "object",
    "authority": "police",
    "asked": ["police", "fire"],
    "agreed": "y",
    "closes": ["19", "2", "2021"],
    "send": "Send",
}


class Whole(Form):
    first = TextField("First")

    def validate(self, extra_validators: object = None) -> bool:
        self.form_errors.append("The window has closed")
        return False


class Person(Form):
    class Meta:
        csrf = False

    email = EmailField("Email address")


class People(Form):
    people = FieldList(FormField(Person), min_entries=2)


@pytest.fixture
def app() -> Iterator[Flask]:
    application = Flask(__name__)
    application.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    packages = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    application.jinja_loader = ChoiceLoader([FileSystemLoader("templates"), PrefixLoader(packages)])  # type: ignore[assignment]
    return application


def posted(app: Flask, data: dict[str, object], form: type[Form] = Everything) -> Form:
    with app.test_request_context(method="POST", data=data):
        made = form()
        made.validate()
        return made


def page(app: Flask, data: dict[str, object], form: type[Form] = Everything) -> html.HtmlElement:
    with app.test_request_context(method="POST", data=data):
        made = form()
        made.validate()
        return html.fromstring(render_template_string(PAGE, form=made))


def errors(app: Flask, **data: object) -> dict[str, str]:
    form = posted(app, GOOD | data)
    return {name: messages[0] for name, messages in form.errors.items() if name != "draft"}


def test_a_good_form_gives_typed_values(app: Flask) -> None:
    form = posted(app, GOOD)
    assert errors(app) == {}
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


def test_the_summary_names_every_fault_once_in_the_order_of_the_page(app: Flask) -> None:
    links = page(app, {}).xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href]")
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


def test_every_link_of_the_summary_leads_to_an_input(app: Flask) -> None:
    tree = page(app, {})
    targets = [
        tree.get_element_by_id(link.get("href")[1:]).tag
        for link in tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href]")
    ]
    assert targets == ["input", "textarea", "input", "input", "select", "input", "input", "input", "input"]


def test_ids_are_unique_and_every_description_exists(app: Flask) -> None:
    tree = page(app, {})
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    described = {
        name for element in tree.xpath("//*[@aria-describedby]") for name in element.get("aria-describedby").split()
    }
    assert sorted(ids) == sorted(set(ids))
    assert described - set(ids) == set()


def test_only_a_field_with_a_description_has_a_hint(app: Flask) -> None:
    hints = page(app, GOOD).xpath("//*[contains(@class, 'govuk-hint')]")
    assert [(hint.get("id"), hint.text_content().strip()) for hint in hints] == [
        ("text-hint", "In brief"),
        ("text-info", "You can enter up to 50 characters"),
    ]


def test_required_fields_leave_the_browsers_own_messages_out(app: Flask) -> None:
    assert page(app, {}).xpath("//*[@required]") == []


def test_nothing_is_styled_or_scripted_inline(app: Flask) -> None:
    attributes = {name for element in page(app, {}).iter() for name in element.keys()}  # noqa: SIM118
    assert {name for name in attributes if name == "style" or name.startswith("on")} == set()


def test_errors_of_the_whole_form_are_shown_without_a_link(app: Flask) -> None:
    tree = page(app, {"first": "x"}, Whole)
    assert [item.text_content().strip() for item in tree.xpath("//*[contains(@class, 'govuk-error-summary')]//li")] == [
        "The window has closed"
    ]
    assert tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a[@href]") == []


def test_a_lost_csrf_token_is_shown_without_a_link(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert posted(app, GOOD).error_list()[-1] == {"text": "This page was open too long. Send it again"}


def test_errors_inside_lists_of_forms_lead_to_their_own_input(app: Flask) -> None:
    form = posted(app, {"people-0-email": "a@example.org", "people-1-email": "nobody"}, People)
    text = "Enter an email address in the correct format, like name@example.org"
    assert form.error_list() == [{"text": text, "href": "#people-1-email"}]


@pytest.mark.parametrize("values", [[], ["1"], ["1", "2"], ["1", "2", "2021", "4"], ["", "", "", ""]])
def test_a_date_of_other_than_three_values_shows_three_boxes_again(app: Flask, values: list[str]) -> None:
    boxes = page(app, GOOD | {"closes": values}).xpath("//input[@name='closes']")
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
def test_a_date_that_is_none_says_why(app: Flask, values: list[str], message: str) -> None:
    assert errors(app, closes=values) == {"closes": message}


@pytest.mark.parametrize("month", ["2", "02", " 2 ", "Feb", "february"])
def test_months_are_numbers_or_names(app: Flask, month: str) -> None:
    assert posted(app, GOOD | {"closes": ["19", month, "2021"]}).closes.data == date(2021, 2, 19)


def test_an_optional_date_may_be_left_out(app: Flask) -> None:
    class Meeting(Form):
        on = DateField("Meeting date", [Optional()])

    form = posted(app, {"on": ["", "", ""]}, Meeting)
    assert (form.errors, form.on.data) == ({}, None)
    assert posted(app, {"on": ["", "2", "2021"]}, Meeting).errors == {"on": ["Meeting date must include a day"]}


def test_a_stored_date_fills_the_boxes(app: Flask) -> None:
    with app.test_request_context():
        tree = html.fromstring(render_template_string("{{ form.closes }}", form=Everything(closes=date(2021, 2, 9))))
    assert [box.get("value") for box in tree.xpath("//input")] == ["09", "02", "2021"]


@pytest.mark.parametrize("field", ["stance", "authority", "asked"])
def test_a_choice_nobody_offered_is_refused_in_plain_words(app: Flask, field: str) -> None:
    assert errors(app, **{field: "bishop"}) == {field: "Select one of the options"}


def test_what_was_chosen_is_shown_again(app: Flask) -> None:
    tree = page(app, GOOD | {"heading": ""})
    chosen = [box.get("value") for box in tree.xpath("//input[@checked]")]
    assert chosen == ["object", "police", "fire", "y"]
    assert [option.get("value") for option in tree.xpath("//option[@selected]")] == ["police"]


def test_words_are_normalised_before_they_are_counted(app: Flask) -> None:
    form = posted(app, GOOD | {"text": "  Cafe\u0301 \r\nsecond line\u2028third\x0bfourth\ufeff\r\n\r\n"})
    assert form.text.data == "Caf\u00e9\nsecond line\nthird\nfourth"


def test_blank_words_are_none_at_all(app: Flask) -> None:
    assert errors(app, heading=" \r\n\t") == {"heading": "Enter a heading"}


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
def test_text_that_cannot_be_taken_says_why(app: Flask, data: dict[str, object], message: str) -> None:
    assert list(errors(app, **data).values()) == [message]


def test_hostile_words_are_shown_again_as_words(app: Flask) -> None:
    tree = page(app, GOOD | {"heading": "<b>", "text": "</textarea><script>x</script>"})
    assert tree.xpath("//script") == []
    assert tree.xpath("//input[@name='heading']")[0].get("value") == "<b>"


def test_the_character_count_knows_the_fields_limit(app: Flask) -> None:
    tree = page(app, GOOD)
    assert [box.get("data-maxlength") for box in tree.xpath("//*[@data-module='govuk-character-count']")] == ["50"]
    assert tree.xpath("//textarea[@maxlength]") == []  # a browser would cut what is pasted without a word


def test_a_views_own_refusal_is_an_error_of_its_field(app: Flask) -> None:
    class Slug(Form):
        slug = TextField("Short name")

        def validate_slug(self, field: TextField) -> None:
            raise ValidationError("There is already a consultation of this name")

    assert posted(app, {"slug": "a"}, Slug).error_list() == [
        {"text": "There is already a consultation of this name", "href": "#slug"}
    ]
