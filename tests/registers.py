"""Recommendations, coverage and background papers for tests, brought about by the actions people take."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from consult.actions import background, coverage, partnership, recommendations, replies
from consult.actions.background import Paper
from consult.actions.coverage import Covering
from consult.actions.partnership import Facts
from consult.actions.recommendations import Resolved
from consult.actions.replies import Replying, To
from consult.domain.partnership import PartnerKind
from consult.queries import recommendations as queries
from consult.store.background import BackgroundPaper
from consult.store.people import Body, Person
from consult.store.recommendations import Recommendation, Reply
from tests.factories import COUNTY, Play

PARTNER = "Norfolk and Suffolk Probation"
TEXT = "That the partnership report on County Lines each quarter."


def clerk_of(play: Play) -> dict[str, Any]:
    return {"consultation": play.consultation, "by": play.actor(play.cast.clerk), "now": play.now}


def recommend(play: Play, text: str = TEXT, *, days_ago: int = 0, key: str = "", **rest: Any) -> Recommendation:
    """Recorded by the clerk, of a meeting so many days ago."""
    resolved = Resolved(text, play.today - timedelta(days=days_ago), **{"minute": "12", **rest})
    made = recommendations.resolve(
        play.session,
        resolved=resolved,
        form_key=key or sha256(f"{play.slug} {text} {days_ago}".encode()).hexdigest(),
        today=play.today,
        **clerk_of(play),
    )
    return again(play, made)


def issue(play: Play, *those: Recommendation, on: date | None = None) -> Recommendation:
    """Issued today, or on a day before; the first of them as it stands then."""
    recommendations.issue(play.session, recommendations=those, on=on or play.today, today=play.today, **clerk_of(play))
    return again(play, those[0])


def again(play: Play, one: Recommendation) -> Recommendation:
    """As it stands now, loaded as its page loads it."""
    play.session.flush()
    play.session.expire_all()
    return queries.by_reference(play.session, play.consultation, recommendations.reference_of(one))


def to(play: Play, one: Recommendation, body: str = COUNTY) -> To:
    one = again(play, one)
    return To(one, queries.recipient(one, play.body(body).id))


def reply(
    play: Play, one: Recommendation, text: str = "We shall report in June.", *, acts: bool | None = True,
    holding: bool = False, by: Person | None = None, revision: int = 0, body: str = COUNTY,
) -> Reply:  # fmt: skip
    """By the lead officer, and so approved, unless `by` says otherwise."""
    return replies.reply(
        play.session, consultation=play.consultation, to=to(play, one, body),
        replying=Replying(text, None if holding else acts, holding), revision=revision,
        by=play.actor(by or play.cast.lead), now=play.now,
    )  # fmt: skip


def release(play: Play, one: Recommendation, *, holding: bool = False, body: str = COUNTY) -> None:
    where = to(play, one, body)
    found = queries.reply(where.recipient, holding=holding)
    assert found is not None
    replies.release(play.session, to=where, reply=found, **clerk_of(play))


def partner(
    play: Play, name: str = PARTNER, kind: PartnerKind | None = PartnerKind.CO_OPERATING, begins: date | None = None,
    ends: date | None = None,
) -> Body:  # fmt: skip
    from consult.actions.people import name_body

    body = name_body(play.session, name=name, **clerk_of(play))
    partnership.describe(play.session, body=body, facts=Facts(kind, begins, ends), **clerk_of(play))
    return body


def cover(
    play: Play, duty: str, *headings: str, explanation: str = "", revision: int = 0, by: Person | None = None
) -> None:
    coverage.cover(
        play.session, consultation=play.consultation, duty=duty, revision=revision,
        covering=Covering([play.section(one) for one in headings], explanation),
        by=play.actor(by or play.cast.clerk), now=play.now,
    )  # fmt: skip


def paper(play: Play, title: str = "Delivery plan 2018-2021", **rest: Any) -> BackgroundPaper:
    said = Paper(title, **{"place": "County Hall, Martineau Lane, Norwich", **rest})
    return background.add(play.session, paper=said, **clerk_of(play))
