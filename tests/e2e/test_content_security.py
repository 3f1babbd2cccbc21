"""The browser itself, asked whether anything on our pages goes against what the pages say may run, load or be sent."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from consult.domain.lifecycle import Stage
from tests.web.everything import everything

LISTEN = """
addEventListener("securitypolicyviolation", (event) => {
  const seen = JSON.parse(sessionStorage.getItem("violations") ?? "[]");
  seen.push(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  sessionStorage.setItem("violations", JSON.stringify(seen));
});
"""
PAGES = (
    "", "draft/1/1", "comments/", "questions/", "register/", "work/", "board/", "settings/", "packs/", "enter/comment",
    "search?q=prevent",
)  # fmt: skip


def listening(page: Page) -> Page:
    page.context.add_init_script(LISTEN)
    return page


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("JSON.parse(sessionStorage.getItem('violations') ?? '[]')")
    return found


def test_no_page_goes_against_its_own_policy(at: Callable[..., Any], sign_in: Callable[..., Page]) -> None:
    there = at(Stage.OPEN, everything)
    play = there.play
    page = listening(sign_in(play, play.cast.clerk))
    for path in PAGES:
        answer = page.goto(play.url(path))
        assert answer is not None
        assert answer.status == 200, path
    page.goto(play.url(f"redraft/{there.writing.id}/sections/1"))
    page.wait_for_load_state()  # with the script that shows it
    page.get_by_label("Text of the section").press("Control+End")
    page.keyboard.type(" **New** words.")
    page.get_by_role("region", name="How it will be read").locator("strong", has_text="New").wait_for()
    assert violations(page) == []


def test_what_goes_against_it_is_stopped_and_heard_of(at: Callable[..., Any], sign_in: Callable[..., Page]) -> None:
    """So that the test above shows something."""
    play = at(Stage.OPEN)
    page = listening(sign_in(play, play.cast.member))
    page.goto(play.url())
    page.evaluate(
        """() => {
          document.title = "calm";
          const put = (name, attributes) => {
            const made = document.createElement(name);
            try {
              for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
            } catch { return; } // as it should be
            document.body.append(made);
          };
          put("script", { src: "/static/js/page.js" });
          import("/static/js/page.js?again").catch(() => 0);
          put("p", { style: "color: red" });
          put("a", { onclick: "document.title = 'run'", id: "trap" });
          put("iframe", { src: "/privacy" });
          put("img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" });
          put("base", { href: "https://evil.example/" });
          document.getElementById("trap")?.click();
          try { document.body.innerHTML = "<b>x</b>"; } catch { return; }
        }"""
    )
    page.wait_for_function("JSON.parse(sessionStorage.getItem('violations') ?? '[]').length >= 6")
    stopped = {one.split(": ")[1].split()[0] for one in violations(page)}
    assert stopped == {
        "script-src-elem", "style-src-attr", "frame-src", "img-src", "base-uri",
        "require-trusted-types-for",
    }  # fmt: skip
    assert page.title() == "calm"
