"""What the clerk keeps from the public, on stage: exempt matter, and words that are redacted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from consult.actions import exempting, redacting
from consult.actions.exempting import Matter
from consult.actions.naming import reference_of
from consult.demo.scripts import CLERK, KeptBack, WordsOut
from consult.queries import comments, questions
from consult.store.comments import Comment
from consult.store.questions import Question

if TYPE_CHECKING:
    from consult.demo.production import Production

Event = tuple[datetime, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class Sealing:
    """The clerk's marks of a production."""

    production: "Production"

    def events(self) -> Iterator[Event]:
        """Each of them, and when."""
        for kept in self.production.script.kept_back:
            yield kept.at, partial(self._keep_back, kept)
        for words in self.production.script.words_out:
            yield words.at, partial(self._redact, words)

    def _keep_back(self, kept: KeptBack, now: datetime) -> None:
        item = self._item(kept.of)
        answer = next((one for one in item.responses if not one.holding), None) if kept.answer else None
        exempting.exempt(
            self.production.session, consultation=self.production.consultation, matter=Matter(item, answer),
            sealed=kept.sealed, by=self.production.actors[CLERK], now=now,
        )  # fmt: skip

    def _redact(self, words: WordsOut, now: datetime) -> None:
        redacting.redact(
            self.production.session, consultation=self.production.consultation, item=self._item(words.of),
            words=words.words, reason=words.reason, by=self.production.actors[CLERK], now=now,
        )  # fmt: skip

    def _item(self, of: str) -> Comment | Question:
        """As pages load it."""
        session, item = self.production.session, self.production.items[of]
        ref = reference_of(item)
        session.flush()
        session.expire(item)
        read = comments.by_reference if isinstance(item, Comment) else questions.by_reference
        return read(session, self.production.consultation, ref)
