"""Articles as replies: summary, actors, themes, full text; lists and search results; the post of a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.intake.addresses import is_usable
from bot.models import SHARED, TITLE
from bot.services.servers import LENGTHS
from bot.ui.article_lists import turns
from bot.ui.limits import DESCRIPTION, FIELD_VALUE, cut, join_within, split_pages
from bot.ui.markup import plain, plural, quoted
from bot.ui.questions import Ask, Question
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models import Actor, Analysis, Article, Sentence

__all__ = [
    "actors_page",
    "add_about",
    "added_page",
    "article_embed",
    "sentence_list",
    "sign",
    "source_button",
    "summary_page",
    "tabs",
    "text_page",
    "themes_page",
]

ADDED_SENTENCES = 3
TEXT_PAGE = 3_500
"""Characters of a page of full text: room for the rest of the embed within 6,000."""
SENTENCE = 1_200
"""A sentence longer than this is cut, and says so: one must not fill the whole answer."""
SHORTEST, LONGEST = min(LENGTHS.values()), 16
"""Sentences to which the buttons lead: there is nothing shorter than what ``short`` gives."""
LANGUAGES = {
    **{"ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian"},
    **{"fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian"},
    **{"it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish"},
    **{"pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish"},
    **{"uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese", "und": "a language that I cannot tell"},
}
"""Names of ISO 639-1 codes that a news library may meet."""
PEOPLE, OTHERS, THEMES = 4, 6, 4
"""Of how many an article's summary tells."""


