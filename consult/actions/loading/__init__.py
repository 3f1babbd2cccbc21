"""Entering a record kept elsewhere: everything in it or nothing, through the actions people's own doings go through.

It is the operator's act, on behalf of the people named; the times given are kept, and judged by the rules as if it had been
done then. Before a window is set, any time before now will do.
"""

from consult.actions.loading.loader import Loaded, load
from consult.actions.loading.making import make

__all__ = ["Loaded", "load", "make"]
