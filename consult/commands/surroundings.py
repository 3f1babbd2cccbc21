"""What a command is run in: the environment and the clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import click

from consult.clock import Clock
from consult.config import Settings, from_environment


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The outside of a command; a test brings its own."""

    environ: Mapping[str, str]
    clock: Clock
    debug: bool = False

    @property
    def settings(self) -> Settings:
        """Raises Misconfigured."""
        return from_environment(self.environ)

    def with_defaults(self, **defaults: str) -> "Surroundings":
        """The same, with variables added that are not set."""
        return replace(self, environ={**defaults, **{name: value for name, value in self.environ.items() if value}})


here = click.make_pass_decorator(Surroundings)
"""Gives a command its surroundings as the first argument."""
