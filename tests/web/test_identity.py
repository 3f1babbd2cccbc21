"""The identity keeps its promises: legible colours, complete fonts, nothing fetched from elsewhere, nothing inline."""

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from consult.resources import STATIC, TEMPLATES

TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text("utf-8")))
GROUNDS = ("paper", "paper-tint", "brand-tint", "accent-tint", "inserted-tint", "deleted-tint")
TEXT = ("ink", "muted", "brand", "brand-dark", "link-visited", "accent", "inserted", "deleted")
FONTS = sorted((STATIC / "fonts").glob("Source*.woff2"))
OURS = sorted([*(TEMPLATES / "layout").glob("*.html"), *(TEMPLATES / "components").glob("*.html")])


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of #rrggbb."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_of_words_can_be_read_on_every_ground() -> None:
    assert {(text, ground) for text in TEXT for ground in GROUNDS if contrast(text, ground) < 4.5} == set()


def test_white_on_brand_ink_on_focus_and_the_outlines_of_controls_are_strong_enough() -> None:
    assert min(contrast("paper", "brand"), contrast("paper", "brand-dark"), contrast("ink", "focus")) >= 4.5
    assert min(contrast("control", ground) for ground in GROUNDS) >= 3


def test_govuk_frontend_is_compiled_with_our_colours() -> None:
    """Shades that only a button's hover and shadow use are the source's own."""
    used = set(re.findall(r"#[0-9a-f]{6}", (STATIC / "src" / "govuk.scss").read_text("utf-8")))
    assert used - set(TOKENS.values()) == {"#6e1010", "#7c1414"}


def test_the_compiled_style_sheet_is_of_this_version_with_our_font_and_no_other() -> None:
    css = (STATIC / "govuk.css").read_text("utf-8")
    assert '--govuk-frontend-version: "6.3.0"' in css
    assert [name for name in ("GDS Transport", "@font-face", "crown") if name in css] == []
    assert css.startswith("/*! GOV.UK Frontend 6.3.0")
    assert "Source Sans 3" in css


@pytest.mark.parametrize("sheet", ["tokens.css", "fonts.css", "govuk.css", "app.css"])
def test_style_sheets_fetch_only_our_own_files(sheet: str) -> None:
    addresses = re.findall(r"url\(\"?([^)\"]+)", (STATIC / sheet).read_text("utf-8"))
    assert [address for address in addresses if not (STATIC / address).is_file()] == []


def test_every_custom_property_used_is_defined() -> None:
    css = (STATIC / "app.css").read_text("utf-8")
    defined = set(re.findall(r"(--[\w-]+):", (STATIC / "tokens.css").read_text("utf-8") + css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) - defined == set()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_fonts_can_set_the_names_of_people_in_the_county(font: object) -> None:
    characters = TTFont(BytesIO(font.read_bytes())).getBestCmap()  # type: ignore[attr-defined]
    names = "ŵŷŴŶâêîôû ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ ăâîșț ãáàçéíõú āčēģīķļņšūž ėįųő £€–—‘’“”…•"
    assert [letter for letter in names if ord(letter) not in characters] == []


def test_every_family_comes_with_its_licence() -> None:
    assert len(FONTS) == 10
    others = set((STATIC / "fonts").glob("*.woff2")) - set(FONTS)
    assert [font.name for font in others] == ["NotoEmoji-Regular.woff2"]
    licences = [path.read_text("utf-8") for path in sorted((STATIC / "fonts").glob("LICENSE-*.md"))]
    assert ["SIL OPEN FONT LICENSE" in licence for licence in licences] == [True, True, True]


@pytest.mark.parametrize("template", OURS, ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_handler(template: object) -> None:
    source = template.read_text("utf-8")  # type: ignore[attr-defined]
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", source) == []
