"""Numbers in addresses: those that a row can have."""

from werkzeug.routing import IntegerConverter


class RowNumber(IntegerConverter):
    """`<int:…>`: up to nine plain digits. A larger one is no row's, and an address with it leads nowhere (404).

    Databases refuse larger ones with an error of their own, and werkzeug's own rule lets them through.
    """

    regex = r"[0-9]{1,9}"
