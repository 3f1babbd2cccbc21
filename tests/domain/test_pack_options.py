from datetime import date

import pytest

from consult.domain.pack_options import EXEMPT, Options, Order


@pytest.mark.parametrize(
    ("options", "held"),
    [
        (Options(), {}),
        (Options(order=Order.LINE, large_print=True), {"order": "line", "large_print": True}),
        (
            Options(part=EXEMPT, meeting_on=date(2021, 3, 1), since=2),
            {"part": 2, "meeting_on": "2021-03-01", "since": 2},
        ),
    ],
)
def test_options_come_back_from_json_as_they_went(options: Options, held: dict[str, object]) -> None:
    assert options.as_json() == held
    assert Options.from_json(held) == options
