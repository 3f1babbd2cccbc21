"""A form with every kind of field in a small application, to be posted to and looked at."""

from flask import Flask, render_template_string
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from lxml import html
from wtforms import FieldList, FormField

from consult.domain.calendar import short_day
from consult.present.linking import linked
from consult.present.promising import promised
from consult.resources import TEMPLATES
from consult.web.forms.base import (
    CheckboxesField,
    CheckboxField,
    DateField,
    EmailField,
    FileField,
    Form,
    LongTextField,
    RadiosField,
    Required,
    SelectChoice,
    SelectField,
    SubmitField,
    TextField,
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


def _application() -> Flask:
    application = Flask(__name__)
    application.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    application.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    packages = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    application.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PrefixLoader(packages)])  # type: ignore[assignment]
    application.jinja_env.filters.update(linked=linked, promised=promised, short_day=short_day)
    return application


APP = _application()


def posted(data: dict[str, object], form: type[Form] = Everything) -> Form:
    with APP.test_request_context(method="POST", data=data):
        made = form()
        made.validate()
        return made


def page(data: dict[str, object], form: type[Form] = Everything) -> html.HtmlElement:
    with APP.test_request_context(method="POST", data=data):
        made = form()
        made.validate()
        return html.fromstring(render_template_string(PAGE, form=made))


def errors(**data: object) -> dict[str, str]:
    form = posted(GOOD | data)
    return {name: messages[0] for name, messages in form.errors.items() if name != "draft"}
