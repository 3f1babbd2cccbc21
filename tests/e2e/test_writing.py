"""Members write in a real browser: on the very words, by mouse and by keyboard, and nothing they type is lost."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from consult.actions import people as people_actions
from consult.config import Settings
from consult.domain.draft import Draft, Paragraph, Section
from consult.domain.lifecycle import Stage
from consult.queries import comments, unsent
from consult.store.base import begin_writing
from consult.store.comments import Comment
from tests.databases import SECRET
from tests.e2e.conftest import comes, faults
from tests.factories import OPENS, Play

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
SAVED = re.compile(r"Saved at ")


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def the_comment(play: Play, ref: str = "C-0001") -> Comment:
    play.session.rollback()
    return comments.by_reference(play.session, play.consultation, ref)


def waiting(play: Play) -> list[str]:
    play.session.rollback()
    rows = unsent.of_author(play.session, play.consultation, play.cast.member.id)
    return sorted(row.words["text"] for row in rows)


def block(play: Play, label: str) -> str:
    return f"[data-block='{play.paragraph(label).id}']"


SELECT = """([selector, start, end]) => {
  const block = document.querySelector(selector);
  const at = (offset) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset <= node.data.length) return [node, offset];
      offset -= node.data.length;
    }
  };
  getSelection().setBaseAndExtent(...at(start), ...at(end));
}"""


def select(page: Page, selector: str, start: int, end: int) -> None:
    """Selects characters (UTF-16 units) of a block, as a pointer or caret browsing would."""
    page.wait_for_load_state()  # with the script that notices
    page.evaluate(SELECT, [selector, start, end])


def drag(page: Page, selector: str, start: int, end: int) -> None:
    """Selects with the mouse, from before one character to after another."""
    page.wait_for_load_state()
    boxes = page.evaluate(
        SELECT.replace("getSelection().setBaseAndExtent(...at(start), ...at(end));", "")[:-1]
        + """ const box = ([node, offset]) => { const range = document.createRange(); range.setStart(node, offset);
        range.setEnd(node, offset); const r = range.getBoundingClientRect(); return [r.left, r.top + r.height / 2]; };
        return [box(at(start)), box(at(end))]; }""",
        [selector, start, end],
    )
    page.mouse.move(*boxes[0])
    page.mouse.down()
    page.mouse.move(*boxes[1], steps=6)
    page.mouse.up()


def finish(page: Page, text: str = "How will this be measured?") -> None:
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Observation").check()
    page.wait_for_load_state()  # until there is nothing more to come, interests neither
    if page.get_by_label("No interest to declare").count():
        page.get_by_label("No interest to declare").check()
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("received")


def test_selecting_across_bold_text_and_correcting_the_selection(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url("draft/1/1"))
    words = block(play, "3")  # Referrals are made by <strong>any</strong> agency.
    drag(page, words, 14, 26)
    button = page.get_by_role("link", name="Comment on these words")
    expect(button).to_be_visible()
    drag(page, words, 10, 33)
    expect(button).to_have_attribute("href", re.compile("start=10&end=33"))
    assert faults(page) == []
    button.click()
    expect(page.locator("#quote")).to_have_value("are made by any agency.")
    assert "".join(page.locator(f"{words} mark").all_text_contents()) == "are made by any agency."
    select(page, words, 18, 32)
    page.get_by_role("button", name="Use these words").click()
    expect(page.locator("#quote")).to_have_value("by any agency")
    expect(page.locator("#suggested")).to_have_value("by any agency")
    assert faults(page) == []
    page.locator("#suggested").fill("by any agency or school")
    finish(page)
    comment = the_comment(play)
    assert (comment.quote, comment.quote_start, comment.quote_end) == ("by any agency", 19, 32)
    assert comment.suggested_wording == "by any agency or school"


def test_a_selection_that_runs_on_is_cut_where_its_paragraph_ends(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url("draft/1/3"))
    page.evaluate(
        "([a, b]) => getSelection().setBaseAndExtent(document.querySelector(a).firstChild, 57,"
        " document.querySelector(b).firstChild, 9)",
        [block(play, "4"), block(play, "5")],
    )
    page.get_by_role("link", name="Comment on these words").click()
    text = play.paragraph("4").text
    expect(page.locator("#quote")).to_have_value(text[57:].strip())


SHOWN = "name => [...(CSS.highlights.get(name) ?? [])].map((range) => [String(range), range.startOffset])"
"""What is highlighted in a text that has no markup: the words, and where they begin in UTF-16 units."""


def test_words_that_stand_twice_with_emoji_before_them(at: Callable[[Stage], Play], sign_in: SignIn) -> None:
    play = at(Stage.PREPARING)
    text = "👩‍👩‍👧‍👦 More work 🇬🇧 is planned. Ŵyn e\u0301te\u0301 שלום. More work is needed."
    begin_writing(play.session)
    draft = Draft("Emoji", (Section("One", paragraphs=(Paragraph(text, text, "1"),)),))
    play.publish(play.import_draft(draft))
    play.set_window()
    play.open()
    play.session.commit()
    page = sign_in(play, play.cast.member)
    page.goto(play.url("draft/1/0"))
    units = len(text[: text.rindex("More")].encode("utf-16-le")) // 2
    select(page, block(play, "1"), units, units + 9)
    page.get_by_role("link", name="Comment on these words").click()
    finish(page)
    comment = the_comment(play)
    assert (comment.quote, comment.quote_start) == ("More work", text.rindex("More work"))
    page.goto(play.url("draft/1/0"))
    comes(lambda: page.evaluate(SHOWN, "passage-1"), [["More work", units]])


def test_overlapping_passages_stay_readable_and_a_comment_brings_its_own_out(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)
    for start, end in ((0, 20), (5, 31), (10, 15), (13, 15)):
        play.comment(on="5", quote=play.paragraph("5").text[start:end], start=start, end=end)
    page = sign_in(play, play.cast.chair)
    page.goto(play.url("draft/1/3?comments=shown"))
    text = play.paragraph("5").text
    spans = ([(0, 5), (20, 31)], [(5, 10), (15, 20)], [(10, 13), (13, 15)])
    for level, expected in enumerate(spans, 1):
        comes(lambda: highlighted(page, f"passage-{level}"), sorted(text[a:b] for a, b in expected))  # noqa: B023
    page.locator("#C-0001").hover()
    comes(lambda: highlighted(page, "passage-own"), [text[0:20].strip()])
    page.mouse.move(0, 0)
    comes(lambda: highlighted(page, "passage-own"), [])
    page.get_by_role("button", name="Support this comment C-0003").focus()
    comes(lambda: highlighted(page, "passage-own"), [text[10:15].strip()])
    assert faults(page) == []


def highlighted(page: Page, name: str) -> list[str]:
    return sorted(words for words, _ in page.evaluate(SHOWN, name))


def test_the_button_is_the_next_stop_after_the_words(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url("draft/1/3"))
    drag(page, block(play, "5"), 22, 34)
    button = page.get_by_role("link", name="Comment on these words")
    expect(button).to_be_visible()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).not_to_be_attached()


def test_commenting_by_keyboard_alone(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url("draft/1/3"))
    reached(page, f"[href$='paragraph={play.paragraph('5').id}']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("County Lines, paragraph 5")
    reached(page, "form summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("More work is needed")
    reached(page, "#stance-0, #stance")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Typed, not clicked.")
    reached(page, "#interest-0, #interest")
    page.keyboard.press("Space")
    reached(page, "#send")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment C-0001 received")
    comment = the_comment(play)
    assert (comment.text, comment.stance) == ("Typed, not clicked.", "support with conditions")
    assert (comment.quote, comment.quote_start) == ("More work is needed", 22)


def reached(page: Page, selector: str) -> None:
    page.wait_for_load_state()
    for _ in range(40):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone(play: Play, sign_in: SignIn, scripts: bool) -> None:
    page = sign_in(
        play, play.cast.member, width=390, height=844, has_touch=True, is_mobile=True, java_script_enabled=scripts
    )
    page.goto(play.url("draft/1/3"))
    if scripts:
        select(page, block(play, "5"), 22, 34)
        button = page.get_by_role("link", name="Comment on these words")
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] > 780  # at the foot of the screen, away from the system's own menu
        assert box["height"] >= 44
        button.tap()
        expect(page.locator("#quote")).to_have_value("More work is")
    else:
        page.get_by_role("link", name="Comment on County Lines, paragraph 5").tap()
        page.get_by_text("Comment on some of the words only").tap()
        page.locator("#quote").fill("More work is needed")
    finish(page)
    if scripts:
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert the_comment(play).quote_start == 22


def test_a_member_without_javascript(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member, java_script_enabled=False)
    page.goto(play.url("draft/1/3"))
    page.get_by_role("link", name="Comment on County Lines, paragraph 4").click()
    page.get_by_label("Your comment").fill("Begun")
    page.get_by_role("button", name="Save and send later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_label("Your comment")).to_have_value("Begun")
    finish(page, "Begun, and ended")
    assert (the_comment(play).text, waiting(play)) == ("Begun, and ended", [])


def test_sign_in_expiring_while_writing(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url(f"comments/write?paragraph={play.paragraph('5').id}&start=22&end=34"))
    page.get_by_label("Your comment").fill("Begun")
    expect(page.locator("#autosave")).to_contain_text(SAVED)
    page.context.clear_cookies()
    page.get_by_label("Your comment").fill("Begun, and gone on with")
    expect(page.locator("#autosave")).to_contain_text("You were signed out. What you write is still kept.")
    page.get_by_label("Object").check()
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_text("You were signed out. What you wrote is kept. Sign in to go on.")).to_be_visible()
    comes(lambda: waiting(play), ["Begun, and gone on with"])
    page.goto(link_back(play, page))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Your comment")).to_have_value("Begun, and gone on with")
    expect(page.locator("#quote")).to_have_value("More work is")
    expect(page.get_by_label("Object")).to_be_checked()
    finish(page, "Begun, and ended")
    assert (the_comment(play).quote_start, waiting(play)) == (22, [])


def link_back(play: Play, page: Page) -> str:
    play.session.commit()
    begin_writing(play.session)  # the server at work beside us writes too
    token = people_actions.link_for(play.session, person=play.cast.member, now=play.now)
    play.session.commit()
    return f"/sign-in/link/{token}"


def test_a_service_that_cannot_be_reached_is_said_and_tried_again(
    play: Play, sign_in: SignIn, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url("comments/write"))
    with (
        monkeypatch.context() as away
    ):  # also for what a page sends while it is left, which no route of the browser's sees
        away.setitem(app.view_functions, "unsent.save", lambda **_: ("", 503))
        page.get_by_label("Your comment").fill("Written on a train")
        expect(page.locator("#autosave")).to_contain_text("Not saved: the service cannot be reached.")
        page.reload()
        expect(page.get_by_label("Your comment")).to_have_value("Written on a train")
        expect(page.locator("#autosave")).to_contain_text("Not saved: the service cannot be reached.")
    assert waiting(play) == []
    page.get_by_label("Your comment").press("End")
    page.get_by_label("Your comment").type(".")
    expect(page.locator("#autosave")).to_contain_text(SAVED)
    comes(lambda: waiting(play), ["Written on a train."])
    expect(page.locator(".masthead__not-sent")).to_have_text("Not sent yet 1")


def test_an_answer_that_is_lost_leaves_no_copy(play: Play, sign_in: SignIn) -> None:
    def lose(route: Route) -> None:
        route.fetch()  # it arrives, and is kept
        route.abort()

    page = sign_in(play, play.cast.member)
    page.goto(play.url("comments/write"))
    page.route("**/unsent/save*", lose)
    page.get_by_label("Your comment").fill("Written on a train")
    expect(page.locator("#autosave")).to_contain_text("Not saved: the service cannot be reached.")
    comes(lambda: waiting(play), ["Written on a train"])
    page.unroute("**/unsent/save*")
    page.get_by_label("Your comment").press("End")
    page.get_by_label("Your comment").type(", and in a tunnel")
    expect(page.locator("#autosave")).to_contain_text(SAVED)
    comes(lambda: waiting(play), ["Written on a train, and in a tunnel"])


def test_a_second_tab_overwrites_nothing(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.member)
    page.goto(play.url("comments/write"))
    page.get_by_label("Your comment").fill("Begun")
    page.get_by_role("button", name="Save and send later").click()
    page.get_by_role("link", name="Go on").click()
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("Your comment").fill("Gone on with here")
    expect(page.locator("#autosave")).to_contain_text(SAVED)
    other.get_by_label("Your comment").fill("Gone on with there")
    expect(other.locator("#autosave")).to_contain_text("Another window holds other words of this text")
    other.get_by_label("Your comment").fill("Gone on with there, too")
    expect(other.locator("#autosave")).to_have_text(re.compile(r"^Saved at [\d:]+[ap]m$"))
    comes(lambda: waiting(play), ["Gone on with here", "Gone on with there, too"])


def test_what_others_have_said_is_offered_while_writing(play: Play, sign_in: SignIn) -> None:
    said = "Who pays for the training of safeguarding leads after the first year?"
    begin_writing(play.session)
    play.comment(on="2(a)", text=said, by=play.cast.other_member)
    page = sign_in(play, play.cast.member)
    page.goto(play.url(f"comments/write?paragraph={play.paragraph('2(a)').id}"))
    page.get_by_label("Your comment").fill("The training of safeguarding leads: who will pay for it after year one?")
    offer = page.get_by_role("button", name="Support C-0001 instead")
    expect(offer).to_be_visible()
    assert faults(page) == []
    offer.click()
    expect(page.get_by_text("You support comment C-0001.")).to_be_visible()
    assert len(waiting(play)) == 1


# ---- a real process, killed


@contextmanager
def served(settings: Settings, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`consult serve` in a process of its own."""
    environ = {
        **os.environ,
        "CONSULT_INSTANCE": str(settings.instance),
        "CONSULT_DATABASE_URL": settings.database_url,
        "CONSULT_SECRET_KEY": SECRET,
        "CONSULT_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "consult", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environ, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in")
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urlopen(url):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {url}")


