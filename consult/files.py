"""Files that are there whole or not at all."""

import os
import secrets
from pathlib import Path


def write_whole(target: Path, data: bytes) -> None:
    """Writes beside `target` and renames, so that nobody ever meets half a file. Raises OSError, leaving nothing behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
