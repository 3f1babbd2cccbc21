"""Every table, for those who need to know them all: migrations and the application's start."""

from consult.store import (
    audit,
    base,
    comments,
    consultations,
    drafts,
    interests,
    packs,
    people,
    questions,
    unsent,
    visits,
    work,
)

__all__ = [
    "audit",
    "base",
    "comments",
    "consultations",
    "drafts",
    "interests",
    "packs",
    "people",
    "questions",
    "unsent",
    "visits",
    "work",
]
