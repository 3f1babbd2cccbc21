"""Why something cannot be done, in words a person can act on."""


class Refused(Exception):
    """Raised by a rule or an action; nothing has changed. `reason` is one or two plain sentences for the person who asked.

    `field` names the form field the reason belongs to, "" where it concerns the whole.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotFound(Exception):
    """What was asked for does not exist, or the person asking may not know that it does."""
