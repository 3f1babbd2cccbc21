"""Comments that could be given one answer, proposed to a person who decides."""

from collections.abc import Mapping

from consult.domain.likeness import ALIKE, Key, likeness


def alike(said: Mapping[Key, str]) -> list[list[Key]]:
    """Groups of two and more that say something close, each in the order given; a comment stands in one group at most.

    Each member is close to the first of its group. Were it enough to be close to any member, a chain of comments could lead
    from one subject to another.
    """
    left, found = list(said), []
    while left:
        first, *rest = left
        group = [first, *(key for key in rest if likeness(said[first], said[key], least=ALIKE))]
        if len(group) > 1:
            found.append(group)
        taken = set(group)
        left = [key for key in rest if key not in taken]
    return found
