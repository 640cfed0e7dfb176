"""The summary of a story: the key sentences of all its articles, each with its outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.plurals import plural
from bot.text.summaries.length import MAX_SENTENCES, sentences_within
from bot.ui.also_in import outlet
from bot.ui.article_pages import budget_of, length_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_DESCRIPTION, MAX_EMBED_TITLE, cut, join_within, length, one_line
from bot.ui.markup import escape
from bot.ui.menus import article_menu
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from bot.models.analysis import Sentence
    from bot.models.articles import Article
    from bot.services.story_summaries import StorySummary

__all__ = ["only_article", "story_summary_page"]

MAX_SENTENCE = 800
"""Maximum units of a sentence, so that one cannot fill the whole answer."""
ALONE = "No other article tells this story."


def story_summary_page(article: Article, summary: StorySummary, argument: int) -> Reply:
    """The sentences in the order of the articles, oldest first; ``argument`` is that of the button."""
    words = budget_of(argument)

    def count(budget: int) -> int:
        return sentences_within(summary.ranked[:MAX_SENTENCES], budget)

    embed = discord.Embed(
        title=cut(f"The story of #{article.number} {escape(article.title)}", MAX_EMBED_TITLE), colour=COLOUR
    )
    shown = sorted(summary.ranked[: count(words)], key=lambda sentence: (sentence.doc, sentence.start))
    linked, plain = (
        [_quotation(summary, sentence, linked=with_link) for sentence in shown] for with_link in (True, False)
    )
    lines = linked if length("\n\n".join(linked)) <= MAX_DESCRIPTION else plain
    embed.description = join_within(lines, MAX_DESCRIPTION, lambda n: f"… and {plural(n, 'sentence')} more", "\n\n")
    of_articles = plural(len(summary.articles), "article")
    if len(summary.articles) < summary.members:
        of_articles = f"the latest {of_articles} of {summary.members}"
    embed.set_footer(
        text=f"{len(shown)} of {plural(summary.total, 'sentence')} in {of_articles}, word for word, "
        "most repetitions left out"
    )
    subject = str(article.id)
    buttons = (
        Button("Summary of the story", ButtonAction(Action.STORY_SUMMARY, subject, words), current=True),
        Button(f"Its articles ({summary.members})", ButtonAction(Action.STORY, subject)),
        *length_buttons(Action.STORY_SUMMARY, subject, words, count),
    )
    return Reply(embed, buttons, article_menu(summary.articles), ButtonAction(Action.STORY_SUMMARY, subject, words))


def _quotation(summary: StorySummary, sentence: Sentence, *, linked: bool) -> str:
    """A sentence with its outlet, and which of its article's sentences it is."""
    article, analysis = summary.articles[sentence.doc], summary.analyses[sentence.doc]
    place = numbered_sentences([analysis.position(sentence)], analysis.total)
    return f"• {escape(one_line(sentence.text, MAX_SENTENCE))} — {outlet(article, linked=linked)}, {place}"


def only_article(summary: Reply) -> Reply:
    """The summary of an article whose story was asked for, if no other article tells it."""
    embed = summary.embed.copy()
    embed.insert_field_at(0, name="Story", value=ALONE, inline=False)
    return Reply(embed, summary.buttons, summary.menu, summary.action)
