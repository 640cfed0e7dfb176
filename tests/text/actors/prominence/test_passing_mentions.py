from __future__ import annotations

import re

import pytest
from text.actors.analysed_text import tagger

from bot.models.analysis import ActorKind, Sentence
from bot.text.actors.coreference.name_clusters import NameCluster
from bot.text.actors.extraction import tokenize_story
from bot.text.actors.importance import measure_prominence
from bot.text.actors.name_candidate import NameCandidate
from bot.text.actors.prominence.passing_mentions import PASSING_RULES


def is_in_matter(example: str, kind: ActorKind) -> bool:
    before, name, after = re.split(r"[\[\]]", example)
    text = before + name + after
    texts = tokenize_story(tagger().tag([text]), tagger().tag([""]), [Sentence(text, 0, len(text))])
    inside = [at for at, t in enumerate(texts[0].tokens) if len(before) <= t.start and t.end <= len(before + name)]
    cluster = NameCluster(kind)
    cluster.add([NameCandidate(0, inside[0], inside[-1], name)])
    (actor,) = measure_prominence([cluster], [()], texts)
    return bool(actor.in_matter)


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in PASSING_RULES])
def test_each_example_is_in_passing(kind: ActorKind, example: str) -> None:
    assert not is_in_matter(example, kind)


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        ("They live in [Boston].", ActorKind.PLACE),
        ("The [U.S.] agreed.", ActorKind.PLACE),
        ("It lies in the north of [Boston].", ActorKind.ORGANISATION),
        ("Ann Lee, the mayor of [Boston], left.", ActorKind.PLACE),
        ("[Boston] Mayor Ann Lee left.", ActorKind.PLACE),
        ("The [Boston]-based firm closed.", ActorKind.ORGANISATION),
        ("The [Premier League] fined the club.", ActorKind.ORGANISATION),
        ("They were fined by the [Premier League].", ActorKind.ORGANISATION),
    ],
)
def test_other_mentions_are_in_the_matter(example: str, kind: ActorKind) -> None:
    assert is_in_matter(example, kind)


@pytest.mark.parametrize(
    "example",
    [
        "They won in the [Champions League].",
        "[Premier League] side Leeds lost.",
        "They stay in the Championship or the [Premier League].",
        "He plays in [Serie A] from May.",
        "They play in [Ligue 1] from May.",
        "The [World Cup] begins in May.",
    ],
)
def test_a_league_in_which_others_play_is_in_passing(example: str) -> None:
    assert not is_in_matter(example, ActorKind.ORGANISATION)


def test_a_mention_in_a_caption_is_in_passing() -> None:
    assert not is_in_matter("[Ann Lee] works in this file photo taken January 24, 2013.", ActorKind.PERSON)


def test_a_first_name_before_that_of_a_couple_is_in_passing() -> None:
    assert not is_in_matter("[Bill] and Hillary Clinton voted.", ActorKind.PERSON)
    assert is_in_matter("[Bill] and Hillary voted.", ActorKind.PERSON)
    assert is_in_matter("[Bill Clinton] and Hillary Clinton voted.", ActorKind.PERSON)


def test_a_league_that_does_something_is_in_the_matter() -> None:
    assert is_in_matter("The [Champions League] fined them.", ActorKind.ORGANISATION)
    assert not is_in_matter("They qualified for the [Champions League].", ActorKind.ORGANISATION)
