"""Texts as people write them, and worse: emoji, right-to-left, combining marks, odd spaces, repeated phrases."""

from hypothesis import strategies as st

PHRASES = (
    "County Lines", "the partnership", "the", "a", "More work is needed.", "don’t", "don't", "“quoted”", '"quoted"',
    "2021–2025", "2021-2025", "👩‍👩‍👧‍👦", "🇬🇧", "e\u0301te\u0301", "été", "\u0645\u0631\u062d\u0628\u0627", "שלום",
    "Ŵyn", "ﬁne", "İstanbul", "ß", "(a)", "£95,084.55", "C++", "[x]", "a*b", "$1", "\\d", "_",
)  # fmt: skip
SPACES = (" ", " ", " ", "  ", "\n", "\t", "\u00a0", "\u2009", "\u3000", "\x1f", "")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Phrases and arbitrary words with any white space between them."""
    words = draw(st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=6)), max_size=14))
    return "".join(word + draw(st.sampled_from(SPACES)) for word in words)
