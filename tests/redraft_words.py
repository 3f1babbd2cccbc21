"""The words that made-up strategies are written with, in `tests.redrafts`."""

import random

_WHO = (
    "The partnership", "Each district", "The constabulary", "The county council", "The fire service", "Every school",
    "The probation service", "A named lead", "The steering group", "The health board", "Each responsible authority",
    "The support team", "Housing providers", "The panel", "Local councils", "The delivery group", "Youth workers",
    "Neighbourhood teams", "The safeguarding board", "Colleges in the county",
)  # fmt: skip
_DO = (
    "will publish", "reviews", "must agree", "has promised", "will pay for", "keeps", "will test", "should extend",
    "reports on", "is to replace", "will bring together", "cannot yet show", "intends to widen", "oversees",
    "has begun", "will withdraw", "measures", "will appoint a lead for", "shares", "wants to simplify", "proposes",
    "does not yet fund", "will draw up", "renews", "coordinates",
)  # fmt: skip
_WHAT = (
    "a plan for safer streets", "the training of frontline staff", "a single record of referrals",
    "the refuge places in the west", "night-time patrols", "a scheme for young people at risk",
    "the register of empty buildings", "advice for victims of fraud", "the mediation service", "street lighting",
    "a protocol for sharing information", "the number of repeat offences", "an outreach service on the coast",
    "drug and alcohol treatment", "a survey of residents", "the work with perpetrators", "early help for families",
    "the duty to consult", "weekly meetings on exploitation", "a fund for small projects",
    "the response to hate crime", "support in safe accommodation", "a campaign against knife crime", "rural policing",
    "the cameras in town centres", "school exclusions", "the helpline", "bystander training",
    "the transition to adult services", "risk assessments",
)  # fmt: skip
_WHEN = (
    "by the end of March", "before the summer", "in the second year", "each quarter", "within six months",
    "over the life of this strategy", "from April", "twice a year", "as soon as funds allow", "during 2022",
    "by September 2023", "once the assessment is complete", "without further delay", "at every meeting",
    "in the first hundred days", "after the elections", "when the contract ends", "in two pilot districts",
)  # fmt: skip
_WHY = (
    "because too few people come forward", "so that no family is asked twice",
    "since the figures have risen for three years", "to bring down waiting times",
    "and says openly where it has failed", "although the evidence is thin", "which members asked for in November",
    "and names the post that is answerable", "so that money follows need", "where a district has none of its own",
    "if partners can agree on a threshold", "to meet the new duty", "and will be judged by results for residents",
    "unless the grant is renewed", "as the assessment of 2020 advised", "in line with national guidance",
    "so that nobody is turned away", "and publishes what was learned", "for adults as well as for children",
    "with those who have lived through it", "in villages no less than in towns",
    "and hands the rest to the next review", "before anything else is cut", "whatever the season",
)  # fmt: skip
_OPENING = (
    "In practice, ",
    "For its part, ",
    "Over four years, ",
    "With this in mind, ",
    "Where it can, ",
    "From now on, ",
)

HEADINGS = (
    "Foreword", "How we work", "Our legal duty", "Prevent", "County lines", "Domestic abuse", "Hate crime",
    "Safer streets", "Young people", "Victims first", "Reducing reoffending", "Substance misuse", "Rural crime",
    "Fraud and scams", "Money", "Data we share", "Town centres", "Modern slavery", "Serious violence",
    "Neighbourhoods", "Listening to residents", "How we shall know", "Equality", "The next four years",
)  # fmt: skip
REPEATED = ("Actions", "Measures")
PHRASE = "subject to the agreement of each responsible authority"
CELLS = (
    "Referrals received", "Repeat victims", "Days to first contact", "Schools trained", "Cases closed",
    "Homes made safe", "Officers in post", "Calls answered", "Young people supported", "Districts signed up",
)  # fmt: skip
WORDS = (
    "swiftly", "county-wide", "pilot", "annual", "reviewed", "jointly", "lasting", "clear", "further", "independent",
    "oversight", "progress", "evidence", "commission", "safer", "voluntary", "monthly", "revised", "agreed",
    "practical", "regional", "sustained", "outcome", "baseline", "several",
)  # fmt: skip
EXTRA = (
    "as far as possible", "together with partners", "at least", "in writing", "where this is lawful",
    "for the first time", "and in public", "on average", "from its own budget", "if asked",
)  # fmt: skip


def sentence(chance: random.Random) -> str:
    """A sentence of 10 to 30 words; seldom the same twice."""
    who, do, what, when, why = (chance.choice(words) for words in (_WHO, _DO, _WHAT, _WHEN, _WHY))
    opening = chance.choice(_OPENING) if chance.random() < 0.25 else ""
    who = who[0].lower() + who[1:] if opening else who
    more = f", and {chance.choice(_DO)} {chance.choice(_WHAT)}" if chance.random() < 0.35 else ""
    return f"{opening}{who} {do} {what} {when}{more}, {why}."


def action(chance: random.Random) -> list[list[str]]:
    """Two paragraphs that differ in a name, a month and a number."""
    shared, why = sentence(chance), chance.choice(_WHY)
    what = chance.choice(_WHAT)
    places = chance.sample(["Norwich", "Great Yarmouth", "Breckland", "Broadland", "North Norfolk", "South Norfolk"], 2)
    months, numbers = chance.sample(["March", "June", "September", "December"], 2), chance.sample(range(12, 96), 2)
    return [
        [f"In {place} the lead officer for {what} reports to the panel in {month} on {number} cases, {why}.", shared]
        for place, month, number in zip(places, months, numbers, strict=True)
    ]
