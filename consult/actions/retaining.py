"""What is kept longer than it needs to be: found for all of an installation, and taken away one thing after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.actions import erasing, erasing_people, letters, purging
from consult.domain.refusals import Refused
from consult.domain.retention import Due, Periods, Rule, after_days, after_years
from consult.queries import consultations
from consult.store.consultations import Consultation

INSTALLATION = ""
"""What stands for a consultation where a rule is about none."""


@dataclass(frozen=True, slots=True)
class Retention:
    """The rules at one moment. `zone` says which day it is."""

    session: Session
    periods: Periods
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """By the panel's calendar."""
        return self.now.astimezone(self.zone).date()

    def found(self) -> list[Due]:
        """Everything that goes now or on a day that is known, by consultation. Nothing is changed."""
        every = [listed.consultation for listed in consultations.every(self.session)]
        return [due for consultation in every for due in self._of(consultation)] + list(self._of_installation())

    def carry_out(self, due: Due) -> Mapping[str, int]:
        """Takes away what was found to be due, as much of it as there is now, and returns how much that was.

        One transaction is enough for each: where it is broken off, what remains is found again. Raises Refused before its day.
        """
        if due.rule is Rule.PEOPLE:
            return self._erase_people()
        if due.rule is Rule.LETTERS:
            return erasing.removed(self.session, letters.old(self.today, self.periods.letter_days))
        consultation = consultations.by_slug(self.session, due.consultation)
        return {
            Rule.PERSONAL: self._erase,
            Rule.UNSENT: self._forget_unsent,
            Rule.PAPERS: self._purge_papers,
            Rule.BACKGROUND: self._purge_background,
        }[due.rule](consultation)

    def _of(self, consultation: Consultation) -> Iterator[Due]:
        slug, session, today = consultation.slug, self.session, self.today
        due_on = self._erasure_on(consultation)
        if due_on is not None:
            what = erasing.counted(session, erasing.traces(consultation, due_on))
            yield Due(slug, Rule.PERSONAL, due_on, what, today)
        closed_on = self._unsent_on(consultation)
        if closed_on is not None and (due_on is None or due_on > today):
            waiting = erasing.unsent_traces(consultation, today, self.periods.unsent_days)
            yield Due(slug, Rule.UNSENT, closed_on, erasing.counted(session, waiting), today)
        yield from self._of_papers(consultation)

    def _of_papers(self, consultation: Consultation) -> Iterator[Due]:
        issues = purging.issues(self.session, consultation)
        for issue in issues:
            there = len(purging.files(self.session, issue))
            what = {f"files of pack {issue.number}": there} if there else {}
            yield Due(consultation.slug, Rule.PAPERS, self._papers_on(purging.laid_before(issue)), what, self.today)
        if issues:
            last = max(map(purging.laid_before, issues))
            listed = erasing.counted(self.session, purging.background(consultation))
            on = after_years(last, self.periods.background_years)
            yield Due(consultation.slug, Rule.BACKGROUND, on, listed, self.today)

    def _of_installation(self) -> Iterator[Due]:
        people = len(erasing_people.to_erase(self.session, self._past_challenge()))
        yield Due(INSTALLATION, Rule.PEOPLE, self.today, {"addresses": people} if people else {}, self.today)
        old = erasing.counted(self.session, letters.old(self.today, self.periods.letter_days))
        yield Due(INSTALLATION, Rule.LETTERS, self.today, old, self.today)

    def _erasure_on(self, consultation: Consultation) -> date | None:
        if consultation.adopted_at is None:
            return None
        return after_days(consultation.adopted_at.astimezone(self.zone).date(), self.periods.challenge_days)

    def _unsent_on(self, consultation: Consultation) -> date | None:
        if consultation.closes_at is None:
            return None
        return after_days(consultation.closes_at.astimezone(self.zone).date(), self.periods.unsent_days)

    def _papers_on(self, laid: date) -> date:
        return after_years(laid, self.periods.paper_years)

    def _past_challenge(self) -> list[int]:
        """The consultations whose personal data may go."""
        every = (listed.consultation for listed in consultations.every(self.session))
        due = ((one.id, self._erasure_on(one)) for one in every)
        return [found for found, on in due if on is not None and on <= self.today]

    def _erase(self, consultation: Consultation) -> Mapping[str, int]:
        due_on = self._erasure_on(consultation)
        if due_on is None:
            raise Refused(f"{consultation.slug} has not been adopted, so its personal data are still needed.")
        return erasing.erase(
            self.session, consultation=consultation, due_on=due_on, today=self.today, now=self.now
        )  # fmt: skip

    def _forget_unsent(self, consultation: Consultation) -> Mapping[str, int]:
        due_on = self._unsent_on(consultation)
        if due_on is None or self.today < due_on:
            raise Refused(f"The window of {consultation.slug} has not been closed for long enough.")
        days = self.periods.unsent_days
        return erasing.removed(self.session, erasing.unsent_traces(consultation, self.today, days))

    def _erase_people(self) -> Mapping[str, int]:
        people = erasing_people.to_erase(self.session, self._past_challenge())
        for person in people:
            erasing_people.erase_person(self.session, person, now=self.now)
        return {"addresses": len(people)} if people else {}

    def _purge_papers(self, consultation: Consultation) -> Mapping[str, int]:
        gone = {}
        for issue in purging.issues(self.session, consultation):
            if self._papers_on(purging.laid_before(issue)) <= self.today:
                gone[f"files of pack {issue.number}"] = purging.purge_pack(
                    self.session, consultation=consultation, issue=issue, years=self.periods.paper_years,
                    today=self.today, now=self.now,
                )  # fmt: skip
        return {what: count for what, count in gone.items() if count}

    def _purge_background(self, consultation: Consultation) -> Mapping[str, int]:
        years = self.periods.background_years
        return purging.purge_background(
            self.session, consultation=consultation, years=years, today=self.today, now=self.now
        )  # fmt: skip
