"""Asks everything that can be asked: each view of each article, the lists, and all that their buttons open."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.cogs.answers import answer
from bot.errors import InputError, NotFound
from bot.models.guilds import SUMMARY_LENGTHS
from bot.services.actors.profiles import MAX_APPEARANCES
from bot.text.summaries.length import LONGEST
from bot.ui.button_ids import DECISIONS, Action, ButtonAction
from bot.ui.posts import KEY_MARK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.models.articles import Article
    from bot.services import Services
    from bot.ui.reply import Reply

__all__ = ["Asked", "ask_everything"]

ABOUT_ARTICLES = frozenset(
    {Action.SUMMARY, Action.ACTORS, Action.THEMES, Action.TEXT, Action.STORY, Action.STORY_SUMMARY}
)
TYPED = frozenset({Action.SEARCH, Action.ARTICLES, Action.TOP_ACTORS, Action.TOP_THEMES, Action.TRENDS, Action.BRIEF})
PERIODS = ("", "today", "week", "30d")
TITLE_WORDS = 2
"""So many of the longest words of a title are searched for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A reply, or None if there is nothing to show; ``subject`` is the id of the article that it is about.

    ``dated`` are the ids of the articles that name the actor whom it is about. ``stored`` are times, links and ids of
    channels, posts and feeds that it may show.
    """

    question: str
    reply: Reply | None
    content: str = ""
    subject: int | None = None
    typed: tuple[str, ...] = ()
    is_about_feeds: bool = False
    dated: frozenset[int] = frozenset()
    stored: frozenset[str] = frozenset()


async def ask_everything(services: Services, scope: int, articles: list[Article]) -> AsyncIterator[tuple[Asked, int]]:
    """Each answer, with the number of questions that are known to follow; none is asked twice."""
    todo = deque(_first_questions(articles))
    known = set(todo)
    while todo:
        action = todo.popleft()
        asked = await _ask(services, scope, action)
        new = [x for x in dict.fromkeys(_actions(asked.reply)) if x not in known] if asked.reply else []
        known.update(new)
        todo.extend(new)
        yield asked, len(todo)


def _first_questions(articles: list[Article]) -> list[ButtonAction]:
    """The questions that lead to all others."""
    first = [ButtonAction(kind, period) for kind in sorted(TYPED - {Action.SEARCH}) for period in PERIODS]
    for article in articles:
        subject = str(article.id)
        first += [ButtonAction(Action.SUMMARY, subject, words) for words in (*SUMMARY_LENGTHS.values(), LONGEST)]
        first += [ButtonAction(kind, subject) for kind in (Action.ACTORS, Action.THEMES, Action.TEXT, Action.STORY)]
        words = sorted((word for word in article.title.split() if word.isalnum()), key=len)[-TITLE_WORDS:]
        first += [ButtonAction(Action.SEARCH, " ".join(words))] if words else []
    pairs = (f"{one.id},{other.id}" for one, other in pairwise(articles))
    first += [ButtonAction(Action.COMPARE_ARTICLES, pair) for pair in pairs]
    return list(dict.fromkeys([*first, ButtonAction(Action.REMOVED), ButtonAction(Action.FEEDS)]))


async def _ask(services: Services, scope: int, action: ButtonAction) -> Asked:
    subject = int(action.subject) if action.kind in ABOUT_ARTICLES else None
    typed = (action.subject,) if action.kind in TYPED else ()
    question = f"{action.kind.name.lower()} {action.subject} {action.argument}"
    try:
        reply = await answer(services, scope, action)
        dated = await _naming(services, scope, action) if action.kind is Action.WHO else frozenset()
        return Asked(question, reply, "", subject, typed, is_about_feeds=action.kind is Action.FEEDS, dated=dated)
    except (NotFound, InputError):  # there is nothing to show: no trend, no article of today
        return Asked(question, None, "", subject, typed)


async def _naming(services: Services, scope: int, action: ButtonAction) -> frozenset[int]:
    """The articles that name the actor of a profile, as many as it looks at."""
    actor, _, article = action.subject.partition(".")
    named = services.actors.articles_naming(
        scope, int(actor), int(article) if article else None, since=None, until=None, limit=MAX_APPEARANCES
    )
    return frozenset((await named)[1])


def _actions(reply: Reply) -> Iterator[ButtonAction]:
    """What the buttons and the menu of a reply open, without the way back."""
    actions = [button.action for button in reply.buttons if button.action is not None]
    actions += [option.action for option in reply.menu.options] if reply.menu else []
    for action in actions:
        if action.kind not in DECISIONS:
            yield ButtonAction(action.kind, action.subject.partition(KEY_MARK)[0], action.argument)
