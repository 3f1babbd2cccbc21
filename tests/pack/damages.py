"""What can be wrong with a PDF, done to one that is sound, and who finds it."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zlib import compress

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, Pdf, StreamDecodeLevel

Damage = Callable[[Pdf], None]


def damaged(data: bytes, damage: Damage) -> bytes:
    """The file with that done to it, and nothing else changed."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        damage(pdf)
        pdf.save(target, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)
    return target.getvalue()


def with_packed_metadata(data: bytes) -> bytes:
    """What the document says of itself, packed: every other byte stays where it is."""
    found = re.search(rb"<</Type /Metadata/Subtype /XML/Length (\d+)>>\nstream\n", data)
    assert found is not None
    end = found.end() + int(found[1])
    packed = compress(data[found.end() : end])
    head = b"<</Type /Metadata/Subtype /XML/Filter /FlateDecode/Length %d>>\nstream\n" % len(packed)
    tail = b"\nendstream\nendobj\n"
    room = end + len(tail) - found.start()
    return data[: found.start()] + (head + packed + tail).ljust(room) + data[end + len(tail) :]


def elements(pdf: Pdf, tag: str) -> Iterator[pikepdf.Object]:
    """The structure elements of a kind."""
    return (item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == tag)


def first(pdf: Pdf, tag: str) -> pikepdf.Object:
    """The first structure element of a kind."""
    return next(elements(pdf, tag))


def fonts(pdf: Pdf) -> list[pikepdf.Object]:
    """The fonts whose glyphs are told by two bytes."""
    return [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Subtype") == "/Type0"]


def files(pdf: Pdf) -> list[pikepdf.Object]:
    """The files inside."""
    return [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == "/Filespec"]


def without(*path: str) -> Damage:
    """Takes an entry away, found from the catalogue."""

    def damage(pdf: Pdf) -> None:
        holder: pikepdf.Object = pdf.Root
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]

    return damage


