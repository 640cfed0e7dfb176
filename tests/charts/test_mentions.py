"""The picture above a timeline, and its alternative text."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.charts.mentions import mentions_chart
from bot.charts.rendering import render
from bot.models.timeline import Companion, Timeline

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DATES = tuple(NOW + timedelta(days=days) for days in (0, 0, 2, 6))
TIMELINE = Timeline(
    "Ann Roe & <Sons>", "", (), DATES, (Companion("Paul Lund", DATES[2:]), Companion("高市早苗", DATES))
)


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_bars_have_their_numbers_and_dates_and_each_companion_that_the_font_can_write_its_row() -> None:
    drawing = mentions_chart(TIMELINE)
    assert drawing is not None
    assert texts(drawing.svg) == [
        "Ann Roe & <Sons>",
        "4 articles by day, 24 Nov to 30 Nov 2026",
        *("2", "1", "1"),
        *("24 Nov", "27 Nov", "30 Nov"),
        "most often in the same articles",
        *("Paul Lund", "2"),
    ]
    assert drawing.description == (
        "Bar chart of 4 articles on Ann Roe & <Sons>, by day, 24 Nov to 30 Nov 2026: 2, 0, 1, 0, 0, 0, 1. "
        "Most often in the same articles: Paul Lund (2)."
    )


def test_the_picture_is_a_png_that_a_phone_can_show() -> None:
    drawing = mentions_chart(replace(TIMELINE, is_capped=True))
    assert drawing is not None
    assert "the latest 4 articles" in drawing.description
    png = render(drawing.svg)
    assert png.startswith(b"\x89PNG")
    assert len(png) < 100_000


def test_many_bars_have_only_the_highest_number_and_long_names_end_in_the_card() -> None:
    dates = (*DATES, NOW + timedelta(days=30))
    drawing = mentions_chart(Timeline("W" * 200, "", (), dates))
    assert drawing is not None
    name, _, *others = texts(drawing.svg)
    assert name == "W" * 23 + "…"
    assert others == ["2", "24 Nov", "9 Dec", "24 Dec"]


@pytest.mark.parametrize("timeline", [replace(TIMELINE, dates=DATES[1:3]), replace(TIMELINE, dates=DATES[:2] * 2)])
def test_few_articles_and_those_of_one_day_need_no_picture(timeline: Timeline) -> None:
    assert mentions_chart(timeline) is None


def test_a_name_that_the_font_cannot_write_has_no_picture() -> None:
    assert mentions_chart(replace(TIMELINE, about="高市早苗")) is None
