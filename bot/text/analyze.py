"""Analyses an article: sentences, language, ranking of the sentences, actors, themes and key phrases."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.models.analysis import Analysis
from bot.models.languages import UNDETERMINED
from bot.text.actors.extraction import find_actors
from bot.text.forms.readings import order_by_form
from bot.text.keyphrases.ranking import key_phrases
from bot.text.language import detect_language
from bot.text.paging import page_starts
from bot.text.sentences import split_sentences, without_duplicates
from bot.text.summaries.sumy_summarizer import NewsSummarizer, Story, rank
from bot.text.summaries.word_forms import word_forms
from bot.text.tagger import DEFAULT_MODEL, Tagger
from bot.text.topics.scoring import find_themes
from bot.text.version import ANALYZER_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Document, Sentence

__all__ = ["Analyzer"]

MAX_SENTENCES = 6_000
"""Sentences of a story that are analysed; the longest allowed article has some 2,000, of 33 characters each."""

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class Analyzer:
    """Holds the loaded model; ``analyze`` keeps no state between calls."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._tagger = Tagger(model)

    def analyze(self, documents: Sequence[Document]) -> Analysis:
        """Analyses one article, or several documents about one story; never raises for any text.

        Actors, themes and phrases are found in English texts only. A text without letters has no sentences.
        """
        split = [s for doc, document in enumerate(documents) for s in split_sentences(document.text, doc)]
        sentences = without_duplicates(split)[:MAX_SENTENCES]
        language = detect_language("\n".join(f"{d.title}\n{d.text}" for d in documents))
        ranking = rank(NewsSummarizer(word_forms(language)), Story(documents, sentences))
        analysis = Analysis(
            version=ANALYZER_VERSION,
            language=language,
            sentences=sentences,
            ranking=order_by_form(documents, sentences, ranking),
            actors=(),
            themes=(),
            phrases=(),
            pages=page_starts(documents[0].text) if len(documents) == 1 else (),
        )
        if language == "en" or (language == UNDETERMINED and _mostly_latin(sentences)):
            return self._with_names(analysis, documents)
        return analysis

    def _with_names(self, analysis: Analysis, documents: Sequence[Document]) -> Analysis:
        """Adds what needs the tagger: actors, themes and key phrases."""
        # titles first, because the tagger ignores what is beyond its limits
        both = self._tagger.tag([*(d.title for d in documents), *(d.text for d in documents)])
        titles, tagged = both[: len(documents)], both[len(documents) :]
        actors = find_actors(tagged, titles, analysis.sentences)
        return replace(
            analysis,
            actors=actors,
            themes=find_themes(documents, tagged),
            phrases=key_phrases(tagged, titles, analysis.sentences, actors),
        )


def _mostly_latin(sentences: Sequence[Sentence]) -> bool:
    """True if most letters are Latin, so that a text too short for language identification may be read as English."""
    letters = "".join(s.text for s in sentences[:20])
    return 2 * len(_LATIN.findall(letters)) > len(_LETTER.findall(letters))