def said_otherwise(before: bytes, after: bytes) -> Damage:
    """Changes a word of what the document says of itself."""

    def damage(pdf: Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert before in said
        pdf.Root.Metadata = pdf.make_stream(said.replace(before, after), Type=Name.Metadata, Subtype=Name.XML)

    return damage


def hide_title(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def drop_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0]["/Tabs"]


def drop_alternative_text(pdf: Pdf) -> None:
    del first(pdf, "/Figure")["/Alt"]


def drop_scope(pdf: Pdf) -> None:
    del first(pdf, "/TH")["/A"]["/Scope"]


def unhead_a_table(pdf: Pdf) -> None:
    for cell in list(elements(pdf, "/TH")):
        cell["/S"] = Name("/TD")


def lose_a_cell(pdf: Pdf) -> None:
    row = list(elements(pdf, "/TR"))[-1]
    last = row["/K"][-1]
    last["/S"] = Name("/Span")


def skip_a_level(pdf: Pdf) -> None:
    first(pdf, "/H2")["/S"] = Name("/H4")


def head_it_twice(pdf: Pdf) -> None:
    first(pdf, "/H2")["/S"] = Name("/H1")


def invent_a_tag(pdf: Pdf) -> None:
    first(pdf, "/P")["/S"] = Name("/Fancy")


def spoil_a_list(pdf: Pdf) -> None:
    first(pdf, "/LI")["/S"] = Name("/P")


def untie_a_link(pdf: Pdf) -> None:
    link = first(pdf, "/Link")
    link["/K"] = Array([kid for kid in link["/K"] if not isinstance(kid, Dictionary)])


def empty_a_link(pdf: Pdf) -> None:
    link = first(pdf, "/Link")
    link["/K"] = Array([kid for kid in link["/K"] if isinstance(kid, Dictionary)])


def _annotation(pdf: Pdf) -> pikepdf.Object:
    return next(annotation for page in pdf.pages for annotation in page.get("/Annots", []))


def stop_a_link_printing(pdf: Pdf) -> None:
    _annotation(pdf)["/F"] = 0


def leave_a_link_undescribed(pdf: Pdf) -> None:
    del _annotation(pdf)["/Contents"]


def lose_a_key(pdf: Pdf) -> None:
    del pdf.pages[1]["/StructParents"]


def cross_the_parent_tree(pdf: Pdf) -> None:
    page = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    page[0], page[1] = page[1], page[0]


def blank_the_parent_tree(pdf: Pdf) -> None:
    page = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    page[0] = None


def lose_a_branch(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document["/K"] = Array(list(document["/K"])[1:])


def hang_a_branch_twice(pdf: Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0]["/K"]
    kids.append(kids[0])


def point_to_another_parent(pdf: Pdf) -> None:
    first(pdf, "/H2")["/P"] = first(pdf, "/Table")


def paint_untagged(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def _instructions(pdf: Pdf) -> list[ContentStreamInstruction]:
    return [one for one in pikepdf.parse_content_stream(pdf.pages[0]) if isinstance(one, ContentStreamInstruction)]


def _redraw(pdf: Pdf, instructions: list[ContentStreamInstruction]) -> None:
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _tagged(instructions: list[ContentStreamInstruction]) -> int:
    """Where the first content begins that the tree can point to."""
    marks = (n for n, step in enumerate(instructions) if str(step.operator) == "BDC" and "/MCID" in step.operands[1])
    return next(marks)


def _showing(instructions: list[ContentStreamInstruction]) -> int:
    """Where its first words are drawn."""
    return next(
        n for n in range(_tagged(instructions), len(instructions)) if str(instructions[n].operator) in {"Tj", "TJ"}
    )


def write_untagged(pdf: Pdf) -> None:
    """The first words lose their mark, and their place in both trees."""
    instructions = _instructions(pdf)
    start = _tagged(instructions)
    end = next(n for n in range(start, len(instructions)) if str(instructions[n].operator) == "EMC")
    _redraw(pdf, [*instructions[:start], *instructions[start + 1 : end], *instructions[end + 1 :]])


def hide_an_artifact_in_content(pdf: Pdf) -> None:
    instructions = _instructions(pdf)
    at = _showing(instructions)
    begin = ContentStreamInstruction([Name("/Artifact")], Operator("BMC"))
    end = ContentStreamInstruction([], Operator("EMC"))
    _redraw(pdf, [*instructions[:at], begin, instructions[at], end, *instructions[at + 1 :]])


def draw_what_the_font_lacks(pdf: Pdf) -> None:
    instructions = _instructions(pdf)
    at = _showing(instructions)
    nothing = ContentStreamInstruction([pikepdf.String(b"\0\0")], Operator("Tj"))
    _redraw(pdf, [*instructions[: at + 1], nothing, *instructions[at + 1 :]])


def forget_the_characters(pdf: Pdf) -> None:
    for font in fonts(pdf):
        del font["/ToUnicode"]


def drop_a_font(pdf: Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def _mean(pdf: Pdf, character: bytes) -> None:
    source = fonts(pdf)[0].ToUnicode
    lines = source.read_bytes().split(b"\n")
    at = next(n for n, line in enumerate(lines) if line.endswith(b"beginbfchar")) + 1
    lines[at] = lines[at].split(b"> <")[0] + b"> <" + character + b">"
    source.write(b"\n".join(lines))


def mean_nothing(pdf: Pdf) -> None:
    _mean(pdf, b"")


def mean_something_private(pdf: Pdf) -> None:
    _mean(pdf, b"f0b7")


def smooth_a_picture(pdf: Pdf) -> None:
    picture = next(
        item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    )
    picture["/Interpolate"] = True


def file_without(key: str) -> Damage:
    """Takes an entry of a file's away."""

    def damage(pdf: Pdf) -> None:
        del files(pdf)[0][key]

    return damage


def file_of_no_kind(pdf: Pdf) -> None:
    del files(pdf)[0].EF.F["/Subtype"]


def act_at_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def launch_from_a_link(pdf: Pdf) -> None:
    annotation = _annotation(pdf)
    annotation["/A"] = Dictionary(S=Name.Launch, F="calc.exe")


def nest_too_deeply(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"q " * 29 + b"Q " * 29)


def describe_at_too_great_length(pdf: Pdf) -> None:
    first(pdf, "/Figure")["/Alt"] = "a" * 33_000


UA_1, A_3A, OUTLOUD = "UA-1", "A-3a", "outloud"

TABLE: tuple[tuple[str, Damage, str, set[str]], ...] = (
    # what is wrong, how it is done, what our own check says of it, and who else notices
    # The document
    ("no language", without("/Lang"), "the document has no language", {UA_1, OUTLOUD}),
    ("not marked", without("/MarkInfo"), "the document does not say that it is tagged", {UA_1, A_3A, OUTLOUD}),
    ("title hidden", hide_title, "the window does not show the title", {UA_1, OUTLOUD}),
    ("tab order", drop_tab_order, "page 1: the tab order does not follow the structure", {UA_1, OUTLOUD}),
    ("no metadata", without("/Metadata"), "the document does not say what it is", {UA_1, A_3A, OUTLOUD}),
    (
        "no claim of PDF/UA",
        said_otherwise(b"<pdfuaid:part>1</pdfuaid:part>", b""),
        "the document does not claim PDF/UA-1",
        {UA_1, OUTLOUD},
    ),
    ("a lesser claim", said_otherwise(b"ance>A<", b"ance>B<"), "the document does not claim PDF/A-3a", {A_3A}),
    (
        "a claim unexplained",
        said_otherwise(b"pdfaExtension:schemas>", b"pdfaExtension:other>"),
        "the document does not explain its claims",
        {A_3A},
    ),
    ("two titles", said_otherwise(b">A specimen<", b">Another<"), "Title is not what the metadata say", {OUTLOUD}),
    ("no colours", without("/OutputIntents"), "the document does not say which colours it means", {A_3A}),
    ("a picture smoothed", smooth_a_picture, "a picture may be made smoother than it is", {A_3A}),
    ("acts at opening", act_at_opening, "the document acts by itself: /JavaScript", {A_3A}),
    ("starts a program", launch_from_a_link, "the document acts by itself: /Launch", {A_3A}),
    ("nested too deeply", nest_too_deeply, "page 1: states are nested too deeply", {A_3A}),
    ("33,000 characters of Alt", describe_at_too_great_length, "/Alt is too long", {A_3A, OUTLOUD}),
    # Files inside
    ("files not associated", without("/AF"), "items.csv is not among the document's files", {A_3A}),
    ("files not listed", without("/Names", "/EmbeddedFiles"), "items.csv is not among the document's files", set()),
    (
        "no relationship",
        file_without("/AFRelationship"),
        "items.csv does not say how it belongs to the document",
        {A_3A},
    ),
    ("no file name", file_without("/UF"), "a file has no name", {UA_1, A_3A, OUTLOUD}),
    ("file not described", file_without("/Desc"), "items.csv is not described", {OUTLOUD}),
    ("file of no kind", file_of_no_kind, "items.csv does not say of what kind and how old it is", {A_3A}),
    # Tags
    ("no alternative text", drop_alternative_text, "a figure has no alternative text", {UA_1, OUTLOUD}),
    ("no scope", drop_scope, "a header cell has no scope", {OUTLOUD}),
    ("a table without headers", unhead_a_table, "a table has no header cells", set()),
    ("a cell lost", lose_a_cell, "the rows of a table are not equally long", {UA_1, OUTLOUD}),
    ("a level skipped", skip_a_level, "a heading of level 4 follows one of level 1", {UA_1, OUTLOUD}),
    ("two titles in the text", head_it_twice, "there are 2 headings of level 1", set()),
    ("a tag invented", invent_a_tag, "/Fancy is no tag of the standard", {UA_1, A_3A, OUTLOUD}),
    ("a list spoilt", spoil_a_list, "a list holds what is not a list item", {UA_1, OUTLOUD}),
    ("a link untied", untie_a_link, "a link leads nowhere", {OUTLOUD}),
    ("a link without words", empty_a_link, "a link has no words", {OUTLOUD}),
    ("a link not printed", stop_a_link_printing, "an annotation does not print", {A_3A, OUTLOUD}),
    ("a link not described", leave_a_link_undescribed, "an annotation has no description", {UA_1, OUTLOUD}),
    # The trees and what is drawn
    ("a page without a key", lose_a_key, "the parent tree's keys are not those of the pages and annotations", set()),
    (
        "parents exchanged",
        cross_the_parent_tree,
        "page 1: content 0, the parent tree and the structure tree disagree",
        set(),
    ),
    (
        "a parent missing",
        blank_the_parent_tree,
        "page 1: content 0, the parent tree and the structure tree disagree",
        set(),
    ),
    (
        "a branch lost",
        lose_a_branch,
        "page 1: content 0, the parent tree and the structure tree disagree",
        {UA_1, OUTLOUD},
    ),
    ("a branch twice", hang_a_branch_twice, "/H1 hangs in the tree twice", set()),
    ("a wrong parent", point_to_another_parent, "/H2 does not point back to its parent", set()),
    ("painted untagged", paint_untagged, "page 1: f paints what is neither tagged nor an artifact", {UA_1, OUTLOUD}),
    ("written untagged", write_untagged, "page 1: TJ paints what is neither tagged nor an artifact", {UA_1, OUTLOUD}),
    (
        "an artifact inside",
        hide_an_artifact_in_content,
        "page 1: an artifact stands inside tagged content",
        {UA_1, OUTLOUD},
    ),
    # Fonts
    ("no characters", forget_the_characters, "does not say which characters it draws", {UA_1, A_3A, OUTLOUD}),
    ("a font not embedded", drop_a_font, "is not embedded", {UA_1, A_3A, OUTLOUD}),
    (
        "no glyph",
        draw_what_the_font_lacks,
        "page 1: a character is drawn that the font does not have",
        {UA_1, A_3A, OUTLOUD},
    ),
    ("a glyph of no meaning", mean_nothing, "has a glyph that means nothing", {UA_1, A_3A, OUTLOUD}),
    ("a private glyph", mean_something_private, "has a glyph that means something private", {A_3A, OUTLOUD}),
)
