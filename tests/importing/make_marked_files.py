"""Makes the committed files of files/: copies marked up in LibreOffice, and in Word and saved again in LibreOffice.

Run by hand where soffice is installed: `python -m tests.importing.make_marked_files`. The tests read what is committed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.importing.marked_files import (
    ONE,
    TWO,
    Note,
    cut,
    end,
    file,
    footnote_ref,
    ins,
    moved,
    on,
    p,
    start,
    t,
    table,
    tr,
)

FILES = Path(__file__).parent / "files"
_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)


def by_word() -> bytes:
    """A copy with something of everything, as Word marks it up."""
    return file(
        p("Community safety strategy", style="Title"),
        p(on(1, "Prevent"), style="Heading1"),
        p(
            *("The rise in ", start(6), on(2, "ref", t("err", "<w:b/>"), "als"), end(6)),
            *(" is ", cut("large"), ins("very large"), "."),
            numbered=True,
        ),
        p("Work goes on with ", on(3, "schools", ins(" and colleges", TWO)), footnote_ref(2), ".", numbered=True),
        p("From here on ", on(4, "everything is").removesuffix(end(4)), numbered=True),
        p("to be ", "done again", end(4), ".", numbered=True),
        p("Respond", style="Heading1"),
        p("This stays. ", moved("From", "This goes away. "), "This stays too.", numbered=True),
        p("Here ends the ", cut("long "), "part. ", moved("To", "This goes away. "), numbered=True),
        p(cut("Strike this paragraph out."), end=cut(), numbered=True),
        p("A first half.", end=ins(), numbered=True),
        p(" A second half.", numbered=True),
        table(
            ["Measure", "Target"],
            ["Referrals", p("Fall by ", on(5, cut("10"), ins("20"), "%"))],
            tr([p(ins("Visits", TWO)), p(ins("Rise", TWO))], ins(author=TWO)),
        ),
        p("The end of it."),
        comments=[
            Note(1, "Say what this is about."),
            Note(2, "By how much?\nAnd since when?"),
            Note(3, "All of them?", TWO),
            Note(4, "This goes too far."),
            Note(5, "Ambitious.", TWO, done=True),
            Note(6, "Agreed.", TWO, under=2),
        ],
        footnotes={2: p("Figures of ", cut("2019"), ins("2020"), ".")},
    )  # fmt: skip


def by_libreoffice() -> str:
    """A copy marked up in LibreOffice: its own format, flat."""
    regions = (
        _region("c1", "insertion", ONE)
        + _region("c2", "deletion", ONE, "<text:p>never </text:p>")
        + _region("c3", "deletion", TWO, "<text:p/><text:p/>")
        + _region("c4", "insertion", TWO)
        + _region("c5", "format-change", ONE)
        + _region("c6", "deletion", ONE, "<text:p>Strike this paragraph out.</text:p><text:p/>")
    )
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        '<text:h text:outline-level="1">Prevent</text:h>'
        f"<text:p>The rise in {_note('n1', ONE, 'By how much?')}ref<text:span text:style-name='B'>err</text:span>als"
        '<office:annotation-end office:name="n1"/> is <text:change-start text:change-id="c1"/>very '
        '<text:change-end text:change-id="c1"/>large.</text:p>'
        f"<text:p>We will <text:change text:change-id='c2'/>stop.{_note('', TWO, 'A comment on no words.')} "
        "<text:change-start text:change-id='c5'/>So be it.<text:change-end text:change-id='c5'/></text:p>"
        f"<text:p>From {_note('n2', TWO, 'Too far.')}here on</text:p>"
        '<text:p>and on<office:annotation-end office:name="n2"/> it goes.</text:p>'
        '<text:p>These two<text:change text:change-id="c3"/> are joined.</text:p>'
        '<text:p>One is <text:change-start text:change-id="c4"/>split.</text:p>'
        '<text:p>Here it <text:change-end text:change-id="c4"/>goes on.</text:p>'
        '<text:p><text:change text:change-id="c6"/>This one stays.</text:p>'
        "<table:table><table:table-column table:number-columns-repeated='2'/>"
        f"<table:table-row>{_cell('Measure')}{_cell('Target')}</table:table-row>"
        f"<table:table-row>{_cell('Referrals')}"
        f"{_cell(_note('n3', ONE, 'Why ten?') + '10%' + _annotation_end('n3'))}</table:table-row></table:table>"
        "<text:p>The end.</text:p>"
    )
    bold = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{bold}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _cell(inner: str) -> str:
    return f"<table:table-cell><text:p>{inner}</text:p></table:table-cell>"


def _annotation_end(name: str) -> str:
    return f'<office:annotation-end office:name="{name}"/>'


def _note(name: str, author: str, text: str) -> str:
    named = f' office:name="{name}"' if name else ""
    return (
        f"<office:annotation{named}><dc:creator>{author}</dc:creator><dc:date>2021-02-03T10:00:00</dc:date>"
        f"<text:p>{text}</text:p></office:annotation>"
    )


def _region(name: str, kind: str, author: str, held: str = "") -> str:
    about = f"<office:change-info><dc:creator>{author}</dc:creator><dc:date>2021-02-04T09:30:00</dc:date></office:change-info>"
    return f'<text:changed-region xml:id="{name}" text:id="{name}"><text:{kind}>{about}{held}</text:{kind}></text:changed-region>'


def converted(source: Path, into: Path) -> None:
    """Opens a file in LibreOffice and saves it as .docx."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *(
                    "soffice",
                    f"-env:UserInstallation=file://{profile}",
                    "--headless",
                    "--convert-to",
                    "docx:MS Word 2007 XML",
                ),
                *("--outdir", str(into), str(source)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def main() -> None:
    """Writes the files."""
    FILES.mkdir(exist_ok=True)
    (FILES / "marked-by-word.docx").write_bytes(by_word())
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / "marked-by-word-saved-in-libreoffice.docx"
        again.write_bytes(by_word())
        own = Path(folder) / "marked-by-libreoffice.fodt"
        own.write_text(by_libreoffice(), encoding="utf-8")
        for source in (again, own):
            converted(source, FILES)
    sys.stdout.write(f"{FILES}\n")


if __name__ == "__main__":
    main()
