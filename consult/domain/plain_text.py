"""People's words as text that can be stored, compared and printed safely.

Text is normalised quietly where nothing of meaning is lost, and refused with a reason where something would be. The limits
on words and marks are what the PDF's text shaping can bear: a word of 100,000 letters keeps it busy for minutes.
"""

import re
import unicodedata

LONGEST_WORD = 250  # characters; a real web address fits
MOST_MARKS = 8  # combining marks on one letter; no living script needs more

_NEW_LINES = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\ufeff\u2060\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef\U00020000-\U0003ffff"
_LONG_WORD = re.compile(rf"[^\s{_UNSPACED}]{{{LONGEST_WORD + 1}}}")  # scripts written without spaces break anywhere


def normalised(text: str | None) -> str | None:
    """The same words in one form: NFC, lines ended by LF, no invisible marks of copying, trimmed at both ends."""
    if text is None:
        return None
    lines = _INVISIBLE.sub("", _NEW_LINES.sub("\n", text)).split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip()


def problem_with(text: str, max_length: int) -> str:
    """Why `text` cannot be taken, as the end of a sentence that begins with what it is; "" where it can."""
    if len(text) > max_length:
        return f"must be {max_length:,} characters or fewer"
    if _FORBIDDEN.search(text):
        return "must not contain hidden control characters. Type the words again instead of pasting them"
    if _LONG_WORD.search(text):
        return f"must not contain a word or web address of more than {LONGEST_WORD} characters"
    if _longest_run_of_marks(text) > MOST_MARKS:
        return f"must not contain a letter with more than {MOST_MARKS} accents or marks"
    return ""


def _longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest
