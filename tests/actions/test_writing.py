"""A redraft written in the browser, section by section."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from consult.actions import beginning, drafts, writing
from consult.actions.writing import Saved
from consult.domain.documents import from_document
from consult.domain.draft import Paragraph, Section
from consult.domain.lifecycle import Stage
from consult.domain.section_text import as_markdown, fingerprint
from consult.domain.written_here import Spot
from consult.importing.sections import read_sections
from consult.queries import drafts as drafts_there_are
from consult.queries import writing as there_is
from consult.store.drafts import DraftVersion
from consult.store.people import Person
from consult.store.redrafts import SectionEdit
from tests.actions.records import last_entry, refused
from tests.factories import DRAFT, PIXEL, Play

PREVENT, REFERRALS, LINES = 1, 2, 3


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def begin(play: Play) -> DraftVersion:
    return beginning.begin(play.session, consultation=play.consultation, by=play.actor(play.cast.clerk), now=play.now)


def text_of(version: DraftVersion, section: int) -> str:
    return as_markdown(from_document(version.document).sections[section])


def save(
    play: Play,
    version: DraftVersion,
    section: int,
    text: str,
    *,
    by: Person,
    seen: Section | None = None,
    **rest: object,
) -> Saved:
    """Saves a section that was opened as `seen` (as it stands, without)."""
    here = seen or from_document(version.document).sections[section]
    return writing.save_section(
        play.session, consultation=play.consultation, version=version, spot=Spot(section, fingerprint(here)),
        heading=here.heading, text=text, written=read_sections(text, [PIXEL.sha256]), by=play.actor(by), now=play.now, **rest,
    )  # fmt: skip


def test_a_redraft_begins_as_the_current_version_with_its_pictures(play: Play) -> None:
    version = begin(play)
    assert from_document(version.document) == replace(DRAFT, warnings=(), figures=())
    assert (version.origin, version.based_on_id) == ("written", play.version.id)
    assert [one.sha256 for one in drafts_there_are.figures(play.session, version.id)] == [PIXEL.sha256]
    assert last_entry(play).act == "begin redraft"


def test_one_redraft_is_written_at_a_time(play: Play) -> None:
    version = begin(play)
    with refused(play, "A redraft is being written here already. Publish it or discard it first."):
        begin(play)
    drafts.discard(
        play.session, consultation=play.consultation, version=version, by=play.actor(play.cast.clerk), now=play.now
    )
    assert begin(play).id != version.id


def test_only_the_clerk_begins_one(play: Play) -> None:
    with refused(play, "Only the clerk can do this."):
        beginning.begin(play.session, consultation=play.consultation, by=play.actor(play.cast.lead), now=play.now)


def test_a_section_is_saved_and_the_rest_stands(play: Play) -> None:
    version = begin(play)
    text = text_of(version, LINES).replace("close lines", "close **all** lines") + "\n\n6. A new paragraph."
    assert save(play, version, LINES, text, by=play.cast.other_officer) == Saved(LINES)
    draft = from_document(version.document)
    assert draft.sections[:LINES] == DRAFT.sections[:LINES]
    assert [p.label for p in draft.sections[LINES].paragraphs] == ["4", "5", "6"]
    assert (
        draft.sections[LINES].paragraphs[0].html.startswith("The constabulary will close <strong>all</strong> lines,")
    )
    assert version.revision == 1
    entry = last_entry(play)
    assert (entry.act, entry.details) == ("edit section", {"section": "County Lines", "revision": 1})


def test_officers_edit_the_sections_of_their_authority(play: Play) -> None:
    version = begin(play)
    save(play, version, PREVENT, text_of(version, PREVENT), by=play.cast.officer)
    save(play, version, REFERRALS, text_of(version, REFERRALS), by=play.cast.lead)  # it stands below Prevent
    with refused(play, "Another authority answers for this section."):
        save(play, version, LINES, text_of(version, LINES), by=play.cast.officer)
    with refused(play, "Only officers of a responsible authority can do this."):
        save(play, version, LINES, text_of(version, LINES), by=play.cast.member)


def test_an_imported_draft_is_the_clerks_alone(play: Play) -> None:
    version = play.import_draft()
    save(play, version, PREVENT, text_of(version, PREVENT), by=play.cast.clerk)
    with refused(play, "No redraft is being written here. The clerk can begin one."):
        save(play, version, PREVENT, text_of(version, PREVENT), by=play.cast.officer)


def test_a_section_that_was_renamed_or_divided_stays_its_authoritys(play: Play) -> None:
    version = begin(play)
    text = text_of(version, LINES).replace("County Lines", "Criminal exploitation") + "\n\n## Helping\n\n6. More.\n"
    save(play, version, LINES, text, by=play.cast.other_officer)
    save(play, version, LINES + 1, "## Helping\n\n6. Less.\n", by=play.cast.other_officer)
    assert [s.heading for s in from_document(version.document).sections[LINES:]] == ["Criminal exploitation", "Helping"]


def test_two_people_on_different_sections_do_not_meet(play: Play) -> None:
    version = begin(play)
    seen = from_document(version.document).sections
    save(play, version, PREVENT, text_of(version, PREVENT) + "\n\n2A. New.", by=play.cast.officer)
    assert (
        save(play, version, LINES, "# County Lines\n\n4. Short.", by=play.cast.other_officer, seen=seen[LINES]).kept
        is None
    )
    assert [p.text for p in from_document(version.document).sections[LINES].paragraphs] == ["Short."]


def test_two_people_on_one_section_both_keep_their_text(play: Play) -> None:
    version = begin(play)
    seen = from_document(version.document).sections[LINES]
    first = as_markdown(seen).replace("close lines", "close all lines")
    second = as_markdown(seen).replace("help those", "house those")
    save(play, version, LINES, first, by=play.cast.other_lead)
    saved = save(play, version, LINES, second, by=play.cast.other_officer, seen=seen)
    assert text_of(version, LINES) == first
    assert saved.kept is not None
    assert [one.text for one in there_is.kept(play.session, version, play.cast.other_officer.id)] == [second]
    assert there_is.kept(play.session, version, play.cast.other_lead.id) == []
    both = first.replace("help those", "house those")
    save(play, version, LINES, both, by=play.cast.other_officer, instead_of=saved.kept)
    assert text_of(version, LINES) == both
    assert there_is.kept(play.session, version, play.cast.other_officer.id) == []


def test_a_third_person_in_between_settles_nothing(play: Play) -> None:
    version = begin(play)
    seen = from_document(version.document).sections[LINES]
    save(play, version, LINES, as_markdown(seen) + "\n\n6. One.", by=play.cast.other_lead)
    kept = save(play, version, LINES, "# County Lines\n\n4. Mine.", by=play.cast.clerk, seen=seen).kept
    again = save(
        play, version, LINES, "# County Lines\n\n4. Ours.", by=play.cast.clerk, seen=seen, instead_of=kept
    ).kept
    assert again is kept
    assert [one.text for one in there_is.kept(play.session, version, play.cast.clerk.id)] == [
        "# County Lines\n\n4. Ours."
    ]


def test_the_clerk_adds_and_removes_sections(play: Play) -> None:
    version = begin(play)
    clerk = {"by": play.actor(play.cast.clerk), "now": play.now}
    new = (Section("Serious violence", paragraphs=(Paragraph("Text.", "Text."),)),)
    at = writing.add_section(
        play.session, consultation=play.consultation, version=version, before=LINES, revision=0, written=new, **clerk
    )
    assert [s.heading for s in from_document(version.document).sections][at:] == ["Serious violence", "County Lines"]
    with refused(play, "The draft was changed meanwhile. Look at its sections as they are now, then add yours."):
        writing.add_section(
            play.session, consultation=play.consultation, version=version, before=0, revision=0, written=new, **clerk
        )
    foreword = DRAFT.sections[0]
    writing.remove_section(
        play.session, consultation=play.consultation, version=version, spot=Spot(0, fingerprint(foreword)), **clerk
    )
    with refused(play, "This section was changed meanwhile. Look at it as it is now before you remove it."):
        writing.remove_section(
            play.session, consultation=play.consultation, version=version, spot=Spot(0, fingerprint(foreword)), **clerk
        )
    # what somebody else had open meanwhile is found where it stands now
    assert save(
        play, version, LINES, "# County Lines\n\n4. X.", by=play.cast.other_lead, seen=DRAFT.sections[LINES]
    ) == Saved(3)


def test_a_section_removed_under_somebodys_hands_leaves_them_their_text(play: Play) -> None:
    version = begin(play)
    writing.remove_section(
        play.session, consultation=play.consultation, version=version, by=play.actor(play.cast.clerk), now=play.now,
        spot=Spot(LINES, fingerprint(DRAFT.sections[LINES])),
    )  # fmt: skip
    saved = save(play, version, LINES, "# County Lines\n\n4. X.", by=play.cast.officer, seen=DRAFT.sections[LINES])
    assert isinstance(saved.kept, SectionEdit)


def test_nothing_is_written_once_it_is_published(play: Play) -> None:
    version = begin(play)
    save(play, version, LINES, text_of(version, LINES).replace("close", "shut"), by=play.cast.clerk)
    play.publish(version)
    assert play.consultation.current_version == 2
    with refused(play, "This draft was published as version 2 and does not change any more."):
        save(play, version, LINES, text_of(version, LINES), by=play.cast.clerk)
