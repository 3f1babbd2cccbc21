"""What each person is given to read, held against what they may: on pages, by searching, and in what is published."""

import os
from collections.abc import Mapping

from consult.domain.digest import Digest
from consult.domain.searching import Matter, terms_of
from consult.pack.data import to_json
from consult.pack.gather import gather
from consult.pack.record import gather_record
from consult.present.commitments import CommitmentPresenter
from consult.present.entries import Presenter
from consult.present.recommendations import Recommending
from consult.queries import search, unsent
from consult.store.commitments import Commitment
from tests.factories import LONDON
from tests.machine.papers import all_unsent
from tests.machine.rules import READERS, SAID, STANDS, reader, told
from tests.machine.world import World

May = tuple[set[str], set[str]]
"""The machine's words that are given out, and all that may be."""

SEARCHED = 10_000 if "CONSULT_MACHINE" in os.environ else 3
"""Of the words somebody may not read, how many are searched for each time."""


def words_in(world: World, text: str) -> set[str]:
    """The machine's own words that stand in a text."""
    return {word for word in world.words if word in text}


def may_read(world: World) -> Mapping[str | None, May]:
    """What each may read."""
    drafted = " ".join(str(version.document) for version in world.versions() if version.number is not None)
    everybodys, found = words_in(world, drafted), {}
    for part in READERS:
        texts = list(told(world, reader(world, part)))
        said = words_in(world, " ".join(text for how, text in texts if how == SAID and text))
        found[part] = said, everybodys | words_in(world, " ".join(text for _, text in texts if text))
    return found


def _compare(what: str, found: set[str], may: May) -> None:
    said, allowed = may
    assert found - allowed == set(), f"{what} tells what may not be read there"
    assert said - found == set(), f"{what} leaves out what may be read there"


def look(world: World) -> None:
    """Everybody reads everything."""
    may = may_read(world)
    _published(world, may[None])
    for part in READERS[1:]:
        assert part is not None
        _compare(f"what is shown to the {part}", _shown(world, part), may[part])
        _searched(world, part, may[part])
    _unsent_is_its_authors(world)
    _every_comment_is_found(world)
    _what_was_redacted_is_gone(world)


def _published(world: World, may: May) -> None:
    """The digest and the record; and the digest adds up (R10)."""
    digest = gather(world.session, world.consultation, made_at=world.clock.now, timezone=LONDON)
    _compare("the digest", words_in(world, repr(digest)), may)
    given = to_json(gather_record(world.session, world.consultation))
    _compare("the record", words_in(world, given), may)
    _each_comment_is_printed_once(world, digest)
    _it_adds_up(world, digest)


def _each_comment_is_printed_once(world: World, digest: Digest) -> None:
    printed = [entry.reference for entry in (*digest.whole_draft, *digest.unplaced)]
    for section in digest.sections:
        printed += [entry.reference for entry in section.comments]
        printed += [entry.reference for paragraph in section.paragraphs for entry in paragraph.comments]
    assert sorted(printed) == [f"C-{c.number:04d}" for c in world.comments() if c.state == STANDS]


def _it_adds_up(world: World, digest: Digest) -> None:
    """The line of reconciliation, counted anew; all that was received by members is in it."""
    line = digest.reconciliation
    items = [one for one in world.everything() if not isinstance(one, Commitment) or one.kind == "request"]
    assert line.balances
    assert (line.received, line.withdrawn, line.rejected) == (
        len(items),
        sum(one.state == "withdrawn" for one in items),
        sum(one.state == "rejected" for one in items),
    )


def _shown(world: World, part: str) -> set[str]:
    presenter = Presenter(world.actor(part), LONDON)
    owed = CommitmentPresenter(presenter, world.play.today)
    recommending = Recommending(world.actor(part), LONDON, world.play.today)
    seen: list[object] = [presenter.comment(one) for one in world.comments()]
    seen += [presenter.question(one) for one in world.questions()]
    seen += [owed.entry(one) for one in world.everything() if isinstance(one, Commitment)]
    known = [one for one in world.recommended() if one.issued_at or one.withdrawn_at or part == "clerk"]
    return words_in(world, repr([*seen, *recommending.entries(known)]))


def _searched(world: World, part: str, may: May) -> None:
    """Searching finds nothing that its reader may not read."""
    secret = sorted(set(world.words) - may[1])
    for word in secret[-SEARCHED:]:
        for kind in Matter:
            hits = search.found(world.session, world.consultation, world.actor(part), terms_of(word), kind)
            assert hits == [], f"searching finds the {part} {word}, which they may not read, in {kind}"


def _every_comment_is_found(world: World) -> None:
    """By a word of its own, by everybody."""
    observer = world.actor("observer")
    standing = [one for one in world.comments() if one.state == STANDS and one.exemption is None]
    for comment in standing[-SEARCHED:]:
        for word in words_in(world, comment.text) - set(world.redacted):
            assert comment.id in _found(world, observer, word), f"C{comment.number} is not found by {word}"


def _found(world: World, viewer: object, word: str) -> list[int]:
    return search.found(world.session, world.consultation, viewer, terms_of(word), Matter.COMMENTS)  # type: ignore[arg-type]


def _unsent_is_its_authors(world: World) -> None:
    """What was not sent is kept for its author, and for nobody else; the record knows nothing of it."""
    people = {part: getattr(world.play.cast, part).id for part in READERS[1:] if part}
    assert all_unsent(world) == {word: people[part] for word, part in world.unsent.items() if word in all_unsent(world)}
    for part, person_id in people.items():
        mine = " ".join(str(row.words) for row in unsent.of_author(world.session, world.consultation, person_id))
        assert {world.unsent[word] for word in words_in(world, mine) & set(world.unsent)} <= {part}
    kept = " ".join(str(entry.details) for entry in world.record())
    assert words_in(world, kept) & set(world.unsent) == set()


def _what_was_redacted_is_gone(world: World) -> None:
    """Also from the record of what was done, and for those who see most."""
    kept = " ".join(str(entry.details) for entry in world.record())
    assert words_in(world, kept) & set(world.redacted) == set()


DEAR = (look,)
