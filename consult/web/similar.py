"""What others have said that is close to what somebody is writing."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.actions.comments import Place
from consult.domain.likeness import closest
from consult.domain.numbering import COMMENT, reference
from consult.queries import comments
from consult.web.guards import Here

SHOWN = 400
"""Characters of another's comment that are shown beside one's own."""


@dataclass(frozen=True, slots=True)
class Close:
    """Another's comment that says something close."""

    ref: str
    by: str
    text: str
    href: str

    def as_json(self) -> dict[str, str]:
        """For the script that shows it."""
        return {"ref": self.ref, "by": self.by, "text": self.text, "href": self.href}


def said_close(here: Here, place: Place, text: str | None) -> list[Close]:
    """Others' comments on the same section (or on the whole draft too) that are close to `text`, the closest first."""
    if not (text or "").strip():
        return []
    section_id = place.section.id if place.section else None
    near = comments.of_others_near(here.session, place.version.id, section_id, here.person.id)
    found = {one.number: one for one in near}
    return [_shown(here, found[number]) for number in closest(text or "", {n: one.text for n, one in found.items()})]


def _shown(here: Here, one: comments.Near) -> Close:
    ref = reference(COMMENT, one.number)
    text = one.text if len(one.text) <= SHOWN else one.text[:SHOWN].rsplit(None, 1)[0] + " …"
    return Close(ref, one.by, text, url_for("comments.show", slug=here.consultation.slug, ref=ref))


def seen_in(sent: Any) -> frozenset[str]:
    """The references the writer was shown before sending."""
    return frozenset(str(sent or "").split())
