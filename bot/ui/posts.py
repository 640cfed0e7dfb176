"""Posts of new articles: one article, or a list of several; removed articles are marked in them.

The custom id of the first button contains the post's key, by which the post can be found again in its channel.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.models.guilds import DEFAULT_LOOK, PostLook, PostStyle
from bot.plurals import plural
from bot.services.briefing_subjects import BriefingSubject
from bot.text.summaries.key_sentence import key_sentence
from bot.text.summaries.length import POST_WORDS, summary_within
from bot.ui.also_in import add_also_in, also_in_line
from bot.ui.approval_pages import CARD_HEADINGS, add_decision
from bot.ui.article_lists import origin_of
from bot.ui.article_pages import add_about, article_embed, byline, how_much, sentence_list, source_button, view_buttons
from bot.ui.briefing_page import AGAIN, briefing_page, digest_name
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date, set_dated_footer, set_footer
from bot.ui.limits import and_more, cut, join_within, one_line
from bot.ui.list_entries import Entry, entry_list, title_line
from bot.ui.markup import escape, web_address
from bot.ui.menus import article_menu
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.analysis import Analysis, Sentence
    from bot.models.articles import Article, Draft
    from bot.models.delivery import EmptyDigest
    from bot.services.briefings import BriefingPage

__all__ = ["KEY_MARK", "empty_digest_page", "post", "post_text", "thread_name", "unposted_card"]

HEADING, TEST_HEADING = "New article", "This is a test post"
KEY_MARK = "~"
"""Separates the subject of a button from the key of the post."""
MAX_THREAD_NAME = 100
MAX_ALSO_IN = 200
"""Maximum units of the outlets that a list names beside that of an article."""
MAX_HEADLINE = 300
"""Maximum units of a headline above its card, without escapes."""
MAX_AGAIN = 400
"""Maximum units of the reason for which a story is posted again."""
REMOVED_ROOM = 400
"""Units of the titles of a digest's removed articles."""
MAX_TITLE = 120
REMOVED, ALL_REMOVED = "This article was removed.", "These articles were removed."
REMOVED_COLOUR = discord.Colour(0x8A8D93)


def post(
    items: Sequence[AnalysedArticle],
    key: str,
    *,
    look: PostLook = DEFAULT_LOOK,
    test: bool = False,
    digest: BriefingPage | None = None,
) -> Reply:
    """A post of articles as they are now. A list of several looks the same everywhere, and so does a ``digest``."""
    if digest is not None:
        return _digest(items, key, digest)
    if len(items) > 1:
        return _list(items, key)
    article, analysis = items[0].article, items[0].analysis
    if article.removed_at is not None:
        embed = discord.Embed(description=f"~~{escape(cut(article.title, 300))}~~\n{REMOVED}", colour=REMOVED_COLOUR)
        add_also_in(embed, items[0].also_in)
        embed.set_footer(text=f"#{article.number}")
        return _decidable(Reply(embed), items[0])
    embed, sentences = _card(article, analysis, look, TEST_HEADING if test else _headings(items[0])[0])
    edited = ", edited since" if article.edited_at is not None else ""
    set_footer(embed, article, how_much(analysis, sentences, edited))
    _add_story(embed, items[0])
    # twice as long as the post
    more = Button("Summary", ButtonAction(Action.SUMMARY, f"{article.id}{KEY_MARK}{key}", 2 * POST_WORDS))
    if look.style is PostStyle.COMPACT:
        return _decidable(Reply(embed, (more, *source_button(article, row=0))), items[0])
    buttons = (more, *view_buttons(article, Action.SUMMARY, 0)[1:], *source_button(article))
    return _decidable(Reply(embed, buttons), items[0])


def post_text(items: Sequence[AnalysedArticle], role_id: int | None, *, in_forum: bool, test: bool = False) -> str:
    """The text above a post's card: the role that it mentions, and the headline.

    A notification on a phone shows this text and nothing of the card. In a forum the thread's name is the headline.
    """
    mention = f"<@&{role_id}>" if role_id is not None else ""
    label = f"{TEST_HEADING}:" if test else "" if _is_list(items) else _headings(items[0])[1]
    headline = "" if in_forum else _headline(items)
    return " ".join(filter(None, (mention, *((label, headline) if headline else ()))))


def _headings(item: AnalysedArticle) -> tuple[str, str]:
    """The heading of a card, and the words before the headline: those of a card for editors say what is decided."""
    return CARD_HEADINGS[item.approval.state] if item.approval is not None else (HEADING, "")


def _decidable(reply: Reply, item: AnalysedArticle) -> Reply:
    """The card of an article that needs approval shows the decision; of a removed one, others may still be posted."""
    if item.approval is None:
        return reply
    return add_decision(reply, item.approval, can_be_posted=item.article.removed_at is None or bool(item.also_in))


