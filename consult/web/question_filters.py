"""What the list of questions can be narrowed by, and each filter that is on, to be dropped again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import url_for

from consult.queries import people, question_lists
from consult.queries.criteria import Criteria
from consult.queries.standing import Mark, Progress
from consult.store.questions import Question
from consult.web.comment_filters import WHOLE, followed, how_it_stands, places
from consult.web.filtering import Choice, Dropped, Option, chosen
from consult.web.guards import Here

NO_PART = "No part in particular"


class QuestionFilters:
    """The filters of the list for one viewer, as an address has them."""

    def __init__(self, here: Here, args: Mapping[str, str]) -> None:
        self.here = here
        self.places = places(here)
        self.choices = tuple(
            Choice(one.name, one.label, one.nothing, one.options, chosen(args, one)) for one in self._offered()
        )
        self.asked = {choice.name: choice.chosen for choice in self.choices if choice.chosen}

    @property
    def on(self) -> list[Dropped]:
        """The filters that are on."""
        return [
            Dropped(choice.label, choice.in_words.strip(), self._address(without=choice.name))
            for choice in self.choices
            if choice.chosen
        ]

    @property
    def criteria(self) -> Criteria:
        """What is looked for."""
        asked = self.asked.get
        section, authority, progress, mark = asked("section"), asked("authority"), asked("progress"), asked("mark")
        return Criteria(
            sections=(frozenset() if section == WHOLE else self.places[section][1]) if section else None,
            authority_id=int(authority) if authority else None,
            progress=Progress(progress) if progress else None,
            within=followed(self.here),
            mark=Mark(mark) if mark else None,
        )

    def narrowed(self, questions: Sequence[Question]) -> Sequence[Question]:
        """Those of some questions that are looked for, in their order."""
        if not self.asked:
            return questions
        wanted = question_lists.numbers(self.here.session, self.here.consultation, self.criteria)
        return [question for question in questions if question.number in wanted]

    def _offered(self) -> Iterator[Choice]:
        parts = [Option(key, heading) for key, (heading, _) in self.places.items()]
        yield Choice("section", "Part of the draft", "Any part", (Option(WHOLE, NO_PART), *parts))
        bodies = people.authorities(self.here.session, self.here.consultation, self.here.now.date())
        yield Choice("authority", "Put to", "Any authority", tuple(Option(str(b.id), b.name) for b in bodies))
        yield from how_it_stands(self.here)

    def _address(self, *, without: str) -> str:
        on: dict[str, Any] = {name: value for name, value in self.asked.items() if name != without}
        return url_for("questions.index", slug=self.here.consultation.slug, **on)
