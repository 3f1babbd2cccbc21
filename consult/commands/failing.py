"""How commands fail: one line that says what is wrong, and a traceback only where it is asked for."""

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from consult.commands.permitted import ensure_permitted
from consult.config import Misconfigured
from consult.domain.refusals import Refused


class Failure(Exception):
    """A command cannot do what it was asked to. The message is one line, for the operator."""


class OneLine(click.Group):
    """Subcommands that are loaded when they are called, and whose failures are one line each.

    `loading` maps a name to "module:attribute": listing people then does not wait for a web server to be loaded.
    """

    def __init__(self, *args: Any, loading: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loading = loading

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order of the manual."""
        return list(self.loading)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads the one that is called."""
        if cmd_name not in self.loading:
            return None
        module, _, attribute = self.loading[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The one that is called, where the table of permissions has a line for what it does."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None and command is not None:
            ensure_permitted(name)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; with --debug exceptions pass through, bugs and all."""
        if ctx.params.get("debug"):
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            raise click.ClickException(in_words(error)) from error

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Runs and exits: 0, or 1 with a line on stderr; 2 where the command was not called as it should be."""
        kwargs["standalone_mode"] = False
        kwargs["prog_name"] = "consult"
        try:
            code = super().main(*args, **kwargs)
        except click.UsageError as error:
            context = error.ctx.command_path if error.ctx else "consult"
            _say(f"{error.format_message().rstrip('.')}. Try: {context} --help")
            sys.exit(2)
        except click.ClickException as error:
            _say(error.format_message())
            sys.exit(1)
        except (click.Abort, KeyboardInterrupt):
            _say("stopped")
            sys.exit(130)
        except BrokenPipeError:
            sys.stderr.close()  # whoever was reading has gone, and that is no fault
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def in_words(error: Exception) -> str:
    """The line for an error that stopped a command."""
    if isinstance(error, Refused):
        return error.reason
    if isinstance(error, Failure | Misconfigured):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be used: {error.strerror}"
    return f"Something went wrong inside consult ({type(error).__name__}). Run it again as: consult --debug …"


def _say(line: str) -> None:
    click.echo(f"consult: {' '.join(line.split())}", err=True)
