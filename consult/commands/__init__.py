"""The `consult` command: what an operator does. docs/operating.md is its manual."""

import os
from dataclasses import replace

import click

from consult.clock import system_clock
from consult.commands.failing import OneLine
from consult.commands.surroundings import Surroundings


@click.group(
    "consult",
    cls=OneLine,
    loading={
        "demo": "consult.commands.demonstrating:demo",
        "serve": "consult.commands.running:serve",
        "worker": "consult.commands.running:worker",
        "migrate": "consult.commands.migrating:migrate",
        "backup": "consult.commands.backing_up:backup",
        "restore": "consult.commands.restoring:restore",
        "import": "consult.commands.importing:import_draft",
        "load": "consult.commands.loading:load",
        "export": "consult.commands.exporting:export",
        "issue": "consult.commands.issuing:issue",
        "verify": "consult.commands.verifying:verify",
        "audit": "consult.commands.auditing:audit",
        "retention": "consult.commands.retaining:retention",
        "person": "consult.commands.person:person",
        "redline": "consult.commands.comparing:redline",
        "consultations": "consult.commands.listing:consultations",
        "users": "consult.commands.listing:users",
        "clerk": "consult.commands.admitting:clerk",
        "sign-in-link": "consult.commands.admitting:sign_in_link",
        "second-factor": "consult.commands.second_factor:second_factor",
    },
)
@click.option("--debug", is_flag=True, help="Show where in the program a failure came from.")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """Runs the renewal of a public strategy: draft, comments, answers, and the digest for the meeting.

    Settings are read from the environment: CONSULT_INSTANCE, CONSULT_DATABASE_URL, CONSULT_PUBLIC_URL,
    CONSULT_SECRET_KEY, CONSULT_MAIL_URL, CONSULT_TIMEZONE and others: see docs/operating.md.
    """
    outside = context.obj or Surroundings(os.environ, system_clock)
    context.obj = replace(outside, debug=debug)
