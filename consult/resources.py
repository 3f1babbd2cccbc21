"""Where the files that are not Python live: inside an installed wheel, or at the root of a checkout."""

from pathlib import Path

_BUNDLED = Path(__file__).parent / "_bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else Path(__file__).parent.parent

TEMPLATES = _ROOT / "templates"
STATIC = _ROOT / "static"
MIGRATIONS = _ROOT / "migrations"
