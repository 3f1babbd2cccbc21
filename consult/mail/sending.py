"""Letters leave: over SMTP, into files, or onto the console, as CONSULT_MAIL_URL says."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Flask
from flask_mailman import EmailMessage, Mail
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.letters import MOST_ATTEMPTS
from consult.config import Settings
from consult.store.base import begin_writing
from consult.store.packs import Letter

AT_ONCE = 50


def init_app(app: Flask) -> None:
    """Sets Flask-Mailman up from the mail URL: smtp://user:password@host:587, smtps://…, file:FOLDER or console:."""
    settings: Settings = app.config["SETTINGS"]
    parts = urlsplit(settings.mail_url)
    host = urlsplit(settings.public_url).hostname
    app.config.setdefault("MAIL_DEFAULT_SENDER", parse_qs(parts.query).get("from", [f"consult <consult@{host}>"])[0])
    if parts.scheme.startswith("smtp"):
        app.config.update(
            MAIL_BACKEND="smtp",
            MAIL_SERVER=parts.hostname,
            MAIL_PORT=parts.port or (465 if parts.scheme == "smtps" else 25),
            MAIL_USERNAME=unquote(parts.username) if parts.username else None,
            MAIL_PASSWORD=unquote(parts.password) if parts.password else None,
            MAIL_USE_SSL=parts.scheme == "smtps",
            MAIL_USE_TLS=parts.scheme == "smtp" and parts.port == 587,
            MAIL_TIMEOUT=20,
        )
    else:
        folder = unquote(parts.path) or str(settings.instance / "mail")
        app.config.update(MAIL_BACKEND=parts.scheme, MAIL_FILE_PATH=folder)
    Mail(app)


def send_waiting(session: Session, *, now: datetime) -> int:
    """Sends what is due, oldest first; what fails stays, with the reason, and is tried again later and later.

    Returns how many were sent. A letter is claimed before it is sent, so that no lock is held while a mail server thinks.
    """
    sent = 0
    for _ in range(AT_ONCE):
        claimed = _claim(session, now)
        if claimed is None:
            break
        letter_id, message = claimed
        try:
            message.send()
        except (OSError, ValueError) as error:  # the server's, or a header or address that cannot be sent
            failure = f"{type(error).__name__}: {error}"[:500]
        else:
            failure = ""
            sent += 1
        _note(session, letter_id, failure, now)
    return sent


def _note(session: Session, letter_id: int, failure: str, now: datetime) -> None:
    begin_writing(session)  # waits its turn: a note that fails would have the letter sent again
    letter = session.get_one(Letter, letter_id)
    letter.failure = failure
    if not failure:
        letter.sent_at = now
        letter.text = ""  # a sign-in link does not stay readable in the database
    session.commit()


def _claim(session: Session, now: datetime) -> tuple[int, EmailMessage] | None:
    """The oldest letter due, put off for the others: by a minute at first, twice as long after each failure."""
    begin_writing(session)
    letter = session.scalars(
        select(Letter)
        .where(Letter.sent_at.is_(None), Letter.due_at <= now, Letter.attempts < MOST_ATTEMPTS)
        .order_by(Letter.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if letter is None:
        session.rollback()
        return None
    letter.due_at = now + timedelta(minutes=min(2**letter.attempts, 240))
    letter.attempts += 1
    claimed = letter.id, EmailMessage(subject=letter.subject, body=letter.text, to=[letter.to])
    session.commit()
    return claimed
