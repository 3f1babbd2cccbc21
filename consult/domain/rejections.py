"""Why the clerk may reject what a member put in (R12): the reasons standing orders list, in one place."""

from enum import StrEnum


class Rejection(StrEnum):
    """A listed reason; no other is taken."""

    NOT_RESPONSIBLE = "not the body's responsibility"
    OFFENSIVE = "defamatory, frivolous or offensive"
    REPEATED = "same in the last six months"
    EXEMPT = "would need exempt information"
    ANOTHER_COMMITTEE = "another committee's function"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _WORDING[self]


_WORDING = {
    Rejection.NOT_RESPONSIBLE: "It is not about something the authorities are responsible for",
    Rejection.OFFENSIVE: "It is defamatory, frivolous or offensive",
    Rejection.REPEATED: "It is substantially the same as one put in the last six months",
    Rejection.EXEMPT: "Answering it would need exempt or confidential information",
    Rejection.ANOTHER_COMMITTEE: "It concerns the function of another committee",
}
