"""What an editor sees of an article that they just added or changed: what was understood, and how to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intake.pasted.title_detection import is_title_from_text
from bot.models.articles import SHARED
from bot.text.summaries.length import POST_WORDS
from bot.ui.article_pages import byline, summary_page
from bot.ui.dates import article_date
from bot.ui.languages import english_only
from bot.ui.limits import cut
from bot.ui.markup import code, escape, quoted
from bot.ui.messages import done

if TYPE_CHECKING:
    from bot.models.analysis import Analysis
    from bot.models.articles import Article, ArticleHeader
    from bot.ui.reply import Reply

__all__ = ["ADDED", "CHANGED", "UPDATED", "add_changes", "add_same_title", "add_updated", "added_page"]

ADDED, CHANGED, UPDATED = "Added as", "Changed", "Updated"
"""Headings, which the article's number follows."""
MAX_OTHER_TITLE = 200
"""Maximum units of another article's title."""
MAX_CHANGES = 300
"""Maximum units of the list of what was changed: the whole answer must not exceed what Discord takes."""
NO_SOURCE = "No source and no date: add lines such as “Source: Reuters” and “Date: 2026-11-22”."
MADE_TITLE = "The text has no title, so I took its first words: edit the article to give it another one."
POST_FOLLOWS = "Its post follows here in a moment."


def added_page(article: Article, analysis: Analysis, heading: str = ADDED, *, posted_here: bool = False) -> Reply:
    """Shows what was understood of an article; ``heading`` says whether it was added or changed.

    If ``posted_here``, a post in the same channel is about to show that: one sentence, and what is missing, is enough.
    """
    if posted_here:
        return _post_follows(article, analysis, heading)
    reply = summary_page(article, analysis, POST_WORDS)
    scope = "shared by all servers" if article.scope == SHARED else "for this server"
    parts = (f"{heading} #{article.number}", scope, byline(article))
    reply.embed.set_author(name=" · ".join(filter(None, parts)))
    if is_title_from_text(article.title, article.text):
        reply.embed.add_field(name="Title", value=MADE_TITLE, inline=False)
    return reply


def add_changes(reply: Reply, article: Article, before: Article, prefix: str) -> Reply:
    """Adds what differs from the article's state ``before``, and how to undo the change."""
    undo = code(f"{prefix}restore {article.number}")
    reply.embed.add_field(name="Changed", value=_changes(article, before), inline=False)
    reply.embed.add_field(name="To undo", value=f"{undo} brings the previous version back", inline=False)
    return reply


def add_updated(reply: Reply, before: Article) -> Reply:
    """Adds that the link belonged to an older article, ``before``, whose text was replaced."""
    replaced = (
        f"The link already belonged to {quoted(cut(before.title, MAX_OTHER_TITLE))}: the new text replaced its text."
    )
    reply.embed.add_field(
        name="Updated, not added",
        value=f"{replaced} To add a separate article, leave the link out.",
        inline=False,
    )
    return reply


def add_same_title(reply: Reply, article: Article, other: ArticleHeader, prefix: str) -> Reply:
    """Adds that an older article has the same title, and what to do if both are one story."""
    remove, edit = code(f"{prefix}remove {article.number}"), code(f"{prefix}edit {other.number}")
    reply.embed.add_field(
        name="Same title",
        value=f"#{other.number} has it too. If both are one story: {remove}, then {edit} with the new text.",
        inline=False,
    )
    return reply


def _changes(article: Article, before: Article) -> str:
    """The parts that differ; of a source, an author, a date and a link also what they are now."""
    parts = (
        ("title", article.title != before.title),
        ("text", article.text != before.text),
        (f"source: {escape(article.source or 'none')}", article.source != before.source),
        (f"author: {escape(article.author or 'none')}", article.author != before.author),
        (f"date: {article_date(article)}", article.published_at != before.published_at),
        (f"link: {escape(article.url or 'none')}", article.url != before.url),
    )
    return cut(" · ".join(part for part, differs in parts if differs), MAX_CHANGES) or "nothing"


def _post_follows(article: Article, analysis: Analysis, heading: str) -> Reply:
    lines = [f"{heading} #{article.number} **{escape(article.title)}**. {POST_FOLLOWS}"]
    if not article.source and not article.has_published_date:
        lines.append(NO_SOURCE)
    if is_title_from_text(article.title, article.text):
        lines.append(MADE_TITLE)
    if not analysis.actors and (foreign := english_only("Actors and themes", analysis.language)):
        lines.append(foreign)
    return done("\n".join(lines))
