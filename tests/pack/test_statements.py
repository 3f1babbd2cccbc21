"""The consultation statement: how it was done, what was said and by whom, what was done about it and why."""

import io
import re
from collections.abc import Callable

import docx
import pytest
from lxml import html

from consult.domain.dispositions import Disposition, Stance
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.domain.statement import Statement
from consult.pack.press import print_page
from consult.pack.statements import gather_statement
from consult.pack.statements_page import statement_docx, statement_html, statement_print_html
from consult.pack.statements_words import SHORT, shortened
from consult.store.comments import Comment
from consult.store.questions import Question
from tests import registers
from tests.factories import COUNTY, LONDON, POLICE, Play
from tests.pack.reading import blocks, bookmarks
from tests.pack.structure import faults
from tests.pack.test_changes import FIRST, redraft
from tests.pack.test_holding_and_groups import together
from tests.web.sealed_matter import OPEN, sealed_matter


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def adopted(play: Play) -> Statement:
    """Answers what is not answered, adopts, and gathers."""
    for item in (*play.session.query(Comment).all(), *play.session.query(Question).all()):
        there = play.again(item)
        for body in there.asked if isinstance(there, Question) else [there.authority]:
            given = {one.authority_id for one in play.again(item).responses if one.released_at}
            if there.state == "received" and body.id not in given:
                lead = play.cast.lead if body.name == COUNTY else play.cast.other_lead
                play.release(play.answer(play.again(item), by=lead))
    play.close()
    play.session.expire_all()
    play.adopt()
    return gather_statement(play.session, play.consultation, made_at=play.now, timezone=LONDON)


def refusal(play: Play) -> str:
    with pytest.raises(Refused) as refused:
        gather_statement(play.session, play.consultation, made_at=play.now, timezone=LONDON)
    return refused.value.reason.removeprefix("The consultation statement is made once the strategy has been adopted. ")


def test_before_adoption_it_is_refused_with_what_is_missing(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.PREPARING)
    found = [refusal(play)]
    play.announce()
    play.open()
    comment = play.comment()
    found.append(refusal(play))
    play.close()
    found.append(refusal(play))
    play.release(play.answer(comment))
    assert [*found, refusal(play)] == [
        "Its commenting window has not opened yet.",
        "The commenting window closes at 5pm on Friday 19 February 2021.",
        "1 item has no released answer yet.",
        "Every item has its answer: record the adoption.",
    ]


def test_what_was_said_and_what_was_done_section_by_section(play: Play) -> None:
    taken = play.comment(on="1", quote="refer most of those", text="Youth clubs refer too.", stance=Stance.OBJECT)
    same, again = play.comment(on="2(a)", text="When?"), play.comment(on="2(b)", text="By when?", by=play.cast.chair)
    play.comment(on=None, text="It is long.", by=play.cast.chair)
    later = play.comment(on="4", text="And in 2024?")
    play.release(play.answer(taken, disposition=Disposition.ACCEPTED, reason="They do.", wording=FIRST))
    play.release(together(play, [same, again], by=play.cast.lead)[0])
    play.release(play.answer(later, "Next year.", disposition=Disposition.DEFERRED, by=play.cast.other_lead))
    play.redraft(redraft())
    statement = adopted(play)
    assert [
        (one.title, [[entry.reference for entry in exchange.said] for exchange in one.exchanges])
        for one in statement.sections
        if one.exchanges
    ] == [
        ("The draft as a whole", [["C-0004"]]),
        ("1 Prevent", [["C-0001"], ["C-0002", "C-0003"]]),
        ("2 County Lines", [["C-0005"]]),
    ]
    prevent = next(one for one in statement.sections if one.title == "1 Prevent")
    assert prevent.authority == COUNTY
    assert [line.text for line in prevent.exchanges[0].became] == ["The paragraph changed, and says in version 2:"]
    assert [line.text for line in prevent.exchanges[1].became] == [
        "C-0002: The paragraph is the same in version 2.", "C-0003: The paragraph is the same in version 2.",
    ]  # fmt: skip
    [change] = prevent.changes
    assert change.text.startswith("Version 2: Paragraph 1 edited")
    assert "C-0001 was accepted. They do." in change.words
    assert [(line.text, line.words) for line in statement.deferred] == [
        ("C-0005, Member for Norwich City Council, on County Lines, paragraph 4:", "And in 2024?")
    ]
    assert [(bar.label, bar.value) for bar in statement.dispositions] == [
        ("Accepted", 1), ("Noted", 3), ("Deferred to the annual refresh", 1),
    ]  # fmt: skip
    assert [(count.label, count.received, count.answered) for count in statement.councils] == [
        ("Norfolk County Council", 2, 2), ("Norwich City Council", 3, 3),
    ]  # fmt: skip
    assert statement.summary == (
        "Members of the Scrutiny Sub-Panel made 5 comments and asked no scrutiny questions on the draft. This paper says"
        " what they said, what was done about it, and why. What came of the comments: 1 accepted, 3 noted and 1 deferred to"
        " the annual refresh."
    )


