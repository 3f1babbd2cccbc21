"""What a list can be narrowed by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criteria:
    """Each is None where it does not matter. `answered` means: with a released answer."""

    authority_id: int | None = None
    stance: str | None = None
    answered: bool | None = None
