"""`consult serve` and `consult worker`: the two that go on until they are stopped."""

import click

from consult import logs
from consult.app import create_app
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.surroundings import Surroundings, here
from consult.config import secret_for_serving
from consult.jobs import queue
from consult.serving import PortTaken, Shape, ensure_free
from consult.serving import serve as run_server


@click.command()
@click.option("--host", default=Shape.host, show_default=True, help="The address to listen on.")
@click.option("--port", default=Shape.port, show_default=True, type=click.IntRange(1, 65535))
@click.option("--processes", default=Shape.processes, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--threads", default=Shape.threads, show_default=True, type=click.IntRange(1, 64), help="Of each process."
)
@click.option("--no-worker", is_flag=True, help="Leave letters and digests to `consult worker`.")
@here
def serve(outside: Surroundings, host: str, port: int, processes: int, threads: int, no_worker: bool) -> None:
    """Serve the application until Ctrl-C."""
    settings = served_at(outside, host, port).settings
    secret_for_serving(settings)
    ensure_can_listen(host, port)
    with database(settings):
        pass  # so that one that is not migrated is refused before anything starts
    click.echo(f"Serving {settings.public_url} from {host}:{port}. Stop with Ctrl-C.", err=True)
    run_server(settings, Shape(host, port, processes, threads, jobs=not no_worker, debug=outside.debug))


@click.command(short_help="Send letters and make digests until Ctrl-C.")
@here
def worker(outside: Surroundings) -> None:
    """Send letters and make digests until Ctrl-C, beside `consult serve --no-worker`."""
    settings = outside.settings
    with database(settings):
        pass
    logs.set_up(debug=outside.debug, written_as=settings.log_format)
    click.echo("Working. Stop with Ctrl-C.", err=True)
    queue.consume(create_app(settings, serving=False))


def served_at(outside: Surroundings, host: str, port: int) -> Surroundings:
    """Where no public address is set, it is the one that is listened on."""
    named = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  (compared, not bound)
    return outside.with_defaults(CONSULT_PUBLIC_URL=f"http://{named}:{port}")


def ensure_can_listen(host: str, port: int) -> None:
    """Raises Failure where the port is taken."""
    try:
        ensure_free(host, port)
    except PortTaken as error:
        raise Failure(str(error)) from error
