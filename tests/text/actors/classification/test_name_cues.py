from __future__ import annotations

import pytest

from bot.text.actors.classification.cue_weights import cue_weights
from bot.text.actors.classification.name_cues import NAME_CUES, name_cues


@pytest.mark.parametrize(("cue", "example"), [(cue, example) for cue, _, example in NAME_CUES])
def test_each_cue_is_found_in_its_example_and_has_a_weight(cue: str, example: str) -> None:
    assert cue in name_cues(example)
    assert cue in cue_weights()


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("James Madison University", "first name and surname"),
        ("Merkel", "surname last"),
        ("Oxford University", "institution word inside"),
        ("McDonald", "inner capital"),
        ("Vov", "surname suffix"),
        ("World Cup", "long capitals"),
    ],
)
def test_a_cue_is_not_found_in_similar_phrases(name: str, missing: str) -> None:
    assert missing not in name_cues(name)


def test_a_nickname_does_not_count_as_a_word_of_the_name() -> None:
    assert "two words" in name_cues('Dwayne "The Rock" Johnson')
