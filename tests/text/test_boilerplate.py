"""Boilerplate of news pages, as lines and inside paragraphs."""

import re

import pytest

from bot.text.boilerplate import INLINE_PATTERNS, LINE_PATTERNS, is_boilerplate_line, is_boilerplate_sentence


@pytest.mark.parametrize(("pattern", "line"), LINE_PATTERNS)
def test_each_pattern_finds_its_line(pattern, line):
    assert re.fullmatch(pattern, line, re.IGNORECASE)
    assert is_boilerplate_line(line)


@pytest.mark.parametrize(("pattern", "sentence"), INLINE_PATTERNS)
def test_each_pattern_finds_its_sentence(pattern, sentence):
    assert re.fullmatch(pattern, sentence, re.IGNORECASE)
    assert is_boilerplate_sentence(sentence)


@pytest.mark.parametrize("line", ["Building on Established Relationships", "***", "10:30", "Ann Lee"])
def test_headings_and_lines_without_letters_are_boilerplate(line):
    assert is_boilerplate_line(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "(CNN)",
        "(The Hollywood Reporter)",
        "LONDON (Reuters)",
        "(Source: Ministry of the Interior)",
        "—AFP",
        "- Reuters",
        "-With inputs from agencies",
        "Edited by Tom Fry.",
        "You received this because you subscribed to Markets.",
        "(With additional reporting by Ann Lee)",
        "Published: 06:30, 12 April 2026",
        "Updated 10:30 GMT, Monday",
        "(Published Saturday, Aug. 11, 2018)",
        "To contact the editors responsible for this story: Ann Lee at ann@example.org.",
        "A post shared by Ann Lee (@annlee) on Jul 20, 2017 at 6:31am PDT",
    ],
)
def test_sources_and_times_are_boilerplate_inside_a_paragraph_too(sentence):
    assert is_boilerplate_sentence(sentence)


@pytest.mark.parametrize(
    "prose",
    [
        "By Monday the harbour was closed.",
        "She read more than a hundred letters.",
        "Follow the money, he told reporters in Oslo.",
        "- Call the plumber about the kitchen sink",
        "(Nobody was hurt.)",
        "Updated rules take effect at 10:30 on Monday.",
        "The court in Oslo (Norway) was closed.",
        "With additional boats the port was opened.",
        "Read more about it " + "in this very long sentence " * 10 + ".",
    ],
)
def test_prose_is_kept(prose):
    assert not is_boilerplate_line(prose)
    assert not is_boilerplate_sentence(prose)
