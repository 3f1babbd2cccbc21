"""Draft versions, their sections and their paragraphs."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, undefer

from consult.domain.refusals import NotFound
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, FigureRow, Paragraph, Section


def version(session: Session, consultation: Consultation, number: int) -> DraftVersion:
    """A published version by its number; raises NotFound."""
    found = session.scalar(
        select(DraftVersion).where(DraftVersion.consultation_id == consultation.id, DraftVersion.number == number)
    )
    if found is None:
        raise NotFound
    return found


def versions(session: Session, consultation: Consultation) -> Sequence[DraftVersion]:
    """The published versions, the latest first."""
    return session.scalars(
        select(DraftVersion)
        .where(DraftVersion.consultation_id == consultation.id, DraftVersion.number.is_not(None))
        .order_by(DraftVersion.number.desc())
    ).all()


def next_number(session: Session, consultation: Consultation) -> int:
    """The number the next version to be published has: those of withdrawn ones are not used again."""
    of = DraftVersion.consultation_id == consultation.id
    return (session.scalar(select(func.max(DraftVersion.number)).where(of)) or 0) + 1


def in_check(session: Session, consultation: Consultation) -> Sequence[DraftVersion]:
    """Imported drafts waiting to be checked, the latest first."""
    return session.scalars(
        select(DraftVersion)
        .where(
            DraftVersion.consultation_id == consultation.id,
            DraftVersion.published_at.is_(None),
            DraftVersion.discarded_at.is_(None),
        )
        .order_by(DraftVersion.imported_at.desc(), DraftVersion.id.desc())
    ).all()


def to_check(session: Session, consultation: Consultation, draft_id: int, *, lock: bool = False) -> DraftVersion:
    """One imported draft with its document; raises NotFound. `lock` keeps others from correcting it at the same time."""
    query = (
        select(DraftVersion)
        .where(DraftVersion.consultation_id == consultation.id, DraftVersion.id == draft_id)
        .options(undefer(DraftVersion.document))
    )
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound
    return found


def sections(session: Session, of: DraftVersion) -> Sequence[Section]:
    """The sections of a published version, in order, with the authority each names."""
    return session.scalars(
        select(Section)
        .where(Section.version_id == of.id)
        .options(joinedload(Section.authority))
        .order_by(Section.position)
    ).all()


def section(session: Session, section_id: int, of: DraftVersion) -> Section:
    """One section of a version; raises NotFound."""
    found = session.scalar(select(Section).where(Section.id == section_id, Section.version_id == of.id))
    if found is None:
        raise NotFound
    return found


def section_with_number(session: Session, consultation: Consultation, section_id: int) -> tuple[Section, int]:
    """A section of any published version, and that version's number; raises NotFound."""
    found = session.execute(
        select(Section, DraftVersion.number)
        .join(DraftVersion, DraftVersion.id == Section.version_id)
        .where(Section.id == section_id, DraftVersion.consultation_id == consultation.id)
    ).first()
    if found is None or found[1] is None:
        raise NotFound
    return found[0], found[1]


def paragraphs(session: Session, section_ids: Collection[int]) -> Sequence[Paragraph]:
    """The paragraphs of some sections, in the order of the draft."""
    return session.scalars(
        select(Paragraph).where(Paragraph.section_id.in_(section_ids)).order_by(Paragraph.position)
    ).all()


def paragraph(session: Session, paragraph_id: int, of: DraftVersion) -> Paragraph:
    """One paragraph of a version, with its section; raises NotFound."""
    found = session.scalar(
        select(Paragraph)
        .where(Paragraph.id == paragraph_id, Paragraph.version_id == of.id)
        .options(joinedload(Paragraph.section))
    )
    if found is None:
        raise NotFound
    return found


def paragraph_with_number(session: Session, consultation: Consultation, paragraph_id: int) -> tuple[Paragraph, int]:
    """A paragraph of any published version, with its section, and that version's number; raises NotFound."""
    found = session.execute(
        select(Paragraph, DraftVersion.number)
        .join(DraftVersion, DraftVersion.id == Paragraph.version_id)
        .where(Paragraph.id == paragraph_id, DraftVersion.consultation_id == consultation.id)
        .options(joinedload(Paragraph.section))
    ).first()
    if found is None or found[1] is None:
        raise NotFound
    return found[0], found[1]


def ordinal(session: Session, of: Paragraph) -> int:
    """Which of its section's unnumbered paragraphs this is, from 1; 0 for a numbered one."""
    if of.label:
        return 0
    return len(
        session.scalars(
            select(Paragraph.id).where(
                Paragraph.section_id == of.section_id, Paragraph.label == "", Paragraph.position <= of.position
            )
        ).all()
    )


def figure(session: Session, consultation: Consultation, draft_id: int, sha256: str, *, unpublished: bool) -> FigureRow:
    """A picture with its bytes, from a published version, or with `unpublished` from any; raises NotFound."""
    query = (
        select(FigureRow)
        .join(DraftVersion, DraftVersion.id == FigureRow.version_id)
        .where(
            DraftVersion.consultation_id == consultation.id,
            FigureRow.version_id == draft_id,
            FigureRow.sha256 == sha256,
        )
        .options(undefer(FigureRow.data))
    )
    found = session.scalar(query if unpublished else query.where(DraftVersion.published_at.is_not(None)))
    if found is None:
        raise NotFound
    return found


def figures(session: Session, draft_id: int) -> Sequence[FigureRow]:
    """All pictures of a version with their bytes, by name."""
    return session.scalars(
        select(FigureRow)
        .where(FigureRow.version_id == draft_id)
        .options(undefer(FigureRow.data))
        .order_by(FigureRow.sha256)
    ).all()
