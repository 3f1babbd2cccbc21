"""What a style sheet asks of page breaks, of several boxes about one place."""

from collections.abc import Sequence

from consult.pack.press.unknown import Unknown

_BREAKS = {"auto": 0, "avoid": 1, "avoid-page": 1, "column": 0, "avoid-column": 0, "page": 2}
_NAMES = ("auto", "avoid", "page")


def strongest(values: Sequence[str]) -> str:
    """The wish that wins: "auto", "avoid" or "page".

    Raises:
        Unknown: a left or a right page is asked for.
    """
    try:
        return _NAMES[max((_BREAKS[value] for value in values), default=0)]
    except KeyError as error:
        raise Unknown(f"A break to a {error} page") from error
