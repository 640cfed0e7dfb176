from __future__ import annotations

import pytest

from bot.intake.site_names import strip_site_name
from bot.intake.titles import choose_title

SITE = "Kessel Post"


@pytest.mark.parametrize(
    ("given", "headings", "title"),
    [
        (["Ferry strike ends | Kessel Post"], [], "Ferry strike ends"),
        (["Kessel Post – Kessel Post", "Ferry strike ends"], [], "Ferry strike ends"),
        (["Kessel Post – Kessel Post"], [], None),
        (["kesselpost.example"], ["Ferry strike ends"], "Ferry strike ends"),
        (
            ["Ferry strike ends after nine days"],
            ["Transport: Ferry strike ends after nine days"],
            "Ferry strike ends after nine days",
        ),
        (["Ferry strike ends after nine days"], ["FERRY STRIKE ENDS"], "Ferry strike ends"),
        (["Crews go back to work"], ["Our newsletters"], "Crews go back to work"),
        ([None, ""], [], None),
    ],
)
def test_the_title_is_the_articles_without_its_site(
    given: list[str | None], headings: list[str], title: str | None
) -> None:
    assert choose_title(given, headings, [SITE]) == title


def test_a_pasted_title_loses_the_name_of_its_site() -> None:
    assert strip_site_name("Ferry strike ends | Kessel Post", None, None) == ("Ferry strike ends", "Kessel Post")
    assert strip_site_name("Ferry strike ends - Kessel Post", "Kessel Post", None) == ("Ferry strike ends", None)
    assert strip_site_name("Ferry strike - the end", None, None) == ("Ferry strike - the end", None)
