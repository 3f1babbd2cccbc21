"""A redraft in the browser: begun, written section by section, two texts of one section, and made of what was accepted."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from consult.domain.dispositions import Disposition
from consult.domain.documents import from_document
from consult.domain.lifecycle import Stage
from consult.queries import writing as there_is
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from tests.client import Client, Page
from tests.factories import Play

At, NewClient = Callable[[Stage], Play], Callable[[], Client]
OLD = "The constabulary will close lines, and the county council will help those who ran them."
LINES = "# 2 County Lines\n\n4. {}\n\n5. More work is planned. More work is needed."


def begun(play: Play, clerk: Client) -> Page:
    """The list of the sections of a redraft just begun."""
    return clerk.get(play.url("import/")).form("Begin the redraft").submit().follow()


def document(play: Play) -> DraftVersion:
    play.session.rollback()
    version = there_is.being_written(play.session, play.consultation)
    assert version is not None
    return there_is.with_document(play.session, version.id)


def paragraphs(play: Play, section: int) -> list[str]:
    return [p.html for p in from_document(document(play).document).sections[section].paragraphs]


def test_the_clerk_begins_a_redraft_and_edits_a_section_with_a_preview(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    listed = begun(play, client)
    assert listed.notices == ["A redraft is begun as a copy of version 1."]
    page = listed.click("Edit 2 County Lines")
    form = page.form("Save the section")
    assert form.values["text"] == LINES.format(OLD) + "\n"
    text = LINES.format(OLD.replace("close", "close **all**")) + "\n\n6. New words."
    seen = form.submit(do="preview", text=text)
    assert "close all lines" in seen.text
    assert paragraphs(play, 3)[0] == OLD
    done = seen.form("Save the section").submit().follow()
    assert done.notices == ["“County Lines” is saved."]
    assert paragraphs(play, 3) == [
        OLD.replace("close", "close <strong>all</strong>"), "More work is planned. More work is needed.", "New words.",
    ]  # fmt: skip
    assert "Changed" in done.text
    assert client.get(play.url("import/")).form("Go on writing").submit().follow().h1 == "The redraft"


def test_what_cannot_be_read_is_told_beside_the_text(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    form = begun(play, client).click("Edit Foreword").form("Save the section")
    problem = "Begin with the heading of the section, like “## 2.1 Prevent”. The number of # signs is its level."
    assert form.submit(text="No heading").errors == [problem]
    assert form.submit(text="No heading", do="preview").errors == [problem]
    assert form.submit(text="# Foreword\n\n![x](figure:000000)").errors == [
        "There is no picture “figure:000000” in this draft. Copy its name from where it stands."
    ]
    assert form.submit(text="").errors == ["Write the section, beginning with its heading"]


def test_the_browser_can_ask_for_the_preview_while_somebody_types(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    page = begun(play, client)
    answer = client.post(f"{page.url}/preview", {"text": "# X\n\n1. <script>a</script> *b*"})
    assert answer.response.json["html"].count("<script") == 0
    assert "<em>b</em>" in answer.response.json["html"]
    assert "It cannot be read yet." in client.post(f"{page.url}/preview", {"text": "x"}).response.json["html"]


def test_officers_edit_their_own_sections_and_nobody_else_sees_the_redraft(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    listed = begun(play, new_client().sign_in(play.cast.clerk))
    officer = new_client().sign_in(play.cast.other_officer)
    own = officer.get(play.url()).click("Edit the sections your authority answers for")
    assert own.all("//ol[@class='sections-list']//a") == ["Edit 2 County Lines"]
    form = own.click("Edit 2 County Lines").form("Save the section")
    assert form.submit(text=LINES.format("Short.")).follow().notices == ["“County Lines” is saved."]
    assert officer.get(f"{listed.url}/sections/0").status == 404
    assert officer.get(f"{listed.url}/add/0").status == 403
    for part in ("member", "observer", "chair"):
        assert new_client().sign_in(getattr(play.cast, part)).get(listed.url).status == 403


def test_an_officer_is_told_where_there_is_no_redraft(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    page = client.sign_in(play.cast.officer).get(play.url("redraft/"))
    assert "No redraft is being written here" in page.text


@pytest.fixture
def two(at: At, new_client: NewClient) -> tuple[Play, Page]:
    """Two people had the same section open; the page the second is led to, whose text was not taken."""
    play = at(Stage.OPEN)
    listed = begun(play, new_client().sign_in(play.cast.clerk))
    first, second = new_client().sign_in(play.cast.other_lead), new_client().sign_in(play.cast.other_officer)
    forms = [one.get(f"{listed.url}/sections/3").form("Save the section") for one in (first, second)]
    forms[0].submit(text=LINES.format(OLD.replace("close", "shut")))
    return play, forms[1].submit(text=LINES.format(OLD.replace("those", "people"))).follow()


def test_two_people_on_one_section_both_keep_their_text(two: tuple[Play, Page]) -> None:
    play, page = two
    assert page.h1 == "Two texts of “County Lines”"
    assert page.notices == ["A colleague changed this section while you were writing. Both texts are kept: see below."]
    assert f"{play.cast.other_lead.name} saved this section while you were writing." in page.text
    assert (OLD.replace("close", "shut") in page.text, OLD.replace("those", "people") in page.text) == (True, True)
    assert page.all("//div[@class='writing__between']//ins") == [
        "inserted: close end of insertion",
        "inserted: people end of insertion",
    ]
    assert paragraphs(play, 3)[0] == OLD.replace("close", "shut")
    both = LINES.format(OLD.replace("close", "shut").replace("those", "people"))
    assert page.form("Save this in its place").submit(text=both).follow().notices == ["“County Lines” is saved."]
    assert paragraphs(play, 3)[0] == OLD.replace("close", "shut").replace("those", "people")


def test_both_texts_can_be_put_in_the_box(two: tuple[Play, Page]) -> None:
    _, page = two
    text = page.form("Save this in its place").submit(do="both").form("Save this in its place").values["text"]
    assert (OLD.replace("close", "shut") in text, OLD.replace("those", "people") in text) == (True, True)


def test_a_text_waits_until_it_is_put_away(two: tuple[Play, Page]) -> None:
    play, page = two
    listed = page.click("All sections")
    waiting = listed.click("Put the two texts together: County Lines")
    assert waiting.h1 == "Two texts of “County Lines”"
    left = waiting.form("Save this in its place").submit(do="leave").follow()
    assert left.notices == ["Your text is put away; the section stands as it was saved."]
    assert "Put the two texts together" not in left.text
    assert paragraphs(play, 3)[0] == OLD.replace("close", "shut")


def test_a_third_change_meanwhile_is_seen_as_well(two: tuple[Play, Page], new_client: NewClient) -> None:
    play, page = two
    form = (
        new_client().sign_in(play.cast.clerk).get(f"{page.url.split('/kept')[0]}/sections/3").form("Save the section")
    )
    form.submit(text=LINES.format("The clerk’s."))
    again = page.form("Save this in its place").submit(text=LINES.format("Mine.")).follow()
    assert (again.h1, "The clerk’s." in again.text, "Mine." in again.text) == (
        "Two texts of “County Lines”",
        True,
        True,
    )
    assert paragraphs(play, 3)[0] == "The clerk’s."


def test_a_removed_section_leaves_its_writer_the_text(two: tuple[Play, Page], new_client: NewClient) -> None:
    play, page = two
    base = page.url.split("/kept")[0]
    clerk = new_client().sign_in(play.cast.clerk)
    asked = clerk.get(f"{base}/sections/3/remove")
    assert asked.h1 == "Remove “County Lines”?"
    assert asked.form("Remove the section").submit().follow().notices == ["“2 County Lines” is removed."]
    assert asked.form("Remove the section").submit().status == 404
    lost = new_client().sign_in(play.cast.other_officer).get(page.url)
    assert lost.status == 404  # nothing there is the constabulary's any more


def test_the_clerk_adds_a_section(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    page = begun(play, client).click("Add before 2 County Lines")
    assert page.h1 == "Add a section before “County Lines”"
    form = page.form("Save the section")
    assert form.submit(text="# ").errors == ["A heading has no words. Write them behind the # signs."]
    assert form.submit(text="# 3 Violence\n\n6. Text.").follow().notices == ["The section is added."]
    assert [s.heading for s in from_document(document(play).document).sections][3:] == ["Violence", "County Lines"]
    assert form.submit(text="# 3 Violence").errors == [
        "The draft was changed meanwhile. Look at its sections as they are now, then add yours."
    ]


def values(page: Page, of: str = "") -> list[str]:
    """The values of the boxes that can be ticked."""
    return [one.get("value") for one in page.tree.xpath(f"//input[@name='taken']{of}")]


def accepted(play: Play, on: str, wording: str, suggested: str | None = None) -> None:
    comment = play.comment(on=on, suggested=wording if suggested is None else suggested)
    play.release(play.answer(comment, "Agreed.", disposition=Disposition.ACCEPTED, wording=wording))


def test_a_redraft_is_made_of_what_was_accepted_and_published(at: At, new_client: NewClient) -> None:
    play = at(Stage.OPEN)
    accepted(play, "4", OLD.replace("close", "shut"))
    accepted(play, "4", OLD.replace("close", "end"))
    accepted(play, "5", "More work is planned. Much more work is needed.")
    accepted(play, "1", "See paragraph 5", suggested="")
    clerk = new_client().sign_in(play.cast.clerk)
    page = clerk.get(play.url("import/")).click("See what was accepted")
    form = page.form("Make the redraft")
    ids = values(page)
    assert values(page, "[@checked]") == [ids[2]]
    assert "It changes the same words as C-0002" in page.text
    assert "The answer names paragraph 5 instead of giving wording. Write the change into the section." in page.text
    assert form.submit(taken=[]).errors == ["Tick at least one change to take into the text"]
    assert form.submit(taken=ids).errors == [
        "C-0001 and C-0002 change the same words. Tick one of them, and write the other in by hand."
    ]
    made = form.submit(taken=[ids[0], ids[2]]).follow()
    assert made.notices == [
        "The changes of 2 comments are taken into a redraft. Write on where you need to, then check and publish it."
    ]
    assert paragraphs(play, 3) == [OLD.replace("close", "shut"), "More work is planned. Much more work is needed."]
    going = made.click("Check the whole draft").click("See where the comments go")
    placing = going.form("Work out where they go").submit().follow()
    published = placing.click("Go on to publishing").form("Publish version 2").submit().follow()
    assert "What it took up of the comments accepted" in published.text
    took = new_client().sign_in(play.cast.member).get(published.url).click("What it took up of the comments accepted")
    assert took.all("//li[@class='takings__one']//p[@class='change__led']") == ["From C-0001", "From C-0003"]
    own = new_client().sign_in(play.cast.member).get(play.url("comments/C-0001"))
    assert "This is what your comment changed" in own.text
    other = new_client().sign_in(play.cast.observer).get(play.url("comments/C-0001"))
    assert "This is what the comment changed" in other.text
    untaken = new_client().sign_in(play.cast.member).get(play.url("comments/C-0002"))
    assert "This is what your comment changed" not in untaken.text


def test_while_a_redraft_is_written_no_other_is_made(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    accepted(play, "4", OLD.replace("close", "shut"))
    client.sign_in(play.cast.clerk)
    begun(play, client)
    page = client.get(play.url("import/accepted"))
    assert "A redraft is being written here already." in page.text
    assert page.all("//button[contains(., 'Make the redraft')]") == []
    assert values(page) == []
    again = client.post(play.url("import/accepted"), {"taken": play.session.scalars(select(Comment.id)).one()})
    assert again.errors == ["A redraft is being written here already. Publish it or discard it first."]
    assert len(play.session.scalars(select(DraftVersion)).all()) == 2
