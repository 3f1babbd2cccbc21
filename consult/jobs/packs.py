"""Making a paper that was asked for: claimed, gathered, rendered, kept. The row tells how far it has come."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consult.actions import issuing
from consult.actions import packs as actions
from consult.config import Settings
from consult.domain.digest import Digest
from consult.domain.issuing import publication
from consult.domain.pack_options import Options
from consult.domain.publication import Publication
from consult.domain.refusals import Refused
from consult.jobs import issuing as whole_packs
from consult.jobs import layouts
from consult.jobs.at_work import AtWork, Stopped
from consult.mail import packs as mail
from consult.pack import enclosures, formats
from consult.pack.attachments import Attachment
from consult.pack.press import RenderFailed, page_count
from consult.pack.signing import SigningFailed
from consult.queries import consultations, issued
from consult.store.base import UNAVAILABLE, begin_reading, begin_writing
from consult.store.consultations import Consultation
from consult.store.packs import Pack

GIVEN_UP_AFTER = timedelta(minutes=2)
"""A job that has not been heard of for so long has died, and is taken up again."""

MOST_ATTEMPTS = 3
"""A pack that has ended its maker so often is not tried again by itself."""

_log = structlog.get_logger()


def waiting(session: Session, *, now: datetime) -> Sequence[int]:
    """The ids of packs nobody is at."""
    silent = or_(Pack.heartbeat_at.is_(None), Pack.heartbeat_at < now - GIVEN_UP_AFTER)
    found = session.scalars(select(Pack.id).where(Pack.state.in_(("queued", "making")), silent).order_by(Pack.id)).all()
    session.rollback()
    return found


def make(session: Session, pack_id: int, *, clock: Callable[[], datetime], settings: Settings) -> None:
    """Makes one pack; does nothing where another is at it. A failure is written into the row, for the clerk to read."""
    begin_writing(session)
    pack = actions.claim(session, pack_id, silent_since=clock() - GIVEN_UP_AFTER, now=clock())
    if pack is None:
        session.rollback()
        return
    kept = layouts.folder(settings, pack.consultation_id, now=clock())
    at_work = AtWork(session, pack_id, pack.attempts, clock, settings, kept, clock())
    session.commit()
    if at_work.attempt > MOST_ATTEMPTS:
        _finish(at_work, failure=f"Making it was broken off {MOST_ATTEMPTS} times. Tell those who run this service.")
        return
    try:
        _make(at_work)
    except Stopped:
        session.rollback()
        layouts.throw_away(kept)  # it may hold words that were taken out meanwhile
    except (
        UNAVAILABLE
    ) as error:  # it stays in the row that somebody is at it, and is taken up again when that is too old
        session.rollback()
        _log.warning("pack_left_for_later", pack=pack_id, error=type(error).__name__)
    except (Refused, RenderFailed, SigningFailed) as error:
        _finish(at_work, failure=str(error))
    except Exception:
        _log.exception("pack_failed", pack=pack_id)
        _finish(at_work, failure="The digest could not be made. The fault has been logged; try again.")


def _make(at_work: AtWork) -> None:
    """Finishes the pack. Raises Stopped, Refused or RenderFailed."""
    session = at_work.session
    at_work.say("Gathering comments, questions and answers")
    begin_reading(session)
    pack = session.get_one(Pack, at_work.pack_id)
    if pack.issue_id is not None:
        whole_packs.make(at_work, pack.issue_id)
        return
    kind = pack.format
    held, enclosed = _contents(at_work, pack)
    at_work.expect(held, pack.consultation_id)
    exempt = isinstance(held, Digest) and held.exempt
    session.rollback()  # nothing is held while the pages are set
    data = formats.render_as(
        held, kind, attachments=enclosed, progress=at_work.hear, kept=None if exempt else at_work.kept
    )
    _finish(at_work, data=data, pages=page_count(data) if kind == "pdf" else None)


def _contents(at_work: AtWork, pack: Pack) -> tuple[formats.Contents, tuple[Attachment, ...]]:
    """What goes into the file, and what travels inside it."""
    session, now, zone = at_work.session, at_work.clock(), at_work.settings.timezone
    consultation = consultations.by_id(session, pack.consultation_id)
    if pack.paper != "digest":
        return formats.of_paper(session, consultation, pack, made_at=now, timezone=zone), ()
    options, out = Options.from_json(pack.options), drafted(session, consultation, at_work.settings)
    if pack.format != "pdf":
        held = formats.contents(
            session, consultation, pack.format, made_at=now, timezone=zone, options=options, publication=out
        )
        return held, ()
    digest, told = enclosures.gathered(
        session, consultation, options=options, publication=out, made_at=now, timezone=zone
    )
    return digest, enclosures.enclosed(digest, told)


def drafted(session: Session, consultation: Consultation, settings: Settings) -> Publication:
    """How a draft goes out: without a number or a day, and with the end of the audit chain it was gathered from."""
    chain = issued.chain_end(session, consultation.id)
    return publication(consultation.meeting_on, None, clear_days=settings.clear_days, chain=chain)


def _finish(at_work: AtWork, *, data: bytes | None = None, pages: int | None = None, failure: str = "") -> None:
    """The end of it, whatever the state the session was left in; whoever asked is told."""
    session, now = at_work.session, at_work.clock()
    session.rollback()
    begin_writing(session)
    pack = actions.finish(
        session, at_work.pack_id, attempt=at_work.attempt, data=data, pages=pages, failure=failure, now=now
    )
    if pack is None:
        layouts.throw_away(at_work.kept)
    else:
        if pack.issue_id is not None:
            issuing.give_up(session, pack.issue_id, failure=failure)
        consultation = consultations.by_id(session, pack.consultation_id)
        mail.tell_asker(session, consultation, pack, address=at_work.address(consultation.slug), now=now)
    session.commit()
