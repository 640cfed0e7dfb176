from __future__ import annotations

import pytest
from text.actors.detection.examples import candidates_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met the German chancellor Angela Merkel.", ["Angela Merkel"]),
        ("They met the South African Nelson Mandela.", ["Nelson Mandela"]),
        ("They fought Americans.", []),
        ("They flew with British Airways.", ["British Airways"]),
        ("They fought the Irish Republican Army.", ["Irish Republican Army"]),
        ("The chef Marco Pierre White spoke.", ["Marco Pierre White"]),
        ("They met French President Emmanuel Macron.", ["Emmanuel Macron"]),
    ],
)
def test_a_demonym_is_a_name_only_as_part_of_a_longer_one(text: str, names: list[str]) -> None:
    assert candidates_in(text) == names
