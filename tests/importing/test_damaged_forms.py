"""Each kind of damage to a response form is refused, with the row and the reason, and nothing of the form is taken.

What each kind is, and how it is done to a form: damaged_forms.py.
"""

import random
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from consult.domain.response_form import Layout, Report, check
from consult.importing import Unreadable
from consult.importing.response_forms import read_response_form
from tests.importing.damage_reported import EXPECTED
from tests.importing.damaged_forms import DAMAGE
from tests.importing.test_response_forms import TYPED
from tests.response_forms import filled, whole_draft

DRAFT = whole_draft()


def said_of(data: bytes) -> list[str]:
    """All that is said of a form that cannot be taken."""
    try:
        found = check(read_response_form(data, "form.xlsx"), DRAFT)
    except Unreadable as error:
        return [error.reason]
    assert isinstance(found, Report)
    return [str(fault) for fault in found.faults]


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_refused_with_the_row_and_the_reason(name: str) -> None:
    assert said_of(DAMAGE[name]()) == EXPECTED[name]


def test_every_reason_says_what_to_do() -> None:
    assert set(DAMAGE) == set(EXPECTED)
    assert [line for lines in EXPECTED.values() for line in lines if ". " not in line or not line.endswith(".")] == []


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", list(Layout))
def test_whatever_happens_to_the_bytes_it_is_read_or_refused(kind: str, layout: Layout) -> None:
    chance = random.Random(4)
    cells = TYPED if layout is Layout.RESPONSE else {2: {"type": "ge", "comment": "Good."}}
    parts = _parts(filled(cells, layout, kind))
    for _ in range(60):
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 6)] = bytes(
                chance.choices(b'<>/"= 0aA9&;\x00\xff', k=chance.randint(0, 5))
            )
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as damaged:
            for one, whole in parts.items():
                damaged.writestr(one, bytes(content) if one == name else whole)
        with suppress(Unreadable):
            check(read_response_form(out.getvalue()), DRAFT)
