"""Files with comments: read, gone through and taken as a whole, or refused with nothing kept."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from consult.actions import interests
from consult.actions.interests import Declared
from consult.domain.draft import Draft, Paragraph, Section
from consult.domain.interests import Interest
from consult.domain.lifecycle import Stage
from consult.store.comments import Comment
from consult.store.incoming import Incoming
from tests.client import Client, Page
from tests.factories import DRAFT, Play
from tests.importing import marked_files as word
from tests.response_forms import in_excel, typing

PREVENT = "Schools and colleges refer most of those who are helped by the Channel Panel."
COPY = word.file(
    word.p("Prevent"),
    word.p("Schools and colleges refer ", word.on(1, "most of those"), " who are helped by the Channel Panel."),
    word.p("The constabulary will close ", word.cut("lines"), word.ins("every line"), ", and the county council will help those "
           "who ran them."),
    word.p(word.on(2, "Nothing like this stands in the draft, however long one looks for it.")),
    comments=(word.Note(1, "How many is most?"), word.Note(2, "I miss the voice of the victims.")),
)  # fmt: skip


def upload(client: Client, play: Play, data: bytes, name: str = "marked.docx", **fields: Any) -> Page:
    return client.get(play.url("incoming/")).form("Read the file").submit(file=(BytesIO(data), name), **fields)


def declared(play: Play) -> None:
    interests.declare(
        play.session, consultation=play.consultation, declared=Declared(Interest.NONE),
        by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
    play.session.commit()


def said(play: Play) -> list[tuple[str, str | None, str | None]]:
    """Every comment there is: what it says, the words it stands on, and the wording it suggests."""
    play.session.rollback()
    rows = play.session.scalars(select(Comment).order_by(Comment.number))
    return [(row.text, row.quote, row.suggested_wording) for row in rows]


def kept(play: Play) -> int:
    play.session.rollback()
    return play.session.scalar(select(func.count()).select_from(Incoming)) or 0


def test_a_members_marked_copy_becomes_comments_on_the_words(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    declared(play)
    page = upload(client.sign_in(play.cast.member), play, COPY).follow()
    assert page.h1 == "Marked copy 3 comments in “marked.docx”"
    form = page.form("Send the ticked comments")
    assert [form.values[f"take-{n}"] for n in (1, 2, 3)] == [["yes"], ["yes"], []]
    assert page.all("//mark") == ["most of those"]
    assert "deleted: lines end of deletion inserted: every line end of insertion" in page.text
    refused = form.submit(**{"take-3": ["yes"]})
    assert refused.errors == ["3: Choose where it belongs, or leave it out"]
    assert said(play) == []
    done = refused.form("Send the ticked comments").submit(**{"section-3": "0", "stance-1": "object"})
    assert done.location == play.url("mine/")
    assert done.follow().notices == ["3 comments sent."]
    words = "Nothing like this stands in the draft, however long one looks for it."
    changed = "The constabulary will close every line, and the county council will help those who ran them."
    assert said(play) == [
        ("How many is most?", "most of those", None),
        ("Suggested wording, as changed in the member’s Word copy.", None, changed),
        (f"I miss the voice of the victims.\n\nThis is about the words “{words}”.", None, None),
    ]
    again = client.get(page.url)
    assert again.follow().notices == ["The comments of this file have been taken."]
    assert upload(client, play, COPY).errors == ["The comments of this very file were taken before."]


def test_what_is_chosen_waits_and_the_same_file_leads_back_to_it(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    page = upload(client.sign_in(play.cast.member), play, COPY).follow()
    page.form("Keep and finish later").submit(**{"text-1": "How many is “most”?", "take-2": []})
    assert "Go through it: marked.docx" in [words for words, _ in client.get(play.url("incoming/")).links]
    back = upload(client, play, COPY).follow()
    assert back.notices == ["This very file waits already. Here is how far it was gone through."]
    values = back.form("Send the ticked comments").values
    assert (values["text-1"], values["take-2"]) == ("How many is “most”?", [])
    assert kept(play) == 1


def test_a_declaration_is_asked_for_before_anything_is_sent(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    page = upload(client.sign_in(play.cast.member), play, COPY).follow()
    refused = page.form("Send the ticked comments").submit()
    assert refused.errors == ["Say whether you have an interest to declare"]
    assert refused.form("Send the ticked comments").submit(interest="none").status == 303
    assert len(said(play)) == 2


def test_the_clerk_takes_a_copy_for_a_member_also_late(
    at: Callable[[Stage], Play], client: Client, new_client: Callable[[], Client], outbox: list[Any]
) -> None:
    play = at(Stage.RESPONDING)
    client.sign_in(play.cast.clerk)
    fields: dict[str, Any] = {"member": str(play.cast.member.id), "came": ["20", "2", "2021"]}
    refused = upload(client, play, COPY, **fields)
    assert refused.errors == ["It came after the window closed. Say why it is taken all the same."]
    assert kept(play) == 0
    page = upload(client, play, COPY, **fields, late_reason="The member was unwell.").follow()
    assert page.h1 == "Marked copy of Member for Norwich City Council 3 comments in “marked.docx”"
    assert new_client().sign_in(play.cast.member).get(page.url).status == 404
    done = page.form("Take the ticked comments").submit().follow()
    assert done.notices == ["2 comments of Member for Norwich City Council taken, who is told by email."]
    assert [letter.to for letter in outbox] == [[play.cast.member.email]]
    assert "How many is most?" in outbox[0].body
    comment = client.get(play.url("comments/C-0001")).text
    assert "Taken after the closing date: The member was unwell." in comment
    assert "It came as a marked-up copy of the draft on 20 February 2021 and was entered by the clerk." in comment


def test_a_form_downloaded_filled_in_and_brought_back(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    declared(play)
    offered = client.sign_in(play.cast.member).get(play.url(f"offline/?section={play.section('Prevent').id}"))
    link = next(href for words, href in offered.links if words.startswith("Response form as a spreadsheet"))
    blank = client.get(link).response.get_data()
    cells = {3: {"quote": "most of those", "stance": "Object", "comment": "How many?", "suggested": ""}}
    page = upload(client, play, in_excel(blank, typing(cells)), "form.xlsx").follow()
    assert page.h1 == "Response form 1 comment in “form.xlsx”"
    page.form("Send the ticked comments").submit()
    assert said(play) == [("How many?", "most of those", None)]
    assert client.get(play.url("comments/C-0001")).text.count("Object") == 1


def test_a_damaged_form_is_reported_row_by_row_and_nothing_is_kept(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    blank = client.get(play.url("offline/form-xlsx")).response.get_data()
    cells = {
        4: {"stance": "Maybe", "comment": "How many?"},
        5: {"stance": "Object", "quote": "giraffes", "comment": "Why?"},
    }
    page = upload(client, play, in_excel(blank, typing(cells)), "form.xlsx")
    assert page.h1 == "This form cannot be taken yet"
    assert page.all("//tbody//th") == ["Row 4Your view", "Row 5Words you are commenting on"]
    assert kept(play) == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7 and so on", "This is a PDF, from which neither notes nor forms can be read."),
        (b"a,b,c", "This is neither a Word document nor an Excel workbook."),
        (COPY[:400], "The file is damaged"),
        (word.file(word.p("Untouched.")), "There are no margin comments or tracked changes in this file."),
    ],
)
def test_what_cannot_be_read_leaves_nothing(
    at: Callable[[Stage], Play], client: Client, data: bytes, reason: str
) -> None:
    play = at(Stage.OPEN)
    page = upload(client.sign_in(play.cast.member), play, data)
    assert [error.startswith(reason) for error in page.errors] == [True], page.errors
    assert kept(play) == 0


def test_a_version_published_in_between_takes_nothing(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    declared(play)
    page = upload(client.sign_in(play.cast.member), play, COPY).follow()
    play.session.rollback()
    other = Draft(
        DRAFT.title, (*DRAFT.sections, Section("Annex", paragraphs=(Paragraph("More.", "More."),))), (), DRAFT.figures
    )
    play.publish(play.import_draft(other))
    play.session.commit()
    refused = page.form("Send the ticked comments").submit()
    (error,) = refused.errors
    assert error.startswith("A new version of the draft was published since this file was read.")
    assert said(play) == []
    gone = refused.click("Discard the file").form("Discard the file").submit().follow()
    assert gone.notices == ["“marked.docx” discarded. None of its comments was taken."]
    assert upload(client, play, COPY).follow().h1 == "Marked copy 3 comments in “marked.docx”"


def test_hundreds_are_gone_through_page_by_page(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    declared(play)
    body = [word.on(n, PREVENT) for n in range(1, 61)]
    notes = [word.Note(n, f"Note {n}") for n in range(1, 61)]
    page = upload(client.sign_in(play.cast.member), play, word.file(word.p(*_nested(body)), comments=notes)).follow()
    assert page.buttons[0] == "Keep, and go on to page 2"
    following = page.form("Keep, and go on to page 2").submit(**{"take-1": []}).follow()
    last = following.form("Keep, and go on to page 3").submit().follow()
    last.form("Send the ticked comments").submit()
    assert [text for text, _, _ in said(play)] == [f"Note {n}" for n in range(2, 61)]


def _nested(marked: list[str]) -> list[str]:
    """One paragraph with all these comments on the whole of it."""
    starts = "".join(word.start(n) for n in range(1, len(marked) + 1))
    ends = "".join(word.end(n) for n in range(1, len(marked) + 1))
    return [f"{starts}{word.t(PREVENT)}{ends}"]


def test_who_may_bring_files_in(at: Callable[[Stage], Play], new_client: Callable[[], Client]) -> None:
    play = at(Stage.RESPONDING)
    answers = {who: new_client().sign_in(getattr(play.cast, who)).get(play.url("incoming/")).status for who in
               ("member", "clerk", "officer", "observer")}  # fmt: skip
    assert answers == {"member": 403, "clerk": 200, "officer": 403, "observer": 403}


def test_a_members_file_is_theirs_alone_until_it_is_sent(
    at: Callable[[Stage], Play], client: Client, new_client: Callable[[], Client]
) -> None:
    play = at(Stage.OPEN)
    page = upload(client.sign_in(play.cast.member), play, COPY).follow()
    answers = {who: new_client().sign_in(getattr(play.cast, who)).get(page.url).status for who in ("clerk", "chair")}
    assert answers == {"clerk": 404, "chair": 404}
    listed = new_client().sign_in(play.cast.clerk).get(play.url("incoming/"))
    assert "marked.docx" not in listed.text
