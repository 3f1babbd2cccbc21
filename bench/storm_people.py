"""Those who write during the storm: whatever has no answer is sent again, the very same, until it has one."""

import random
import re
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bench.browsing import Answer, Browser
from bench.storm_ledger import GONE, Ledger

TRY_AGAIN = 0.2
MOST_TRIES = 900
NOT_NOW, JSON = frozenset({0, 502, 503}), "application/json"


@dataclass
class Scene:
    """Where the storm takes place, and what people leave for each other."""

    base: str
    slug: str
    places: list[str]  # addresses of forms for comments that one authority answers
    authority_id: int
    ledger: Ledger
    stop: threading.Event = field(default_factory=threading.Event)
    to_answer: list[str] = field(default_factory=list)  # references
    to_approve: list[str] = field(default_factory=list)
    to_release: list[str] = field(default_factory=list)
    to_support: list[tuple[str, int]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, waiting: list[str]) -> str | None:
        """The oldest that waits; None where none does."""
        with self.lock:
            return waiting.pop(0) if waiting else None


class Person:
    """One of them: `link` is their way in. `act` is what they do over and over."""

    def __init__(self, scene: Scene, name: str, person_id: int, link: str) -> None:
        self.scene, self.ledger, self.name, self.person_id, self.link = scene, scene.ledger, name, person_id, link
        self.browser = Browser(scene.base)
        self.chance = random.Random(f"{name} in the storm")  # noqa: S311
        self.written = 0
        self.own: list[str] = []

    def sign_in(self) -> None:
        """Before the storm, for a link is good once."""
        answer = self.browser.post(self.link, self.browser.get(self.link, "").hidden(), "")
        if answer.status != 303:
            raise RuntimeError(f"{self.name} was not let in: {answer.status}")

    def spend(self) -> None:
        """Writes until the storm is over; what is begun then is brought to its end."""
        try:
            while not self.scene.stop.is_set():
                if not self.act():
                    self.scene.stop.wait(TRY_AGAIN)
        except Exception as error:
            self.ledger.odd.append(f"{self.name}: {type(error).__name__} {error}")

    def act(self) -> bool:
        """One piece of work; False where there was none."""
        raise NotImplementedError

    def open(self, path: str) -> Answer:
        return self._until_answered(lambda: self.browser.get(f"/{self.scene.slug}/{path}", ""))

    def form(self, path: str) -> Answer:
        """A page with a form; what stands in its way is answered first."""
        page = self.open(path)
        if page.status == 303:
            notice = self._until_answered(lambda: self.browser.get(page.location, ""))
            self._until_answered(lambda: self.browser.post(page.location, notice.hidden(), ""))
            page = self.open(path)
        return page

    def send(self, path: str, fields: Mapping[str, str], accept: str = "text/html") -> Answer:
        """The same again and again until it is answered."""
        address = path if path.startswith("/") else f"/{self.scene.slug}/{path}"
        return self._until_answered(lambda: self.browser.post(address, fields, "", accept))

    def _until_answered(self, ask: Callable[[], Answer]) -> Answer:
        for _ in range(MOST_TRIES):
            answer = ask()
            if answer.status not in NOT_NOW:
                return answer
            self.ledger.sent_again += 1
            threading.Event().wait(TRY_AGAIN)
        raise TimeoutError("no answer at all")

    def strange(self, what: str, answer: Answer) -> None:
        said = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
        self.ledger.odd.append(f"{self.name}, {what}: {answer.status} {said[1].strip() if said else answer.text[:80]}")

    def words(self, mark: str, count: int = 12) -> str:
        """Like nothing that anybody else says."""
        return f"{mark}: {' '.join(secrets.token_hex(3) for _ in range(count))}"

    def mark(self) -> str:
        self.written += 1
        return f"{self.name} {self.written}"


