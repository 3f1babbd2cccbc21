"""Every page there is, by noun."""

from flask import Flask, g, request

from consult.config import Settings
from consult.web.numbers import RowNumber
from consult.web.views import (
    account,
    accounts,
    asking_again,
    background,
    board,
    change_log,
    checking,
    commenting,
    coverage,
    demonstration,
    enquiry,
    entering_questions,
    exempting,
    figures,
    groups,
    health,
    home,
    imports,
    incoming,
    information,
    interests,
    issuing,
    lateness,
    letters,
    meetings,
    mine,
    offline,
    overview,
    packs,
    partnership,
    pausing,
    people,
    placing,
    providers,
    published,
    question_rules,
    reading,
    recommendations,
    redacting,
    register,
    rejecting,
    replies,
    reports,
    requests,
    responses,
    search,
    second_step,
    settings,
    settling,
    statement,
    supplies,
    takings,
    undertakings,
    unsent,
    versions,
    work,
    writing,
)


def init_app(app: Flask) -> None:
    """Registers the pages; switching between the people of the demonstration exists only there."""
    app.url_map.converters["int"] = RowNumber
    for module in (
        background, coverage, health, meetings, partnership, recommendations, replies,
        account, accounts, asking_again, board, change_log, checking, commenting, enquiry, entering_questions, exempting, figures,
        groups, home, imports, incoming, information, interests, issuing, lateness, letters, mine, offline, overview, packs,
        pausing, people, placing, providers, published, question_rules, reading, redacting, register, rejecting, reports,
        requests, responses, search, second_step, settings, settling, statement, supplies, takings, undertakings, unsent,
        versions, work, writing,
    ):  # fmt: skip
        app.register_blueprint(module.pages)
    configured: Settings = app.config["SETTINGS"]
    if configured.demonstration:
        app.register_blueprint(demonstration.pages)

    @app.before_request
    def remember_place() -> None:
        g.place = PLACES.get(request.blueprint or "", request.blueprint)


PLACES = {
    "background": "settings",
    "coverage": "reading",
    "meetings": "settings",
    "partnership": "settings",
    "recommendations": "register",
    "replies": "register",
    "checking": "packs",
    "issuing": "packs",
    "offline": "reading",
    "incoming": "reading",
    "enquiry": "questions",
    "question_rules": "settings",
    "exempting": "comments",
    "groups": "work",
    "imports": "settings",
    "lateness": "comments",
    "pausing": "settings",
    "placing": "settings",
    "redacting": "comments",
    "rejecting": "comments",
    "reports": "mine",
    "requests": "register",
    "responses": "work",
    "statement": "packs",
    "supplies": "register",
    "takings": "reading",
    "undertakings": "register",
    "change_log": "reading",
    "versions": "reading",
    "writing": "reading",
}
"""The entry of a consultation's navigation that a group of pages belongs to, where it has none of its own."""
