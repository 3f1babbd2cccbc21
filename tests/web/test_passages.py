"""Any passage of any paragraph is the same in the form, in the store, on the page and in the digest.

Paragraphs as an importer leaves them: emoji, right-to-left words, accents, odd spaces, phrases that stand many times.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from consult.domain import markup
from consult.domain.anchoring import anchor_at
from consult.domain.lifecycle import Stage
from consult.domain.plain_text import problem_with
from consult.importing.sanitising import plain_characters
from consult.pack.gather import gather
from consult.queries import comments
from tests.client import Client
from tests.domain.texts import texts
from tests.factories import Play

LONDON = ZoneInfo("Europe/London")


@st.composite
def marked_paragraphs(draw: st.DrawFn) -> tuple[str, str, int, int]:
    """Text, markup with a stretch of it in bold, and where words are marked in it."""
    text = plain_characters(draw(texts())).strip()
    assume(text and not problem_with(text, 10_000))
    places = st.integers(0, len(text))
    bold = markup.with_marked(markup.escape(text), draw(places), draw(places))
    start, end = sorted((draw(places), draw(places)))
    assume(text[start:end].strip())
    return text, bold.replace("mark>", "strong>"), start, end


def test_every_passage_is_the_same_everywhere(at: Callable[[Stage], Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    client.get(play.url("declaration/")).form("Save").submit(interest="none")
    paragraph = play.paragraph("1")

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(marked_paragraphs())
    def check(marked: tuple[str, str, int, int]) -> None:
        paragraph.text, paragraph.html, start, end = marked
        play.session.commit()
        anchor = anchor_at(paragraph.text, start, end)
        form = client.get(play.url(f"comments/write?paragraph={paragraph.id}&start={start}&end={end}"))
        assert "".join(form.tree.xpath("//main//mark//text()")) == anchor.exact
        sent = form.form("Send comment").submit(stance="object", text="This, here.", seen="")
        ref = sent.location.split("/")[-2]

        comment = comments.by_reference(play.session, play.consultation, ref)
        assert (comment.quote, comment.quote_start, comment.quote_end) == (anchor.exact, anchor.start, anchor.end)
        assert (comment.quote_prefix, comment.quote_suffix) == (anchor.prefix, anchor.suffix)

        page = client.get(play.url(f"comments/{ref}"))
        block = page.tree.xpath(f"//*[@data-block='{paragraph.id}']")[0].text_content()
        card = page.tree.xpath("//*[@data-passage]")[0]
        assert block == paragraph.text
        assert block[int(card.get("data-start")) : int(card.get("data-end"))] == anchor.exact

        digest = gather(play.session, play.consultation, made_at=play.now, timezone=LONDON)
        printed = [c for section in digest.sections for p in section.paragraphs for c in p.comments]
        assert next(entry.quote for entry in printed if entry.reference == ref) == anchor.exact
        play.session.rollback()

    check()


def test_words_typed_by_hand_are_found_or_it_is_said_that_they_are_not(
    at: Callable[[Stage], Play], client: Client
) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    client.get(play.url("declaration/")).form("Save").submit(interest="none")
    paragraph = play.paragraph("1")

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(marked_paragraphs())
    def check(marked: tuple[str, str, int, int]) -> None:
        paragraph.text, paragraph.html, start, end = marked
        play.session.commit()
        words = paragraph.text[start:end].strip()
        page = client.get(play.url(f"comments/write?paragraph={paragraph.id}")).form("Send comment")
        sent = page.submit(stance="object", text="This, here.", quote=words)
        if sent.status == 303:
            comment = comments.by_reference(play.session, play.consultation, sent.location.split("/")[-2])
            places = [n for n in range(len(paragraph.text)) if paragraph.text.startswith(words, n)]
            assert ([comment.quote_start], comment.quote) == (places, words)
        else:
            assert "These words stand" in sent.errors[0]
        play.session.rollback()

    check()