class Member(Person):
    """Comments, asks, changes, supports."""

    window, turn = "", 0

    def act(self) -> bool:
        chosen = self.chance.random()
        if chosen < 0.1:
            self.ask()
        elif chosen < 0.25 and self.own:
            self.change(self.chance.choice(self.own))
        elif chosen < 0.35:
            self.support()
        else:
            self.comment()
        return True

    def comment(self) -> None:
        place, mark = self.chance.choice(self.scene.places), self.mark()
        page = self.form(place)
        keeping = re.search(r'data-autosave="([^"]*)"', page.text)
        if page.status != 200 or keeping is None:
            return self.strange("open the form", page)
        fields = page.hidden() | {"stance": "observation", "kind": "comment", "interest": "none"}
        self.window, self.turn = secrets.token_hex(8), 0
        for _ in range(self.chance.randint(0, 3)):
            fields["text"] = self.words(mark)
            self.save(mark, keeping[1].replace("&amp;", "&"), fields)
        if self.chance.random() < 0.15:
            return None  # goes on another day
        fields["text"] = self.words(mark)
        self.ledger.attempt(("kept", mark), GONE)
        fields["window"] = f"{self.window} {self.turn + 1}"
        self.ledger.attempt(("kept", mark), fields["text"])
        for _ in range(3):
            answer = self.send(place, fields)
            if answer.status != 200:
                break
            fields |= answer.hidden()  # what others said that is close was shown
        ref = re.search(r"C-\d{4,}", answer.location)
        if answer.status != 303 or ref is None:
            return self.strange("send", answer)
        self.ledger.receipt(("comment", ref[0]), fields["text"])
        self.ledger.receipt(("kept", mark), GONE)
        with self.scene.lock:
            self.scene.to_support.append((ref[0], self.person_id))
            (self.own if self.chance.random() < 0.4 else self.scene.to_answer).append(ref[0])
        return None

    def save(self, mark: str, address: str, fields: dict[str, str]) -> None:
        """As the page's script does: where no answer comes, the next saving is of what is there by then."""
        self.ledger.attempt(("kept", mark), fields["text"])
        self.turn += 1
        fields["window"] = f"{self.window} {self.turn}"
        answer = self.browser.post(f"/{self.scene.slug}/{address}" if address[0] != "/" else address, fields, "", JSON)
        if answer.status in NOT_NOW:
            self.ledger.sent_again += 1
            threading.Event().wait(TRY_AGAIN)
            return None
        if answer.status != 200 or "Saved at" not in answer.text:
            return self.strange("save", answer)
        for name in ("form_key", "revision"):
            if told := re.search(rf'"{name}":\s*"([^"]*)"', answer.text):
                fields[name] = told[1]
        return self.ledger.receipt(("kept", mark), fields["text"])

    def ask(self) -> None:
        page = self.form("questions/ask")
        who = re.search(r'name="authorities"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="authorities"', page.text)
        if page.status != 200 or who is None:
            return self.strange("open the form for a question", page)
        words = self.words(self.mark())
        fields = page.hidden() | {
            "parts": words,
            "wants": "written",
            "interest": "none",
            "authorities": who[1] or who[2],
        }
        answer = self.send("questions/ask", fields)
        ref = re.search(r"Q-?\d+", answer.location)
        if answer.status != 303 or ref is None:
            return self.strange("ask", answer)
        return self.ledger.receipt(("question", ref[0]), words)

    def change(self, ref: str) -> None:
        page = self.form(f"comments/{ref}/change")
        if page.status != 200:
            return self.strange("open the form for a change", page)
        words = self.words(f"{self.mark()} changed")
        self.ledger.attempt(("comment", ref), words)
        answer = self.send(
            f"comments/{ref}/change", page.hidden() | {"stance": "support", "kind": "comment", "text": words}
        )
        if answer.status != 303:
            return self.strange("change", answer)
        return self.ledger.receipt(("comment", ref), words)

    def support(self) -> None:
        with self.scene.lock:
            others = [ref for ref, author in self.scene.to_support if author != self.person_id]
        if not others:
            return None
        ref = self.chance.choice(others)
        answer = self.send(f"comments/{ref}/support", self.open(f"comments/{ref}").hidden())
        if answer.status != 303:
            return self.strange("support", answer)
        return self.ledger.receipt(("support", f"{ref} by {self.person_id}"), "yes")


