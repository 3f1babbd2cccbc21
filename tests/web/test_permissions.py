"""Every route, asked for by everybody: what each is answered stands in one table. A new route needs a row."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask

from consult.domain.lifecycle import Stage
from tests.client import Client, Page
from tests.web.everything import Everything, everything, values_of

COLUMNS = (
    "signed_out", "outsider", "member", "chair", "co_opted", "observer", "lead", "officer", "other_officer", "clerk",
)  # fmt: skip
# Columns as above. "in" is a redirect to signing in. The forms are sent empty, but for their token.
TABLE = """
account.index             GET  in   200  200  200  200  200  200  200  200  200
account.end               POST in   404  404  404  404  404  404  404  404  404
account.end_others        POST in   303  303  303  303  303  303  303  303  303
account.forget            POST in   404  404  404  404  404  404  404  404  404
second_step.begin         POST in   403  403  403  403  403  403  403  403  303
second_step.code          GET  in   in   in   in   in   in   in   in   in   in
second_step.code          POST in   in   in   in   in   in   in   in   in   in
second_step.set_up        GET  in   303  303  303  303  303  303  303  303  303
second_step.set_up        POST in   303  303  303  303  303  303  303  303  200
second_step.renew         GET  in   303  303  303  303  303  303  303  303  303
second_step.renew         POST in   303  303  303  303  303  303  303  303  303
second_step.remove        GET  in   303  303  303  303  303  303  303  303  303
second_step.remove        POST in   303  303  303  303  303  303  303  303  303
providers.with_provider   GET  404  404  404  404  404  404  404  404  404  404
providers.go              GET  404  404  404  404  404  404  404  404  404  404
providers.back            GET  404  404  404  404  404  404  404  404  404  404
accounts.link_sent        GET  200  200  200  200  200  200  200  200  200  200
accounts.sign_in          GET  200  302  302  302  302  302  302  302  302  302
accounts.sign_in          POST 200  200  200  200  200  200  200  200  200  200
accounts.sign_out         POST in   in   in   in   in   in   in   in   in   in
accounts.use_link         GET  200  200  200  200  200  200  200  200  200  200
accounts.use_link         POST 410  410  410  410  410  410  410  410  410  410
board.index               GET  in   404  403  403  403  403  403  403  403  200
board.remind              POST in   404  403  403  403  403  403  403  403  303
board.remind_all          GET  in   404  403  403  403  403  403  403  403  200
board.remind_all          POST in   404  403  403  403  403  403  403  403  303
comments.change           GET  in   404  200  403  403  403  403  403  403  403
comments.change           POST in   404  303  403  403  403  403  403  403  403
comments.index            GET  in   404  200  200  200  200  200  200  200  200
comments.receipt          GET  in   404  200  404  404  404  404  404  404  404
comments.show             GET  in   404  200  200  200  200  200  200  200  200
comments.support          POST in   404  303  403  303  403  403  403  403  403
comments.unsupport        POST in   404  303  303  303  403  403  403  403  403
comments.withdraw         GET  in   404  200  403  403  403  403  403  403  403
comments.withdraw         POST in   404  303  403  403  403  403  403  403  403
comments.write            GET  in   404  200  200  200  403  403  403  403  403
comments.write            POST in   404  200  200  200  403  403  403  403  403
enquiry.add               POST in   404  403  403  403  403  403  403  403  200
enquiry.arrange           GET  in   404  403  403  403  403  403  403  403  200
enquiry.arrange           POST in   404  403  403  403  403  403  403  403  303
enquiry.remove            GET  in   404  403  403  403  403  403  403  403  200
enquiry.remove            POST in   404  403  403  403  403  403  403  403  303
enquiry.rename            GET  in   404  403  403  403  403  403  403  403  200
enquiry.rename            POST in   404  403  403  403  403  403  403  403  303
exempting.answer          GET  in   404  403  403  403  403  403  403  403  200
exempting.answer          POST in   404  403  403  403  403  403  403  403  200
exempting.item            GET  in   404  403  403  403  403  403  403  403  200
exempting.item            POST in   404  403  403  403  403  403  403  403  200
entering.comment          GET  in   404  403  403  403  403  403  403  403  200
entering.comment          POST in   404  403  403  403  403  403  403  403  200
entering.find             POST in   404  403  403  403  403  403  403  403  303
entering.index            GET  in   404  403  403  403  403  403  403  403  200
figures.show              GET  in   404  404  404  404  404  404  404  404  200
groups.similar            GET  in   404  403  403  403  403  200  200  200  200
groups.take_out           POST in   404  403  403  403  403  403  403  404  403
groups.together           GET  in   404  403  403  403  403  303  303  303  303
groups.together           POST in   404  403  403  403  403  303  303  303  303
health.health             GET  200  200  200  200  200  200  200  200  200  200
health.metrics            GET  404  404  404  404  404  404  404  404  404  404
health.ready              GET  503  503  503  503  503  503  503  503  503  503
home.home                 GET  in   302  302  302  302  302  302  302  302  200
home.start                GET  in   403  403  403  403  403  403  403  403  200
home.start                POST in   403  403  403  403  403  403  403  403  200
imports.check             GET  in   404  403  403  403  403  403  403  403  200
imports.correct           POST in   404  403  403  403  403  403  403  403  403
imports.discard           GET  in   404  403  403  403  403  403  403  403  200
imports.discard           POST in   404  403  403  403  403  403  403  403  303
imports.publish           GET  in   404  403  403  403  403  403  403  403  200
imports.publish           POST in   404  403  403  403  403  403  403  403  200
imports.upload            GET  in   404  403  403  403  403  403  403  403  200
imports.upload            POST in   404  403  403  403  403  403  403  403  200
information.accessibility GET  200  200  200  200  200  200  200  200  200  200
information.download      GET  in   200  200  200  200  200  200  200  200  200
information.notice        GET  in   404  200  200  200  200  200  200  200  200
information.notice        POST in   404  303  303  303  403  403  403  403  403
information.your_data     GET  in   200  200  200  200  200  200  200  200  200
information.privacy       GET  200  200  200  200  200  200  200  200  200  200
interests.declare         GET  in   404  200  200  200  403  403  403  403  403
interests.declare         POST in   404  200  200  200  403  403  403  403  403
lateness.late             GET  in   404  403  403  403  403  403  403  403  200
lateness.late             POST in   404  403  403  403  403  403  403  403  200
letters.letters           GET  in   200  200  200  200  200  200  200  200  200
letters.letters           POST in   303  303  303  303  303  303  303  303  303
mine.index                GET  in   404  200  200  200  403  403  403  403  403
overview.adopt            GET  in   404  403  403  403  403  403  403  403  200
overview.adopt            POST in   404  403  403  403  403  403  403  403  403
overview.overview         GET  in   404  200  200  200  200  200  200  200  200
packs.again               POST in   404  403  403  403  403  403  403  403  303
packs.cancel              POST in   404  403  403  403  403  403  403  403  303
packs.download            GET  in   404  404  404  404  404  404  404  404  200
packs.index               GET  in   404  403  403  403  403  403  403  403  200
packs.length              GET  in   404  403  403  403  403  403  403  403  200
published.index           GET  in   404  200  200  200  200  200  200  200  200
packs.request             POST in   404  403  403  403  403  403  403  403  303
packs.show                GET  in   404  403  403  403  403  403  403  403  200
packs.state               GET  in   404  403  403  403  403  403  403  403  200
issuing.issue             GET  in   404  403  403  403  403  403  403  403  200
issuing.issue             POST in   404  403  403  403  403  403  403  403  200
issuing.show              GET  in   404  403  403  403  403  403  403  403  404
issuing.withdraw          GET  in   404  403  403  403  403  403  403  403  404
issuing.withdraw          POST in   404  403  403  403  403  403  403  403  404
checking.check            GET  in   404  403  403  403  403  403  403  403  200
checking.check            POST in   404  403  403  403  403  403  403  403  200
pausing.pause             GET  in   404  403  403  403  403  403  403  403  200
pausing.pause             POST in   404  403  403  403  403  403  403  403  200
pausing.resume            GET  in   404  403  403  403  403  403  403  403  303
pausing.resume            POST in   404  403  403  403  403  403  403  403  303
people.csv_template       GET  in   404  403  403  403  403  403  403  403  200
people.end                GET  in   404  403  403  403  403  403  403  403  200
people.end                POST in   404  403  403  403  403  403  403  403  303
people.index              GET  in   404  403  403  403  403  403  403  403  200
people.invite             GET  in   404  403  403  403  403  403  403  403  200
people.invite             POST in   404  403  403  403  403  403  403  403  200
people.invite_many        GET  in   404  403  403  403  403  403  403  403  200
people.invite_many        POST in   404  403  403  403  403  403  403  403  200
people.resend             POST in   404  403  403  403  403  403  403  403  303
question_rules.rules      GET  in   404  403  403  403  403  403  403  403  200
question_rules.rules      POST in   404  403  403  403  403  403  403  403  200
questions.accept          POST in   404  403  403  403  403  403  403  403  303
questions.ask             GET  in   404  200  200  200  403  403  403  403  403
questions.ask             POST in   404  200  200  200  403  403  403  403  403
questions.change          GET  in   404  200  403  403  403  403  403  403  403
questions.change          POST in   404  303  403  403  403  403  403  403  403
questions.follow_up       GET  in   404  200  403  403  403  403  403  403  403
questions.follow_up       POST in   404  200  403  403  403  403  403  403  403
questions.index           GET  in   404  200  200  200  200  200  200  200  200
questions.receipt         GET  in   404  200  404  404  404  404  404  404  404
questions.show            GET  in   404  200  200  200  200  200  200  200  200
questions.withdraw        GET  in   404  200  403  403  403  403  403  403  403
questions.withdraw        POST in   404  303  403  403  403  403  403  403  403
reading.chapter           GET  in   404  200  200  200  200  200  200  200  200
reading.contents          GET  in   404  200  200  200  200  200  200  200  200
reading.on_paragraph      GET  in   404  200  200  200  200  200  200  200  200
reading.on_section        GET  in   404  200  200  200  200  200  200  200  200
reading.section           GET  in   404  302  302  302  302  302  302  302  302
reading.whole_draft       GET  in   404  200  200  200  200  200  200  200  200
redacting.redact          GET  in   404  403  403  403  403  403  403  403  200
redacting.redact          POST in   404  403  403  403  403  403  403  403  200
redacting.sealed          GET  in   404  403  403  403  403  403  403  403  404
rejecting.reject          GET  in   404  403  403  403  403  403  403  403  200
rejecting.reject          POST in   404  403  403  403  403  403  403  403  200
responses.answer          GET  in   404  403  403  403  403  200  200  403  403
responses.answer          POST in   404  403  403  403  403  200  200  403  403
responses.approve         POST in   404  403  403  403  403  303  403  404  403
responses.hold            GET  in   404  403  403  403  403  200  200  403  403
responses.hold            POST in   404  403  403  403  403  200  200  403  403
responses.release         POST in   404  403  403  403  403  403  403  403  303
responses.release_all     GET  in   404  403  403  403  403  403  403  403  200
responses.release_all     POST in   404  403  403  403  403  403  403  403  303
responses.send_back       GET  in   404  403  403  403  403  200  403  404  403
responses.send_back       POST in   404  403  403  403  403  403  403  404  403
responses.versions        GET  in   404  403  403  403  403  200  200  404  404
search.index              GET  in   404  200  200  200  200  200  200  200  200
settings.cover            GET  in   404  403  403  403  403  403  403  403  200
settings.cover            POST in   404  403  403  403  403  403  403  403  303
settings.privacy          GET  in   404  403  403  403  403  403  403  403  200
settings.privacy          POST in   404  403  403  403  403  403  403  403  303
settings.index            GET  in   404  403  403  403  403  403  403  403  200
settings.sections         GET  in   404  403  403  403  403  403  403  403  200
settings.sections         POST in   404  403  403  403  403  403  403  403  303
settings.window           GET  in   404  403  403  403  403  403  403  403  200
settings.window           POST in   404  403  403  403  403  403  403  403  200
settling.not_settled      GET  in   404  200  403  403  403  403  403  403  403
settling.not_settled      POST in   404  200  403  403  403  403  403  403  403
settling.settled          POST in   404  303  403  403  403  403  403  403  403
unsent.delete             GET  in   404  200  404  404  403  403  403  403  403
unsent.delete             POST in   404  303  404  404  403  403  403  403  403
unsent.index              GET  in   404  200  200  200  403  403  403  403  403
unsent.save               POST in   404  404  404  404  403  403  403  403  403
work.add_note             POST in   404  403  403  403  403  303  303  404  404
work.approve              GET  in   404  403  403  403  403  303  303  303  303
work.approve              POST in   404  403  403  403  403  303  303  303  303
work.assign               GET  in   404  403  403  403  403  303  303  303  303
work.assign               POST in   404  403  403  403  403  303  303  303  303
work.forget_text          POST in   404  403  403  403  403  404  404  404  404
work.index                GET  in   404  403  403  403  403  200  200  200  200
work.texts                GET  in   404  403  403  403  403  200  200  404  404
work.texts                POST in   404  403  403  403  403  200  200  404  404
incoming.confirm          GET  in   404  404  404  404  404  404  404  404  200
incoming.confirm          POST in   404  404  404  404  404  404  404  404  303
incoming.discard          GET  in   404  404  404  404  404  404  404  404  200
incoming.discard          POST in   404  404  404  404  404  404  404  404  303
incoming.index            GET  in   404  200  200  200  403  403  403  403  200
incoming.index            POST in   404  200  200  200  403  403  403  403  200
offline.download          GET  in   404  200  200  200  200  200  200  200  200
offline.index             GET  in   404  200  200  200  200  200  200  200  200
register.index            GET  in   404  200  200  200  200  200  200  200  200
register.download         GET  in   404  200  200  200  200  200  200  200  200
register.show             GET  in   404  200  200  200  200  200  200  200  200
register.close            GET  in   404  403  403  403  403  403  403  403  200
register.close            POST in   404  403  403  403  403  403  403  403  200
register.reopen           GET  in   404  403  403  403  403  403  403  403  403
register.reopen           POST in   404  403  403  403  403  403  403  403  403
register.remind           POST in   404  403  403  403  403  403  403  403  303
requests.ask              GET  in   404  200  200  200  403  403  403  403  403
requests.ask              POST in   404  200  200  200  403  403  403  403  403
requests.change           GET  in   404  200  403  403  403  403  403  403  403
requests.change           POST in   404  200  403  403  403  403  403  403  403
requests.withdraw         GET  in   404  200  403  403  403  403  403  403  403
requests.withdraw         POST in   404  303  403  403  403  403  403  403  403
supplies.supply           GET  in   404  403  403  403  403  200  200  403  403
supplies.supply           POST in   404  403  403  403  403  200  200  403  403
supplies.approve          POST in   404  403  403  403  403  303  403  404  403
supplies.release          POST in   404  403  403  403  403  403  403  403  303
supplies.send_back        GET  in   404  403  403  403  403  403  403  404  200
supplies.send_back        POST in   404  403  403  403  403  403  403  404  403
supplies.file             GET  in   404  200  200  200  200  200  200  200  200
undertakings.in_answer    GET  in   404  403  403  403  403  200  200  403  200
undertakings.in_answer    POST in   404  403  403  403  403  200  200  403  200
undertakings.in_supply    GET  in   404  403  403  403  403  403  403  200  200
undertakings.in_supply    POST in   404  403  403  403  403  403  403  200  200
undertakings.at_meeting   GET  in   404  403  403  403  403  403  403  403  200
undertakings.at_meeting   POST in   404  403  403  403  403  403  403  403  200
entering.question         GET  in   404  403  403  403  403  403  403  403  200
entering.question         POST in   404  403  403  403  403  403  403  403  200
reports.index            GET  in   404  302  302  302  403  403  403  403  200
reports.write            GET  in   404  200  404  404  403  403  403  403  200
reports.write            POST in   404  200  404  404  403  403  403  403  200
reports.show             GET  in   404  404  404  404  403  403  403  403  404
reports.state            GET  in   404  404  404  404  403  403  403  403  404
reports.download         GET  in   404  404  404  404  403  403  403  403  404
statement.index          GET  in   404  200  200  200  200  200  200  200  200
statement.make           POST in   404  403  403  403  403  403  403  403  303
statement.show           GET  in   404  403  403  403  403  403  403  403  404
statement.state          GET  in   404  403  403  403  403  403  403  403  404
statement.download       GET  in   404  404  404  404  404  404  404  404  404
placing.accept            POST in   404  403  403  403  403  403  403  403  303
placing.index             GET  in   404  403  403  403  403  403  403  403  200
placing.orphan            POST in   404  403  403  403  403  403  403  403  303
placing.pick              GET  in   404  403  403  403  403  403  403  403  200
placing.pick              POST in   404  403  403  403  403  403  403  403  200
placing.work_out          POST in   404  403  403  403  403  403  403  403  303
reading.version_contents  GET  in   404  200  200  200  200  200  200  200  200
versions.compare          GET  in   404  403  403  403  403  403  403  403  403
versions.put              GET  in   404  403  403  403  403  403  403  403  200
versions.put              POST in   404  403  403  403  403  403  403  403  200
versions.redline          GET  in   404  404  404  404  404  404  404  404  404
versions.went             GET  in   404  404  404  404  404  404  404  404  404
versions.withdraw         GET  in   404  403  403  403  403  403  403  403  404
versions.withdraw         POST in   404  403  403  403  403  403  403  403  404
entering.ask              GET  in   404  403  403  403  403  403  403  403  200
entering.ask              POST in   404  403  403  403  403  403  403  403  200
change_log.index          GET  in   404  404  404  404  404  404  404  404  404
change_log.explain        GET  in   404  403  403  403  403  404  404  404  404
change_log.explain        POST in   404  403  403  403  403  404  404  404  404
takings.choose            GET  in   404  403  403  403  403  403  403  403  200
takings.choose            POST in   404  403  403  403  403  403  403  403  200
takings.of_version        GET  in   404  404  404  404  404  404  404  404  404
writing.add               GET  in   404  403  403  403  403  403  403  403  200
writing.add               POST in   404  403  403  403  403  403  403  403  200
writing.begin             POST in   404  403  403  403  403  403  403  403  303
writing.current           GET  in   404  403  403  403  403  303  303  303  303
writing.edit              GET  in   404  403  403  403  403  200  200  404  200
writing.edit              POST in   404  403  403  403  403  200  200  200  200
writing.index             GET  in   404  403  403  403  403  200  200  200  200
writing.kept              GET  in   404  403  403  403  403  404  404  404  404
writing.kept              POST in   404  403  403  403  403  404  404  404  404
writing.preview           POST in   404  403  403  403  403  200  200  200  200
writing.remove            GET  in   404  403  403  403  403  403  403  403  200
writing.remove            POST in   404  403  403  403  403  403  403  403  200
background.index          GET  in   404  403  403  403  403  403  403  403  200
background.add            POST in   404  403  403  403  403  403  403  403  200
background.change         GET  in   404  403  403  403  403  403  403  403  200
background.change         POST in   404  403  403  403  403  403  403  403  303
background.move           POST in   404  403  403  403  403  403  403  403  303
background.remove         GET  in   404  403  403  403  403  403  403  403  200
background.remove         POST in   404  403  403  403  403  403  403  403  303
partnership.index         GET  in   404  403  403  403  403  403  403  403  200
partnership.add           POST in   404  403  403  403  403  403  403  403  200
partnership.change        GET  in   404  403  403  403  403  403  403  403  200
partnership.change        POST in   404  403  403  403  403  403  403  403  303
meetings.interval         GET  in   404  403  403  403  403  403  403  403  200
meetings.interval         POST in   404  403  403  403  403  403  403  403  303
coverage.index            GET  in   404  200  200  200  200  200  200  200  200
coverage.cover            GET  in   404  403  403  403  403  200  403  403  200
coverage.cover            POST in   404  403  403  403  403  303  403  403  303
recommendations.index     GET  in   404  200  200  200  200  200  200  200  200
recommendations.download  GET  in   404  200  200  200  200  200  200  200  200
recommendations.show      GET  in   404  200  200  200  200  200  200  200  200
recommendations.record    GET  in   404  403  403  403  403  403  403  403  200
recommendations.record    POST in   404  403  403  403  403  403  403  403  200
recommendations.correct   GET  in   404  403  403  403  403  403  403  403  200
recommendations.correct   POST in   404  403  403  403  403  403  403  403  200
recommendations.issue     GET  in   404  403  403  403  403  403  403  403  200
recommendations.issue     POST in   404  403  403  403  403  403  403  403  200
recommendations.withdraw  GET  in   404  403  403  403  403  403  403  403  200
recommendations.withdraw  POST in   404  403  403  403  403  403  403  403  200
recommendations.close     GET  in   404  403  403  403  403  403  403  403  200
recommendations.close     POST in   404  403  403  403  403  403  403  403  200
recommendations.reopen    GET  in   404  403  403  403  403  403  403  403  403
recommendations.reopen    POST in   404  403  403  403  403  403  403  403  403
replies.write             GET  in   404  403  403  403  403  200  200  403  403
replies.write             POST in   404  403  403  403  403  200  200  403  403
replies.enter             GET  in   404  403  403  403  403  403  403  403  200
replies.enter             POST in   404  403  403  403  403  403  403  403  200
replies.approve           POST in   404  403  403  403  403  303  403  404  403
replies.release           POST in   404  403  403  403  403  403  403  403  303
replies.send_back         GET  in   404  403  403  403  403  200  403  404  403
replies.send_back         POST in   404  403  403  403  403  403  403  404  403
"""
ROWS = {(endpoint, method): cells for endpoint, method, *cells in (line.split() for line in TABLE.strip().splitlines())}
WRITING = ("add", "edit", "index", "kept", "preview", "remove")
OWN_VALUES: dict[str, Callable[[Everything], dict[str, Any]]] = {
    "account.end": lambda _: {"sign_in_id": 99},
    **{f"providers.{name}": lambda _: {"key": "norfolk"} for name in ("with_provider", "go", "back")},
    "account.forget": lambda _: {"key": "norfolk"},
    **{f"writing.{name}": lambda there: {"draft_id": there.writing.id} for name in WRITING},
    "register.show": lambda _: {"ref": "U-0001"},
    "recommendations.download": lambda _: {"kind": "csv"},
    **{f"recommendations.{name}": lambda _: {"ref": "R-0001"} for name in ("show", "withdraw", "close", "reopen")},
    "recommendations.correct": lambda _: {"ref": "R-0004"},
    **{f"replies.{name}": lambda _: {"ref": "R-0001"} for name in ("enter", "approve", "send_back")},
    "replies.write": lambda _: {"ref": "R-0001", "kind": "holding"},
    "replies.release": lambda _: {"ref": "R-0003"},
    "register.download": lambda _: {"kind": "csv"},
    "register.close": lambda _: {"ref": "IR-0003"},
    "register.reopen": lambda _: {"ref": "IR-0003"},
    "register.remind": lambda _: {"ref": "U-0001"},
    "requests.change": lambda _: {"ref": "IR-0003"},
    "requests.withdraw": lambda _: {"ref": "IR-0003"},
    "supplies.supply": lambda _: {"ref": "IR-0003"},
    "supplies.approve": lambda there: {"ref": "IR-0001", "supply_id": there.owed.drafted.id},
    "supplies.release": lambda there: {"ref": "IR-0002", "supply_id": there.owed.approved.id},
    "supplies.send_back": lambda there: {"ref": "IR-0002", "supply_id": there.owed.approved.id},
    "supplies.file": lambda _: {"ref": "U-0001"},
    "undertakings.in_answer": lambda there: {"ref": "C-0005", "response_id": there.released.id},
    "undertakings.in_supply": lambda _: {"ref": "U-0001"},
    "offline.download": lambda _: {"name": "form-xlsx"},
    "exempting.answer": lambda there: {"ref": "C-0005", "response_id": there.released.id},
    "board.remind": lambda there: {"person_id": there.play.cast.co_opted.id},
    "board.remind_all": lambda _: {"who": "panel"},
    "comments.support": lambda there: {"ref": "C-0004"},
    "comments.unsupport": lambda there: {"ref": "C-0004"},
    "settling.not_settled": lambda there: {"ref": "C-0005", "response_id": there.released.id},
    "settling.settled": lambda there: {"ref": "C-0005", "response_id": there.released.id},
    "questions.receipt": lambda there: {"ref": "Q-0002"},
    "questions.change": lambda there: {"ref": "Q-0002"},
    "questions.show": lambda there: {"ref": "Q-0001"},
    "questions.withdraw": lambda there: {"ref": "Q-0002"},
    "groups.take_out": lambda there: {"ref": "C-0002", "response_id": there.drafted.id},
    "responses.send_back": lambda there: {"ref": "C-0002", "response_id": there.drafted.id},
    "responses.versions": lambda there: {"ref": "C-0002"},
    "work.forget_text": lambda _: {"saved_id": 99},
    "responses.approve": lambda there: {"ref": "C-0002", "response_id": there.drafted.id},
    "responses.release": lambda there: {"ref": "C-0003", "response_id": there.approved.id},
}


def routes(app: Flask) -> list[tuple[str, str]]:
    """Every (endpoint, method) there is."""
    return sorted(
        {
            (rule.endpoint, method)
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
            if rule.endpoint != "static"
        }
    )


def address(app: Flask, there: Everything, endpoint: str, usual: Mapping[str, Any] | None = None) -> str:
    """Where it is asked for: with the `usual` values (worked out where they are not given), but for its own."""
    values = {**(usual or values_of(there)), **OWN_VALUES.get(endpoint, lambda _: {})(there)}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint]
    wanted = max((rule.arguments for rule in rules), key=len)
    with app.test_request_context():
        return str(app.url_for(endpoint, **{name: values[name] for name in wanted}))


def gently(route: tuple[str, str]) -> tuple[bool, ...]:
    """Looking comes before doing, and what ends something after what needs it."""
    endpoint, method = route
    return (
        endpoint == "accounts.sign_out",
        method == "POST",
        endpoint
        in {"people.end", "imports.discard", "enquiry.remove", "background.remove", "recommendations.withdraw"},
    )


def told(page: Page) -> str:
    return "in" if page.location == "/sign-in" else str(page.status)


def test_every_route_has_a_row(app: Flask) -> None:
    assert sorted(ROWS) == routes(app)


@pytest.mark.parametrize("who", COLUMNS)
def test_what_everybody_is_answered(app: Flask, at: Callable[..., Any], client: Client, who: str) -> None:
    there = at(Stage.OPEN, everything)
    if who != "signed_out":
        client.sign_in(getattr(there.play.cast, who))
    token = {"csrf_token": client.token()}
    usual = values_of(there)
    addresses = {route: address(app, there, route[0], usual) for route in sorted(ROWS, key=gently)}
    found = {}
    for (endpoint, method), url in addresses.items():
        page = client.get(url) if method == "GET" else client.post(url, token, token=False)
        found[endpoint, method] = told(page)
    assert found == {route: cells[COLUMNS.index(who)] for route, cells in ROWS.items()}