def test_the_server_killed_while_one_writes(play: Play, settings: Settings, browser: Browser) -> None:
    now = datetime.now(UTC)
    begin_writing(play.session)
    play.set_window(OPENS, now + timedelta(days=1))
    token = people_actions.link_for(play.session, person=play.cast.member, now=now)
    play.session.commit()
    port = free_port()
    page = browser.new_context(base_url=f"http://127.0.0.1:{port}").new_page()
    with served(settings, port):
        page.goto(f"/sign-in/link/{token}")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(play.url("comments/write"))
        page.get_by_label("Your comment").fill("Begun")
        expect(page.locator("#autosave")).to_contain_text(SAVED)
    page.get_by_label("Your comment").fill("Begun, and gone on with while nothing answers")
    expect(page.locator("#autosave")).to_contain_text("Not saved: the service cannot be reached.", timeout=15_000)
    comes(lambda: waiting(play), ["Begun"])
    with served(settings, port):
        expect(page.locator("#autosave")).to_contain_text(SAVED, timeout=30_000)
        comes(lambda: waiting(play), ["Begun, and gone on with while nothing answers"])
        other = page.context.new_page()
        other.goto(play.url("unsent/"))
        other.get_by_role("link", name="Go on").click()
        expect(other.get_by_label("Your comment")).to_have_value("Begun, and gone on with while nothing answers")
        finish(other, "Begun, and ended")
        assert (the_comment(play).text, waiting(play)) == ("Begun, and ended", [])
    page.context.close()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
