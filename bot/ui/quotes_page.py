"""The answer to ``!quotes``: what somebody is quoted as saying, each sentence with its article, date and position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.services.actors.actor_lines import actor_key
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.limits import MAX_DESCRIPTION, MAX_EMBED_TITLE, and_more, cut, join_within, one_line
from bot.ui.markup import escape, number_link
from bot.ui.menus import article_menu
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Button, Reply, search_button

if TYPE_CHECKING:
    from bot.services.actors.quotes import ActorQuotes, SaidSentence

__all__ = ["QUOTES_PAGE_SIZE", "quotes_page"]

QUOTES_PAGE_SIZE = 5
MAX_SENTENCE = 500
"""Maximum units of a quoted sentence, so that a page has room for all of its sentences."""
MAX_SOURCE = 60
"""Maximum units of a source's name."""


def quotes_page(quotes: ActorQuotes, page: int) -> Reply:
    """A page of what the actor is quoted as saying, the newest first."""
    at = Page(page, len(quotes.sentences), QUOTES_PAGE_SIZE)
    key = actor_key(quotes.id, quotes.article)
    embed = discord.Embed(title=cut(f"Quotes from {escape(quotes.name)}", MAX_EMBED_TITLE), colour=COLOUR)
    shown = quotes.sentences[at.shown * QUOTES_PAGE_SIZE :][:QUOTES_PAGE_SIZE]
    embed.description = join_within(map(_entry, shown), MAX_DESCRIPTION, and_more, "\n\n") or _nothing(quotes)
    articles = plural(quotes.named, "article")
    source = articles if quotes.read >= quotes.named else f"the latest {quotes.read:,} of {articles}"
    if shown:
        embed.set_footer(
            text=f"{plural(len(quotes.sentences), 'sentence')} from {source}, word for word, none twice{at.note}"
        )
    search = () if shown else (search_button(quotes.name),)
    buttons = (Button("Profile", ButtonAction(Action.WHO, key)), *search, *page_buttons(Action.QUOTES, key, at))
    menu = article_menu({sentence.article.id: sentence.article for sentence in shown}.values())
    return Reply(embed, buttons, menu, ButtonAction(Action.QUOTES, key, at.shown))


def _nothing(quotes: ActorQuotes) -> str:
    """Says that there are no quotations, and what there is instead."""
    articles = plural(quotes.named, "article names", "articles name")
    return (
        f"{articles} {escape(quotes.name)}, but no sentence quotes this name so that it is certain who speaks. The "
        "profile has what is said about it, and a search finds the articles."
    )


def _entry(sentence: SaidSentence) -> str:
    article = sentence.article
    source = escape(cut(article.source, MAX_SOURCE)) if article.source else ""
    number = number_link(article.number, article.url)
    where = ", ".join(filter(None, (number, source, article_date(article))))
    position = numbered_sentences([sentence.position], sentence.of)
    return f"> {escape(one_line(sentence.text, MAX_SENTENCE))}\n— said in {where}, {position}"
