"""What kind of comment a member makes, where they stand, and what an authority can say became of it (R9)."""

from enum import StrEnum


class Kind(StrEnum):
    """What a comment is about: what the draft says, or only how it is put."""

    COMMENT = "comment"
    DRAFTING_POINT = "drafting point"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return self.value.capitalize()


class Stance(StrEnum):
    """Where a member stands on the words commented on."""

    SUPPORT = "support"
    SUPPORT_WITH_CONDITIONS = "support with conditions"
    OBJECT = "object"
    OBSERVATION = "observation"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return self.value.capitalize()


class Disposition(StrEnum):
    """The outcome of a comment."""

    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted in part"
    ALREADY_COVERED = "already covered"
    NOT_ACCEPTED = "not accepted"
    NOTED = "noted"
    DEFERRED = "deferred to the annual refresh"
    OUTSIDE = "outside the strategy"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return self.value.capitalize()

    @property
    def needs_reason(self) -> bool:
        """Half a yes and a no say why (R9)."""
        return self in {Disposition.ACCEPTED_IN_PART, Disposition.NOT_ACCEPTED}

    @property
    def needs_wording(self) -> bool:
        """A yes names the changed wording or paragraph (R9)."""
        return self is Disposition.ACCEPTED

    @property
    def reason_prompt(self) -> str:
        """What is asked for where a reason is missing."""
        return f"Give the reason why the comment is {self.value}"
