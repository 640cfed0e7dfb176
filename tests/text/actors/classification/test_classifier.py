from __future__ import annotations

import re

import pytest
from text.actors.analysed_text import Story

from bot.models.analysis import ActorKind
from bot.text.actors.classification.classifier import RULES


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in RULES])
def test_each_rule_decides_its_example(kind: ActorKind | None, example: str) -> None:
    _, name, _ = re.split(r"[\[\]]", example)
    story = Story(*re.split(r"(?<=\.) ", re.sub(r"[\[\]]", "", example)))
    kinds = {actor.kind for actor in story.actors if name in (actor.name, *actor.aliases)}
    assert kinds == ({kind} if kind else set())
