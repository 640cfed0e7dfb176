from __future__ import annotations

import pytest
from text.actors.analysed_text import layout, tagger

from bot.text.actors.classification.related_names import coordinated_names, related_name_cues
from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import tokenize_story

PARTICLES = frozenset(("van", "der"))
LIKELY = (0.9, 0.05, 0.03, 0.02)
UNLIKELY = (0.1, 0.6, 0.2, 0.1)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("They met Nokia, Apple and Samsung.", [("Nokia", "Apple"), ("Apple", "Samsung")]),
        ("They met Nokia, and Apple.", [("Nokia", "Apple")]),
        ("They met Nokia with Apple.", []),
        ("They met Nokia and the big firm Apple.", []),
    ],
)
def test_names_in_a_list_are_coordinated(text: str, pairs: list[tuple[str, str]]) -> None:
    body, sentences = layout((text,))
    texts = tokenize_story(tagger().tag([body]), tagger().tag([""]), sentences)
    assert coordinated_names(find_candidates(texts), texts) == pairs


def test_a_surname_learns_from_the_likeliest_full_name_and_the_full_name_from_it() -> None:
    first_pass = {"Dan Frost": LIKELY, "Jack Frost": UNLIKELY, "Frost": UNLIKELY}
    cues = related_name_cues(first_pass, [], PARTICLES)
    assert cues["Frost"]["last word of: person"] == LIKELY[0]
    assert cues["Dan Frost"]["last word alone: organisation"] == UNLIKELY[1]


def test_particles_belong_to_the_last_name_in_any_case() -> None:
    first_pass = {"Joost van der Bellen": LIKELY, "Van der Bellen": UNLIKELY}
    assert related_name_cues(first_pass, [], PARTICLES)["Van der Bellen"]["last word of: person"] == LIKELY[0]


def test_a_coordinated_name_learns_the_mean_of_those_beside_it() -> None:
    first_pass = {"Nokia": UNLIKELY, "Apple": LIKELY, "Samsung": UNLIKELY}
    cues = related_name_cues(first_pass, [("Nokia", "Apple"), ("Apple", "Samsung")], PARTICLES)
    assert cues["Nokia"]["beside: person"] == LIKELY[0]
    assert cues["Apple"]["beside: organisation"] == pytest.approx(UNLIKELY[1])
