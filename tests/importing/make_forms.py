"""Makes the forms of tests/importing/forms/: filled in here, then opened and saved by LibreOffice (with Calc and Writer).

    python -m tests.importing.make_forms [soffice]

They are kept, since LibreOffice is not on every machine. Make them anew when the forms change.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from consult.domain.response_form import Layout
from tests.importing.test_response_forms import IN_ISO, TYPED
from tests.response_forms import filled

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "docx": "MS Word 2007 XML"}


def main(soffice: str) -> None:
    """Writes the four files."""
    to = Path(__file__).parent / "forms"
    for name, layout, cells in (("response", Layout.RESPONSE, TYPED), ("iso", Layout.ISO, IN_ISO)):
        for kind, writer in FILTERS.items():
            with tempfile.TemporaryDirectory() as folder:
                made = Path(folder) / f"libreoffice-{name}.{kind}"
                made.write_bytes(filled(cells, layout, kind))
                options = [
                    f"-env:UserInstallation=file://{folder}/user",
                    "--headless",
                    "--convert-to",
                    f"{kind}:{writer}",
                ]
                subprocess.run([soffice, *options, "--outdir", str(to), str(made)], check=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "soffice")
