from __future__ import annotations

import pytest
from text.actors.analysed_text import Story


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Halley", ("The Halley lander touched down.", "Halley will stay for a year.", "Halley is small.")),
        ("Moon", ("The Moon will be dark.", "The eclipse is a lunar one.", "Look up at the Moon.")),
        (
            "Lund Solar Probe",
            ("The Lund Solar Probe took off on Sunday.", "Its orbit will be solar.", "The Lund Solar Probe is small."),
        ),
        ("Ceres", ("The spacecraft will orbit Ceres.", "Ceres is small.", "Ann Lee photographed Ceres.")),
    ],
)
def test_celestial_bodies_and_spacecraft_are_nobody(name: str, sentences: tuple[str, ...]) -> None:
    assert name not in Story(*sentences).names()


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Venus", ("Her sister Venus lost.", "Venus said that she was sad.", "Venus played well.")),
        ("Land Rover", ("Land Rover paid for the spacecraft.", "Land Rover said that the orbit was stable.")),
        ("NASA", ("The NASA spacecraft landed.", "NASA was glad.")),
    ],
)
def test_who_is_named_like_a_planet_or_owns_a_spacecraft_is_somebody(name: str, sentences: tuple[str, ...]) -> None:
    assert name in Story(*sentences).names()
