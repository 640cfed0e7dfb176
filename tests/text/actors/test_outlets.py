from __future__ import annotations

import pytest

from bot.text.actors.outlets import is_outlet


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Reuters",
            "The Guardian",
            "the New York Times",
            "BBC Radio 4",
            "CNN",
            "WNEP",
            "KTLA-TV",
            "KCAL9",
            "BBC Sport",
        ),
        *(
            "Scranton Times-Tribune",
            "Gulf News",
            "Westhaven Gazette",
            "China News Service",
            "Fox 13 News",
            "Al Jazeera",
            "News Agency of Nigeria",
            "Skywatch.com",
            "news.example.co.uk",
        ),
    ],
)
def test_outlets_are_known_by_name_or_by_their_last_word(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize(
    "name", ["Boeing", "News Corp", "White House", "KDP", "Royal Mail", "Time Warner", "WHO", "Acme.Inc"]
)
def test_other_organisations_are_no_outlets(name: str) -> None:
    assert not is_outlet(name)