def summary_page(article: Article, analysis: Analysis, count: int) -> Reply:
    """The key sentences, word for word, in the order of the text, with who and what it is about."""
    count = min(max(count, SHORTEST), LONGEST)
    sentences = analysis.summary(count)
    total = len(analysis.sentences)
    embed = article_embed(article)
    embed.description = sentence_list(sentences) or "There is nothing to summarize: this text has no sentences."
    add_about(embed, analysis)
    sign(embed, article, f"{len(sentences)} of {plural(total, 'sentence')}, word for word")
    steps = []
    if len(sentences) > SHORTEST:
        steps.append(Button("Shorter", _question(Ask.SUMMARY, article, max(SHORTEST, len(sentences) // 2)), row=1))
    if len(sentences) < min(total, LONGEST):
        steps.append(Button("Longer", _question(Ask.SUMMARY, article, min(LONGEST, len(sentences) * 2)), row=1))
    return Reply(embed, (*tabs(article, Ask.SUMMARY, count), *steps, *source_button(article)))


def added_page(article: Article, analysis: Analysis, *, done: str = "Added as") -> Reply:
    """What was understood of an article that an editor just added or changed."""
    reply = summary_page(article, analysis, ADDED_SENTENCES)
    where = "shared by all servers" if article.scope == SHARED else "for this server"
    reply.embed.set_author(name=f"{done} #{article.number} · {where}")
    return reply


def actors_page(article: Article, analysis: Analysis) -> Reply:
    """Everyone the article names, by kind, with what it calls them and how often it names them."""
    embed = article_embed(article)
    for kind, heading in (("person", "People"), ("organisation", "Organisations"), ("place", "Places")):
        lines = [_actor_line(actor, article) for actor in analysis.actors if actor.kind == kind]
        if lines:
            embed.add_field(
                name=heading, value=join_within(lines, FIELD_VALUE, lambda n: f"… and {n} more"), inline=False
            )
    if not analysis.actors:
        embed.description = _english_only("Actors", analysis) or "This article names nobody."
    sign(embed, article, "roles are the article’s own words · × is how often it names them")
    return Reply(embed, (*tabs(article, Ask.ACTORS, 0), *source_button(article)))


def themes_page(article: Article, analysis: Analysis) -> Reply:
    """What the article is about: topics with the words that support them, and its key phrases."""
    embed = article_embed(article)
    for theme in analysis.themes:
        embed.add_field(name=plain(theme.label), value=", ".join(quoted(word) for word in theme.evidence), inline=False)
    if analysis.phrases:
        phrases = [plain(phrase) for phrase in analysis.phrases]
        embed.add_field(
            name="Key phrases",
            value=join_within(phrases, FIELD_VALUE, lambda n: f"… and {n} more", " · "),
            inline=False,
        )
    if not embed.fields:
        embed.description = _english_only("Themes", analysis) or "No theme stands out clearly enough to name one."
    sign(embed, article, "in quotation marks: the words of the article that support a theme")
    return Reply(embed, (*tabs(article, Ask.THEMES, 0), *source_button(article)))


def text_page(article: Article, page: int) -> Reply:
    """One page of the full text."""
    pages = split_pages(re.split(r"\n\s*\n", article.text), TEXT_PAGE, plain) or ["This article has no text."]
    page = min(page, len(pages) - 1)
    embed = article_embed(article)
    embed.description = pages[page]
    if article.author:
        embed.set_author(name=" · ".join(part for part in (article.author, article.source) if part))
    sign(embed, article, f"full text · page {page + 1} of {len(pages)}")
    others = turns(Ask.TEXT, str(article.id), page, len(pages))
    return Reply(embed, (*tabs(article, Ask.TEXT, page), *others, *source_button(article)))


def article_embed(article: Article) -> discord.Embed:
    """An embed with the article's headline, link and source."""
    embed = discord.Embed(
        title=plain(article.title), url=article.url if is_usable(article.url) else None, colour=COLOUR
    )
    if article.source:
        embed.set_author(name=article.source)
    return embed


def _english_only(what: str, analysis: Analysis) -> str | None:
    """Why there is nothing to show for an article in another language; None for an English one."""
    if analysis.language == "en":
        return None
    language = LANGUAGES.get(analysis.language, "another language")
    return f"{what} are read in English articles only; this one is in {language}."


def sign(embed: discord.Embed, article: Article, text: str) -> None:
    """The footer: the article's number, what is shown of it, and its date (where it has none, when it was added)."""
    added = "" if article.dated else f" · added {article.added_at:%d %b %Y}"
    embed.set_footer(text=f"#{article.number} · {text}{added}")
    embed.timestamp = article.published_at


def sentence_list(sentences: Sequence[Sentence]) -> str:
    """Sentences as a list, as many as fit."""
    shown = [plain(cut(" ".join(sentence.text.split()), SENTENCE)) for sentence in sentences]
    return join_within(
        [f"• {text}" for text in shown], DESCRIPTION, lambda n: f"… and {plural(n, 'sentence')} more", "\n\n"
    )


def add_about(embed: discord.Embed, analysis: Analysis) -> None:
    """The article's main actors, people first, and its themes."""
    people = [actor for actor in analysis.actors if actor.kind == "person"]
    others = [actor for actor in analysis.actors if actor.kind != "person"]
    lines = [_with_role(actor) for actor in people[:PEOPLE]]
    if others:
        lines.append(" · ".join(plain(cut(actor.name, 60)) for actor in others[:OTHERS]))
    if lines:
        embed.add_field(name="Who", value=join_within(lines, FIELD_VALUE, lambda n: f"+{n}"), inline=False)
    if analysis.themes:
        themes = " · ".join(plain(theme.label) for theme in analysis.themes[:THEMES])
        embed.add_field(name="Themes", value=themes, inline=False)


def _with_role(actor: Actor) -> str:
    role = f" — {quoted(cut(actor.roles[0].text, 90))}" if actor.roles else ""
    return f"**{plain(cut(actor.name, 100))}**{role}"


def _actor_line(actor: Actor, article: Article) -> str:
    roles = list(dict.fromkeys(cut(role.text, 100) for role in actor.roles))[:2]
    said = " — " + ", ".join(quoted(role) for role in roles) if roles else ""
    in_title = " (headline)" if not roles and any(m.doc == TITLE for m in actor.mentions) else ""
    return f"**{plain(actor.name)}** ×{len(actor.mentions)}{said}{in_title}"


def _question(ask: Ask, article: Article, page: int = 0) -> Question:
    return Question(ask, str(article.id), page)


def tabs(article: Article, current: Ask, page: int) -> tuple[Button, ...]:
    """The buttons to an article's pages."""
    tabs = ((Ask.SUMMARY, "Summary"), (Ask.ACTORS, "Actors"), (Ask.THEMES, "Themes"), (Ask.TEXT, "Full text"))
    start = {Ask.SUMMARY: 4}
    return tuple(
        Button(
            label,
            _question(ask, article, page if ask is current else start.get(ask, 0)),
            current=ask is current and not (current is Ask.SUMMARY and page == 0),
        )
        for ask, label in tabs
    )


def source_button(article: Article) -> tuple[Button, ...]:
    """The button to where the article is from, where that is known."""
    return (Button("Source", url=article.url, row=1),) if is_usable(article.url) else ()
