"""From where on what is found between two drafts is taken for certain, put before a person, or left: the thresholds, and why.

Likeness, confidence and margin run from 0 to 1. `bench/redrafting.py` shows what they come to; docs/decisions/0022 has the table.
"""

# --- which paragraph carries on which (kinship, pairing_paragraphs)

EDITED = 0.4
"""The likeness from which a paragraph between the same neighbours is the same one, edited. Two paragraphs on different things
share 0.15 to 0.3 of their words (the, of, and …); one with half its sentences rewritten keeps more than 0.5."""

EDITED_AND_MOVED = 0.6
"""The same for one that stands somewhere else: without neighbours to vouch for it, most of its words must."""

NEAR = 0.05
"""What it counts, in likeness, to stand next to the same paragraphs still: of two halves of a paragraph the one that stayed keeps
its identity unless the other is clearly more of it."""

PART = 0.4
"""The share of a paragraph's runs of three words that must come from another to be a part split from it or merged into it. One
word in eight changed leaves 0.65 of them, one in five 0.5."""

IN_ORDER = 0.7
"""The share of its words that must stand in the other in the same order, too: of any forty words some twenty do."""

PART_ELSEWHERE = 0.8
"""The same for a part that stands somewhere else."""

SHORT = 8
"""Words under which a paragraph is too short to be told by its words alone: it is compared by its letters as well, and is a part
only of what stands beside it and holds it unchanged."""

# --- which section carries on which (pairing_sections)

CONTENT = 0.5
"""The share of two sections' words that they must have in common to be one and the same under whatever heading."""

HEADING = 0.75
"""How alike two headings are (0 to 1, by letters) that are one heading reworded: "Our legal duty", "Our legal duties"."""

# --- where quoted words stand (quote_search, reanchoring)

CERTAIN = 0.8
"""Confidence from which words found as they were quoted need no look. One word in a passage of ten unchanged ones has 0.9 and
more; one with its neighbours changed on both sides 0.2 to 0.6; a sentence of eight words 0.9 by its length alone."""

POSSIBLE = 0.5
"""Confidence under which words are not offered as those quoted: more speaks against it than for it."""

ALIKE = 0.6
"""Likeness from which a passage is the quoted one edited: more than half of the words of both, in order."""

ONE_SIDE = 0.5
"""What must still stand on one side of an edited passage, of that which stood there: without it, it is other words."""

LONG = 5
"""Words from which a quote that stands once in its paragraph, then and now, is known again in a passage wholly rewritten. Shorter
ones need an unchanged stretch around them, or what stood before and after them."""

UNMISTAKABLE = 8
"""Words of the whole sentence, or sentences, quoted from that must have stood once in the draft and stand in what is new of
another paragraph to be the same ones, moved there. Mere runs of words will not do: drafts repeat phrases of twelve."""

AHEAD = 0.25
"""Margin over the next best place from which it is clear which is meant: a like phrase whose neighbours on one side agree too
comes as near as 0.25."""

CLEARLY_PAIRED = 0.05
"""Margin of a paragraph over its next best partner: what all would lose in likeness if it went there. Two near-identical ones
of 40 words that differ in three lose 0.15 by changing places, edited or not; of closer ones it is not said which is which."""

STILL_THE_SAME = 0.6
"""Likeness from which a comment on a whole paragraph follows it unseen; less has been rewritten so far that it needs a look."""
