from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.intake
from bot.intake.word_lists import phrase_pattern, phrases, section_names, section_pattern

WORDS = Path(bot.intake.__file__).parent / "words"
FILES = sorted(path.stem for path in WORDS.iterdir())


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("publi*", "published", True),
        ("publi*", "public affairs", False),
        ("get our …newsletter", "get our free daily newsletter", True),
        ("get our …newsletter", "get our newsletter", True),
        ("get our …newsletter", "get our one two three four five six seven newsletter", False),
        ("tag(|s)", "tags", True),
        ("tag(|s)", "tag", True),
        ("what now?", "what now?", True),
        ("what now?", "what no", False),
    ],
)
def test_a_phrase_matches_as_its_symbols_say(phrase: str, text: str, matches: bool) -> None:
    assert (re.fullmatch(phrase_pattern(phrase), text) is not None) is matches


def test_an_underscore_is_the_edge_of_a_word() -> None:
    assert re.search(phrase_pattern("_app_"), "our app!")
    assert not re.search(phrase_pattern("_app_"), "happen")


@pytest.mark.parametrize("file", FILES)
def test_each_list_says_what_it_is_for_and_all_its_phrases_are_patterns(file: str) -> None:
    lines = (WORDS / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("# ") for line in lines[:2])
    assert "Source: " in lines[1]
    for section in section_names(file):
        re.compile(section_pattern(file, section))
        assert all(phrase.strip() == phrase != "" for phrase in phrases(file, section)), section
