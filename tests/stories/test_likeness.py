"""How likely two articles tell the same story."""

from __future__ import annotations

from bot.models.stories import Fingerprint
from bot.stories.likeness import LikenessModel, likeness

MODEL = LikenessModel((10.0, 0.0, 0.0, 0.0, 0.0), -5.0, 0.5, 0.9)
"""Only words count."""
SPARSE_SURROUNDINGS, FULL_SURROUNDINGS = 0.8, 1.0


def report(*actors: str, common: int = 5) -> Fingerprint:
    """A report that has so many words in common with all others."""
    shared = ("harbour", "port", "ferry", "closed", "passengers")[:common]
    words = (*shared, *(f"of its own {actor}" for actor in actors))
    return Fingerprint(dict.fromkeys(words, len(words) ** -0.5), {actor: len(actors) ** -0.5 for actor in actors})


def test_in_a_small_library_reports_that_name_only_others_tell_different_stories() -> None:
    storm, bridge = report("ellmouth", "solberg", "nordfang"), report("sandport", "marsh", "okoro")
    assert likeness(storm, bridge, SPARSE_SURROUNDINGS, MODEL) == 0
    assert likeness(storm, bridge, FULL_SURROUNDINGS, MODEL) > 0
    assert likeness(storm, report("sandport", "marsh"), SPARSE_SURROUNDINGS, MODEL) > 0
    assert likeness(storm, report("sandport", "marsh", "solberg"), SPARSE_SURROUNDINGS, MODEL) > 0


def test_in_a_small_library_a_town_alone_makes_no_story_of_two_reports() -> None:
    hospital, library = (report("leadale", *names, common=1) for names in (("nwosu", "brandt"), ("okoro", "linden")))
    assert likeness(hospital, library, SPARSE_SURROUNDINGS, MODEL) == 0
    assert likeness(hospital, library, FULL_SURROUNDINGS, MODEL) > 0
    both = report("leadale", "nwosu", "okoro", common=1)
    assert likeness(hospital, both, SPARSE_SURROUNDINGS, MODEL) > 0
