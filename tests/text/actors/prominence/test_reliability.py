from __future__ import annotations

import re

import pytest
from text.actors.analysed_text import tagger

from bot.models.analysis import ActorKind, Sentence
from bot.text.actors.coreference.name_clusters import NameCluster
from bot.text.actors.extraction import tokenize_story
from bot.text.actors.importance import measure_prominence
from bot.text.actors.name_candidate import NameCandidate
from bot.text.actors.prominence.mention_features import MENTION_FEATURES
from bot.text.actors.prominence.name_features import NAME_FEATURES
from bot.text.actors.prominence.reliability import FEATURES, WEIGHTS_FILE, feature_values, log_odds, reliability


def values_of(example: str, kind: ActorKind = ActorKind.ORGANISATION) -> tuple[dict[str, float], float]:
    """The features of the name in brackets, and its reliability."""
    before, name, after = re.split(r"[\[\]]", example)
    text = before + name + after
    texts = tokenize_story(tagger().tag([text]), tagger().tag([""]), [Sentence(text, 0, len(text))])
    tokens = texts[0].tokens
    inside = [at for at, t in enumerate(tokens) if len(before) <= t.start and t.end <= len(before + name)]
    cluster = NameCluster(kind)
    cluster.add([NameCandidate(0, inside[0], inside[-1], name)])
    (actor,) = measure_prominence([cluster], [()], texts)
    return dict(zip(FEATURES, feature_values(actor), strict=True)), reliability(log_odds(actor))


@pytest.mark.parametrize(("feature", "example"), [(name, example) for name, _, example in MENTION_FEATURES])
def test_features_of_mentions_have_values_from_0_to_1(feature: str, example: str) -> None:
    values, chance = values_of(example if "[" in example else f"They saw [{example}] there.")
    assert 0 <= values[feature] <= 1
    assert 0 < chance < 1


@pytest.mark.parametrize(
    ("feature", "name"),
    [(feature, name) for feature, _, name in NAME_FEATURES if "," not in name and "elsewhere" not in feature],
)
def test_features_of_names_are_found_in_their_examples(feature: str, name: str) -> None:
    values, _ = values_of(f"They saw [{name}] there.")
    assert values[feature] == 1 or "part of" in feature or "contains" in feature


@pytest.mark.parametrize(
    ("feature", "example"),
    [
        ("lower case elsewhere", "The [Star Grade] gives a grade to each star."),
        ("in before", "They met in [Rome] there."),
        ("half of a name", "The England and [Wales Cricket Board] dismissed him."),
        ("comma and place after", "The bank is in [Falls Church], Virginia."),
        ("owns a name", "[Martha]'s Vineyard is an island."),
        ("determiner before", "They bought a [Porsche] there."),
        ("plural verb after", "[Lazio] were favourites."),
    ],
)
def test_what_makes_an_entry_doubtful_is_a_feature(feature: str, example: str) -> None:
    values, _ = values_of(example)
    assert values[feature] > 0


def test_each_feature_has_weights() -> None:
    rows = [line.split("\t") for line in WEIGHTS_FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert rows[0] == ["feature", *ActorKind]
    assert [row[0] for row in rows[1:]] == [*FEATURES, "intercept"]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (ActorKind.PERSON, "[Angela Merkel] said no.", "They bought a [Porsche] there."),
        (ActorKind.PLACE, "They live in [France] there.", "The [Delta] variant spread."),
        (ActorKind.ORGANISATION, "The [United Nations] said no.", "They issued [Aadhaar] numbers."),
    ],
)
def test_certain_entries_are_more_reliable_than_doubtful_ones(kind: ActorKind, right: str, wrong: str) -> None:
    assert values_of(right, kind)[1] > values_of(wrong, kind)[1]
