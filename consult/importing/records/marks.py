"""What was kept from the public, or rejected, as a file tells it."""

from consult.domain.exemption import PARAGRAPHS, Sealed
from consult.domain.record_marks import Marks, Redacted, Rejected
from consult.domain.rejections import Rejection
from consult.importing.records.fields import Fields


def marks(fields: Fields) -> Marks:
    """`"rejected": {"reason": …, "at": …}, "exempt": {"paragraph": 3, "reason": …}, "redacted": [{"reason": …, "at": …}]`."""
    rejected = fields.object("rejected")
    return Marks(
        rejected=None if rejected is None else Rejected(rejected.choice("reason", Rejection), rejected.time("at")),
        exempt=exempt(fields),
        redacted=tuple(Redacted(one.text("reason"), one.time("at")) for one in fields.objects("redacted")),
    )


def exempt(fields: Fields) -> Sealed | None:
    """`"exempt": {"paragraph": 3, "reason": …}`; without a paragraph, or with null for one, it is confidential."""
    found = fields.object("exempt")
    if found is None:
        return None
    return Sealed(found.number("paragraph", min(PARAGRAPHS), max(PARAGRAPHS)), found.text("reason", needed=False))