def _headline(items: Sequence[AnalysedArticle]) -> str:
    """The headline of a post, none for a removed article."""
    if items[0].digest_of is not None:
        return f"{digest_name(items[0].digest_of)}: {plural(len(items), 'new article')}"
    if len(items) > 1:
        return plural(len(items), "new article")
    article = items[0].article
    return escape(one_line(article.title, MAX_HEADLINE)) if article.removed_at is None else ""


def thread_name(items: Sequence[AnalysedArticle], *, test: bool = False) -> str:
    """The name of a forum's thread: 1 to 100 characters."""
    title = items[0].article.title if len(items) == 1 else plural(len(items), "new article")
    if items[0].digest_of is not None:
        title = digest_name(items[0].digest_of)
    label = "Test: " if test else ""
    return cut(label + " ".join(title.split()), MAX_THREAD_NAME) or "New article"


def unposted_card(draft: Draft, analysis: Analysis, look: PostLook) -> discord.Embed:
    """The card that the post of a draft would have, without the number that it has not got yet."""
    embed, sentences = _card(draft, analysis, look, HEADING)
    set_dated_footer(embed, how_much(analysis, sentences), draft.published_at)
    return embed


def _card(
    article: Article | Draft, analysis: Analysis, look: PostLook, heading: str
) -> tuple[discord.Embed, Sequence[Sentence]]:
    """A card without a footer, and the sentences that it quotes."""
    embed = article_embed(article)
    embed.set_author(name=" · ".join(filter(None, (heading, byline(article)))))
    if look.picture and (picture := web_address(article.picture)):
        embed.set_thumbnail(url=picture)
    if look.style is PostStyle.COMPACT:
        key_line = key_sentence(analysis)
        sentences: Sequence[Sentence] = [key_line] if key_line else []
    else:
        sentences = summary_within(analysis, POST_WORDS)
        add_about(embed, analysis)
    embed.description = sentence_list(sentences) or None
    return embed, sentences


def _add_story(embed: discord.Embed, item: AnalysedArticle) -> None:
    """Adds which other articles tell the same, and why this one is posted all the same."""
    add_also_in(embed, item.also_in)
    if item.again:
        embed.add_field(name=AGAIN, value=escape(cut(f"{item.again[:1].upper()}{item.again[1:]}.", MAX_AGAIN)))


def _is_list(items: Sequence[AnalysedArticle]) -> bool:
    return len(items) > 1 or items[0].digest_of is not None


def empty_digest_page(digest: EmptyDigest, key: str) -> Reply:
    """Says that nothing is new at the time of a digest."""
    text = "Nothing is new here since the last briefing."
    embed = discord.Embed(title=digest_name(digest.digest_of), description=text, colour=COLOUR)
    return Reply(embed, (_all_articles(key),))


def _digest(items: Sequence[AnalysedArticle], key: str, digest: BriefingPage) -> Reply:
    """The first page of a briefing. What was removed since is below its stories."""
    removed = [item.article for item in items if item.article.removed_at is not None]
    titles = [f"**#{one.number}** ~~{title_line(one_line(one.title, MAX_TITLE))}~~" for one in removed]
    closing = "\n".join((REMOVED if len(removed) == 1 else ALL_REMOVED, join_within(titles, REMOVED_ROOM, and_more)))
    subject = BriefingSubject(digest=digest.digest)
    reply = briefing_page(digest, f"{subject}{KEY_MARK}{key}", closing=closing if removed else "")
    buttons = reply.buttons if digest.digest is not None else ()
    return replace(reply, buttons=(*buttons, _all_articles(key)))


def _all_articles(key: str) -> Button:
    return Button("All articles", ButtonAction(Action.ARTICLES, f"{KEY_MARK}{key}"))


def _list(items: Sequence[AnalysedArticle], key: str) -> Reply:
    description = entry_list([_entry(item) for item in items], "\n\n")
    embed = discord.Embed(title=_headline(items), description=description, colour=COLOUR)
    embed.set_footer(
        text="Several articles in one post: the menu opens each of them · key sentences are quoted word for word"
    )
    every = _all_articles(key)
    seen = [item.article for item in items if not item.article.removed_at]
    return Reply(embed, (every,), article_menu(seen), every.action)


def _entry(item: AnalysedArticle) -> Entry:
    """An article of a list, with its key sentence."""
    article = item.article
    if article.removed_at is not None:
        return Entry(article.number, article.title, origin=REMOVED, mark="~~")
    key = key_sentence(item.analysis)
    said = key.text if key is not None else ""
    again = escape(cut(f"{AGAIN.lower()}: {item.again}", MAX_ALSO_IN)) if item.again else ""
    origin = origin_of(article_date(article), article, also_in_line(item.also_in, MAX_ALSO_IN), again)
    return Entry(
        article.number, article.title, article.url, origin, lambda room: cut(escape(one_line(said, room)), room)
    )
