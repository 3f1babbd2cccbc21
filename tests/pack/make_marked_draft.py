"""Makes the committed file of files/: a draft written for Word, marked up by a member, then saved again in LibreOffice.

Run by hand where soffice is installed: `python -m tests.pack.make_marked_draft`.
"""

import tempfile
from pathlib import Path

from consult.pack.draft_docx import draft_docx
from tests.importing.make_marked_files import converted
from tests.importing.marked_files import TWO
from tests.pack.drafts import the_draft
from tests.pack.marking import Marking

FILES = Path(__file__).parent / "files"
NAME = "draft-marked-saved-in-libreoffice.docx"


def marked_up() -> bytes:
    """The draft as a member sends it back."""
    marking = Marking(draft_docx(the_draft()))
    marking.comment("Respond", "Say who responds.")
    marking.comment("very large", "How large?")
    marking.comment("youth clubs", "All of them?", TWO)
    marking.change("the city", "the cities")
    marking.comment("Figures of 2020", "Old.")
    marking.comment("second bullet", "And the third?")
    marking.change("10", "20")
    marking.comment("[Figure: A chart of referrals by month]", "Why not by year?")
    marking.change("Officers visit", "Officers will visit", TWO)
    return marking.saved()


PROPOSED = [
    ("1 Prevent, paragraph 1", "very large", "How large?", ""),
    ("1 Prevent, paragraph 2(a)", "youth clubs", "All of them?", ""),
    ("1 Prevent, paragraph 2(b)(ii)", "", "Suggested wording, as changed in the member’s Word copy.", "the cities."),
    ("1 Prevent, footnote 1", "Figures of 2020", "Old.", ""),
    ("2 Respond", "", "Say who responds.", ""),
    (
        *("2 Respond, paragraph 3", "", "Suggested wording, as changed in the member’s Word copy."),
        "Officers will visit every school in the county once in each school year.",
    ),
    ("2 Respond, unnumbered paragraph 2", "second bullet", "And the third?", ""),
    (
        *("2 Respond, unnumbered paragraph 3", "Fall by 10%"),
        *("Suggested wording, as changed in the member’s Word copy.", "Fall by 20%"),
    ),
    ("2 Respond, unnumbered paragraph 4", "", "Why not by year?", ""),
]


def main() -> None:
    """Writes the file."""
    FILES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / NAME
        source.write_bytes(marked_up())
        converted(source, FILES)


if __name__ == "__main__":
    main()
