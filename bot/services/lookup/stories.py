"""Finds the story that somebody means: that of an article, or the one that all articles tell which fit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import NotFound, SeveralFit
from bot.models.suggestions import SuggestionKind
from bot.services.lookup.article_questions import find_by_subject
from bot.services.lookup.articles import MAX_LISTED, article_by_id, has_number, with_title_words

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.articles import Article
    from bot.store.protocols.store import Store

__all__ = ["find_article_or_story", "find_story"]

_STORY = re.compile(
    r"(?:the )?(?:(?:whole|full|entire) )?story(?: (?:of|for|about|on|behind))?(?: (?P<article>.+))?"
    r"|the (?!(?:latest|last|newest|most recent) )(?P<subject>.+) story",
    re.IGNORECASE,
)


async def find_article_or_story(store: Store, scope: int, words: str, *, now: datetime) -> tuple[Article, bool]:
    """The article that a reader asks for, as ``find_by_subject``, and True if the whole story is meant.

    It is for "story 3" and "the story of the ferry", and if several articles fit that all tell the same story. Raises
    SeveralFit or NotFound.
    """
    asked = await _story_asked_for(store, scope, words)
    if asked is not None:
        return await find_story(store, scope, asked, now=now), True
    try:
        return await find_by_subject(store, scope, words, now=now), False
    except SeveralFit as error:
        if article := await _of_one_story(store, scope, error):
            return article, True
        raise


async def find_story(store: Store, scope: int, words: str, *, now: datetime) -> Article:
    """The article whose story is meant, as ``find_by_subject``; the newest one if several fit that tell the same.

    Raises SeveralFit or NotFound, with suggestions that lead to stories.
    """
    try:
        return await find_by_subject(store, scope, words, now=now)
    except NotFound as error:
        if isinstance(error, SeveralFit) and (article := await _of_one_story(store, scope, error)):
            return article
        found = error.suggestions
        raise type(error)(error.marked, found and replace(found, kind=SuggestionKind.STORY)) from error


async def _story_asked_for(store: Store, scope: int, words: str) -> str | None:
    """Of "story 3", "the story of the ferry" or "the ferry story" the words for an article of that story.

    None if an article is asked for: also if a title has all these words, with "story" among them.
    """
    asked = _STORY.fullmatch(" ".join(words.split()))
    if asked is None:
        return None
    article = asked["article"] or asked["subject"] or ""
    is_title = not has_number(article) and await with_title_words(store, scope, words)
    return None if is_title else article


async def _of_one_story(store: Store, scope: int, error: SeveralFit) -> Article | None:
    """The newest of the articles that fit if they are all of one story; None if they are not, or perhaps not all."""
    fits = [int(choice.key) for choice in error.suggestions.choices] if error.suggestions is not None else []
    story = await store.story_of(scope, fits[0]) if 0 < len(fits) < MAX_LISTED else None
    if story is None or not {member.article.id for member in story.members}.issuperset(fits):
        return None
    return await article_by_id(store, scope, fits[0])
