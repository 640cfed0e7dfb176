"""Sentences about articles that are not in English."""

from __future__ import annotations

from bot.models.languages import LANGUAGE_NAMES, UNDETERMINED

__all__ = ["english_only"]

UNRECOGNISED = "a language that I do not recognise"


def english_only(what: str, language: str) -> str | None:
    """Why there is nothing to show for an article that is not in English; None for an English one."""
    if language == "en":
        return None
    other = UNRECOGNISED if language == UNDETERMINED else "another language"
    return f"{what} are only found in English articles; this one seems to be in {LANGUAGE_NAMES.get(language, other)}."
