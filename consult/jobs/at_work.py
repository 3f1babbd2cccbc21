"""One attempt at a paper, writing how far it has come into the paper's row, in transactions of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from consult.actions import packs as actions
from consult.config import Settings
from consult.domain import pack_length as length
from consult.domain.digest import Digest
from consult.jobs.progress import Pace
from consult.pack.formats import Contents
from consult.queries import packs
from consult.store.base import UNAVAILABLE, begin_writing

HEARD_EVERY = timedelta(seconds=1)


class Stopped(Exception):
    """The paper is no longer this attempt's to make: it was cancelled, is begun anew, or another took it up."""


@dataclass(slots=True)
class AtWork:
    """`part` is said before each step where several files are made one after the other: "Part 1"."""

    session: Session
    pack_id: int
    attempt: int
    clock: Callable[[], datetime]
    settings: Settings
    kept: Path  # where laid-out parts may be kept
    begun_at: datetime
    pace: Pace = field(default_factory=Pace)
    part: str = ""
    heard_at: datetime | None = None

    def expect(self, held: Contents, consultation_id: int) -> None:
        """Works out, while the session still reads, how long it may take."""
        known = length.pages(held) if isinstance(held, Digest) else 0
        self.pace = Pace(known, packs.seconds_per_page(self.session, consultation_id))

    def address(self, slug: str) -> Callable[[str], str]:
        """The full address of a page of the consultation, by its path within it."""
        return lambda path: f"{self.settings.public_url}/{slug}/{path}"

    def hear(self, step: str) -> None:
        """A step of the press: passed on once a second, since each news is a write to the disk. Raises Stopped.

        What cannot be written for the moment was only news; who is not heard of for too long is given up elsewhere.
        """
        now = self.clock()
        if self.heard_at is None or now - self.heard_at >= HEARD_EVERY:
            try:
                self.say(self.pace.in_words(step, now - self.begun_at))
            except UNAVAILABLE:
                self.session.rollback()

    def say(self, words: str) -> None:
        """How far it has come. Raises Stopped where nobody wants to know any more, which also stops the press."""
        self.heard_at = self.clock()
        begin_writing(self.session)
        said = f"{self.part}: {words[0].lower()}{words[1:]}" if self.part else words
        wanted = actions.report(self.session, self.pack_id, said, attempt=self.attempt, now=self.heard_at)
        self.session.commit()
        if not wanted:
            raise Stopped
