"""What people typed, with the web addresses in it as links: the same on a page and in a paper."""

from markupsafe import Markup, escape

from consult.domain.addresses import stretches

# They are other people's pages: search engines are not to follow them, and they are not told where a reader came from.
_LINK = Markup('<a class="address" href="{0}" rel="nofollow noopener noreferrer ugc">{0}</a>')


def linked(text: str) -> Markup:
    """The text escaped, its http and https addresses as links; nothing else in it is taken for markup."""
    return Markup("").join(_LINK.format(one.text) if one.address else escape(one.text) for one in stretches(text))
