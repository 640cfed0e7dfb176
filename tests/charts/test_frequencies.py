"""The picture of what is trending, and its alternative text."""

from __future__ import annotations

from charts.test_mentions import texts

from bot.charts.frequencies import MAX_ROWS, Frequency, Samples, frequencies_chart

SAMPLES = Samples(40, 1_600, "The last 7 days", "The 28 days before")


def test_each_row_has_a_bar_for_now_and_one_for_before_unless_that_is_none() -> None:
    rows = [Frequency("Ann Roe", 10, 0), Frequency("Trade", 20, 400), Frequency("高市早苗", 9, 1)]
    drawing = frequencies_chart("Trending in the last 7 days", rows, SAMPLES)
    assert drawing is not None
    assert texts(drawing.svg) == [
        "Trending in the last 7 days",
        "The last 7 days: 40 articles",
        "The 28 days before: 1,600 articles",
        *("Ann Roe", "10 of 40", "0 of 1,600"),
        *("Trade", "20 of 40", "400 of 1,600"),
    ]
    assert drawing.svg.count("<rect") == 1 + 2 + 3
    assert drawing.description == (
        "Bar chart, Trending in the last 7 days: Ann Roe in 10 of 40, before in 0 of 1,600; Trade in 20 of 40, before "
        "in 400 of 1,600."
    )


def test_there_are_no_more_rows_than_a_phone_shows_and_without_rows_no_picture() -> None:
    drawing = frequencies_chart("Trending", [Frequency(f"Name {n}", 9, 1) for n in range(20)], SAMPLES)
    assert drawing is not None
    assert f"Name {MAX_ROWS - 1}" in texts(drawing.svg)
    assert f"Name {MAX_ROWS}" not in texts(drawing.svg)
    assert frequencies_chart("Trending", [], SAMPLES) is None
