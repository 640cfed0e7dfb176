from __future__ import annotations

import pytest
from text.actors.analysed_text import Story


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Houston Express", ("Divers found the Houston Express on Sunday.", "The container ship had lost power.")),
        ("Norman Atlantic", ("A fire broke out on the Norman Atlantic, a car ferry from Bari.",)),
        ("Lady Elizabeth", ("Divers found the wreck of the Lady Elizabeth.", "The ship went down in 1911.")),
        ("Wilhelm Ritter", ("Three men were aboard the Wilhelm Ritter.",)),
        ("Margaret Ann", ("The trawler Margaret Ann sank on Friday.", "The Margaret Ann was 40 years old.")),
    ],
)
def test_what_is_a_ship_is_no_actor(name: str, sentences: tuple[str, ...]) -> None:
    assert name not in Story(*sentences).names()


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Navy", ("A fire damaged one of the Navy's ships.", "The ship is in port.")),
        ("Bay of Biscay", ("It caught fire in the Bay of Biscay.", "The vessel was towed to Brest.")),
        ("Ann Lee", ("Ann Lee swam for an hour.", "The ship had left her behind.")),
    ],
)
def test_who_has_to_do_with_a_ship_stays_an_actor(name: str, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).names()
