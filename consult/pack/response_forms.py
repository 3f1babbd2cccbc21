"""Response forms to be filled in away from the screen: as a spreadsheet or a Word document, in our layout or in ISO's."""

from datetime import datetime

from consult.domain.response_form import Form, Layout
from consult.pack import response_forms_docx, response_forms_xlsx

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def response_form(form: Form, layout: Layout, kind: str, *, made_at: datetime, language: str = "en-GB") -> bytes:
    """A form with nothing filled in, as "xlsx" or "docx"; the same form and `made_at` (aware) give the same bytes.

    It carries what `domain.response_form.Identity` holds: in a hidden sheet, or in the document's properties.
    """
    write = response_forms_xlsx.write if kind == "xlsx" else response_forms_docx.write
    return write(form, layout, made_at=made_at, language=language)
