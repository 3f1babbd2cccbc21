"""The redline of two versions as a file: a self-contained page, or a tagged PDF."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from consult.domain.redline_paper import RedlinePaper
from consult.pack import press, render
from consult.present.redlines import only_changes, redline_paper
from consult.queries import drafts, redrafts
from consult.store.consultations import Consultation

KINDS = ("html", "pdf")


def gather_redline(
    session: Session, consultation: Consultation, old: int, new: int, *, everything: bool = False
) -> RedlinePaper:
    """What changed from one published version to another, by their numbers, with the pictures it shows; `everything` keeps
    what stayed the same. Raises NotFound for a version there is not.
    """
    versions = [redrafts.with_document(session, consultation, number) for number in (old, new)]
    paper = redline_paper(session, consultation, *versions)
    kept = paper if everything else only_changes(paper)
    return replace(kept, figures=pictures(session, [version.id for version in versions], printed(kept)))


def printed(paper: RedlinePaper) -> str:
    """The markup of all paragraphs of a redline that show a picture."""
    return "".join(one.html for section in paper.sections for one in section.paragraphs if "figure:" in one.html)


def pictures(session: Session, version_ids: Iterable[int], shown: str) -> tuple[tuple[str, str, bytes], ...]:
    """The pictures that some markup shows, from these versions, each once: (sha256, media type, data)."""
    if not shown:
        return ()
    found = {f.sha256: f for version_id in version_ids for f in drafts.figures(session, version_id)}
    return tuple((f.sha256, f.media_type, f.data) for f in found.values() if f.sha256 in shown)


def render_redline(paper: RedlinePaper, kind: str, *, progress: Callable[[str], None] | None = None) -> bytes:
    """The bytes of a redline as "html" or "pdf". Raises RenderFailed where the PDF cannot be made."""
    if kind == "html":
        return render.redline_html(paper).encode()
    return press.print_page(render.redline_print_html(paper), progress=progress)
