"""Headline style: title case and capitals."""

import pytest

from bot.text.headlines import is_headline


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Merkel Wins Again Despite Doubts", True),
        ("MERKEL WINS", True),
        ("Merkel won again on Monday .", False),
        ("Merkel Wins Again Despite Doubts .", False),
        ("Angela Merkel", False),
        ("1 2 3", False),
    ],
)
def test_a_line_in_title_case_or_capitals_is_a_headline(line, expected):
    assert is_headline(line.split(), is_title=False) is expected


@pytest.mark.parametrize(
    ("title", "expected"), [("Angela Merkel", True), ("Merkel wins again despite doubts", False), ("", False)]
)
def test_in_a_title_few_words_are_enough_for_title_case(title, expected):
    assert is_headline(title.split(), is_title=True) is expected
