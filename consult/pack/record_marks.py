"""What is kept from the public, for the record that is given away: that it is, and why; never what it says (R12, R13, R17)."""

from consult.domain.exemption import Sealed
from consult.domain.record_marks import Marks, Redacted, Rejected
from consult.domain.rejections import Rejection
from consult.present.about import sealed_as
from consult.store.comments import Comment
from consult.store.questions import Question
from consult.store.sealing import Exemption


def marks_of(item: Comment | Question) -> Marks:
    """Those of an item; the reason of an exemption is for those alone who may read the matter."""
    rejected = Rejected(Rejection(item.rejection), item.rejected_at) if item.rejected_at else None
    return Marks(
        rejected=rejected,
        exempt=exempt_as(item.exemption),
        redacted=tuple(Redacted(one.reason, one.redacted_at) for one in item.redactions),
    )


def exempt_as(exemption: Exemption | None) -> Sealed | None:
    """The paragraph, without the reason; None for what is for everyone."""
    sealed = sealed_as(exemption)
    return Sealed(sealed.paragraph) if sealed else None
