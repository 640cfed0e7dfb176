from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from text.actors.analysed_text import Story, tagger

from bot.models.analysis import ActorKind, Sentence
from bot.text.actors.coreference.name_clusters import NameCluster
from bot.text.actors.extraction import tokenize_story
from bot.text.actors.name_candidate import NameCandidate
from bot.text.actors.prominence.doubts import DOUBTS
from bot.text.actors.prominence.mentions import Prominence, is_about_sport, is_table

if TYPE_CHECKING:
    from collections.abc import Callable


def prominence(example: str, kind: ActorKind) -> Prominence:
    """The actor of that kind whose mentions are in brackets in the example."""
    spans, text = [], ""
    for part in re.split(r"(\[.*?\](?=[ '.,]))", example):
        if part.startswith("["):
            spans.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    texts = tokenize_story(tagger().tag([text]), tagger().tag([""]), [Sentence(text, 0, len(text))])
    tokens = texts[0].tokens
    cluster = NameCluster(kind)
    for start, end in spans:
        inside = [at for at, token in enumerate(tokens) if start <= token.start and token.end <= end]
        cluster.add([NameCandidate(0, inside[0], inside[-1], text[start:end])])
    lowercase = frozenset(token.lower for token in tokens if not token.is_capitalised)
    mentions = cluster.occurrences
    return Prominence(
        cluster, mentions, (), texts, frozenset((0,)), 1.0, is_about_sport(texts), is_table(texts), lowercase
    )


@pytest.mark.parametrize(("kind", "applies", "example"), DOUBTS)
def test_each_doubt_applies_to_its_example(
    kind: ActorKind | None, applies: Callable[[Prominence], bool], example: str
) -> None:
    assert applies(prominence(example, kind or ActorKind.ORGANISATION))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ActorKind.PERSON, "[Ann Lee] said so. [Ann Lee] left."),
        (ActorKind.PERSON, "[Shyam] (52) was shot. A man shot [Shyam]."),
        (ActorKind.PERSON, "[Merkel] said that she would go."),
        (ActorKind.ORGANISATION, "[Boeing] shares fell. [Boeing] said so. They left [Boeing]."),
        (ActorKind.ORGANISATION, "The [University of Lagos] closed."),
        (ActorKind.ORGANISATION, "The [FBI] asked her."),
        (ActorKind.ORGANISATION, "They work at [Acme Corp], which is old."),
        (ActorKind.PLACE, "They met in [Westhaven]. [Westhaven] is old."),
        (
            ActorKind.PLACE,
            "[Japan] won the match. They beat [Japan] in the season's last match, the final of the league.",
        ),
    ],
)
def test_no_doubt_applies_to_names_that_are_what_they_seem(kind: ActorKind, text: str) -> None:
    actor = prominence(text, kind)
    assert [example for of, applies, example in DOUBTS if of in (kind, None) and applies(actor)] == []


@pytest.mark.parametrize(
    "sentences",
    [
        ("Ann Lee said so.", "Lee left."),
        ("Boeing shares fell.", "Boeing said so.", "Boeing cut jobs."),
        ("Goldman Sachs rose.", "Goldman said so."),
        ("Acme Corp closed.", "Acme Corp was old."),
        ("Manchester United won.", "Manchester United met."),
        ("The FBI asked.", "The FBI knows."),
    ],
)
def test_names_without_doubt_are_shown(sentences: tuple[str, ...]) -> None:
    assert Story(*sentences).main()
