"""A digest of what is unusual: many languages, an answer of forty pages, a table of three hundred rows, one long word."""

from dataclasses import replace

from consult.domain.digest import Digest, ParagraphEntry, SectionEntry
from tests.pack.assembly import Parts, assembled
from tests.pack.digests import comment, question
from tests.pack.words import REPLIES

ARABIC = "هل ستُعاد خدمات الشباب إلى كل حيّ في المدينة؟ نطلب موعدًا واضحًا (2021)."
SAYINGS = {
    "Arabic": f"{ARABIC}\n\nThe same in English, with كلمة among the words.",
    "Welsh": "Dŵr, tŷ, ŵyr, môr, gwên: a fydd y strategaeth ar gael yn Gymraeg, ŷŵ ac Ÿ hefyd?",
    "Polish": "Zażółć gęślą jaźń. Czy będą tłumaczenia dla mieszkańców powiatu Łódź-Wschód?",
    "Emoji": "Thank you 👍🏽 from the 👨‍👩‍👧 family centre ❤️ 1️⃣ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "One long word": "Rhind" * 50 + " and then some",
    "Greek, Cyrillic, Hindi, Thai, Chinese": "Πότε; Когда? कब होगा? เมื่อไหร่ 什么时候？",
    "What no font has": "Pasted from elsewhere: \uf0b7 a bullet, \ue123 a private sign, \U00013440 and so on",
    "Marks upon marks": "Z" + "\u0301\u0316\u0334" * 40 + "algo",
    "Signs of direction": "ab\u202edef\u202cgh \u2066iso\u2069 \u200fmark",
    "Odd spaces": "no\u00a0break, thin\u2009space, narrow\u202fspace, zero\u200bwidth, soft\u00adhyphen, non\u2011breaking",
    "Ligatures": "office, efficient, afflict, ﬁne",
    "Code": "}</style><script>alert(1)</script> @page { size: 1px } \\\\ {{ 7 * 7 }} &amp; &#x202e; <!-- -->",
}
LONG_ANSWER = "\n\n".join(
    f"Paragraph {n}. {REPLIES[n % len(REPLIES)]} {REPLIES[(n + 1) % len(REPLIES)]}" for n in range(320)
)
ROWS = "".join(
    f"<tr><td>Measure {n}</td><td>{n * 17 % 1000}</td><td>{'To be set' if n % 7 else 'Met in part'}</td></tr>"
    for n in range(300)
)
LONG_TABLE = (
    "<table><caption>Table 9: every measure</caption><thead><tr><th>Measure</th><th>Baseline</th><th>Target</th></tr></thead>"
    f"<tbody>{ROWS}</tbody></table>"
)


def motley() -> Digest:
    """A comment for each saying, one with the long answer, and a question. Emoji are among what is nasty: they change the way
    of printing.
    """
    entries = [
        replace(comment(n, "Norfolk Constabulary", "Everything, paragraph 1"), text=text, by=f"Member, {name}")
        for n, (name, text) in enumerate(SAYINGS.items(), start=1)
        if name != "Emoji"
    ]
    (answer,) = comment(20, "Norfolk Constabulary", "").answers
    long = replace(
        comment(20, "Norfolk Constabulary", "Everything, table"), answers=(replace(answer, text=LONG_ANSWER),)
    )
    words = ParagraphEntry("1", 0, "paragraph", "The words that everybody spoke on.", tuple(entries))
    table = ParagraphEntry("", 0, "table", LONG_TABLE, (long,))
    section = SectionEntry("1", "Everything", 1, "Norfolk Constabulary", (), (words, table))
    return assembled(Parts((question(1, ("Norfolk Constabulary",)),), (), (section,)))
