"""What the clerk's forms for recommendations offer, what they say, and the letters that go out when some are issued."""

from collections.abc import Sequence
from datetime import date

from consult.actions import hearing
from consult.actions.recommendations import Resolved, reference_of
from consult.domain.calendar import short_day
from consult.domain.numbering import QUESTION, reference
from consult.domain.recommendations import reply_due
from consult.mail import letters
from consult.queries import drafts, questions
from consult.store.drafts import Section
from consult.store.questions import Question
from consult.store.recommendations import Recommendation
from consult.web.forms.base import SelectChoice
from consult.web.forms.recommendations import RecommendationForm
from consult.web.guards import Here
from consult.web.links import public_url
from consult.web.owing import today
from consult.web.views.requests import section_choices


class Offered:
    """What a recommendation can follow: the sections of the current draft, and the questions."""

    def __init__(self, here: Here, form: RecommendationForm) -> None:
        self.sections: Sequence[Section] = ()
        if here.consultation.current_version:
            version = drafts.version(here.session, here.consultation, here.consultation.current_version)
            self.sections = drafts.sections(here.session, version)
        self.questions: Sequence[Question] = questions.every(here.session, here.consultation)
        form.section.choices = section_choices(self.sections)
        form.question.choices = [SelectChoice(0, "No question in particular")] + [
            SelectChoice(one.id, f"{reference(QUESTION, one.number)}, {one.author.name}") for one in self.questions
        ]

    def resolved(self, form: RecommendationForm) -> Resolved:
        """What the form says."""
        return Resolved(
            text=form.text.data,
            meeting_on=form.meeting_on.data,
            minute=form.minute.data or "",
            section=next((one for one in self.sections if one.id == form.section.data), None),
            question=next((one for one in self.questions if one.id == form.question.data), None),
        )


def last_meeting(here: Here) -> date | None:
    """The meeting the consultation leads to, once it has been."""
    day = here.consultation.meeting_on
    return day if day is not None and day <= today(here) else None


def opening(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"


def write_letters(here: Here, sent: Sequence[Recommendation]) -> int:
    """Writes to the lead officers of everybody some were issued to; returns to how many."""
    told = hearing.to_write_to(here.session, here.consultation, sent)
    for person, theirs in told:
        letters.write(
            here.session, "recommendations", to=person.email, now=here.now,
            name=person.name, by=here.person.name, consultation=here.consultation.title,
            panel=here.consultation.panel or "The scrutiny panel",
            recommendations=[(reference_of(one), one.text, _url(here, one)) for one in theirs],
            due=short_day(reply_due(theirs[0].issued_on or today(here))),
        )  # fmt: skip
    return len(told)


def _url(here: Here, one: Recommendation) -> str:
    return public_url("recommendations.show", slug=here.consultation.slug, ref=reference_of(one))
