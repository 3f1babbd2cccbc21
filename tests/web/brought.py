"""A member's file that the clerk has brought in, waiting to be gone through."""

from consult.actions import incoming
from consult.domain.arriving import Entered, Way
from consult.domain.incoming import MARKED_COPY, Proposed, Read
from consult.domain.places import WHOLE_DRAFT
from consult.store.incoming import Incoming
from tests.factories import Play

IN_A_FILE = "wagtail-in-a-file"
"""Words that stand in the file, and nowhere else until it is taken."""


def brought(play: Play) -> Incoming:
    """One comment on the whole draft."""
    read = Read(MARKED_COPY, (Proposed(1, "Member for Norwich City Council", IN_A_FILE, WHOLE_DRAFT),))
    return incoming.bring(
        play.session, consultation=play.consultation, version=play.version,
        file=incoming.File("marked.docx", "0" * 64, read), author=play.actor(play.cast.member),
        entered=Entered(play.actor(play.cast.clerk), Way.MARKED_COPY, play.now), now=play.now,
    )  # fmt: skip
