"""The language that somebody typed, by its English name or its code."""

from __future__ import annotations

from bot.errors import InputError
from bot.models.languages import LANGUAGE_NAMES
from bot.services.lookup.query_words import shorten

__all__ = ["typed_language"]


def typed_language(words: str) -> str:
    """The code of a language. Raises InputError if it is none that the bot knows.

    >>> typed_language("german"), typed_language("de")
    ('de', 'de')
    """
    asked = words.casefold()
    for code, name in LANGUAGE_NAMES.items():
        if asked in (code, name.casefold()):
            return code
    msg = f"“{shorten(words)}” is no language that I know: give its English name or its code, as in lang:en."
    raise InputError(msg)
