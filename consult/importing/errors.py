"""Why a file cannot be read as a draft."""


class Unreadable(Exception):
    """Nothing was read. `reason` is one or two plain sentences: what is wrong with the file and what to do about it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
