"""What travels inside a PDF: its items as a table, and its manifest, by which anybody can tell what has changed since."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.digest import Digest
from consult.domain.manifest import NAME, Manifest, changed, items, manifest
from consult.domain.pack_options import Options
from consult.domain.publication import Publication
from consult.pack.attachments import Attachment
from consult.pack.gather import gather
from consult.pack.items import items_csv
from consult.store.consultations import Consultation


def gathered(
    session: Session,
    consultation: Consultation,
    *,
    options: Options,
    publication: Publication,
    made_at: datetime,
    timezone: ZoneInfo,
    before: dict[str, str] | None = None,
) -> tuple[Digest, Manifest]:
    """An edition of the digest, and its manifest, which tells of the whole record whatever the edition is narrowed to.

    `before`: the items of an earlier manifest, where only what came or changed since is to be printed.
    """
    whole = gather(
        session, consultation, made_at=made_at, timezone=timezone, options=Options(part=options.part),
        publication=publication,
    )  # fmt: skip
    everything = manifest(whole, consultation=consultation.slug, options=options, publication=publication)
    only = None if before is None else changed(before, everything)
    digest = gather(
        session, consultation, made_at=made_at, timezone=timezone, options=options, publication=publication, only=only
    )
    printed = items(digest).keys()
    if printed == everything.items.keys():
        return digest, everything
    return digest, manifest(
        whole, consultation=consultation.slug, options=options, publication=publication, printed=printed
    )


def enclosed(digest: Digest, told: Manifest) -> tuple[Attachment, ...]:
    """The files that a PDF of the digest carries."""
    return (
        Attachment("items.csv", "text/csv", items_csv(digest), "Every item printed in this pack, as a table"),
        Attachment(
            NAME, "application/json", told.as_bytes(), "What this pack holds: each item with a hash of what it says"
        ),
    )
