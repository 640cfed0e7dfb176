from __future__ import annotations

import pytest

from bot.intake.bylines import byline_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Reed", "Ann Reed"),
        ("By Ann Reed and Bob Stone, Staff Writer, in Bonn | 3 min read", "Ann Reed, Bob Stone"),
        ("Ann Reed in London, Bob Stone in Paris & Cid Ode", "Ann Reed, Bob Stone, Cid Ode"),
        ("BY ANN REED • UPDATED 3 HOURS AGO", "ANN REED"),
        ("Von Jürgen Groß und Ina Holm, Berlin-Korrespondentin", "Jürgen Groß, Ina Holm"),
        ("Par Léa Petit et Luc Grand, à Lyon", "Léa Petit, Luc Grand"),
        ("Written by Ann O'Reed-Smith for the Courier", "Ann O'Reed-Smith"),
        ("Ann Reed (ann@courier.example)", "Ann Reed"),
        ("Ann Reed, Senior Political Correspondent", "Ann Reed"),
        ("By Ann Reed Published 20 November 2026", "Ann Reed"),
        ("Ann Reed and Ann Reed", "Ann Reed"),
        ("Reuters", "Reuters"),
        ("记者 王小明", "王小明"),
        ("3 min read", None),
        ("", None),
    ],
)
def test_a_byline_gives_only_the_names(byline: str, names: str | None) -> None:
    assert byline_names(byline) == names
