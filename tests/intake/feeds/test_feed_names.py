from __future__ import annotations

import pytest

from bot.intake.feeds.feed_names import outlet_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Valmere Courier", "Valmere Courier"),
        ("BBC News - World", "BBC News - World"),
        ("Valmere Courier » Feed", "Valmere Courier"),
        ("Valmere Courier RSS Feed", "Valmere Courier"),
        ("Valmere Courier (RSS)", "Valmere Courier"),
        ("Valmere Courier - Latest News", "Valmere Courier"),
        ("Top Stories | Valmere Courier", "Valmere Courier"),
        ("Latest news from Valmere Courier", "Valmere Courier"),
        ("RSS feed of the Valmere Courier", "the Valmere Courier"),
        ("Valmere Courier » Politics » Feed", "Valmere Courier » Politics"),
        ("Courier.example - RSS Channel - World", "Courier.example - World"),
        ("RSS", "RSS"),
        ("Latest News", "Latest News"),
        ("Feed the World", "Feed the World"),
        ("", ""),
    ],
)
def test_the_outlets_name_is_read_from_the_title_of_its_feed(title: str, name: str) -> None:
    assert outlet_name(title) == name
