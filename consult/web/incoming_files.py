"""A file with comments, from its bytes to proposals held against the current draft."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import PureWindowsPath

from consult.actions.incoming import File
from consult.domain.incoming import from_form, from_marked
from consult.domain.marked_copy import MarkedCopy
from consult.domain.marked_placing import place
from consult.domain.places import WHOLE_DRAFT, place_in_words
from consult.domain.response_form import Form, FormParagraph, FormSection, Report, check
from consult.importing.incoming import read_incoming
from consult.queries import incoming as files
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.web.guards import Here


def read_file(here: Here, version: DraftVersion, name: str, data: bytes) -> File | Report:
    """What a file proposes, or all that is wrong with it. Raises Unreadable where it is none of ours."""
    sections = files.draft(here.session, version)
    found = read_incoming(data, name)
    if isinstance(found, MarkedCopy):
        read = from_marked(place(found, sections))
    else:
        entries = check(found, whole_form(here.consultation, version, sections))
        if isinstance(entries, Report):
            return entries
        read = from_form(entries, _places(sections))
    return File(name, hashlib.sha256(data).hexdigest(), read)


def file_name(sent: str) -> str:
    """The file's own name: some browsers send the folders too. 255 characters at most."""
    return re.sub(r"[^\w .,()&'’–+-]", "_", PureWindowsPath(sent).name)[-255:]


def whole_form(consultation: Consultation, version: DraftVersion, sections: Sequence[Section]) -> Form:
    """The whole draft as forms know it; `sections` with their paragraphs."""
    return Form(
        slug=consultation.slug,
        title=consultation.title,
        version=version.number or 0,
        sections=tuple(form_section(section) for section in sections),
        whole=True,
    )


def form_section(section: Section) -> FormSection:
    """A section of the draft as forms know it."""
    paragraphs = tuple(FormParagraph(one.key, one.label, one.text) for one in section.paragraphs)
    return FormSection(section.key, section.heading, paragraphs, section.number, section.level)


def _places(sections: Sequence[Section]) -> Mapping[tuple[str, str], tuple[int | None, int | None, str]]:
    found: dict[tuple[str, str], tuple[int | None, int | None, str]] = {("", ""): (None, None, WHOLE_DRAFT)}
    for section in sections:
        found[section.key, ""] = (section.id, None, section.heading)
        unnumbered = 0
        for one in section.paragraphs:
            unnumbered += not one.label
            words = place_in_words(section.heading, one.label, 0 if one.label else unnumbered)
            found[section.key, one.key] = (section.id, one.id, words)
    return found
