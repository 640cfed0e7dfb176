"""The summary and the actors of an article that was read for one answer and is not in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.actors import ArticleActor
from bot.models.analysis import TITLE_DOC, ActorKind
from bot.text.summaries.length import summary_within
from bot.ui.actor_lists import ACTORS_PAGE_SIZE, actor_lines, legend
from bot.ui.article_pages import article_embed, budget_of, how_much, length_buttons, source_button, summary_embed
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import set_dated_footer
from bot.ui.menus import SUMMARY_WORDS
from bot.ui.reply import Button, Reply

if TYPE_CHECKING:
    import discord

    from bot.models.analysis import Actor, Analysis
    from bot.models.articles import Draft

__all__ = ["add_first_only", "unsaved_actors_page", "unsaved_summary_page"]

NOT_STORED = "Not in the library: read for this answer only, stored nowhere"
FIRST_ONLY = "Only the first of its texts, links and files was read."
NO_ACTOR = 0
"""An id that no stored actor has."""


def unsaved_summary_page(draft: Draft, analysis: Analysis, message_id: int, argument: int) -> Reply:
    """The key sentences with the main actors and themes; for ``argument`` see ``summary_page``."""
    words = budget_of(argument)
    sentences = summary_within(analysis, words)
    subject = str(message_id)
    lengths = length_buttons(Action.MESSAGE_SUMMARY, subject, words, lambda w: len(summary_within(analysis, w)))
    buttons = (*_views(subject, ButtonAction(Action.MESSAGE_SUMMARY, subject, words)), *lengths)
    return _page(draft, summary_embed(draft, analysis, sentences), how_much(analysis, sentences), buttons)


def unsaved_actors_page(draft: Draft, analysis: Analysis, message_id: int) -> Reply:
    """The actors by kind, with their roles and how often they are named: as many as a page of a list has."""
    kinds = list(ActorKind)
    actors = sorted(analysis.actors[:ACTORS_PAGE_SIZE], key=lambda actor: kinds.index(actor.kind))
    shown = [_of_article(actor) for actor in actors]
    embed = article_embed(draft)
    embed.description = actor_lines(shown, analysis.language)
    left = len(analysis.actors) - len(shown)
    text = f"{legend(shown)}{f' · {left:,} more are named' if left else ''}"
    return _page(draft, embed, text, _views(str(message_id), ButtonAction(Action.MESSAGE_ACTORS, str(message_id))))


def add_first_only(reply: Reply) -> Reply:
    """Adds that a message holds more than what was read of it."""
    reply.embed.add_field(name="Also in this message", value=FIRST_ONLY, inline=False)
    return reply


def _views(subject: str, current: ButtonAction) -> tuple[Button, ...]:
    """The buttons to the summary and the actors; ``current`` is the one that is shown."""
    summary, actors = (
        ButtonAction(Action.MESSAGE_SUMMARY, subject, SUMMARY_WORDS),
        ButtonAction(Action.MESSAGE_ACTORS, subject),
    )
    return tuple(
        Button(label, current if current.kind is other.kind else other, current=current.kind is other.kind)
        for label, other in (("Summary", summary), ("Actors", actors))
    )


def _page(draft: Draft, embed: discord.Embed, text: str, buttons: tuple[Button, ...]) -> Reply:
    set_dated_footer(embed, f"{NOT_STORED} · {text}", draft.published_at)
    return Reply(embed, (*buttons, *source_button(draft)), loggable=False)


def _of_article(actor: Actor) -> ArticleActor:
    roles = tuple(role.text for role in actor.roles)
    in_title = any(mention.doc == TITLE_DOC for mention in actor.mentions)
    return ArticleActor(NO_ACTOR, actor.name, actor.kind, len(actor.mentions), roles, in_title)
