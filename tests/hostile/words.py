"""What somebody writes who means harm, and every place where words are kept."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, String, Table, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consult.store.base import Base

OUT = "\"'></textarea></script></style></title><img hx src=x onerror=alert(1)><svg hx onload=alert(1)>{{7*7}}&lt;b hx&gt;<!--]]>"
"""Out of any attribute, element or comment. Whatever of it becomes an element has the attribute `hx`."""
SHORT = "\"'><b hx>"
ADDRESS = "javascript:alert(1)//"
ENOUGH = 200  # characters of a column that holds the whole of it

_PEOPLES = """
background_paper.link background_paper.place background_paper.title
body.name
change_log_entry.why
comment.late_reason comment.quote comment.quote_prefix comment.quote_suffix comment.rejection_note comment.suggested_wording
comment.text
comment_place.quote comment_place.quote_prefix comment_place.quote_suffix comment_place.why
commitment.closing_note commitment.late_reason commitment.minute commitment.quote commitment.rejection_note commitment.text
consultation.contact_email consultation.contact_telephone consultation.contact_title consultation.host
consultation.item_number consultation.panel consultation.pause_reason consultation.privacy_words
consultation.recommendation consultation.summary consultation.title
coverage.explanation
declaration.text
draft_version.source_name draft_version.title draft_version.withdrawal_reason
exemption.reason
incoming.late_reason incoming.source_name
issue.failure issue.urgency issue.withdrawn_reason
letter.failure letter.subject letter.text letter.to
line_of_enquiry.title
note.text
notice.path notice.words
pack.failure pack.progress
paragraph.label paragraph.text
pause.reason
person.email person.name
planned_place.why
applied_wording.note
question.late_reason question.rejection_note
question_part.text
recommendation.closing_note recommendation.minute recommendation.text recommendation.withdrawal_reason
redaction.reason redaction.words
reply.return_reason reply.text
response.reason response.resulting_wording response.return_reason response.text
saved_answer.text saved_answer.title
section.heading section.number section_edit.heading section_edit.text
sign_in.device sign_in.way
supplied_file.name
supply.delay_reason supply.identification_reason supply.return_reason supply.text
unsettled.reason
"""
PEOPLES = _PEOPLES.split()
"""What people write, or name, or what a machine says in words."""

_OURS = """
audit_entry.act audit_entry.details_digest audit_entry.digest audit_entry.previous audit_entry.salt audit_entry.subject
comment.came_by comment.form_key comment.kind comment.rejection comment.stance comment.state
comment_place.state
commitment.came_by commitment.form_key commitment.kind commitment.rejection commitment.state
consultation.slug
coverage.duty
declaration.interest
draft_version.origin draft_version.source_sha256
figure.media_type figure.sha256
identity.issuer identity.subject
incoming.came_by incoming.kind incoming.source_sha256
issue.chain_head issue.state
membership.role
pack.format pack.paper pack.sha256 pack.state
paragraph.html paragraph.key paragraph.kind paragraph_fate.was
partner.kind
planned_place.decision planned_place.state
question.came_by question.form_key question.rejection question.state question.wants
recipient.kind
recommendation.form_key
recovery_code.digest
response.disposition
second_factor.secret
section.key
sign_in.digest sign_in_link.digest sign_in_link.email_digest sign_in_link.network
supplied_file.media_type supplied_file.sha256
unsent.form_key unsent.kind
"""
OURS = _OURS.split()
"""One of a few words, a digest, a key, or markup that was cleaned on its way in (tests/hostile/test_drafts.py)."""

AS_ADDRESSES = {"background_paper.link", "notice.path"}


@cache
def text_columns() -> dict[str, Column[Any]]:
    """Every column that holds text, as "table.column"."""
    return {
        f"{table.name}.{column.name}": column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, JSON)
    }


def needle(name: str) -> str:
    """A word that stands for one column, and nowhere else."""
    return f"hx{PEOPLES.index(name)}x"


@cache
def payload(name: str) -> str:
    """What is put into the column."""
    length = getattr(text_columns()[name].type, "length", None)
    if name in AS_ADDRESSES:
        return f"{ADDRESS}{needle(name)}"
    return needle(name) + (OUT if length is None or length >= ENOUGH else SHORT)


def poison(session: Session) -> frozenset[str]:
    """Puts it into every row there is, as though no form had looked at it; says into which columns.

    What is kept of a form that was begun holds it too.
    """
    found = set()
    for name in PEOPLES:
        column = text_columns()[name]
        table = column.table
        assert isinstance(table, Table)
        for number, key in enumerate(_keys(session, table)):
            unlike = f" {number}" if column.unique else ""
            here = [one == value for one, value in zip(inspect(table).primary_key, key, strict=True)]
            with suppress(IntegrityError), session.begin_nested():  # where a row may not have such words
                session.execute(update(table).where(*here).values({column.name: payload(name) + unlike}))
                found.add(name)
    session.commit()
    return frozenset(found)


def _keys(session: Session, table: Table) -> Iterator[tuple[Any, ...]]:
    return iter([tuple(row) for row in session.execute(select(*table.primary_key))])
