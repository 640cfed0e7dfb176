from __future__ import annotations

import pytest
from text.actors.analysed_text import Story
from text.actors.detection.examples import candidates_in

from bot.models.analysis import ActorKind


def test_a_band_keeps_the_number_that_always_follows_its_name() -> None:
    story = Story("The band Maroon 5 will tour.", "Fans of Maroon 5 sang.", "Maroon 5 sang too.")
    assert story.names(ActorKind.ORGANISATION) == {"Maroon 5"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met Moss 3 times. Then Moss 3 met them, and Moss left.", ["Moss", "Moss", "Moss"]),
        ("They left on Sept 5. They came on Sept 5.", []),
        ("They flew a Boeing 737 home. Then the Boeing 737 left.", ["Boeing", "Boeing"]),
    ],
)
def test_a_number_that_counts_or_dates_or_tells_a_product_is_no_part_of_a_name(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("3M will close. A rival of 3M wept.", ["3M", "3M"]),
        ("They shop at 7-Eleven, and 23andMe sold it.", ["7-Eleven", "23andMe"]),
        ("20th Century Fox shares fell.", ["20th Century Fox"]),
        ("It cost $3M, and 3M people wept on the 20th of the month.", []),
    ],
)
def test_a_known_name_may_begin_with_a_number(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names
