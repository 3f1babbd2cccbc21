"""A place of the draft found by what people call it: a section by its heading, a paragraph by its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from consult.domain.places import place_in_words
from consult.domain.refusals import Refused

_NUMBER = re.compile(r"^\(?\d+(?:\.\d+)*\)?[.:)]?\s+")
_LABEL = re.compile(r"[\s.]|^(?:paragraph|para)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A section as it is spoken of, with the labels of its paragraphs in order."""

    number: str
    heading: str
    level: int
    labels: Sequence[str]

    @property
    def title(self) -> str:
        """The heading with its number, which tells it from another of the same words."""
        return f"{self.number} {self.heading}".strip()


def point(sections: Sequence[Named], heading: str | None, label: str | None) -> tuple[int | None, int | None]:
    """The positions of the section and, within it, of the paragraph: from 0; None where the whole is meant.

    A heading is taken as it is written, else without regard to capitals, spaces and its number. A paragraph stands in the
    section named, else in one below it; with no section, anywhere in the draft. Raises Refused for what is not there, and
    for what could be two places, naming them.
    """
    if not label:
        return (None, None) if heading is None else (_one_section(sections, heading), None)
    named = list(range(len(sections))) if heading is None else _sections_called(sections, heading)
    found = _labelled(sections, named, label) or _labelled(sections, _below(sections, named), label)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(_more_than_one(f"paragraph {label}", [_words(sections, place) for place in found]))
    if len(named) > 1 and heading is not None:
        raise Refused(_more_than_one(f"“{heading}”", [sections[n].title for n in named]))
    raise Refused(f"There is no paragraph {label} {_holding(sections, named, heading)}.")


def _one_section(sections: Sequence[Named], heading: str) -> int:
    found = _sections_called(sections, heading)
    if len(found) > 1:
        raise Refused(_more_than_one(f"“{heading}”", [sections[n].title for n in found]))
    return found[0]


def _sections_called(sections: Sequence[Named], heading: str) -> list[int]:
    exact = [n for n, section in enumerate(sections) if heading in (section.heading, section.title)]
    wanted = {_loosely(heading), _loosely(_NUMBER.sub("", heading))}
    found = exact or [n for n, section in enumerate(sections) if _loose_names(section) & wanted]
    if not found:
        raise Refused(f"The draft has no section “{heading}”. Write a heading as the draft has it.")
    return found


def _loose_names(section: Named) -> set[str]:
    return {_loosely(section.heading), _loosely(section.title), _loosely(_NUMBER.sub("", section.heading))}


def _loosely(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".:")


def _labelled(sections: Sequence[Named], among: Sequence[int], label: str) -> list[tuple[int, int]]:
    exact = [(n, m) for n in among for m, own in enumerate(sections[n].labels) if own == label]
    wanted = _bare(label)
    return exact or [(n, m) for n in among for m, own in enumerate(sections[n].labels) if own and _bare(own) == wanted]


def _bare(label: str) -> str:
    return _LABEL.sub("", label).casefold()


def _below(sections: Sequence[Named], among: Sequence[int]) -> list[int]:
    found: list[int] = []
    for start in among:
        for n in range(start + 1, len(sections)):
            if sections[n].level <= sections[start].level:
                break
            found.append(n)
    return sorted(set(found) - set(among))


def _holding(sections: Sequence[Named], named: Sequence[int], heading: str | None) -> str:
    labels = [label for n in (*named, *_below(sections, named)) for label in sections[n].labels if label]
    where = "in the draft" if heading is None else f"under “{heading}”"
    if not labels:
        return f"{where}: its paragraphs have no numbers"
    return f"{where}, which has {labels[0]} to {labels[-1]}" if len(labels) > 1 else f"{where}, which has {labels[0]}"


def _words(sections: Sequence[Named], place: tuple[int, int]) -> str:
    return place_in_words(sections[place[0]].title, sections[place[0]].labels[place[1]])


def _more_than_one(what: str, places: Sequence[str]) -> str:
    named = ", ".join(f"“{place}”" for place in places[:5]) + (", …" if len(places) > 5 else "")
    return f"There is more than one {what} in the draft: {named}. Write the heading with its number."
