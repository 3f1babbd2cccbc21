"""Every table, for those who need to know them all: migrations and the application's start."""

from consult.store import (
    audit,
    base,
    comments,
    commitments,
    consultations,
    drafts,
    incoming,
    interests,
    packs,
    people,
    questions,
    redrafts,
    sealing,
    unsent,
    visits,
    work,
)

__all__ = [
    "audit",
    "base",
    "comments",
    "commitments",
    "consultations",
    "drafts",
    "incoming",
    "interests",
    "packs",
    "people",
    "questions",
    "redrafts",
    "sealing",
    "unsent",
    "visits",
    "work",
]
