"""About how many pages a pack will have, and what each choice does to that (no pages are set for it)."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain import pack_length
from consult.domain.pack_options import Options
from consult.pack.gather import editions
from consult.store.consultations import Consultation

_LEAST, _MOST = 0.6, 1.7
"""How far the last paper may correct what the weights say: beyond that, the record has changed too much since."""


def lengths(
    session: Session,
    consultation: Consultation,
    choices: Mapping[str, Options],
    *,
    last: tuple[Options, int] | None,
    made_at: datetime,
    timezone: ZoneInfo,
) -> dict[str, int]:
    """About how many pages each choice makes, by the name it is given. `last`: the last PDF's choice and its pages.

    Raises Refused as `gather` does.
    """
    asked = list(choices.values()) + ([last[0]] if last else [])
    weighed = [
        pack_length.pages(digest)
        for digest in editions(session, consultation, asked, made_at=made_at, timezone=timezone)
    ]
    scale = min(_MOST, max(_LEAST, last[1] / weighed[-1])) if last else 1.0
    return {name: max(1, round(pages * scale)) for name, pages in zip(choices, weighed, strict=False)}
