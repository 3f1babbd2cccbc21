"""What an unkind member writes and an unkind importer lets through: nothing is fetched, nothing is let in, and time is bounded.

Every page here goes to the press as it is, past all that would have cleaned it before: the press is the last door.
"""

import socket
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from weasyprint import HTML

from consult.pack.press import Limits, RenderFailed, children, print_page, wire
from consult.pack.press.unknown import Unknown
from tests.pack import archiving
from tests.pack.leaks import found_in
from tests.pack.specimen import ATTACHMENTS, PAGE

SECRET = "lapwing-on-disk"
BOMB = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><defs><g id="a0"><rect width="1" height="1"/></g>'
    + "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 10}</g>' for n in range(1, 10))
    + '</defs><use href="#a9"/></svg>'
)


class Listener:
    """A server that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.callers: list[bytes] = []
        Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            with closing(caller):
                self.callers.append(caller.recv(200))


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.socket.close()


def page(head: str = "", body: str = "") -> str:
    return PAGE.replace("</head>", f"{head}</head>").replace("<p>The end.</p>", f"{body}<p>The end.</p>")


def ways_out(address: str) -> tuple[str, str]:
    """Every way we know in which a page asks for something from elsewhere."""
    head = (
        f'<link rel="stylesheet" href="{address}/sheet.css"><link rel="attachment" href="{address}/a.bin">'
        f'<link rel="icon" href="{address}/icon.png">'
        f"<style>@import url('{address}/import.css'); @font-face {{ font-family: stolen; src: url('{address}/font.woff') }}"
        f" p {{ background: url('{address}/back.png'); font-family: stolen }}"
        f" li {{ list-style: url('{address}/mark.png') }} h3::after {{ content: url('{address}/after.png') }}"
        f" @page {{ background: url('{address}/page.png') }} </style>"
    )
    body = (
        f'<p style="background: url({address}/inline.png)">words</p><img alt="x" src="{address}/picture.png">'
        f'<img alt="y" srcset="{address}/set.png 2x"><object data="{address}/object.svg">o</object>'
        f'<embed src="{address}/embed.svg"><iframe src="{address}/frame.html"></iframe>'
        f'<video poster="{address}/poster.png"></video><p><a rel="attachment" href="{address}/kept.bin">a file</a></p>'
        f'<svg width="9" height="9"><title>t</title><image href="{address}/in.png" width="9" height="9"/>'
        f'<use href="{address}/use.svg#a"/></svg><p style="border-image: url({address}/border.png) 1">more</p>'
        f"<img alt='z' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
        f"<image href='{address}/nested.png' width='9' height='9'/></svg>\">"
    )
    return head, body


def test_a_press_without_doors_would_call_and_take_in(listener: Listener, tmp_path: Path) -> None:
    """So that the next tests show something."""
    (tmp_path / "kept.bin").write_text(SECRET)
    head, body = ways_out(listener.address)
    body += f'<p><a rel="attachment" href="{(tmp_path / "kept.bin").as_uri()}">a file</a></p>'
    made = HTML(string=page(head, body)).write_pdf()
    called = {line.split()[1] for line in listener.callers}
    assert {b"/sheet.css", b"/import.css", b"/picture.png", b"/kept.bin", b"/a.bin", b"/in.png"} <= called
    assert found_in(made, [SECRET]) == {SECRET}


@pytest.mark.parametrize("way", ["plain", "fast"])
def test_nobody_is_called_and_no_file_of_this_machine_gets_in(listener: Listener, tmp_path: Path, way: str) -> None:
    for name in ("sheet.css", "a.bin", "kept.bin", "object.svg", "frame.html", "in.png", "import.css"):
        (tmp_path / name).write_text(f"p::before {{ content: '{SECRET}' }} {SECRET}")
    elsewhere = [listener.address.replace("http:", f"{scheme}:") for scheme in ("http", "https", "ftp", "HTTP")]
    heads, bodies = zip(*map(ways_out, [*elsewhere, tmp_path.as_uri()]), strict=True)
    made = printed(page("".join(heads), "".join(bodies)), way)
    assert listener.callers == []
    assert found_in(made, [SECRET]) == frozenset()
    assert enclosed(made) == []


def printed(source: str, way: str) -> bytes:
    """The page in one way; what the fast way will not print is printed plainly, as everywhere."""
    given = wire.packed(source, ())
    try:
        return children.run([way, ""], given, Limits(), None)
    except Unknown:
        return children.run(["plain"], given, Limits(), None)


def enclosed(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        kinds = [item.get("/Type") for item in pdf.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
        return [str(kind) for kind in kinds if kind in ("/EmbeddedFile", "/Filespec")]


def test_a_page_brings_no_file_of_its_own() -> None:
    carried = "data:application/octet-stream;base64,bGFwd2luZy1vbi1kaXNr"
    head = f'<link rel="attachment" href="{carried}"><link rel="ATTACHMENT" href="{carried}">'
    body = f'<p><a rel="attachment noopener" href="{carried}">a file</a></p>'
    assert enclosed(print_page(page(head, body))) == []


def test_our_own_files_and_no_others_are_inside(specimen: bytes) -> None:
    with pikepdf.open(BytesIO(specimen)) as pdf:
        files = {name: held.get_file().read_bytes() for name, held in pdf.attachments.items()}
        told = {
            str(item.UF): (
                str(item.AFRelationship),
                str(item.EF.F.Subtype),
                str(item.Desc),
                str(item.EF.F.Params.ModDate),
            )
            for item in pdf.Root.AF
        }
    assert files == {one.name: one.data for one in ATTACHMENTS}
    assert told == {
        one.name: ("/Data", f"/{one.media_type}", one.description, "D:20210308143000+00'00") for one in ATTACHMENTS
    }


@pytest.mark.parametrize(
    "style",
    [
        "@counter-style x { system: additive; additive-symbols: 1 'a', 0 'b' } li { list-style: x; position: fixed }"
        " p { width: calc(1px * 1e308); margin: -1e308px; font-size: 1e-300px }",
        "@page { size: 1px 1px; margin: 9999px } p { columns: 1000; break-before: page }",
        "p::before { content: '\\0 \\10FFFF \\D800' } h1 { string-set: a content(); bookmark-level: 99999999999 }",
    ],
)
def test_a_style_that_slips_in_ends_in_a_sound_paper_or_in_a_refusal(style: str) -> None:
    try:
        made = print_page(page(f"<style>{style}</style>"), limits=Limits(processor_seconds=2, wall_seconds=60))
    except RenderFailed:
        return
    assert archiving.faults(made) == []


def test_a_picture_that_multiplies_is_stopped() -> None:
    with pytest.raises(RenderFailed) as stopped:
        print_page(page(body=f"<p>{BOMB}</p>"), limits=Limits(processor_seconds=2, wall_seconds=60))
    assert stopped.value.reason == "it took more processor time than it may use"


def test_two_exports_are_the_same_bytes(specimen: bytes) -> None:
    assert print_page(PAGE, attachments=tuple(reversed(ATTACHMENTS))) == specimen
