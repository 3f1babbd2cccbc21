"""The worst files there are, by kind and name."""

from collections.abc import Callable, Mapping

from tests.mutants import worst_office, worst_texts
from tests.mutants.kinds import Kind

WORST: Mapping[Kind, Mapping[str, Callable[[], bytes]]] = {
    Kind.WORD: worst_office.WORD,
    Kind.MARKED: worst_office.MARKED,
    Kind.WORKBOOK: worst_office.WORKBOOK,
    Kind.MARKDOWN: worst_texts.MARKDOWN,
    Kind.HTML: worst_texts.HTML,
    Kind.RECORD: worst_texts.RECORD,
}
