"""What a Word style makes of a paragraph: a heading, the title, a quotation, bold text."""

import re
from collections.abc import Sequence

from lxml import etree

from consult.domain.typed_numbers import number_in
from consult.importing.package import is_on, qn, value

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc \d|toc heading|table of figures|contents \d|contents heading)", re.IGNORECASE)
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})
_LIST = re.compile(r"list(?: number| bullet| continue)? ([2-5])", re.IGNORECASE)
_DEEPEST_CHAIN = 20


class Styles:
    """The styles part."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(qn("w:style"))
        self._by_id = {value(style, "w:styleId"): style for style in found}
        self._default = next(
            (s for s in found if value(s, "w:type") == "paragraph" and value(s, "w:default") in ("1", "true")), None
        )

    def chain_of(self, paragraph: etree._Element) -> list[etree._Element]:
        """A paragraph's style and the styles it is based on, nearest first."""
        named = value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        return self._chain(named) if named in self._by_id else [] if self._default is None else [self._default]

    def _chain(self, name: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._by_id and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._by_id[name])
            name = value(chain[-1].find(qn("w:basedOn")))
        return chain

    def heading_level(self, paragraph: etree._Element) -> int:
        """1 to 6 for a heading, by the paragraph's outline level or its style's name; 0 for anything else."""
        properties = paragraph.find(qn("w:pPr"))
        own = value(properties.find(qn("w:outlineLvl"))) if properties is not None else None
        if own is not None:
            return _from_outline(own)
        for style in self.chain_of(paragraph):
            if match := _HEADING.fullmatch(_name(style)):
                return min(int(match[1]), 6)
            outline = value(style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
            if outline is not None:
                return _from_outline(outline)
        return 0

    def list_depth(self, paragraph: etree._Element) -> int:
        """How deep Word's own list styles stand, each a list of its own: 1 for "List Number 2", 0 for any other style."""
        found = (_LIST.fullmatch(_name(style)) for style in self.chain_of(paragraph))
        return next((int(match[1]) - 1 for match in found if match), 0)

    def is_title(self, paragraph: etree._Element) -> bool:
        """True for the document's title."""
        return any(_name(style).lower() == "title" for style in self.chain_of(paragraph))

    def is_quote(self, paragraph: etree._Element) -> bool:
        """True for a quotation set apart."""
        return any(_name(style).lower() in _QUOTES for style in self.chain_of(paragraph))

    def is_contents(self, paragraph: etree._Element) -> bool:
        """True for a line of a table of contents."""
        return any(_CONTENTS.fullmatch(_name(style)) for style in self.chain_of(paragraph)[:1])

    def switch(self, run: etree._Element, chain: Sequence[etree._Element], name: str) -> bool:
        """Whether `name` ("w:b", "w:i") is on for a run that does not say so itself: by its style or its paragraph's.

        `chain` is the paragraph's (`chain_of`): looked for once, for a paragraph may have thousands of runs.
        """
        own = value(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}"))
        for style in (*self._chain(own), *chain):
            found = style.find(f"{qn('w:rPr')}/{qn(name)}")
            if found is not None:
                return is_on(found)
        return False


def _name(style: etree._Element) -> str:
    return value(style.find(qn("w:name"))) or ""


def _from_outline(level: str) -> int:
    number = number_in(level)
    return min(number + 1, 6) if number is not None and number < 9 else 0
