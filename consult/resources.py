"""Where the files that are not Python live: inside an installed wheel, or at the root of a checkout."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_BUNDLED = Path(__file__).parent / "_bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else Path(__file__).parent.parent

TEMPLATES = _ROOT / "templates"
STATIC = _ROOT / "static"
MIGRATIONS = _ROOT / "migrations"

STATIC_URL = "https://static.invalid/"
"""Stands for the folder of static files where a paper is printed. The name cannot exist (RFC 6761), so nothing can ever
be fetched from it."""


def program_version() -> str:
    """The version of this program, installed or run from a checkout."""
    try:
        return version("consult")
    except PackageNotFoundError:
        found: str = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
        return found
