"""Which form a file says that it is."""

from collections.abc import Iterable

from consult.domain.response_form import Identity, Layout
from consult.importing.errors import Unreadable

_AGAIN = "Download the form again, copy what you wrote into it, and send that."


def identity(said: Iterable[tuple[str, str]], where: str) -> Identity:
    """The identity told by name and value. `where` it stood ("its properties are") is named if it is not whole: Unreadable."""
    values: dict[str, str] = {}
    sections: list[str] = []
    for name, value in said:
        if name == "section" or name.startswith("sections "):
            sections += value.split()
        else:
            values[name] = value.strip()
    layout = next((one for one in Layout if one.value == values.get("layout")), None)
    version = values.get("version", "")
    if layout is None or not version.isdecimal() or len(version) > 9 or not values.get("consultation"):
        raise Unreadable(f"The file does not say which form it is: {where} missing or altered. {_AGAIN}")
    whole = values.get("whole") == "yes"
    digest, form = values.get("digest", ""), values.get("form", "")
    return Identity(layout, values["consultation"], int(version), tuple(sections), whole, digest, form)
