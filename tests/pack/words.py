"""The words the test digests are made of: a short strategy, and what roles say about it."""

from dataclasses import dataclass

BODIES = (
    "Norfolk County Council",
    "Norwich City Council",
    "Breckland District Council",
    "Broadland District Council",
    "Great Yarmouth Borough Council",
    "Borough Council of King's Lynn and West Norfolk",
    "North Norfolk District Council",
    "South Norfolk Council",
)
STANCES = ("Support", "Support with conditions", "Object", "Observation")
DISPOSITIONS = (
    "Accepted",
    "Accepted in part",
    "Already covered",
    "Not accepted",
    "Noted",
    "Deferred to the annual refresh",
    "Outside the strategy",
)
OPINIONS = (
    "The draft says how many lines are known and how many arrests were made, and then stops. Members need to know what"
    " changed for the streets where the lines were: how many addresses were cuckooed more than once, and how many of"
    " those tenants are still there.",
    "I support the direction of this paragraph. It would be stronger with a date.",
    "Youth work is named as the first line of prevention and given neither a target nor a budget.\n\nThe county lost most"
    " of its open-access provision between 2016 and 2020. A strategy that leans on it must say who will rebuild it, where"
    " and by when, or say plainly that nobody will.",
    "Schools were shut for much of the year. If schools are normally the largest source of referrals, a fall in referrals"
    " is a fall in sight, not in risk. Please print the figures by month and by source.",
    "Residents in the north of the district have one bus a day. A service that has to be visited in Norwich is not a"
    " service to them; I would like the words on outreach to be a commitment.",
    '"Consider" is not an action. Either the partnership will do this, with an owner and a date, or it should come out.',
    "The measure has no baseline, so no reader could tell in 2025 whether it was met.",
)
REPLIES = (
    "The partnership agrees. The paragraph will give the date by which the work is complete and name the group that owns"
    " it.",
    "The Office of the Police and Crime Commissioner publishes this figure each quarter. We will supply the breakdown by"
    " district to the sub-panel by 26 March 2021.",
    "Funding beyond March 2022 has not been settled.\n\nWhat can be promised now is in the delivery plan; the rest will be"
    " brought back to the sub-panel with the annual refresh, when the settlement is known.",
    "We recognise the concern. The data for the months in which schools were closed is being reviewed with the"
    " Safeguarding Children Partnership.",
)
REASONS = (
    "The remaining part depends on a bid that has not been decided.",
    "Publishing the figure by ward would identify individual addresses.",
)
QUESTIONS = (
    "How many people were referred to the Channel Panel in each month of 2020, and by whom?",
    "(a) How many lines known in December 2019 are still running?\n\n(b) How many children were found to be working for"
    " them?\n\n(c) What happened to those children next?",
    "What was spent on open-access youth work in each district in 2016/17 and in 2020/21?",
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the strategy, a phrase to quote from it, and how somebody would rather have it."""

    label: str
    html: str
    text: str
    quote: str = ""
    revised: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the strategy."""

    number: str
    heading: str
    authority: str
    paragraphs: tuple[Paragraph, ...]
    level: int = 1


def _plain(label: str, text: str, quote: str, old: str, new: str) -> Paragraph:
    kind = "item" if "(" in label else "paragraph"
    return Paragraph(label, text.replace("&", "&amp;"), text, quote, text.replace(old, new), kind)


STRATEGY = (
    Section(
        "1",
        "How we work",
        "Norfolk County Council",
        (
            _plain(
                "1",
                "The partnership meets four times a year and reports on progress each autumn. Its responsible"
                " authorities share information where the law allows it, and consider joint funding where this adds"
                " value.",
                "consider joint funding where this adds value",
                "consider joint funding where this adds value",
                "agree a joint budget each January",
            ),
        ),
    ),
    Section(
        "2",
        "Prevent",
        "Norfolk Constabulary",
        (
            _plain(
                "6",
                "The areas of most concern over the life of this strategy are these:",
                "most concern",
                "most",
                "most pressing",
            ),
            _plain(
                "6(a)",
                "young people and vulnerable adults being groomed online, more of them and for longer, while"
                " normal life was suspended;",
                "groomed online",
                "while normal life was suspended",
                "during and since the closure of schools",
            ),
            Paragraph(
                "7",
                "Referrals are made by the police, by schools and by <em>other partners</em>. The partnership"
                ' <strong>will consider</strong> publishing a <a href="https://www.example.org/breakdown">yearly'
                " breakdown</a>.<sup>2</sup>",
                "Referrals are made by the police, by schools and by other partners. The partnership will consider"
                " publishing a yearly breakdown.2",
                "other partners. The partnership will consider publishing",
                "Referrals are made by the police, by schools and by other partners. The partnership will publish a"
                " quarterly breakdown.2",
            ),
        ),
    ),
    Section(
        "3",
        "County Lines",
        "Norfolk Constabulary",
        (
            _plain(
                "11",
                "46 County Lines are known to run into Norfolk. Between December 2016 and November 2020, 2,002 people"
                " were arrested under Operation Gravity: 1,720 men and boys, and 282 women and girls. Serious violence"
                " linked with the lines has grown, and with it the possession of knives.",
                "Serious violence linked with the lines has grown",
                "has grown",
                "grew in each of the last three years",
            ),
            _plain(
                "12",
                "Operation Orochi looks for the people who hold the lines rather than those made to carry for them."
                " It has closed 30 lines; 44 people have been charged and 17 convicted.",
                "closed 30 lines",
                "closed 30 lines",
                "closed 30 of the 49 lines investigated",
            ),
            Paragraph(
                "",
                "<table><caption>Table 3: measures for County Lines</caption><thead><tr><th>Measure</th>"
                "<th>Baseline 2019/20</th><th>Target 2025</th></tr></thead><tbody><tr><td>Lines closed in the year</td>"
                "<td>19</td><td>30</td></tr><tr><td>Tenants cuckooed more than once</td><td>Not known</td><td>To be set"
                "</td></tr></tbody></table>",
                "Table 3: measures for County Lines\nMeasure\tBaseline 2019/20\tTarget 2025\nLines closed in the year\t19"
                "\t30\nTenants cuckooed more than once\tNot known\tTo be set",
                "",
                "",
                "table",
            ),
        ),
    ),
    Section(
        "3.1",
        "Vulnerable adults and cuckooing",
        "Norfolk County Council",
        (
            _plain(
                "13",
                "A multi-agency conference for vulnerable adults at risk will be piloted. Housing officers will be"
                " asked to look for the signs of cuckooing.",
                "will be piloted",
                "will be piloted",
                "will start by 1 September 2021",
            ),
        ),
        level=2,
    ),
    Section(
        "4",
        "Domestic abuse and sexual violence",
        "Norfolk and Waveney Clinical Commissioning Group",
        (
            _plain(
                "16",
                "A single domestic abuse service for the county will be in place from January 2021, paid for from"
                " pooled budgets. An extra £500,000 is being spent this year on support and £200,000 on refuge places.",
                "pooled budgets",
                "pooled budgets",
                "budgets pooled until at least March 2025",
            ),
            _plain(
                "20",
                "A service for the people who do most harm is being considered within existing resources.",
                "being considered",
                "is being considered",
                "will be put to the Home Office again in 2021",
            ),
        ),
    ),
    Section("5", "Governance, scrutiny and review", "Norfolk Fire and Rescue Service", ()),
)
