"""Stop words and stemmers of many languages from sumy, with spaCy's stop words. Nothing is downloaded."""

from __future__ import annotations

import re
import warnings
from contextlib import suppress
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from spacy.util import get_lang_class
from sumy.nlp.stemmers import Stemmer
from sumy.utils import get_stop_words

from bot.models.languages import UNDETERMINED
from bot.text.data import read_word_table
from bot.text.stemming import truncated_stem
from bot.text.words import ENGLISH, WordForms

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["word_forms"]

SUMY_NAMES = {"el": "greek", "nl": "dutch", "no": "norwegian", "ro": "romanian"}
"""Languages that sumy does not find by their code."""
SPACY_CODES = {"no": "nb"}
UNSPACED = frozenset(("ja", "ko", "zh"))
"""Written without spaces, or with particles at the end of words."""
MAX_STEMMED = 30
"""Letters of a word that are stemmed: some stemmers are slow for long words."""
CACHED_STEMS = 20_000


@cache
def word_forms(language: str) -> WordForms:
    """How words of a language (ISO 639-1) are compared; without a stemmer, by their first letters."""
    if language in ("en", UNDETERMINED):
        return ENGLISH
    return WordForms(_stop_words(language), _stemmer(language), _opening(language))


def _stop_words(language: str) -> frozenset[str]:
    """Sumy's and spaCy's together: sumy's Spanish list lacks "y", and some of spaCy's are short."""
    found = frozenset[str]()
    with suppress(LookupError):  # sumy has no list
        found |= get_stop_words(SUMY_NAMES.get(language, language))  # type: ignore[no-untyped-call]
    with suppress(ImportError):  # spaCy does not know the language
        found |= get_lang_class(SPACY_CODES.get(language, language)).Defaults.stop_words
    return found


def _opening(language: str) -> re.Pattern[str] | None:
    """What begins a sentence that needs the one before it; a word of a script without spaces may continue."""
    openings = "|".join(map(re.escape, read_word_table("anaphoric_openings.txt").get(language, ())))
    if not openings:
        return None
    end = "" if language in UNSPACED else r"(?![\w-])"
    return re.compile(rf"[\"“„«‘'(「]*(?:{openings}){end}", re.IGNORECASE)


def _stemmer(language: str) -> Callable[[str], str]:
    try:
        stemmer = Stemmer(SUMY_NAMES.get(language, language))  # type: ignore[no-untyped-call]
        stemmer("a")
    except (LookupError, ValueError):  # there is none, or it needs a package that is not installed: Greek, Polish
        return truncated_stem

    @lru_cache(CACHED_STEMS)
    def stem(word: str) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the Czech one warns of words in other scripts
            return str(stemmer(word[:MAX_STEMMED]))

    return stem
