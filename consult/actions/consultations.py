"""Starting a consultation, describing it, and setting its window."""

import re
import unicodedata
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene, stage
from consult.actions.recording import record
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.domain.permissions import Act, Scene
from consult.domain.refusals import Refused
from consult.queries import responses
from consult.store.consultations import Consultation


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the paper's cover says, and who leads (DOMAIN section 4, item 1)."""

    title: str
    host: str = ""
    panel: str = ""
    lead_authority_id: int | None = None
    meeting_on: date | None = None
    item_number: str = ""
    summary: str = ""
    recommendation: str = ""
    contact_title: str = ""
    contact_email: str = ""
    contact_telephone: str = ""

    @classmethod
    def of(cls, consultation: Consultation) -> "Particulars":
        """Those a consultation has."""
        return cls(**{field.name: getattr(consultation, field.name) for field in fields(cls)})


def slug_of(title: str) -> str:
    """The address made from a title: "County Lines 2021-2025" gives "county-lines-2021-2025"; at most 80 characters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > 80:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug[:80] or "consultation"


def start(
    session: Session,
    *,
    slug: str,
    particulars: Particulars,
    by: Actor | None,
    now: datetime,
) -> Consultation:
    """A new consultation, with no draft and no window. `by` None is the operator, at the command line.

    Raises Refused for a slug that is taken or malformed, and for somebody who may not convene.
    """
    ensure(by, Act.CONVENE, Scene(Stage.PREPARING))
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug) or len(slug) > 80:
        raise Refused(
            "An address is made of lower-case letters, digits and single hyphens, 80 characters at most.", field="slug"
        )
    if session.scalar(select(Consultation.id).where(Consultation.slug == slug)):
        raise Refused(f"There is a consultation at “{slug}” already. Choose another address.", field="slug")
    consultation = Consultation(slug=slug, created_at=now, **asdict(particulars))
    session.add(consultation)
    session.flush()
    record(session, "start", "consultation", consultation=consultation, by=by, now=now, **asdict(particulars))
    return consultation


def describe(
    session: Session, *, consultation: Consultation, particulars: Particulars, by: Actor, now: datetime
) -> None:
    """Changes what the cover says."""
    ensure(by, Act.RUN, scene(consultation, now))
    after = asdict(particulars)
    before = {name: getattr(consultation, name) for name in after}
    for name, value in after.items():
        setattr(consultation, name, value)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        record(session, "describe", "consultation", consultation=consultation, by=by, now=now, changed=changed)


def set_window(
    session: Session,
    *,
    consultation: Consultation,
    opens_at: datetime,
    closes_at: datetime,
    by: Actor | None,
    now: datetime,
) -> None:
    """Sets when comments are taken: from `opens_at` until just before `closes_at` (R11).

    Raises Refused where it closes before it opens, and after adoption.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if stage(consultation, now) is Stage.ADOPTED:
        raise Refused("The strategy has been adopted; its window cannot be opened again.")
    if closes_at <= opens_at:
        raise Refused("The window must close after it opens.", field="closes")
    before = [consultation.opens_at, consultation.closes_at]
    consultation.opens_at, consultation.closes_at = opens_at, closes_at
    record(
        session,
        "set window",
        "window",
        consultation=consultation,
        by=by,
        now=now,
        before=before,
        after=[opens_at, closes_at],
    )


def adopt(session: Session, *, consultation: Consultation, by: Actor | None, now: datetime) -> None:
    """Records that the strategy was adopted. Refused while the window is open or anything lacks a released answer (R8)."""
    ensure(by, Act.RUN, scene(consultation, now))
    here = stage(consultation, now)
    if here is not Stage.RESPONDING:
        raise Refused(
            "The strategy has been adopted already."
            if here is Stage.ADOPTED
            else "Nothing can be adopted before the commenting window has closed."
        )
    waiting = responses.unreleased_count(session, consultation)
    if waiting:
        what = "1 item has" if waiting == 1 else f"{waiting} items have"
        raise Refused(f"Nothing can be adopted yet: {what} no released answer. Every one must be considered first.")
    consultation.adopted_at = now
    record(session, "adopt", "consultation", consultation=consultation, by=by, now=now)
