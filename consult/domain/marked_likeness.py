"""Which of many texts are like one: those that share its rarer words are compared letter by letter."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from rapidfuzz import fuzz, process

_COMPARED = 12  # of the texts that share most words
_COMMON = 0.1  # the share of all texts that a word may stand in to say anything
_FEW = 50  # texts; of so few, all are compared


class Likeness:
    """Texts by number, asked for those like a given one."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._texts = dict(texts)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, text in self._texts.items():
            for word in set(text.split()):
                self._holding[word].append(number)

    def closest(self, text: str, least: float) -> list[tuple[float, int]]:
        """The two texts most like `text`, with their likeness (0 to 100, rapidfuzz's ratio), if it is at least `least`."""
        among = {number: self._texts[number] for number in self._sharing(text)}
        found = process.extract(text, among, scorer=fuzz.ratio, limit=2, score_cutoff=least)
        return [(score, number) for _, score, number in found]

    def _sharing(self, text: str) -> list[int]:
        if len(self._texts) <= _FEW:
            return list(self._texts)
        most = _COMMON * len(self._texts)
        rare = (self._holding.get(word, []) for word in set(text.split()))
        shared = Counter(number for numbers in rare if len(numbers) <= most for number in numbers)
        return [number for number, _ in shared.most_common(_COMPARED)]
