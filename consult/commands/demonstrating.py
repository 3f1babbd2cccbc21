"""`consult demo`: an installation to try things in."""

from dataclasses import replace
from time import monotonic

import click

from consult.commands.admitting import addresses
from consult.commands.databases import reaching
from consult.commands.failing import Failure
from consult.commands.migrating import bring_up_to_date
from consult.commands.running import ensure_can_listen, served_at
from consult.commands.surroundings import Surroundings, here
from consult.config import Settings, secret_for_serving
from consult.demo import set_up as demonstration
from consult.pack.press import RenderFailed
from consult.serving import Shape
from consult.serving import serve as run_server


@click.command(short_help="Set the demonstration up and serve it.")
@click.option("--no-serve", is_flag=True, help="End after the links are printed.")
@click.option("--port", default=Shape.port, show_default=True, type=click.IntRange(1, 65535))
@here
def demo(outside: Surroundings, no_serve: bool, port: int) -> None:
    """Play the demonstration where it is not there yet, and serve it until Ctrl-C."""
    settings = replace(served_at(outside, Shape.host, port).settings, demonstration=True)
    if not no_serve:
        secret_for_serving(settings)
        ensure_can_listen(Shape.host, port)
    _set_up(outside, settings)
    _print_links(outside, settings)
    if not no_serve:
        click.echo(f"\nServing {settings.public_url} until Ctrl-C")
        run_server(settings, Shape(port=port, debug=outside.debug))


def _set_up(outside: Surroundings, settings: Settings) -> None:
    began = monotonic()
    bring_up_to_date(settings)
    with reaching(settings):
        played = demonstration.set_up(settings, now=outside.clock())
        for slug in played:
            click.echo(f"Played {slug}")
        try:
            digest = demonstration.export_digest(settings)
        except RenderFailed as error:
            raise Failure(str(error)) from error
    if played:
        click.echo(f"That took {monotonic() - began:.0f} seconds; the next start is quicker.\n")
    click.echo(f"Comments digest: {digest}")


def _print_links(outside: Surroundings, settings: Settings) -> None:
    found = demonstration.links(settings, now=outside.clock())
    click.echo("\nLinks to sign in with. Each works once, until this time tomorrow.")
    for (role, name, _), address in zip(found, addresses(settings, [token for *_, token in found]), strict=True):
        click.echo(f"\n  {role.wording}: {name}\n  {address}")
