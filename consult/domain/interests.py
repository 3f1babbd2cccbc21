"""What a member declares before their first comment or question in a consultation (R19)."""

from enum import StrEnum

from consult.domain.refusals import Refused

LONGEST = 1000
"""Characters in which an interest is said."""


class Interest(StrEnum):
    """The kinds of interest councils' codes of conduct know."""

    NONE = "none"
    PECUNIARY = "pecuniary"
    REGISTRABLE = "registrable"
    NON_REGISTRABLE = "non-registrable"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _WORDING[self]


_WORDING = {
    Interest.NONE: "No interest to declare",
    Interest.PECUNIARY: "Disclosable pecuniary interest",
    Interest.REGISTRABLE: "Other registrable interest",
    Interest.NON_REGISTRABLE: "Non-registrable interest",
}

NOT_RECORDED = "No declaration recorded"
"""What a paper prints of somebody who took part and whose declaration is not in the record."""


def described(interest: Interest, text: str) -> str:
    """What is kept of the words about an interest: none where there is none. Raises Refused where one goes unsaid."""
    words = text.strip()
    if interest is Interest.NONE:
        return ""
    if not words:
        raise Refused("Say what the interest is", field="interest_text")
    if len(words) > LONGEST:
        raise Refused(f"Say what the interest is in {LONGEST:,} characters or fewer", field="interest_text")
    return words
