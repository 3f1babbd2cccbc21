"""Who had a say and who took it, as the digest prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RespondentRow:
    """A member of the panel, or somebody else who spoke: how much, and what interest they declared (R19)."""

    by: str
    body: str
    comments: int
    questions: int
    requests: int
    interest: str = ""  # in words; "" for a member who neither spoke nor declared
    interest_text: str = ""  # what it is; "" where there is none

    @property
    def spoke(self) -> bool:
        """False of a member who neither commented nor asked."""
        return bool(self.comments or self.questions or self.requests)
