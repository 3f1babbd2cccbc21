"""Files of others: whatever one is called and holds, it is handed out as a download, under a name that does no harm."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest

from consult.domain.lifecycle import Stage
from consult.domain.supplied_files import LONGEST_NAME, FileBrought
from tests.client import Client
from tests.factories import Play

PAGE = b"<html><script>alert(1)</script></html>"
POLYGLOT = b"%PDF-1.7\n" + PAGE + b"\n%%EOF\n"
NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\fakepath\\report.pdf": "report.pdf",
    'a"; filename="x.html.pdf': "a filename= x.html.pdf",
    "a\r\nSet-Cookie: a=b.pdf": "a Set-Cookie a=b.pdf",
    "annual\u202efdp.exe.pdf": "annual fdp.exe.pdf",
    "x" * 300 + ".pdf": "x" * (LONGEST_NAME - 4) + ".pdf",
    "Überblick – 報告 👍.pdf": "Überblick – 報告 👍.pdf",
    "%2e%2e%2fa.pdf": "2e 2e 2fa.pdf",
    "con.pdf": "con file.pdf",
    "page.html\x00.pdf": "page.html.pdf",
}
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"\\/]')


def test_a_name_does_no_harm(at: Callable[..., Play], client: Client) -> None:
    play = at(Stage.OPEN)
    asked = play.request()
    brought = [FileBrought(name, POLYGLOT) for name in NAMES]
    supply = play.supply(asked, files=brought)
    play.release_supply(asked, supply)
    kept = sorted(play.owed(asked).supplies[0].files, key=lambda one: one.id)
    client.sign_in(play.cast.member)
    got = {}
    for given, one in zip(NAMES, kept, strict=True):
        answer = client.get(play.url(f"register/IR-0001/supplied/{supply.id}/files/{one.id}")).response
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.get_data() == POLYGLOT
        got[given] = name_in(answer.headers["Content-Disposition"])
    assert got == NAMES


def name_in(disposition: str) -> str:
    """As browsers read it (RFC 6266): what is said in UTF-8 goes before what is said in ASCII."""
    kind, _, rest = disposition.partition("; ")
    assert kind == "attachment"
    assert disposition.isascii()
    said = dict(re.findall(r"(filename\*?)=(\"[^\"]*\"|[^;]+)", rest))
    plain = said.get("filename", "").strip('"')
    assert not FORBIDDEN.search(plain)
    return unquote(said["filename*"].removeprefix("UTF-8''")) if "filename*" in said else plain


@pytest.mark.parametrize(
    ("path", "field"),
    [("import/", "file"), ("incoming/", "file"), ("packs/check", "file"), ("people/invite-many", "file")],
)
def test_what_is_not_what_it_is_called_is_said_beside_the_field(
    at: Callable[..., Play], client: Client, path: str, field: str
) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    brought: dict[str, bytes] = {
        "draft.docx": PAGE, "draft.xlsx": POLYGLOT, "draft.pdf": b"PK\x03\x04" + PAGE, "a.svg": b"<svg onload=alert(1)>",
        "a.csv": b"\x00\xff" * 50, "a.md": b"\xff\xfe\x00\xd8", "empty": b"",
    }  # fmt: skip
    for name, data in brought.items():
        page = client.get(play.url(path))
        form = next(one for one in (page.form(button) for button in page.buttons if button) if has(one, field))
        answer = form.submit(**{field: (BytesIO(data), f'<b hx>"{name}')})
        assert answer.status in {200, 303}
        assert "<b hx>" not in answer.html


def has(form: Any, field: str) -> bool:
    return any(one.get("name") == field for one in form.controls)
