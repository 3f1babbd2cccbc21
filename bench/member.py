"""What one member does on the last evening: reads, writes on a paragraph while the page saves, sends, reads on."""

import random
import re
import threading
from dataclasses import dataclass, field

from bench.browsing import Answer, Browser, Noting

WORDS = (  # noqa: SIM905  (they are to be read)
    "the measure is sound but who reports on it and in which quarter is not said name the post that answers for it "
    "residents asked for lighting at the crossing by the school and were told that it would follow in the next plan "
    "say what happens when the figure is missed twice and which authority pays for the work that was promised"
).split()
READING, TYPING = 20.0, 8.0
"""Seconds between two pages, and between two savings of what is being typed; each time half to one and a half times that."""


@dataclass
class Evening:
    """What all members share: where, until when, and what they were told."""

    base: str
    slug: str
    note: Noting
    stop: threading.Event
    pace: float = 1.0
    receipts: dict[str, str] = field(default_factory=dict)  # reference of a comment sent, and its words
    refused: list[str] = field(default_factory=list)  # words that came too late, and were said to be kept
    saved: dict[str, str] = field(default_factory=dict)  # words last said to be saved and not sent, by who writes them
    odd: list[str] = field(default_factory=list)  # answers nobody should get


class Member:
    """One member. `link` is the way in that came by e-mail."""

    def __init__(self, number: int, link: str, evening: Evening) -> None:
        self.evening = evening
        self.link = link
        self.browser = Browser(evening.base, evening.note)
        self.chance = random.Random(number)  # noqa: S311  (nothing secret)
        self.name = f"member {number}"
        self.written = 0

    def spend(self) -> None:
        """The evening, from signing in until everybody stops."""
        if not self._sign_in():
            return
        while not self._wait(READING):
            page = self._open(self.chance.choice(self._parts()), "read a part")
            if self._wait(READING):
                break
            places = page.links(r"/[^\"]*/comments/write\?[^\"]*paragraph=\d+[^\"]*")
            if places and self.chance.random() < 0.6:
                self._write(self.chance.choice(places))
            elif self.chance.random() < 0.4:
                self._open(f"/{self.evening.slug}/comments/", "read the comments")

    def _sign_in(self) -> bool:
        if self._wait(READING / 2):
            return False
        form = self._open(self.link, "open the link")
        answer = self._post(self.link, form.hidden(), "sign in")
        return answer.status == 303

    def _parts(self) -> list[str]:
        page = self._open(f"/{self.evening.slug}/draft/", "open the contents")
        return page.links(rf"/{self.evening.slug}/draft/\d+/\d+") or [page.address]

    def _write(self, place: str) -> None:
        page = self._open(place, "open the form")
        fields = page.hidden() | {"stance": "observation", "kind": "comment", "interest": "none"}
        keeping = re.search(r'data-autosave="([^"]*)"', page.text)
        if page.status != 200 or keeping is None:
            return
        self.written += 1
        fields["text"] = f"{self.name}, {self.written}:"
        for _ in range(self.chance.randint(4, 10)):
            if self._wait(TYPING):
                return
            fields["text"] += " " + " ".join(self.chance.choices(WORDS, k=12))
            self._save(keeping[1].replace("&amp;", "&"), fields)
        self._send(place, fields)

    def _save(self, address: str, fields: dict[str, str]) -> None:
        answer = self._post(address, fields, "save while writing", "application/json")
        if answer.status != 200:
            return
        for name in ("form_key", "revision"):
            if told := re.search(rf'"{name}":\s*"([^"]*)"', answer.text):
                fields[name] = told[1]
        if "Saved at" in answer.text:
            self.evening.saved[self.name] = fields["text"]
        if told := re.search(r'"similar":\s*(\[.*?\])', answer.text):
            fields["seen"] = " ".join(dict.fromkeys(re.findall(r'"ref":\s*"([^"]+)"', told[1])))

    def _send(self, place: str, fields: dict[str, str]) -> None:
        """What others said close to it is shown before it is sent, once; then it goes."""
        for _ in range(3):
            answer = self._post(place, fields, "send")
            if answer.status == 303:
                break
            if answer.status != 200:
                return
            if "window has closed" in answer.text:
                self.evening.refused.append(fields["text"])
                return
            fields |= answer.hidden()
        else:
            self.evening.odd.append(f"{self.name} was not let send: {answer.text[:200]!r}")
            return
        receipt = self._open(answer.location, "read the receipt")
        reference = re.search(r"C-\d{4,}", receipt.text)
        if receipt.status == 200 and reference:
            self.evening.receipts[reference[0]] = fields["text"]
            self.evening.saved.pop(self.name, None)

    def _open(self, address: str, kind: str) -> Answer:
        return self._looked_at(self.browser.get(address, kind), kind)

    def _post(self, address: str, fields: dict[str, str], kind: str, accept: str = "text/html") -> Answer:
        return self._looked_at(self.browser.post(address, fields, kind, accept), kind)

    def _looked_at(self, answer: Answer, kind: str) -> Answer:
        refused_in_time = answer.status == 403 and "window has closed" in answer.text
        if answer.status not in {200, 303} and not refused_in_time:
            self.evening.odd.append(f"{kind}: {answer.status} from {answer.address}")
        return answer

    def _wait(self, seconds: float) -> bool:
        """Some time passes; True where the evening is over."""
        return self.evening.stop.wait(seconds * self.evening.pace * self.chance.uniform(0.5, 1.5))
