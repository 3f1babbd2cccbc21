"""The doors files come in through, and what may be said at them: taken, or refused in words. Anything else is a bug."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consult.domain.anchoring import find
from consult.domain.documents import from_document, to_document
from consult.domain.draft import Draft
from consult.domain.incoming import Read, from_form, from_marked
from consult.domain.marked_copy import MarkedCopy
from consult.domain.marked_placing import place
from consult.domain.response_form import Entries, Report, check
from consult.importing import Unreadable, read_draft
from consult.importing.incoming import read_incoming
from tests.commands.conftest import Installation
from tests.domain.marked import Paragraph, Section
from tests.mutants.kinds import DRAFT, Kind, good
from tests.response_forms import whole_draft

SLUG = "safer-streets"
TAKEN = "taken"


@dataclass(frozen=True)
class Doors:
    """The ways in; `installation` is a folder with a draft in it, which is copied for each file."""

    installation: Path
    at_work: Path

    def say(self, kind: Kind, data: bytes) -> str:
        """What is said of a file: TAKEN, or the reason why not. Raises what no door may raise."""
        if kind is Kind.RECORD:
            return self._loaded(data)
        if kind in (Kind.WORD, Kind.MARKDOWN, Kind.HTML):
            return _plain(lambda: _draft(data, kind.name_of_file))
        return _plain(lambda: _incoming(data, kind.name_of_file))

    def _loaded(self, data: bytes) -> str:
        """`consult load`: lines go into the consultation there is, a document makes one."""
        shutil.rmtree(self.at_work, ignore_errors=True)
        installation = Installation(Path(shutil.copytree(self.installation, self.at_work)))
        slug = "whole" if data.lstrip().startswith(b'{"format"') else SLUG
        done = installation.run("load", slug, "-", given=data)
        return _of_command(done.code, done.err)

    def imported(self, data: bytes) -> str:
        """`consult import`: a draft is published."""
        shutil.rmtree(self.at_work, ignore_errors=True)
        installation = Installation(Path(shutil.copytree(self.installation, self.at_work)))
        done = installation.run("import", "-", "--into", "another", given=data)
        return _of_command(done.code, done.err)


def set_up(folder: Path) -> Doors:
    """The doors of an installation made in this folder."""
    installation = Installation(folder / "installation")
    installation.does("migrate")
    installation.does("import", "-", "--into", SLUG, given=DRAFT.encode())
    return Doors(installation.folder, folder / "at-work")


def _of_command(code: int, told: str) -> str:
    lines = told.splitlines()
    assert code in (0, 1), told
    assert [line for line in lines if not line.startswith("consult: ") or "Something went wrong" in line] == []
    return TAKEN if code == 0 else _sentence(lines[-1].removeprefix("consult: ") + ".")


def _plain(take: Callable[[], None]) -> str:
    try:
        take()
    except Unreadable as error:
        return _sentence(error.reason)
    except Refusal as error:
        return _sentence(str(error))
    return TAKEN


class Refusal(Exception):
    """A form with faults: the first of them."""


def _sentence(reason: str) -> str:
    """The reason, which somebody is to read: one or two sentences and no page of them."""
    assert reason[:1].isupper() or not reason[:1].isalpha(), reason
    assert reason.rstrip("”").endswith("."), reason
    assert "\n" not in reason.strip(), reason
    assert "Traceback" not in reason, reason
    assert len(reason) < 1_000, reason
    return reason


def _draft(data: bytes, name: str) -> None:
    """As the page of the clerk takes it: it is kept to the letter, and there is something to read."""
    draft = read_draft(data, name)
    kept = _storable(to_document(draft))
    assert from_document(kept) == Draft(draft.title, draft.sections, draft.warnings)
    assert draft.sections
    assert all(one.heading or one.number or one.paragraphs for one in draft.sections)


def _incoming(data: bytes, name: str) -> None:
    """As the page of members takes it: each proposal stands on words that are in the draft."""
    found = read_incoming(data, name)
    if isinstance(found, MarkedCopy):
        read = from_marked(place(found, _sections()))
    else:
        entries = check(found, whole_draft())
        if isinstance(entries, Report):
            raise Refusal(str(entries.faults[0]))
        assert isinstance(entries, Entries)
        read = from_form(entries, {})
    assert Read.of(_storable(read.as_document())) == read
    _stand(read)


def _stand(read: Read) -> None:
    held = {one.id: one.text for section in _sections() for one in section.paragraphs}
    if read.kind == "marked copy":
        for item in read.items:
            if item.start is not None and item.paragraph_id is not None:
                assert item.end is not None
                words = held[item.paragraph_id][item.start : item.end]
                assert find(words, item.quote).exact if item.quote and words.split() == item.quote.split() else words


@cache
def _sections() -> tuple[Section, ...]:
    """The draft that the marked copies were made of, as it was before."""
    draft = read_draft(good(Kind.MARKED)[0], "draft.docx")
    made, number = [], 100
    for n, section in enumerate(draft.sections):
        held = []
        for one in section.paragraphs:
            number += 1
            held.append(Paragraph(number, one.label, one.text))
        made.append(Section(n + 1, section.number, section.heading, tuple(held)))
    return tuple(made)


def _storable(document: object) -> dict[str, object]:
    """As a database keeps it: every one takes UTF-8 without NUL, and no lone surrogates."""
    kept = json.dumps(document, ensure_ascii=False, allow_nan=False)
    kept.encode("utf-8")
    assert "\\u0000" not in kept
    assert "\x00" not in kept
    read: dict[str, object] = json.loads(kept)
    return read
