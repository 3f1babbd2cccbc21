"""The laid-out parts of papers, kept for the next time; and thrown away where words in them are no longer for the public."""

import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.config import Settings
from consult.pack.press import forget
from consult.store.audit import AuditEntry

_TAKES_WORDS_OUT = ("redact", "exempt", "reject", "erase personal data")


def folder(settings: Settings, consultation_id: int, *, now: datetime) -> Path:
    """Where the parts of one consultation's papers are kept. Beside it stands since when."""
    kept = settings.instance / "layouts" / str(consultation_id)
    since = kept.with_suffix(".since")
    if not since.exists():
        since.parent.mkdir(parents=True, exist_ok=True)
        since.write_text(now.isoformat(), encoding="ascii")
    return kept


def forget_redacted(session: Session, settings: Settings) -> None:
    """Throws away what was kept before the clerk last took something from the public; the next paper is laid out anew."""
    for since in (settings.instance / "layouts").glob("*.since"):
        begun = datetime.fromisoformat(since.read_text("ascii"))
        taken_out = select(AuditEntry.sequence).where(
            AuditEntry.chain == int(since.stem), AuditEntry.act.in_(_TAKES_WORDS_OUT), AuditEntry.at >= begun
        )
        if session.scalar(taken_out.limit(1)) is not None:
            throw_away(since.with_suffix(""))
    session.rollback()


def throw_away(kept: Path) -> None:
    """The folder, and since when it was kept."""
    forget(kept)
    shutil.rmtree(kept, ignore_errors=True)
    kept.with_suffix(".since").unlink(missing_ok=True)
