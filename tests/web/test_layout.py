"""The frame around every page."""

import pytest
from flask import render_template_string
from lxml import html

from consult.resources import STATIC
from tests.web.forms_page import APP

PAGE = "{% extends 'layout/page.html' %}{% block title %}Your comment{% endblock %}{% block content %}<h1>x</h1>{% endblock %}"
READING = (
    "{% extends 'layout/consultation.html' %}{% block title %}Prevent{% endblock %}"
    "{% block content %}<h1>Prevent</h1>{% endblock %}{% block side %}<p>Contents</p>{% endblock %}"
)
FRAME = {"csp_nonce": lambda: "abc", "csrf_token": lambda: "token"}


def rendered(source: str, **context: object) -> html.HtmlElement:
    with APP.test_request_context():
        return html.fromstring(render_template_string(source, **FRAME, **context))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class Faulty:
    errors = {"text": ["Enter your comment"]}  # noqa: RUF012 - stands for a form


@pytest.mark.parametrize(
    ("form", "title"), [(None, "Your comment – consult"), (Faulty(), "Error: Your comment – consult")]
)
def test_the_windows_title_says_page_service_and_whether_something_is_wrong(form: object, title: str) -> None:
    assert rendered(PAGE, form=form).findtext(".//title") == title


def test_a_page_needs_nothing_from_the_view() -> None:
    tree = rendered(PAGE)
    assert [tree.xpath("//nav"), tree.find_class("masthead__person"), tree.find_class("switcher")] == [[], [], []]
    assert words(tree.get_element_by_id("main-content")) == "x"


def test_every_script_carries_the_nonce() -> None:
    assert rendered(PAGE).xpath("//script/@nonce") == ["abc", "abc"]


def test_no_page_shows_the_crown_or_names_gov_uk() -> None:
    tree = rendered(PAGE, footer_links=[{"text": "Privacy", "href": "/privacy"}])
    assert "GOV.UK" not in tree.text_content()
    assert tree.xpath("//*[contains(@class, 'crown') or contains(@class, 'logotype')]") == []


def test_style_sheets_script_and_icon_are_files_of_ours() -> None:
    addresses = rendered(PAGE).xpath("//link/@href | //script/@src")
    assert addresses == [
        f"/static/{name}" for name in ("fonts.css", "tokens.css", "govuk.css", "app.css", "favicon.svg", "js/page.js")
    ]
    assert [address for address in addresses if not (STATIC / address.removeprefix("/static/")).is_file()] == []


def test_the_switcher_offers_every_other_role_as_a_button() -> None:
    roles = [
        {"text": role, "action": f"/as/{role}", "current": role == "clerk"} for role in ("clerk", "member", "officer")
    ]
    bar = rendered(PAGE, role_switcher=roles).find_class("switcher")[0]
    assert words(bar) == "Demonstration: you are the clerk — switch to member officer"
    forms = [(form.get("method"), form.get("action"), form.fields["csrf_token"]) for form in bar.xpath(".//form")]
    assert forms == [("post", "/as/member", "token"), ("post", "/as/officer", "token")]


def test_signing_out_is_posted() -> None:
    person = {"name": "Member for Norwich City Council"}
    form = rendered(PAGE, person=person, sign_out_url="/sign-out").xpath("//form")[0]
    assert (form.get("method"), form.get("action"), words(form)) == ("post", "/sign-out", "Sign out")


def test_navigation_says_where_one_is_and_how_much_waits() -> None:
    items = [
        {"text": "Consultations", "href": "/", "current": True},
        {"text": "To <answer>", "href": "/answer", "count": 12},
    ]
    links = rendered(PAGE, navigation=items).xpath("//nav//a")
    assert [(words(link), link.get("aria-current")) for link in links] == [
        ("Consultations", "page"),
        ("To <answer> 12", None),
    ]


def test_a_count_of_none_and_a_count_of_zero_differ() -> None:
    items = [{"text": "Comments", "href": "/", "count": 0}, {"text": "People", "href": "/people", "count": None}]
    assert [words(link) for link in rendered(PAGE, navigation=items).xpath("//nav//a")] == ["Comments 0", "People"]


@pytest.mark.parametrize(("arrangement", "columns"), [(None, 1), ("reading", 1), ("full", 0)])
def test_a_consultations_page_has_a_side_column_unless_it_is_full(arrangement: str | None, columns: int) -> None:
    setting = "{% set arrangement = '" + arrangement + "' %}" if arrangement else ""
    tree = rendered(setting + READING, consultation={"title": "Strategy 2021-2025", "slug": "s"})
    assert len(tree.find_class("reading__side")) == columns
    assert [words(heading) for heading in tree.xpath("//h1")] == ["Prevent"]


def test_a_consultations_title_and_navigation_are_one_landmark() -> None:
    items = [
        {"text": "The draft", "href": "/draft", "current": True},
        {"text": "Comments", "href": "/comments", "count": 64},
    ]
    tree = rendered(
        READING, consultation={"title": "Strategy", "slug": "s"}, consultation_url="/s", local_navigation=items
    )
    assert [(nav.get("aria-label"), words(nav)) for nav in tree.xpath("//nav")] == [
        ("This consultation", "Strategy The draft Comments 64")
    ]
