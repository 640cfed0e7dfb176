"""One reading of an article: sentences, their ranking, actors, themes, key phrases. Pure and deterministic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models import Analysis
from bot.text.actors import find_actors
from bot.text.phrases import key_phrases
from bot.text.ranking import rank_sentences
from bot.text.sentences import split_sentences
from bot.text.tagger import DEFAULT_MODEL, Tagger
from bot.text.themes import find_themes
from bot.text.version import ANALYZER_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models import Document

__all__ = ["Analyzer"]


class Analyzer:
    """Holds the loaded model; ``analyze`` keeps no state between calls."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._tagger = Tagger(model)

    def analyze(self, documents: Sequence[Document]) -> Analysis:
        """Reads one article, or several documents that tell one story; never raises for any text."""
        sentences = tuple(
            sentence for doc, document in enumerate(documents) for sentence in split_sentences(document.text, doc)
        )
        tagged = self._tagger.tag([d.text for d in documents])
        titles = self._tagger.tag([d.title for d in documents])
        actors = find_actors(tagged, titles, sentences)
        return Analysis(
            version=ANALYZER_VERSION,
            language="en",
            sentences=sentences,
            ranking=rank_sentences(documents, sentences),
            actors=actors,
            themes=find_themes(documents, tagged),
            phrases=key_phrases(tagged, titles, sentences, actors),
        )
