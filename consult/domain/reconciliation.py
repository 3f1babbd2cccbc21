"""Every item received is accounted for in the pack (R10)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How many items came in, and where each of them is.

    Comments answered together are each printed with their number, author and place, so nothing is `grouped`: the term stays
    for the line the rule asks for. `waiting` are questions the clerk has still to accept; they are said only where there are
    any, since a digest that is issued has none.
    """

    received: int
    printed: int
    grouped: int = 0
    withdrawn: int = 0
    rejected: int = 0
    exempt: int = 0
    waiting: int = 0

    @property
    def accounted_for(self) -> int:
        """The items that can be pointed to."""
        return self.printed + self.grouped + self.withdrawn + self.rejected + self.exempt + self.waiting

    @property
    def balances(self) -> bool:
        """True when nothing was lost; a pack whose line does not balance is not made."""
        return self.received == self.accounted_for

    def in_words(self) -> str:
        """The line the pack prints."""
        parts = (
            f"{self.printed} printed",
            f"{self.grouped} grouped",
            f"{self.withdrawn} withdrawn",
            f"{self.rejected} rejected",
            f"{self.exempt} exempt",
            *((f"{self.waiting} waiting for the clerk",) if self.waiting else ()),
        )
        return f"{self.received} received = {' + '.join(parts)}"
