"""What the public reads, and may: worked out from the rows by rules of its own, and compared with what is given out."""

from collections.abc import Iterator

from consult.domain.digest import Digest
from consult.domain.searching import Matter, terms_of
from consult.pack.data import to_json
from consult.pack.gather import gather
from consult.pack.record import gather_record
from consult.present.commitments import CommitmentPresenter
from consult.present.entries import Presenter
from consult.queries import search
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment
from consult.store.questions import Question
from tests.factories import LONDON
from tests.machine.world import World

STANDS = "received"


def words_in(world: World, text: str) -> set[str]:
    """The machine's own words that stand in a text."""
    return {word for word in world.words if word in text}


def public(world: World) -> Iterator[tuple[str, str]]:
    """(how, text) of everything the public may read: "said" is in whatever is given out, "aside" need not be."""
    for item in world.items():
        if item.exemption is None:
            yield "aside", item.late_reason
            yield from (("aside", one.reason) for one in item.redactions)
        if item.state != STANDS or item.exemption is not None or (isinstance(item, Question) and not item.accepted_at):
            continue
        yield from (("said", text) for text in _texts(item))
        for response in item.responses:
            yield from _answer(item, response)
    for commitment in world.everything():
        if isinstance(commitment, Commitment):
            yield from _commitment(commitment)


def _texts(item: Comment | Question) -> Iterator[str]:
    if isinstance(item, Comment):
        yield item.text
        yield item.suggested_wording or ""
    else:
        yield from (part.text for part in item.parts)


def _answer(item: Comment | Question, response: Response) -> Iterator[tuple[str, str]]:
    asked = {item.authority_id} if isinstance(item, Comment) else {body.id for body in item.asked}
    if response.released_at is None or response.exemption is not None:
        return
    how = "aside" if response.holding or response.authority_id not in asked else "said"
    yield from ((how, text) for text in (response.text, response.reason, response.resulting_wording))
    yield from ((how, one.reason) for one in response.unsettled)


def _commitment(one: Commitment) -> Iterator[tuple[str, str]]:
    if one.exemption is None:
        yield "aside", one.late_reason
        yield from (("aside", row.reason) for row in one.redactions)
    given = (one, one.response, one.comment, one.question, one.promised_in)
    if one.state != STANDS or any(it is not None and it.exemption is not None for it in given):
        return
    yield "said", one.text
    yield "said", one.closing_note
    for supply in one.supplies:
        if supply.released_at is not None:
            yield from (("said", text) for text in (supply.text, supply.delay_reason, supply.identification_reason))


def may_be_read(world: World) -> tuple[set[str], set[str]]:
    """The words that are given out, and all that may be."""
    texts = list(public(world))
    said = words_in(world, " ".join(text for how, text in texts if how == "said"))
    drafted = " ".join(str(version.document) for version in world.versions() if version.number is not None)
    return said, words_in(world, f"{drafted} {' '.join(text for _, text in texts)}")


def the_digest_and_the_record_say_what_they_may(world: World) -> None:
    """No more, and no less; and the digest adds up."""
    said, allowed = may_be_read(world)
    digest = gather(world.session, world.consultation, made_at=world.clock.now, timezone=LONDON)
    _compare("the digest", words_in(world, repr(digest)), said, allowed)
    given = to_json(gather_record(world.session, world.consultation))
    _compare("the record", words_in(world, given), said, allowed)
    each_comment_is_printed_once(world, digest)


def _compare(what: str, found: set[str], said: set[str], allowed: set[str]) -> None:
    assert found - allowed == set(), f"{what} tells what nobody may read"
    assert said - found == set(), f"{what} leaves out what everybody may read"


def each_comment_is_printed_once(world: World, digest: Digest) -> None:
    printed = [entry.reference for entry in (*digest.whole_draft, *digest.unplaced)]
    for section in digest.sections:
        printed += [entry.reference for entry in section.comments]
        printed += [entry.reference for paragraph in section.paragraphs for entry in paragraph.comments]
    assert sorted(printed) == [f"C-{c.number:04d}" for c in world.comments() if c.state == STANDS]


def an_observer_reads_no_more(world: World) -> None:
    """On pages and by searching."""
    observer = world.actor("observer")
    said, allowed = may_be_read(world)
    presenter = Presenter(observer, LONDON)
    owed = CommitmentPresenter(presenter, world.play.today)
    seen: list[object] = [presenter.comment(one) for one in world.comments()]
    seen += [presenter.question(one) for one in world.questions()]
    seen += [owed.entry(one) for one in world.everything() if isinstance(one, Commitment)]
    _compare("a page", words_in(world, repr(seen)), said, allowed)
    for word in set(world.words) - allowed:
        for kind in Matter:
            hits = search.found(world.session, world.consultation, observer, terms_of(word), kind)
            assert hits == [], f"searching finds {word}, which nobody may read, in {kind}"


def what_was_redacted_is_gone(world: World) -> None:
    """Also from the record of what was done, and for those who see most."""
    kept = " ".join(str(entry.details) for entry in world.record())
    assert words_in(world, kept) & set(world.redacted) == set()


DEAR = (the_digest_and_the_record_say_what_they_may, an_observer_reads_no_more, what_was_redacted_is_gone)
