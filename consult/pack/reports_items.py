"""What a representative raised, as the numbered paragraphs of their report: in the first person, in the order of the draft."""

from collections.abc import Iterable, Iterator, Sequence

from consult.domain.digest import CommentEntry, CommitmentEntry, QuestionEntry
from consult.domain.dispositions import Stance
from consult.domain.report import Line, Point
from consult.pack.accounting import Entry, outcome_of, why_hidden
from consult.pack.reports_answers import answer_lines, became_lines, promise_lines, sentence, supply_lines
from consult.pack.words import listed, long_date, person

_VERBS = {
    Stance.SUPPORT.wording: "I gave my support",
    Stance.SUPPORT_WITH_CONDITIONS.wording: "I gave my support with conditions",
    Stance.OBJECT.wording: "I objected",
    Stance.OBSERVATION.wording: "I commented",
}


def comment_point(
    entry: CommentEntry, heading: str, owed: Sequence[CommitmentEntry], *, me: str, current: int
) -> Point:
    """A comment beneath the `heading` of its section ("" for none), and what came of it."""
    if entry.hidden:
        return _placeholder(entry)
    where = _where(entry, heading)
    quote = f", on the words “{entry.quote}”," if entry.quote else ""
    verb = f"{_VERBS[entry.stance]}{', as a drafting point' if entry.kind else ''}"
    return Point(
        f"{where}{quote} {verb} ({entry.reference}, {long_date(entry.received_on)}):",
        entry.text,
        tuple(_beneath(entry, owed, me, current)),
    )


def _beneath(entry: CommentEntry, owed: Sequence[CommitmentEntry], me: str, current: int) -> Iterator[Line]:
    if entry.suggested_wording:
        yield Line("I suggested this wording:", change=entry.suggested_wording)
    if entry.supporters:
        yield Line(f"I was supported by {listed([_once(one) for one in entry.supporters])}.")
    yield from map(Line, entry.notes)
    yield from answer_lines(entry.answers, me)
    yield from promise_lines(owed, entry.reference)
    yield from became_lines(entry.made_on, current)


def _once(supporter: str) -> str:
    """A supporter whose council is in their name already, without it: "Member for Norwich City Council"."""
    name, _, council = supporter.removesuffix(")").rpartition(" (")
    return name if council and council in name else supporter


def _where(entry: CommentEntry, heading: str) -> str:
    if entry.made_on is not None:
        return f"On version {entry.made_on.version}, {_short(entry.made_on.place, heading)}"
    return f"On {_short(entry.place, heading)}"


def _short(place: str, heading: str) -> str:
    """A place without the heading it stands under: "paragraph 6(a)"; "the section as a whole" where nothing is left."""
    if place == heading:
        return "the section as a whole"
    rest = place.removeprefix(f"{heading}, ") if heading else place
    return f"the {rest.removeprefix('The ')}" if rest.startswith(("unnumbered", "The whole")) else rest


def question_point(entry: QuestionEntry, heading: str, owed: Sequence[CommitmentEntry], *, me: str) -> Point:
    """A scrutiny question and what was answered."""
    if entry.hidden:
        return _placeholder(entry)
    where = f" on {_short(entry.place, heading)}" if entry.place and entry.place != heading else ""
    follows = f", following the answer to {entry.supplementary_to}" if entry.supplementary_to else ""
    notes = map(Line, entry.notes)
    lines = (*notes, *answer_lines(entry.answers, me), *promise_lines(owed, entry.reference))
    asked = listed(entry.asked_of)
    return Point(
        f"I asked {asked}{where}{follows} ({entry.reference}, {long_date(entry.received_on)}):", entry.text, lines
    )


def request_point(entry: CommitmentEntry, owed: Sequence[CommitmentEntry]) -> Point:
    """An information request and whether it has been received."""
    if entry.hidden:
        return _placeholder(entry)
    about = f" about {entry.source}" if entry.source else ""
    return Point(
        f"I asked {entry.authority} for information{about} ({entry.reference}, {long_date(entry.issued_on)}):",
        entry.text,
        (*map(Line, entry.notes), Line(sentence(entry)), *supply_lines(entry), *promise_lines(owed, entry.reference)),
    )


def _placeholder(entry: Entry) -> Point:
    return Point(f"The words of {entry.reference} are not printed here. {why_hidden(entry)}.")


def supported_lines(entries: Iterable[CommentEntry]) -> Iterator[Line]:
    """Others' comments that the representative supports, with what came of each; placeholders are left out."""
    for entry in entries:
        if not entry.hidden:
            on = "the whole draft" if entry.place == "The whole draft" else entry.place
            outcome = "; ".join(outcome_of(answer) for answer in entry.answers)
            by = person(entry.by, entry.body)
            yield Line(f"{by}, on {on} ({entry.reference}; {outcome[:1].lower()}{outcome[1:]}):", entry.text)
