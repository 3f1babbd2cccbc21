"""What the fast way does not know how to do: the page is then printed the plain way."""


class Unknown(Exception):
    """Something on the page, or about this machine, that only the plain way may print; says what, for the log."""


class Solid(Exception):
    """Containers that have a look or a breaking of their own, and so have to be laid out as one block; `kinds` names them."""

    def __init__(self, kinds: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(kinds)))
        self.kinds = kinds
