"""What a block draws by name: states of opacity, groups, and images.

Kept as tuples: resources are the names of the states ("a0.5" for fills, "A0.5" for lines) and the forms; a form is its
name, its dictionary's entries, its content, its resources (None for an image) and its mask (None for none).
"""

import re
from collections.abc import Callable
from typing import Any

import pydyf

from consult.pack.press.unknown import Unknown

Form = tuple[str, tuple[tuple[str, bytes], ...], bytes, Any, Any]
Resources = tuple[tuple[str, ...], tuple[Form, ...]]
NONE: Resources = ((), ())
_STATE = re.compile(r"[aA][\d.]+")


def kept(resources: Any, images: dict[str, Any]) -> Resources:
    """WeasyPrint's resources as they are kept.

    Raises:
        Unknown: patterns, shadings and masks, which depend on where on a page they stand.
    """
    states = tuple(sorted(resources["ExtGState"]))
    if resources["Pattern"] or resources["Shading"] or not all(map(_STATE.fullmatch, states)):
        raise Unknown("A pattern, a shading or a mask")
    forms = resources["XObject"]
    return states, tuple(_form(name, forms[name], images) for name in sorted(forms))


def _form(name: str, stream: Any, images: dict[str, Any]) -> Form:
    if stream is None:
        held = images[name]
        stream = held["image"].get_x_object(held["interpolate"], max(held["dpi_ratios"]))
    extra = dict(stream.extra)
    inner, mask = extra.pop("Resources", None), extra.pop("SMask", None)
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))
    if "Interpolate" in extra:
        extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8.1
    entries = tuple((str(key), pydyf._to_bytes(value)) for key, value in extra.items())
    return (
        name,
        entries,
        content,
        None if inner is None else kept(inner, images),
        None if mask is None else _form("mask", mask, images),
    )


def written(resources: Resources, add: Callable[[bytes, bytes], int], fonts: bytes) -> bytes:
    """A resource dictionary's entries. `add` takes a stream's dictionary and content and gives its object's number."""
    states, forms = resources
    named = b"".join(b"/%s %d 0 R" % (form[0].encode(), _write(form, add, fonts)) for form in forms)
    return b"/ExtGState<<%s>>/XObject<<%s>>/Font %s" % (b"".join(map(_state, states)), named, fonts)


def _state(name: str) -> bytes:
    kind = "ca" if name[0] == "a" else "CA"
    return f"/{name}<</{kind} {float(name[1:]):g}>>".encode()


def _write(form: Form, add: Callable[[bytes, bytes], int], fonts: bytes) -> int:
    _, entries, content, inner, mask = form
    dictionary = b"".join(b"/%s %s" % (key.encode(), value) for key, value in entries)
    if inner is not None:
        dictionary += b"/Resources<<%s>>" % written(inner, add, fonts)
    if mask is not None:
        dictionary += b"/SMask %d 0 R" % _write(mask, add, fonts)
    return add(dictionary, content)


def together(all_resources: list[Resources]) -> Resources:
    """The resources of many blocks as one: the same name is the same thing everywhere."""
    states: set[str] = set()
    forms: dict[str, Form] = {}
    for own_states, own_forms in all_resources:
        states.update(own_states)
        for form in own_forms:
            forms.setdefault(form[0], form)
    return tuple(sorted(states)), tuple(forms[name] for name in sorted(forms))
