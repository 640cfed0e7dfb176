"""Counts what the readers of a server open, after they have the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.cogs.answers import actor_ids, as_id
from bot.cogs.base import BriefingCog
from bot.models.reading import Opened
from bot.services.briefing_subjects import BriefingSubject
from bot.ui.button_ids import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ui.button_ids import ButtonAction

__all__ = ["ReadingCog"]


class ReadingCog(BriefingCog, name="Reading"):
    """Listens; has no commands."""

    @commands.Cog.listener()
    async def on_answer_shown(self, action: ButtonAction, user_id: int, scope: int) -> None:
        """Somebody was shown the answer to an action, by a command or a click."""
        if action.kind in OPENED:
            await self.services.readership.count(scope, user_id, OPENED[action.kind](action.subject))


def _article(subject: str) -> Opened:
    return Opened(articles=(as_id(subject),))


def _two_articles(subject: str) -> Opened:
    return Opened(articles=tuple(as_id(one) for one in subject.split(",")))


def _actor(subject: str) -> Opened:
    return Opened(actors=(actor_ids(subject),))


def _two_actors(subject: str) -> Opened:
    return Opened(actors=tuple(actor_ids(one) for one in subject.split(",")))


def _theme(subject: str) -> Opened:
    return Opened(theme=subject)


def _narrowed(subject: str) -> Opened:
    about = BriefingSubject.read(subject)
    return Opened(actors=(about.actor,) if about.actor else (), theme=about.theme)


OPENED: dict[Action, Callable[[str], Opened]] = {
    Action.SUMMARY: _article,
    Action.TEXT: _article,
    Action.ACTORS: _article,
    Action.THEMES: _article,
    Action.STORY: _article,
    Action.STORY_SUMMARY: _article,
    Action.COMPARE_ARTICLES: _two_articles,
    Action.WHO: _actor,
    Action.QUOTES: _actor,
    Action.COMPARE_ACTORS: _two_actors,
    Action.THEME: _theme,
    Action.TIMELINE: _narrowed,
    Action.BRIEF: _narrowed,
}
"""What the subject of each action that shows something in particular says about what was opened."""