class Officer(Person):
    """Answers what was said."""

    def act(self) -> bool:
        ref = self.scene.take(self.scene.to_answer)
        if ref is None:
            return False
        path = f"answers/{ref}/{self.scene.authority_id}"
        for _ in range(self.chance.randint(1, 2)):  # some are written anew
            page, words = self.form(path), self.words(f"Answer to {ref}")
            self.ledger.attempt(("answer", ref), words)
            answer = self.send(path, page.hidden() | {"text": words, "disposition": "noted"})
            if answer.status == 200 and "colleague" in answer.text:
                continue  # it was stored, its answer was lost, and sent again it met itself
            if answer.status != 303:
                self.strange("answer", answer)
                return True
            self.ledger.receipt(("answer", ref), words)
        with self.scene.lock:
            self.scene.to_approve.append(ref)
        return True


class Deciding(Person):
    """Approves or releases what waits, by the button beside it."""

    verb, done = "approve", "approved"

    def act(self) -> bool:
        ref = self.scene.take(self.scene.to_approve if self.verb == "approve" else self.scene.to_release)
        if ref is None:
            return False
        page = self.open(f"comments/{ref}")
        button = re.search(rf'action="([^"]*/answers/{ref}/{self.verb}/\d+)"', page.text)
        if button is None:
            self.strange(f"find the button to {self.verb} {ref}", page)
            return True
        before = self.ledger.sent_again
        answer = self.send(button[1], page.hidden())
        if answer.status == 303:
            self.ledger.receipt((self.done, ref), "yes")
        elif answer.status != 403 or self.ledger.sent_again == before:  # done already, and the answer was lost
            self.strange(self.verb, answer)
        self.then(ref)
        return True

    def then(self, ref: str) -> None:
        with self.scene.lock:
            self.scene.to_release.append(ref)


class Lead(Deciding):
    """The lead officer."""


class Clerk(Deciding):
    """Releases, and now and then takes words out."""

    verb, done = "release", "released"
    papers = 0
    formats: tuple[str, ...] = ()

    def act(self) -> bool:
        if self.formats and self.papers * 8 < self.ledger.count and self.chance.random() < 0.3:
            self.ask_for_a_paper()
            return True
        return super().act()

    def ask_for_a_paper(self) -> None:
        self.papers += 1
        fields = self.open("packs/").hidden() | {"order": "draft", "part": "1", "make": "Make the draft"}
        answer = self.send("packs/", fields | {"format": self.formats[self.papers % len(self.formats)]})
        number = re.search(r"/packs/(\d+)", answer.location)
        if answer.status != 303 or number is None:
            return self.strange("ask for a paper", answer)
        return self.ledger.receipt(("paper", number[1]), "ready")

    def then(self, ref: str) -> None:
        if self.chance.random() < 0.3:
            self.redact(ref)

    def redact(self, ref: str) -> None:
        taken_out = self.ledger.said["comment", ref].split()[-1]
        fields = self.open(f"{ref}/redact").hidden() | {"words": taken_out, "reason": "It names somebody."}
        preview = self.send(f"{ref}/redact", fields)
        if preview.status != 200 or not preview.hidden().get("previewed"):
            return self.strange("look at a redaction", preview)
        self.ledger.attempt(("redacted", ref), taken_out)
        before = self.ledger.sent_again
        answer = self.send(f"{ref}/redact", fields | preview.hidden() | {"redact": "Redact"})
        if answer.status == 303:
            self.ledger.receipt(("redacted", ref), taken_out)
        elif self.ledger.sent_again == before:
            self.strange("redact", answer)
        return None
