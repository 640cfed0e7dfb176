from __future__ import annotations

import pytest

from bot.intake.http.statuses import describe_status


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "The server answered 404: there is nothing at that address."),
        (429, "The server answered 429: it asks for fewer requests."),
        (408, "The server answered 408: the request took too long to reach it."),
        (418, "The server answered 418: it does not give what was asked for."),
        (599, "The server answered 599: it has a fault."),
        (999, "The server answered 999: it does not give what was asked for."),
    ],
)
def test_a_status_is_described_in_a_sentence(status: int, said: str) -> None:
    assert describe_status(status) == said
