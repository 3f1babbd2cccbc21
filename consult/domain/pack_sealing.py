"""Part 2 of a pack: what is exempt in full, and of what is public only where it stands (R13, R14)."""

from dataclasses import replace

from consult.domain.digest import Answer, CommentEntry, Digest, QuestionEntry, Seal
from consult.domain.pack_narrowing import narrowed

RESOLUTION = (
    "That the public be excluded from the meeting for the consideration of the items in this part of the pack, because it is"
    " likely that exempt information, as described in {paragraphs} of Part 1 of Schedule 12A to the Local Government Act"
    " 1972, would be disclosed, and because in all the circumstances the public interest in keeping the exemption outweighs"
    " the public interest in disclosing the information."
)
"""The resolution the panel is asked to pass, kept here to be edited. It is written from memory and is not a quotation: the
monitoring officer checks it before the first Part 2 is issued."""

CONFIDENTIAL_RESOLUTION = (
    "That the public be excluded from the meeting for the consideration of the items in this part of the pack, because"
    " confidential information within the meaning of section 100A of the Local Government Act 1972 would be disclosed."
)
"""The same where what is kept is confidential; to be checked in the same way."""

MARKING = "NOT FOR PUBLICATION by virtue of {paragraphs} of Part 1 of Schedule 12A to the Local Government Act 1972"
"""What every page of Part 2, and each item in it, says; to be checked in the same way."""

CONFIDENTIAL_MARKING = "NOT FOR PUBLICATION: confidential information (Local Government Act 1972, section 100A)"
"""The same of what is confidential, which is not for publication whatever the public interest."""


def sealed_only(digest: Digest, seals: tuple[Seal, ...]) -> Digest:
    """The items of `seals` alone; where only an answer is exempt, the item's own words are left to Part 1."""
    references = frozenset(seal.reference for seal in seals)
    open_words = references - {seal.reference for seal in seals if seal.whole}
    kept = narrowed(digest, references, ())
    return replace(
        kept,
        questions=tuple(_question(one, open_words) for one in kept.questions),
        whole_draft=tuple(_comment(one, open_words) for one in kept.whole_draft),
        sections=tuple(
            replace(
                section,
                comments=tuple(_comment(one, open_words) for one in section.comments),
                paragraphs=tuple(
                    replace(paragraph, comments=tuple(_comment(one, open_words) for one in paragraph.comments))
                    for paragraph in section.paragraphs
                ),
            )
            for section in kept.sections
        ),
        unplaced=tuple(_comment(one, open_words) for one in kept.unplaced),
        lines=(),
        not_printed=(),
        declarations=(),
        respondents=(),
        pauses=(),
        recommendations=(),
        background=(),
        limits=digest.limits,
        seals=tuple(seal for seal in seals if seal.reference in {row.reference for row in kept.index}),
    )


def _comment(entry: CommentEntry, open_words: frozenset[str]) -> CommentEntry:
    if entry.reference not in open_words:
        return entry
    bare = replace(entry, text="", quote="", suggested_wording=(), supporters=(), made_on=None, notes=())
    return replace(bare, answers=_exempt(entry.answers))


def _question(entry: QuestionEntry, open_words: frozenset[str]) -> QuestionEntry:
    if entry.reference not in open_words:
        return entry
    return replace(entry, text="", notes=(), answers=_exempt(entry.answers))


def _exempt(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if answer.exempt)


def marking(paragraphs: tuple[int | None, ...]) -> str:
    """The marking for all the paragraphs relied on (None: confidential), each said once."""
    numbers = sorted({one for one in paragraphs if one is not None})
    said = [MARKING.format(paragraphs=_paragraphs(numbers))] if numbers else []
    return "; ".join([*said, CONFIDENTIAL_MARKING] if None in paragraphs else said)


def resolutions(seals: tuple[Seal, ...]) -> tuple[str, ...]:
    """What the panel resolves before it takes Part 2: once for what is exempt, once for what is confidential."""
    numbers = sorted({seal.paragraph for seal in seals if seal.paragraph is not None})
    exempt = (RESOLUTION.format(paragraphs=_paragraphs(numbers)),) if numbers else ()
    return exempt + ((CONFIDENTIAL_RESOLUTION,) if any(seal.paragraph is None for seal in seals) else ())


def _paragraphs(numbers: list[int]) -> str:
    """ "paragraph 3", "paragraphs 1, 3 and 7"."""
    said = [str(number) for number in numbers]
    listed = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    return f"paragraph {listed}" if len(said) == 1 else f"paragraphs {listed}"
