"""The names of languages, for articles that are not in English."""

from __future__ import annotations

__all__ = ["english_only"]

LANGUAGE_NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "und": "a language that I do not recognise",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""The languages of news articles by their ISO 639-1 codes; ``und`` is ISO 639-2 for undetermined."""


def english_only(what: str, language: str) -> str | None:
    """Why there is nothing to show for an article that is not in English; None for an English one."""
    if language == "en":
        return None
    name = LANGUAGE_NAMES.get(language, "another language")
    return f"{what} are only found in English articles; this one seems to be in {name}."