def test_it_is_printed_and_read_and_sound(play: Play) -> None:
    long = "It is measured every quarter by all of those who take part. " * 20
    play.release(play.answer(play.ask("What does it cost?", of=(COUNTY,)), long))
    play.comment(on="1", text="Who counts <b>them</b>?", suggested="Schools refer most of them.")
    kept = play.release(play.answer(play.comment(on="2(a)"), "We will supply the numbers."))
    play.undertake(kept, "We will supply the numbers.")
    play.request("The numbers", of=POLICE)
    recommended = registers.issue(play, registers.recommend(play))
    registers.reply(play, recommended, "We shall report in June.")
    registers.release(play, recommended)
    statement = adopted(play)
    data = print_page(statement_print_html(statement))
    assert faults(data) == []
    headings = [title for depth, title in bookmarks(data) if depth < 3]
    assert headings == [
        "Community safety strategy and delivery plan 2021-2025", "Summary", "Contents", "How the consultation was done",
        "What you said and what we did", "Questions and answers", "Information requested and undertakings given",
        "Recommendations and replies",
    ]  # fmt: skip
    numbered = [block.text for block in blocks(data) if block.tag == "P" and re.match(r"\d+ [A-Z]", block.text)]
    assert [int(text.split()[0]) for text in numbered] == list(range(1, len(numbered) + 1))
    page = html.document_fromstring(statement_html(statement))
    anchors = {*page.xpath("//@id")}
    assert [link for link in page.xpath("//a/@href") if link.startswith("#") and link[1:] not in anchors] == []
    answer = shortened(long)
    assert (len(answer) < SHORT + 10, answer.endswith(" part. […]")) == (True, True)
    lines = [" ".join(line.text.split()) for line in docx.Document(io.BytesIO(statement_docx(statement))).paragraphs]
    for words in ("Who counts <b>them</b>?", answer, registers.TEXT, "We shall report in June.", *headings[4:]):
        assert words in " ".join(lines)
        assert words in " ".join(" ".join(page.itertext()).split())


def test_what_is_exempt_is_named_and_its_words_are_kept(play: Play) -> None:
    matter = sealed_matter(play)
    statement = adopted(play)
    page = statement_html(statement)
    assert {needle for needle in matter.needles if needle in page} == OPEN
    assert "example.org" not in page
    assert [(one.reference, one.why) for one in statement.not_printed] == [
        ("C-0001", "Exempt (Schedule 12A paragraph 3)"),
        ("C-0002", "Rejected: it is defamatory, frivolous or offensive"),
        ("Q-0001", "Exempt (Schedule 12A paragraph 3)"),
        ("Q-0002", "Rejected: it is defamatory, frivolous or offensive"),
        ("IR-0001", "Exempt (Schedule 12A paragraph 3)"),
        ("U-0001", "Exempt (Schedule 12A paragraph 3)"),
    ]


def test_an_answer_is_cut_between_sentences_or_words() -> None:
    assert shortened("Short.") == "Short."
    words = "word " * 300
    assert shortened(words) == f"{' '.join(['word'] * 140)} […]"
    assert shortened("x" * 800) == f"{'x' * SHORT} […]"
