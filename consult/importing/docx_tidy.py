"""Word's ways of wrapping text, taken off, so that text in boxes, controls, fields and equations is read like any other."""

from lxml import etree

from consult.importing.docx_changes import Reported, unwrap
from consult.importing.package import is_on, qn, value
from consult.importing.sanitising import plain_characters

_PLAIN_WRAPPERS = ("w:fldSimple", "w:smartTag", "w:customXml", "w:dir", "w:bdo")
_EQUATION = "An equation was reduced to its characters. Check it against the file."
_BOX = "This text stands in a text box in the file. It was put after the paragraph the box is fixed to."
_CHART = "A chart or diagram here could not be read. Add it as a picture, with a description."
_OBJECT = "An embedded object here (a spreadsheet, say) could not be read. Add it as a table or a picture."
_CONTENTS = "The file's table of contents was left out: it is made anew from the headings."


def tidy(root: etree._Element, reported: Reported) -> None:
    """Changes one part's tree in place; what could not be kept is reported."""
    _choose_alternatives(root)
    _open_controls(root, reported)
    for name in _PLAIN_WRAPPERS:
        for element in list(root.iter(qn(name))):
            unwrap(element)
    for ruby in list(root.iter(qn("w:ruby"))):
        unwrap(ruby, ruby.find(qn("w:rubyBase")))
    _write_equations(root, reported)
    _leave_out_hidden(root, reported)
    _report_drawings(root, reported)
    _move_boxes(root, reported)
    _plain_breaks(root)
    for text in root.iter(qn("w:t")):
        # Word keeps soft hyphens and the like as characters; the private ones would be taken for marks of ours.
        text.text = plain_characters(text.text or "")


def _choose_alternatives(root: etree._Element) -> None:
    """Of two versions of the same thing, the newer where it holds text or a picture, else the one for older programs."""
    for element in list(root.iter(qn("mc:AlternateContent"))):
        choice, fallback = element.find(qn("mc:Choice")), element.find(qn("mc:Fallback"))
        holds = (
            choice is not None
            and next(choice.iter(qn("w:txbxContent"), qn("a:blip"), qn("a:graphicData")), None) is not None
        )
        chosen = choice if holds or fallback is None else fallback
        if chosen is not None:
            unwrap(element, chosen)


def _open_controls(root: etree._Element, reported: Reported) -> None:
    for control in list(root.iter(qn("w:sdt"))):
        gallery = next(control.iter(qn("w:docPartGallery")), None)
        content = control.find(qn("w:sdtContent"))
        if value(gallery) == "Table of Contents" and next(control.iter(qn("w:p")), None) is not None:
            reported.whole.append(_CONTENTS)
            content = etree.Element("empty")
        unwrap(control, etree.Element("empty") if content is None else content)


def _write_equations(root: etree._Element, reported: Reported) -> None:
    for equation in list(root.iter(qn("m:oMath"))):
        words = "".join(t.text or "" for t in equation.iter(qn("m:t")))
        reported.add(next(equation.iterancestors(qn("w:p")), None), _EQUATION)
        unwrap(equation, _holding(text_run(words)))
    for outer in list(root.iter(qn("m:oMathPara"))):
        unwrap(outer)


def _leave_out_hidden(root: etree._Element, reported: Reported) -> None:
    hidden = [run for run in root.iter(qn("w:r")) if is_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))]
    hidden = [run for run in hidden if next(run.iter(qn("w:t")), None) is not None]
    for run in hidden:
        unwrap(run, etree.Element("empty"))
    if hidden:
        reported.whole.append(f"Hidden text, which Word does not show, was left out ({len(hidden)} pieces).")


def _report_drawings(root: etree._Element, reported: Reported) -> None:
    for data in root.iter(qn("a:graphicData")):
        paragraph = next(data.iterancestors(qn("w:p")), None)
        if any(word in (data.get("uri") or "") for word in ("chart", "diagram")):
            reported.add(paragraph, _CHART)
        for picture in [p for p in data.iter(qn("pic:pic")) if p.getparent() is not data]:
            data.append(picture)  # out of the group it was drawn in
    for embedded in root.iter(qn("w:object")):
        reported.add(next(embedded.iterancestors(qn("w:p")), None), _OBJECT)
    if next(root.iter(qn("w:altChunk")), None) is not None:
        reported.whole.append("A document inserted as a file inside this one was not read. Copy its text in.")


def _move_boxes(root: etree._Element, reported: Reported) -> None:
    after: dict[etree._Element, etree._Element] = {}
    for box in list(root.iter(qn("w:txbxContent"))):
        around = list(box.iterancestors(qn("w:p")))
        if not around:
            continue
        host, held = around[-1], list(box)
        for block in held:
            after.get(host, host).addnext(block)
            after[host] = block
        first = next((p for block in held for p in block.iter(qn("w:p"))), None)
        if first is not None:
            reported.add(first, _BOX)


def _plain_breaks(root: etree._Element) -> None:
    for element in root.iter(qn("w:cr"), qn("w:ptab")):
        element.tag = qn("w:br") if element.tag == qn("w:cr") else qn("w:tab")


def text_run(words: str) -> etree._Element:
    """A run that holds these words."""
    run = etree.Element(qn("w:r"))
    text = etree.SubElement(run, qn("w:t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _holding(element: etree._Element) -> etree._Element:
    holder = etree.Element("holder")
    holder.append(element)
    return holder
