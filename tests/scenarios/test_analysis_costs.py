"""The cost of analysing a text is bounded, whatever it contains."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from cpu_limit import cpu_limit

from bot.models.analysis import ActorKind, Analysis, Document, Role
from bot.text.actors.coreference.clustering import cluster_names
from bot.text.actors.name_candidate import NameCandidate
from bot.text.actors.roles.extraction import MAX_ROLES, distinct_roles
from bot.text.analyze import MAX_SENTENCES, Analyzer

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

ENGLISH = "The mayor of the old town, John Smith, said on Tuesday that the bridge would open again in spring. "
SECONDS = 6.0
"""For what takes three and a half on a slow machine, and nine where its time grows with the square of the text."""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def word(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghiklmnoprstu", k=7)).capitalize()


def words(form: str, count: int) -> str:
    """So many sentences of one form, each with words of its own."""
    rng = random.Random(1)
    return "".join(form.format(word(rng), word(rng)) for _ in range(count))


SHAPES = {
    "brackets in one word": "(" * 10_000,
    "closing brackets": ")]}" * 3_000,
    "curly quotes": "“" * 10_000,
    "a thousand persons of one family": words("{} Smith said no. Smith left {}. ", 1_000),
    "a thousand persons with one first name": words("John {} said no. He left {}. ", 1_000),
}


def read(analyzer: Analyzer, text: str) -> Analysis:
    with cpu_limit(SECONDS):
        return analyzer.analyze([Document("A title", text)])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_any_shape_is_analysed_in_linear_time(analyzer: Analyzer, shape: str) -> None:
    text = ENGLISH * 10 + SHAPES[shape] + " " + ENGLISH
    analysis = read(analyzer, text)
    assert analysis.language == "en"
    assert ENGLISH.strip() in {sentence.text for sentence in analysis.sentences}
    for actor in analysis.actors:
        for mention in actor.mentions:
            assert mention.doc != 0 or text[mention.start : mention.end].strip()


def named(names: Iterable[str], kind: ActorKind) -> dict[str, tuple[ActorKind, list[NameCandidate]]]:
    """Names as they were judged, each of which stands once in the story."""
    return {name: (kind, [NameCandidate(0, at, at, name)]) for at, name in enumerate(names)}


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Bank of {} Group", ActorKind.ORGANISATION),
        ("{} Bank", ActorKind.ORGANISATION),
        ("{} Smith", ActorKind.PERSON),
        ("John {}", ActorKind.PERSON),
    ],
)
def test_any_number_of_names_that_are_alike_is_joined_in_linear_time(form: str, kind: ActorKind) -> None:
    rng = random.Random(2)
    names = [form.format(word(rng)) for _ in range(10_000)] + [f"AB{number}" for number in range(1_000)]
    names += ["Rosa Smith"]
    with cpu_limit(SECONDS):
        clusters = cluster_names(named(names, kind), [])
    assert len(clusters) > 5_000


def test_any_number_of_roles_of_one_person_is_compared_in_linear_time() -> None:
    roles = [Role(f"head of office {number}", 0) for number in range(20_000)]
    with cpu_limit(SECONDS):
        assert len(distinct_roles(roles)) == MAX_ROLES


def test_a_single_quotation_mark_in_no_sentence_ends_nowhere(analyzer: Analyzer) -> None:
    text = "The mayor, John Smith, said on Tuesday that it was so.\n\n“ ”\n\n‘Never again\n\nHe left on Monday."
    assert [actor.name for actor in read(analyzer, text).actors] == ["John Smith"]


def test_sentences_beyond_the_bound_are_left_to_the_full_text(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.text.analyze.MAX_SENTENCES", 50)
    analysis = read(analyzer, words("{} left {}. ", 100))
    assert len(analysis.sentences) == len(analysis.ranking) == 50
    assert MAX_SENTENCES > 4_000
